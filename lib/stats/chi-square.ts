/** Pearson's chi-square test for counts of two samples over the same bins. */
import { chiSquareCdf } from "./distributions.ts";
import type { Bin } from "./bins.ts";
import type { TestResult } from "./significance.ts";

/** The upper tail probability of the chi-square distribution. */
export function chiSquareTail(statistic: number, degrees: number): number {
  return 1 - chiSquareCdf(statistic, degrees);
}

/**
 * The number of patients in each sample, over all bins. Throws `RangeError` for a sample without
 * any.
 */
export function countBoth(bins: readonly Bin[]): Omit<Bin, "label"> {
  const reference = bins.reduce((sum, bin) => sum + bin.reference, 0);
  const recent = bins.reduce((sum, bin) => sum + bin.recent, 0);
  if (reference === 0 || recent === 0) {
    throw new RangeError(`expected patients in both samples, got ${reference} and ${recent}`);
  }
  return { reference, recent };
}

/**
 * Keeps the bins with at least one expected patient in the smaller sample. The others are pooled
 * into one bin, which is kept under the same condition.
 */
export function poolRare(bins: readonly Bin[]): Bin[] {
  const all = countBoth(bins);
  const smaller = Math.min(all.reference, all.recent) / (all.reference + all.recent);
  const isRare = ({ reference, recent }: Bin): boolean => (reference + recent) * smaller < 1;
  const pool = bins.filter(isRare).reduce((sum, { reference, recent }) => ({
    label: sum.label,
    reference: sum.reference + reference,
    recent: sum.recent + recent,
  }), { label: "rare", reference: 0, recent: 0 });
  return [...bins, pool].filter((bin) => !isRare(bin));
}

/**
 * The sum over the cells of both samples of (observed - expected)² / expected.
 *
 * @param share Of the patients, how many are expected in the reference.
 */
export function chiSquareStatistic(bins: readonly Bin[], share: number): number {
  let statistic = 0;
  for (const { reference, recent } of bins) {
    const expected = (reference + recent) * share;
    const gap = (reference - expected) ** 2;
    statistic += gap / expected + gap / (reference + recent - expected);
  }
  return statistic;
}

/**
 * Tests whether two samples have the same distribution over the bins, without a continuity
 * correction; `null` if only one bin is left to compare.
 *
 * The chi-square distribution is a limit, and a poor one for small expected counts. So bins with
 * less than one expected patient in the smaller sample are pooled, and left out if the pool too has
 * less than one. Use `chiSquarePermuted` where a p-value far below 0.05 decides.
 *
 * @throws `RangeError` for a sample without patients.
 *
 * Source: Pearson (1900), doi:10.1080/14786440009463897; smallest expected count: Cochran
 * (1954), doi:10.2307/3001616.
 *
 * @example
 * ```ts
 * import { chiSquare } from "heartbook/stats/chi-square.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { statistic } = chiSquare([
 *   { label: "female", reference: 30, recent: 10 },
 *   { label: "male", reference: 30, recent: 30 },
 * ])!;
 * assertAlmostEquals(statistic, 6.25, 1e-12); // each cell is 6 from 24, 36, 16 or 24
 * ```
 */
export function chiSquare(bins: readonly Bin[]): TestResult | null {
  const all = countBoth(bins);
  const pooled = poolRare(bins);
  if (pooled.length < 2) return null;
  const share = all.reference / (all.reference + all.recent);
  const statistic = chiSquareStatistic(pooled, share);
  return { name: "chi-square", statistic, pValue: chiSquareTail(statistic, pooled.length - 1) };
}
