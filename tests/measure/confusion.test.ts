import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import * as confusion from "heartbook/measure/confusion.ts";
import { scoredPatients, steady } from "./arbitrary.ts";

const { confusionAt } = confusion;

/** Eight patients: at .5 two of three diseased are found and one of five healthy is alarmed. */
const eight = {
  label: [1, 1, 1, 0, 0, 0, 0, 0],
  p: [0.9, 0.5, 0.2, 0.7, 0.4, 0.3, 0.1, 0.0],
};
const atHalf = { truePositive: 2, falseNegative: 1, falsePositive: 1, trueNegative: 4 };

Deno.test("confusionAt() calls a patient diseased at p = threshold", () => {
  assertEquals(confusionAt(eight, 0.5), atHalf);
});

Deno.test("confusionAt() flags everybody at 0 and nobody above 1", () => {
  assertEquals(confusionAt(eight, 0).trueNegative, 0);
  assertEquals(confusionAt(eight, 1.1).truePositive, 0);
  assertEquals(confusionAt(eight, Infinity).falsePositive, 0);
});

Deno.test("confusionAt() refuses a threshold of NaN", () => {
  assertThrows(() => confusionAt(eight, NaN), RangeError, "threshold");
});

Deno.test("the figures of eight patients are those worked out by hand", () => {
  assertEquals(confusion.recall(atHalf), 2 / 3);
  assertEquals(confusion.specificity(atHalf), 4 / 5);
  assertEquals(confusion.precision(atHalf), 2 / 3);
  assertEquals(confusion.negativePredictiveValue(atHalf), 4 / 5);
  assertEquals(confusion.f1(atHalf), 2 / 3);
  assertEquals(confusion.accuracy(atHalf), 6 / 8);
  assertAlmostEquals(confusion.balancedAccuracy(atHalf), 22 / 30, 1e-12);
  // Chance agrees on (3 * 3 + 5 * 5) / 64 = 34/64; (48/64 - 34/64) / (30/64) = 14/30.
  assertAlmostEquals(confusion.kappa(atHalf), 14 / 30, 1e-12);
  assertAlmostEquals(confusion.matthews(atHalf), 7 / 15, 1e-12);
});

Deno.test("f1() is 0, not undefined, where the diseased are all missed", () => {
  assertEquals(
    confusion.f1({ truePositive: 0, falseNegative: 3, falsePositive: 0, trueNegative: 1 }),
    0,
  );
});

Deno.test("a figure without what it divides by throws and names what is missing", () => {
  const nobodyFlagged = { truePositive: 0, falseNegative: 2, falsePositive: 0, trueNegative: 3 };
  const everybodyFlagged = { truePositive: 2, falseNegative: 0, falsePositive: 3, trueNegative: 0 };
  const onlyHealthy = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 3 };
  const onlyDiseased = { truePositive: 3, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
  const none = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
  const cases: [(counts: confusion.Confusion) => number, confusion.Confusion, string][] = [
    [confusion.recall, onlyHealthy, "no diseased"],
    [confusion.specificity, onlyDiseased, "no healthy"],
    [confusion.precision, nobodyFlagged, "nobody is called diseased"],
    [confusion.negativePredictiveValue, everybodyFlagged, "nobody is called healthy"],
    [confusion.f1, onlyHealthy, "nobody is diseased"],
    [confusion.accuracy, none, "no patients"],
    [confusion.balancedAccuracy, onlyHealthy, "no diseased"],
    [confusion.balancedAccuracy, onlyDiseased, "no healthy"],
    [confusion.kappa, onlyHealthy, "one class"],
    [confusion.matthews, nobodyFlagged, "called the same"],
  ];
  for (const [figure, counts, missing] of cases) {
    assertThrows(() => figure(counts), RangeError, missing);
  }
});

Deno.test("matthews() equals Pearson's correlation of call and truth", () => {
  const { label, p } = eight;
  const called = p.map((value) => Number(value >= 0.3));
  const mean = (x: readonly number[]): number => x.reduce((sum, value) => sum + value) / x.length;
  const product = (x: readonly number[], y: readonly number[]): number =>
    mean(x.map((value, i) => (value - mean(x)) * (y[i] - mean(y))));
  const pearson = product(label, called) /
    Math.sqrt(product(label, label) * product(called, called));
  assertAlmostEquals(confusion.matthews(confusionAt(eight, 0.3)), pearson, 1e-12);
});

Deno.test("recall never rises and specificity never falls as the threshold rises", () => {
  fc.assert(
    fc.property(scoredPatients, fc.double({ min: 0, max: 1, noNaN: true }), (scored, threshold) => {
      const lax = confusionAt(scored, threshold / 2);
      const strict = confusionAt(scored, threshold);
      return confusion.recall(strict) <= confusion.recall(lax) &&
        confusion.specificity(strict) >= confusion.specificity(lax);
    }),
    steady,
  );
});

Deno.test("swapping truth and call leaves kappa, Matthews, F1 and accuracy alone", () => {
  const count = fc.integer({ min: 1, max: 500 });
  fc.assert(
    fc.property(count, count, count, count, (tp, fn, fp, tn) => {
      const straight = { truePositive: tp, falseNegative: fn, falsePositive: fp, trueNegative: tn };
      const swapped = { truePositive: tp, falseNegative: fp, falsePositive: fn, trueNegative: tn };
      for (const key of ["kappa", "matthews", "f1", "accuracy"] as const) {
        assertAlmostEquals(confusion[key](straight), confusion[key](swapped), 1e-12);
      }
    }),
    steady,
  );
});
