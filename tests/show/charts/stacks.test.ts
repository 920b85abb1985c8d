import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { stackNumber } from "heartbook/show/charts/stacks.ts";
import type { NumberFeature } from "heartbook/types.ts";
import { numbers } from "../../prepare/small.ts";

const options = { width: 312, pitch: 4.4 };
const patients = readHeart();
const numberFeatures = patients.schema.features.filter((each) => each.kind === "number");

Deno.test("stackNumber() stacks each patient who records the number once, within the domain", () => {
  for (const feature of numberFeatures) {
    const { stacks, domain, patients: recorded } = stackNumber(patients, feature, options);
    for (const label of [0, 1]) {
      const stacked = stacks.filter((stack) => stack.label === label)
        .reduce((sum, { count }) => sum + count, 0);
      assertEquals(stacked, recorded.filter((each) => each.label === label).length, feature.name);
    }
    assert(stacks.every(({ x }) => x > domain[0] && x < domain[1]));
  }
});

Deno.test("stackNumber() has round edges for a measurement and a bin a value for a count", () => {
  const domainOf = (name: string): readonly [number, number] =>
    stackNumber(patients, numberFeatures.find((each) => each.name === name)!, options).domain;
  assertEquals(domainOf("thalach"), [70, 210]);
  assertEquals(domainOf("ca"), [-0.5, 3.5]);
  // Small counts are those that lie close together, however large they are.
  const counted = (range: readonly [number, number]): readonly [number, number] => {
    const cells = [range[0], range[0] + 1, range[1] - 1, range[1]];
    const [x] = numbers(cells).schema.features as NumberFeature[];
    return stackNumber(numbers(cells), { ...x, whole: true, range }, options).domain;
  };
  assertEquals(counted([15, 34]), [14.5, 34.5]);
  assertEquals(counted([-10, 20]), [-10, 22]);
  assertEquals(counted([0, 20]), [0, 21]);
});

Deno.test("stackNumber() sets squares side by side as many as fit, about the middle of their bin", () => {
  const [x] = numbers([0]).schema.features as NumberFeature[];
  // Nine bins of 18 pixels; three of 4.4 and a gap of three pixels fit.
  const values = [...new Array(14).fill(1), 4, 5, 8];
  const data = numbers(values);
  const count = { ...x, whole: true, range: [0, 9] } as const;
  const stacked = (width: number) => stackNumber(data, count, { width, pitch: 4.4 }).stacks;
  const of = (width: number, bin: number) =>
    stacked(width).filter(({ x, label }) => label === 1 && Math.abs(x - bin) < 0.5);
  const eight = 8 * 18;
  assertEquals(of(eight, 1).map(({ count }) => count), [3, 2, 2]);
  of(eight, 1).forEach(({ x }, i) => assertAlmostEquals(x, 1 + (i - 1) * 4.4 / 18, 1e-9));
  assertEquals(of(eight, 5).map(({ count }) => count), [1]);
  assertAlmostEquals(of(eight, 5)[0].x, 5 - 4.4 / 18, 1e-9);
  // The fifth fits from 25 pixels on; more than seven never stand side by side, fewer than one neither.
  assertEquals([24.9, 25].map((pixels) => of(8 * pixels, 1).length), [4, 5]);
  assertEquals(of(8 * 100, 1).length, 7);
  assertEquals(of(8 * 2, 1).length, 1);
  // The diseased of a bin come before the others.
  assertEquals(stacked(8 * 2).map(({ label, count }) => [label, count]), [
    ...[[1, 7], [0, 7], [0, 1], [1, 1], [0, 1]],
  ]);
});

Deno.test("stackNumber() takes a value on an edge for the bin above it", () => {
  const [x] = numbers([0]).schema.features as NumberFeature[];
  const measured = { ...x, whole: false, range: [0, 100] } as const;
  const { stacks, domain } = stackNumber(numbers([0, 16, 16, 5, 5, 9.999999]), measured, {
    ...options,
  });
  assertEquals(domain, [0, 17]);
  assertEquals([...new Set(stacks.map(({ x }) => Math.floor(x)))], [0, 5, 9, 16]);
});

Deno.test("stackNumber() takes a constant, and refuses a number of one outcome only", () => {
  const constant = numbers([7, 7, 7, 7]);
  const [x] = constant.schema.features as NumberFeature[];
  assertEquals(stackNumber(constant, x, options).domain, [6.5, 7.5]);
  const healthy = { ...constant, labels: [0, 0, 0, 0] as const };
  assertThrows(() => stackNumber(healthy, x, options), RangeError, "both outcomes");
});
