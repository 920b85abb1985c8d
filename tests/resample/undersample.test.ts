import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { undersample } from "heartbook/resample/imbalance.ts";
import type { Dataset, Label } from "heartbook/types.ts";
import { number, toDataset } from "../prepare/small.ts";

const of = (labels: readonly Label[]): Dataset =>
  toDataset([number("x")], labels.map((_, x) => ({ x })), labels);

Deno.test("undersample() keeps all of the rarer outcome, and so many others, in their order", () => {
  for (const labels of [[1, 0, 0, 1, 0, 0, 0], [0, 1, 1, 0, 1, 1, 1]] as const) {
    for (const [ratio, others] of [[1, 2], [0.5, 4], [0.6, 3]] as const) {
      const kept = undersample(of(labels), { seed: 3, ratio });
      const rarer = labels[0];
      assertEquals(kept.labels.filter((label) => label === rarer).length, 2);
      assertEquals(kept.labels.filter((label) => label !== rarer).length, others);
      const xs = kept.rows.map(({ x }) => Number(x));
      assert(xs.every((x, i) => i === 0 || x > xs[i - 1]));
      assertEquals(kept.labels, xs.map((x) => labels[x]));
    }
  }
});

Deno.test("undersample() leaves patients alone who are balanced enough", () => {
  const balanced = of([1, 0, 0, 1]), near = of([1, 0, 0, 1, 0]);
  assertStrictEquals(undersample(balanced, { seed: 1 }), balanced);
  assertStrictEquals(undersample(near, { seed: 1, ratio: 2 / 3 }), near);
  assertEquals(undersample(near, { seed: 1 }).labels.length, 4);
});

Deno.test("undersample() refuses one outcome only, and a ratio that is no share", () => {
  for (const labels of [[1, 1], [0, 0]] as const) {
    const message = "undersample: expected both outcomes, got one only";
    assertThrows(() => undersample(of(labels), { seed: 1 }), RangeError, message);
  }
  for (const ratio of [0, 1.1]) {
    assertThrows(() => undersample(of([0, 1]), { seed: 1, ratio }), RangeError, "ratio");
  }
});
