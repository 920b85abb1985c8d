import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { compareRecall, compareSpecificity, mcnemar } from "heartbook/measure/mcnemar.ts";
import reference from "../reference/compare.json" with { type: "json" };
import { steady } from "./arbitrary.ts";
import { logistic, neighbours } from "./predictions.ts";

const pair = { first: logistic, second: neighbours };

Deno.test("mcnemar() takes (b - c)² / (b + c) as its chi-square, by hand", () => {
  // 16 - 0 over 16: a chi-square of 16, four standard errors.
  const { estimate, pValue } = mcnemar({ onlyFirst: 16, onlySecond: 0, total: 100 });
  assertEquals(estimate, 0.16);
  assertAlmostEquals(pValue, 6.334248366623996e-5, 1e-12);
});

Deno.test("mcnemar() without any disagreement finds no difference, with an interval", () => {
  const { estimate, low, high, pValue } = mcnemar({ onlyFirst: 0, onlySecond: 0, total: 50 });
  assertEquals([estimate, pValue], [0, 1]);
  // Known from theory: z² / (n + z²).
  assertAlmostEquals(high, 1.959963984540054 ** 2 / (50 + 1.959963984540054 ** 2), 1e-12);
  assertAlmostEquals(low, -high, 1e-12);
});

Deno.test("mcnemar() equals R's mcnemar.test, and an interval of numeric likelihoods", () => {
  for (const { low, high, pValue, level, ...counts } of reference.mcnemar) {
    const difference = mcnemar(counts, { level });
    assertAlmostEquals(difference.pValue, pValue, 1e-12);
    assertAlmostEquals(difference.low, low, 1e-6);
    assertAlmostEquals(difference.high, high, 1e-6);
  }
});

Deno.test("compareRecall() looks at the diseased, compareSpecificity() at the healthy", () => {
  for (
    const [difference, expected] of [
      [compareRecall(pair), reference.recall],
      [compareSpecificity(pair), reference.specificity],
    ] as const
  ) {
    const { onlyFirst, onlySecond, total } = expected;
    assertAlmostEquals(difference.estimate, (onlyFirst - onlySecond) / total, 1e-12);
    assertAlmostEquals(difference.pValue, expected.pValue, 1e-12);
    assertAlmostEquals(difference.low, expected.low, 1e-6);
    assertAlmostEquals(difference.high, expected.high, 1e-6);
  }
});

Deno.test("compareRecall() calls each model's patients at its own threshold", () => {
  const label = [1, 1, 1, 0];
  const first = { label, p: [0.35, 0.35, 0.35, 0.1] };
  const second = { label, p: [0.65, 0.65, 0.75, 0.1] };
  const { estimate } = compareRecall({ first, second }, { thresholds: [0.3, 0.7] });
  assertAlmostEquals(estimate, 2 / 3, 1e-12);
});

Deno.test("compareRecall() counts a probability equal to the threshold as a positive call, in both models", () => {
  const label = [1, 1, 0];
  const [at, below] = [{ label, p: [0.5, 0.5, 0.1] }, { label, p: [0.4, 0.4, 0.1] }];
  assertEquals(compareRecall({ first: at, second: below }).estimate, 1);
  assertEquals(compareRecall({ first: below, second: at }).estimate, -1);
});

Deno.test("mcnemar() refuses invalid counts", () => {
  assertThrows(
    () => mcnemar({ onlyFirst: 3, onlySecond: 3, total: 5 }),
    RangeError,
    "3 and 3 of 5",
  );
  assertThrows(() => mcnemar({ onlyFirst: 0, onlySecond: 0, total: 0 }), RangeError);
  assertThrows(() => mcnemar({ onlyFirst: -1, onlySecond: 0, total: 5 }), RangeError);
});

Deno.test("compareRecall() refuses a table without diseased, repeats and a threshold of NaN", () => {
  const healthy = { label: [0, 0], p: [0.1, 0.2] };
  const twice = { label: [1, 1], p: [0.1, 0.2], row: [3, 3] };
  const thresholds = [0.5, NaN] as const;
  assertThrows(() => compareRecall({ first: healthy, second: healthy }), RangeError, "label 1");
  assertThrows(() => compareRecall({ first: twice, second: twice }), RangeError, "1 patients");
  assertThrows(() => compareRecall(pair, { thresholds }), RangeError, "thresholds");
});

Deno.test("the interval holds the estimate, and leaves out 0 exactly when p is small enough", () => {
  const count = fc.integer({ min: 0, max: 30 });
  fc.assert(
    fc.property(count, count, count, (onlyFirst, onlySecond, agree) => {
      const total = Math.max(1, onlyFirst + onlySecond + agree);
      const { estimate, low, high, pValue } = mcnemar({ onlyFirst, onlySecond, total });
      assertEquals(low <= estimate && estimate <= high, true);
      assertEquals(low > 0 || high < 0, pValue < 0.05);
    }),
    steady,
  );
});
