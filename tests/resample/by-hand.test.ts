/** The corrections for optimism, of three patients and two samples. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { BootstrapFits } from "heartbook/resample/bootstrap-fits.ts";
import { correctOptimism } from "heartbook/resample/optimism.ts";
import { callLoss, point632, squaredLoss } from "heartbook/resample/point-632.ts";
import { quantile } from "heartbook/stats/quantile.ts";
import type { Scored } from "heartbook/types.ts";

const fit = (counts: number[], p: number[], threshold: number | null = null) => ({
  counts: Uint16Array.from(counts),
  p: Float64Array.from(p),
  threshold,
});

const fits: BootstrapFits = {
  labels: [1, 0, 1],
  apparent: fit([1, 1, 1], [0.9, 0.2, 0.6], 0.5),
  samples: [fit([2, 1, 0], [0.8, 0.1, 0.3], 0.4), fit([0, 3, 0], [0.5, 0.4, 0.7], 0.6)],
};

Deno.test("squaredLoss() and callLoss() by hand, one half called diseased", () => {
  assertAlmostEquals(squaredLoss(1, 0.7), 0.09, 1e-12);
  assertAlmostEquals(squaredLoss(0, 0.7), 0.49, 1e-12);
  const calls = [[1, 0.5], [1, 0.49], [0, 0.5], [0, 0.49]].map(([y, p]) => callLoss(y, p));
  assertEquals(calls, [0, 1, 1, 0]);
});

Deno.test("point632() by hand, a patient in every sample left aside", () => {
  const { apparent, leftOut, noInformation, overfitting, estimate } = point632(fits, squaredLoss);
  assertAlmostEquals(apparent, (0.01 + 0.04 + 0.16) / 3, 1e-12);
  // The first is left out once, the third twice: (1 - 0.5)², and the mean of 0.7² and 0.3².
  assertAlmostEquals(leftOut, (0.25 + (0.49 + 0.09) / 2) / 2, 1e-12);
  const diseased = (0.01 + 0.64 + 0.16) / 3, healthy = (0.81 + 0.04 + 0.36) / 3;
  assertAlmostEquals(noInformation, 2 / 3 * diseased + 1 / 3 * healthy, 1e-12);
  assertAlmostEquals(overfitting, (leftOut - apparent) / (noInformation - apparent), 1e-12);
  const weight = 0.632 / (1 - 0.368 * overfitting);
  assertAlmostEquals(estimate, (1 - weight) * apparent + weight * leftOut, 1e-12);
});

Deno.test("point632() sees no overfitting where those left out do better, and at most all of it", () => {
  const better = { ...fits, apparent: fit([1, 1, 1], [0.1, 0.9, 0.1]) };
  const { overfitting, apparent, leftOut, estimate } = point632(better, squaredLoss);
  assert(leftOut < apparent);
  assertEquals(overfitting, 0);
  assertAlmostEquals(estimate, 0.368 * apparent + 0.632 * leftOut, 1e-12);
  const worse = point632({ ...fits, samples: [fit([0, 0, 0], [0, 1, 0])] }, squaredLoss);
  assertEquals([worse.leftOut, worse.overfitting], [1, 1]);
  assertAlmostEquals(worse.estimate, worse.noInformation, 1e-12);
  const all = { ...fits, samples: [fit([1, 1, 1], [1, 0, 1])] };
  assertThrows(() => point632(all, squaredLoss), RangeError, "samples that leave somebody out");
});

/** Mean of probability and threshold, so that both can be followed. */
const figure = ({ p }: Scored, threshold: number): number =>
  Array.from(p).reduce((sum, each) => sum + each, 0) / p.length + 10 * threshold;

Deno.test("correctOptimism() by hand: own sample less all patients, with thresholds of their own", () => {
  const { sum } = correctOptimism(fits, { sum: figure }, { level: 0.8 });
  assertAlmostEquals(sum.apparent, 1.7 / 3 + 5, 1e-12);
  const gaps = [(0.8 + 0.8 + 0.1) / 3 - 1.2 / 3, 0.4 - 1.6 / 3];
  const optimism = (gaps[0] + gaps[1]) / 2;
  assertAlmostEquals(sum.optimism, optimism, 1e-12);
  const squares = gaps.reduce((total, gap) => total + (gap - optimism) ** 2, 0);
  assertAlmostEquals(sum.monteCarloError, Math.sqrt(squares / 1 / 2), 1e-12);
  const resampled = [0.2 + 5, (0.9 + 0.9 + 0.2) / 3 + 5];
  assertAlmostEquals(sum.corrected.estimate, 1.7 / 3 + 5 - optimism, 1e-12);
  assertAlmostEquals(sum.corrected.low, quantile(resampled, 0.1) - optimism, 1e-12);
  assertAlmostEquals(sum.corrected.high, quantile(resampled, 0.9) - optimism, 1e-12);
  assertEquals(sum.corrected.level, 0.8);
  assertEquals(correctOptimism(fits, { sum: figure }).sum.corrected.level, 0.95);
});

Deno.test("correctOptimism() has no threshold where none was chosen, and names figure and sample", () => {
  const without = {
    ...fits,
    apparent: { ...fits.apparent, threshold: null },
    samples: fits.samples.map((each) => ({ ...each, threshold: null })),
  };
  const seen: number[] = [];
  correctOptimism(without, { seen: (_, threshold) => (seen.push(threshold), 0) });
  assert(seen.length > 0 && seen.every(Number.isNaN));
  let calls = 0;
  const fails = (): number => {
    if (++calls > 3) throw new RangeError("one class");
    return 0;
  };
  assertThrows(() => correctOptimism(fits, { fails }), RangeError, "fails, sample 1: one class");
});
