/** DeLong's standard errors of the AUC, alone and for two models on the same patients. */

import type { Interval, Scored } from "../types.ts";
import { rocAuc } from "./auc.ts";
import { type Difference, normalDifference } from "../stats/difference.ts";
import { type LevelOptions, standardErrors } from "../stats/intervals.ts";
import { checkPair, type ScoredPair } from "./pairs.ts";
import { checkOncePerPatient } from "./patients.ts";
import { scoresByClass } from "./scored.ts";
import { sumOfSquares } from "../stats/moments.ts";

/** Each patient's rank share within the other class, in table order. */
interface Placements {
  /** For the diseased: share of the healthy below, ties half. */
  readonly diseased: readonly number[];
  /** For the healthy: share of the diseased above, ties half. */
  readonly healthy: readonly number[];
}

/** How many of the ascending `sorted` are below `value`; equal ones count half. */
function rankIn(sorted: Float64Array, value: number): number {
  const firstWhere = (passes: (x: number) => boolean): number => {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passes(sorted[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (firstWhere((x) => x >= value) + firstWhere((x) => x > value)) / 2;
}

function placements(scored: Scored): Placements {
  const { diseased, healthy } = scoresByClass(checkOncePerPatient(scored));
  if (diseased.length < 2 || healthy.length < 2) {
    throw new RangeError(
      `DeLong: expected at least 2 patients of each class, got ${diseased.length} diseased and ${healthy.length} healthy`,
    );
  }
  const { label, p } = scored;
  const places: { diseased: number[]; healthy: number[] } = { diseased: [], healthy: [] };
  for (let i = 0; i < p.length; i++) {
    if (label[i] === 1) places.diseased.push(rankIn(healthy, p[i]) / healthy.length);
    else places.healthy.push(1 - rankIn(diseased, p[i]) / diseased.length);
  }
  return places;
}

/** The variance of a mean. */
function varianceOfMean(values: readonly number[]): number {
  const n = values.length;
  return sumOfSquares(values) / (n - 1) / n;
}

/**
 * The AUC with DeLong's interval, symmetric and cut at 0 and 1.
 *
 * If every pair is in order, the interval has no width and is uninformative.
 *
 * Throws as `scoresByClass` does, and `RangeError` for fewer than 2 patients of a class or for a
 * patient who appears more than once (bootstrap over patients instead).
 *
 * Source: DeLong, DeLong & Clarke-Pearson (1988), doi:10.2307/2531595; ends as in R's pROC.
 *
 * @example
 * ```ts
 * import { delongInterval } from "heartbook/measure/delong.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const auc = delongInterval({ label: [1, 1, 1, 0, 0, 0], p: [0.9, 0.8, 0.4, 0.5, 0.2, 0.1] });
 * assertEquals(auc.estimate, 8 / 9);
 * assertEquals(auc.high, 1);
 * ```
 */
export function delongInterval(scored: Scored, options: LevelOptions = {}): Interval {
  const { level = 0.95 } = options;
  const { diseased, healthy } = placements(scored);
  const estimate = rocAuc(scored);
  const reach = standardErrors(level) *
    Math.sqrt(varianceOfMean(diseased) + varianceOfMean(healthy));
  return {
    estimate,
    low: Math.max(0, estimate - reach),
    high: Math.min(1, estimate + reach),
    level,
    method: "DeLong",
  };
}

/**
 * The AUC of the first minus that of the second model on the same patients, with DeLong's paired
 * interval and test.
 *
 * Throws as `checkPair` and `delongInterval` do.
 *
 * Source: DeLong, DeLong & Clarke-Pearson (1988), doi:10.2307/2531595.
 *
 * @example
 * ```ts
 * import { compareAuc } from "heartbook/measure/delong.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = [1, 1, 1, 0, 0, 0];
 * const first = { label, p: [0.9, 0.8, 0.4, 0.5, 0.2, 0.1] };
 * const second = { label, p: [0.9, 0.3, 0.4, 0.5, 0.2, 0.1] };
 * const { estimate, low, high } = compareAuc({ first, second });
 * assertEquals(low < estimate && estimate < high, true);
 * ```
 */
export function compareAuc(pair: ScoredPair, options: LevelOptions = {}): Difference {
  const { first, second } = checkPair(pair);
  const a = placements(first), b = placements(second);
  const gap = (x: readonly number[], y: readonly number[]): number[] =>
    x.map((value, i) => value - y[i]);
  // The variance of a difference comes from per-patient differences, so no covariance is needed.
  const variance = varianceOfMean(gap(a.diseased, b.diseased)) +
    varianceOfMean(gap(a.healthy, b.healthy));
  return normalDifference(rocAuc(first) - rocAuc(second), Math.sqrt(variance), {
    ...options,
    method: "DeLong, paired",
  });
}
