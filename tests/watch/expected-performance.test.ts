import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { atThreshold, metrics } from "heartbook/measure/metrics.ts";
import { seeded } from "heartbook/random.ts";
import type { Metric } from "heartbook/types.ts";
import { expectPerformance } from "heartbook/watch/expected-performance.ts";
import { outcomesOf, steady, uniforms } from "./draws.ts";

const fewP = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 7 })
  .map((tenths) => tenths.map((each) => each / 10));

/** A part and a whole, averaged over all outcomes the patients may have, each as likely as it is. */
function naiveRatio(
  p: readonly number[],
  count: (labels: readonly number[]) => readonly [part: number, whole: number],
): number {
  let part = 0, whole = 0;
  for (let outcomes = 0; outcomes < 2 ** p.length; outcomes++) {
    const labels = p.map((_, i) => outcomes >> i & 1);
    const chance = p.reduce((product, each, i) => product * (labels[i] ? each : 1 - each), 1);
    const counted = count(labels);
    part += chance * counted[0];
    whole += chance * counted[1];
  }
  return part / whole;
}

function naivePairs(labels: readonly number[], p: readonly number[]): readonly [number, number] {
  let ordered = 0, pairs = 0;
  labels.forEach((diseased, i) =>
    labels.forEach((other, j) => {
      if (diseased !== 1 || other !== 0) return;
      pairs++;
      ordered += p[i] > p[j] ? 1 : p[i] === p[j] ? 0.5 : 0;
    })
  );
  return [ordered, pairs];
}

Deno.test("expectPerformance() by hand: two patients, one called diseased", () => {
  const { recall, specificity, accuracy, rocAuc } = expectPerformance([0.8, 0.3], {
    threshold: 0.5,
  });
  assertAlmostEquals(recall!.estimate, 0.8 / 1.1, 1e-12);
  assertAlmostEquals(specificity!.estimate, 0.7 / 0.9, 1e-12);
  assertAlmostEquals(accuracy.estimate, (0.8 + 0.7) / 2, 1e-12);
  // Of the two ways to have one of each, 0.8 · 0.7 is in order and 0.2 · 0.3 is not.
  assertAlmostEquals(rocAuc!.estimate, 0.56 / 0.62, 1e-12);
});

Deno.test("expectPerformance() averages over all outcomes that the patients may have", () => {
  fc.assert(
    fc.property(fewP, (p) => {
      const { recall, specificity, accuracy, rocAuc } = expectPerformance(p, { threshold: 0.5 });
      const share = (of: number, called: boolean): number =>
        naiveRatio(p, (labels) => {
          const members = p.filter((_, i) => labels[i] === of);
          return [members.filter((each) => each >= 0.5 === called).length, members.length];
        });
      assertAlmostEquals(recall!.estimate, share(1, true), 1e-12);
      assertAlmostEquals(specificity!.estimate, share(0, false), 1e-12);
      const right = naiveRatio(p, (labels) => [
        p.filter((each, i) => (each >= 0.5) === (labels[i] === 1)).length,
        p.length,
      ]);
      assertAlmostEquals(accuracy.estimate, right, 1e-12);
      assertAlmostEquals(rocAuc!.estimate, naiveRatio(p, (labels) => naivePairs(labels, p)), 1e-12);
    }),
    { ...steady, numRuns: 60 },
  );
});

Deno.test("expectPerformance() covers what turns out in about 95 of 100 cases", () => {
  const random = seeded(6);
  const p = uniforms(random, 150).map((x) => 0.02 + 0.96 * x);
  const expected = expectPerformance(p, { threshold: 0.4 });
  const realised: Record<"recall" | "specificity" | "accuracy" | "rocAuc", Metric> = {
    recall: atThreshold("recall", 0.4),
    specificity: atThreshold("specificity", 0.4),
    accuracy: atThreshold("accuracy", 0.4),
    rocAuc: metrics.rocAuc,
  };
  const runs = 1000;
  const labels = Array.from({ length: runs }, () => outcomesOf(random, p));
  for (const [key, metric] of Object.entries(realised)) {
    const { estimate, low, high } = expected[key as keyof typeof realised]!;
    const scores = labels.map((label) => metric.score({ label, p }));
    const covered = scores.filter((score) => low <= score && score <= high).length / runs;
    assert(covered > 0.925 && covered < 0.975, `${key}: ${covered}`);
    const mean = scores.reduce((sum, score) => sum + score, 0) / runs;
    assertAlmostEquals(estimate, mean, 0.005, key);
  }
});

Deno.test("expectPerformance() notices patients who are harder to tell apart", () => {
  const sure = [0.05, 0.1, 0.9, 0.95], torn = [0.4, 0.45, 0.55, 0.6];
  const [easy, hard] = [sure, torn].map((p) => expectPerformance(p, { threshold: 0.5 }));
  assert(hard.rocAuc!.estimate < easy.rocAuc!.estimate);
  assert(hard.accuracy.estimate < easy.accuracy.estimate);
});

Deno.test("expectPerformance() does not care for the order of the patients", () => {
  fc.assert(
    fc.property(fewP, (p) => {
      const there = expectPerformance(p, { threshold: 0.3 });
      const back = expectPerformance(p.toReversed(), { threshold: 0.3 });
      for (const key of ["recall", "specificity", "accuracy", "rocAuc"] as const) {
        assertAlmostEquals(there[key]!.estimate, back[key]!.estimate, 1e-12);
        assertAlmostEquals(there[key]!.low, back[key]!.low, 1e-12);
      }
    }),
    steady,
  );
});

Deno.test("expectPerformance() has no figure for a class without possible members", () => {
  const { recall, specificity, accuracy, rocAuc } = expectPerformance([0, 0], { threshold: 0.5 });
  assertEquals([recall, rocAuc], [null, null]);
  assertEquals([specificity!.estimate, specificity!.low, accuracy.high], [1, 1, 1]);
  assertEquals(expectPerformance([0.4], { threshold: 0.5 }).rocAuc, null);
});

Deno.test("expectPerformance() tells an uninformative model by its AUC of a half", () => {
  const { rocAuc } = expectPerformance([0.3, 0.3, 0.3], { threshold: 0.5 });
  assertAlmostEquals(rocAuc!.estimate, 0.5, 1e-12);
  assertAlmostEquals(rocAuc!.low, 0.5, 1e-12);
});

Deno.test("expectPerformance() names its method and what it takes for granted", () => {
  const { method, assumption } = expectPerformance([0.3], { threshold: 0.5 });
  assertEquals(method, "confidence-based performance estimation");
  assert(assumption.startsWith("the probabilities are calibrated"));
});

Deno.test("expectPerformance() refuses no patients, no probabilities and no threshold", () => {
  assertThrows(() => expectPerformance([], { threshold: 0.5 }), RangeError, "at least one");
  assertThrows(() => expectPerformance([1.5], { threshold: 0.5 }), RangeError, "p[0]");
  assertThrows(() => expectPerformance([0.5], { threshold: NaN }), RangeError, "threshold");
  assertThrows(() => expectPerformance([0.5], { threshold: 0.5, level: 2 }), RangeError, "level");
});
