import { tCdf, tQuantile } from "./distributions.ts";
import type { Difference } from "./difference.ts";
import { checkLevel, type LevelOptions } from "./intervals.ts";
import { mean, sumOfSquares } from "./moments.ts";

/** Scores per split, of two models on the same splits. */
export interface SplitScores {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/**
 * The mean difference of two models' scores over the splits of a (repeated) cross-validation, with
 * the corrected t interval and test of Nadeau and Bengio.
 *
 * Training parts overlap, so the splits are not independent, and the plain t-test finds differences
 * that do not exist. The correction adds `testShare / (1 - testShare)` to the factor 1/k of the
 * variance. The standard deviation divides by k - 1, and there are k - 1 degrees of freedom.
 *
 * @param options `testShare` is the share of the patients in a test part: 0.1 for ten folds.
 * @throws `TypeError` for lists of unequal length; `RangeError` for fewer than 2 splits, a score
 * that is not finite, or a `testShare` or level outside (0, 1).
 *
 * Source: Nadeau & Bengio (2003), doi:10.1023/A:1024068626366.
 *
 * @example
 * ```ts
 * import { compareSplits } from "heartbook/stats/corrected-t.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const scores = { first: [0.9, 0.92, 0.88, 0.94], second: [0.89, 0.9, 0.89, 0.9] };
 * const { estimate, pValue } = compareSplits(scores, { testShare: 0.25 });
 * assertAlmostEquals(estimate, 0.015, 1e-12);
 * assertAlmostEquals(pValue, 0.415, 0.001);
 * ```
 */
export function compareSplits(
  { first, second }: SplitScores,
  options: LevelOptions & { readonly testShare: number },
): Difference {
  const { level = 0.95, testShare } = options;
  checkLevel(level);
  if (first.length !== second.length) {
    throw new TypeError(
      `expected scores on the same splits, got ${first.length} and ${second.length}`,
    );
  }
  const splits = first.length;
  if (splits < 2) throw new RangeError(`expected at least 2 splits, got ${splits}`);
  if (!(testShare > 0 && testShare < 1)) {
    throw new RangeError(`testShare: expected a share between 0 and 1, got ${testShare}`);
  }
  const gaps = first.map((score, i) => score - second[i]);
  const odd = gaps.findIndex((gap) => !Number.isFinite(gap));
  if (odd >= 0) {
    throw new RangeError(
      `split ${odd}: expected finite scores, got ${first[odd]} and ${second[odd]}`,
    );
  }
  const estimate = mean(gaps);
  const variance = sumOfSquares(gaps) / (splits - 1);
  const standardError = Math.sqrt(variance * (1 / splits + testShare / (1 - testShare)));
  const reach = tQuantile((1 + level) / 2, splits - 1) * standardError;
  const t = estimate === 0 ? 0 : estimate / standardError;
  return {
    estimate,
    low: estimate - reach,
    high: estimate + reach,
    level,
    method: "corrected t of Nadeau and Bengio",
    pValue: 2 * tCdf(-Math.abs(t), splits - 1),
  };
}
