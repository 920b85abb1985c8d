import { assert, assertEquals, assertThrows } from "@std/assert";
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

Deno.test("stackNumber() takes a constant, and refuses a number of one outcome only", () => {
  const constant = numbers([7, 7, 7, 7]);
  const [x] = constant.schema.features as NumberFeature[];
  assertEquals(stackNumber(constant, x, options).domain, [6.5, 7.5]);
  const healthy = { ...constant, labels: [0, 0, 0, 0] as const };
  assertThrows(() => stackNumber(healthy, x, options), RangeError, "both outcomes");
});
