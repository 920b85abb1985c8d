/** The chi-square test where the chi-square distribution is a poor limit. */
import { seeded } from "../random.ts";
import type { Bin } from "./bins.ts";
import { chiSquare, chiSquareStatistic, countBoth, poolRare } from "./chi-square.ts";
import type { TestResult } from "./significance.ts";

/** With so many expected patients in every bin, the limit holds far out in the tail. */
const PLENTY = 20;

/** A larger p-value raises no alarm, so it need not be exact. */
const SMALL = 0.1;

const MOST_DRAWS = 20_000;

/** With so many draws as extreme as the data, the p-value is known to about a tenth. */
const ENOUGH = 100;

/**
 * The bins as they would be if the recent patients were drawn from all at random. The last bin takes
 * what is left, so it had better be the largest.
 */
function deal(bins: readonly Bin[], random: () => number): Bin[] {
  let { reference, recent } = countBoth(bins);
  return bins.map(({ label, ...bin }, place) => {
    if (place === bins.length - 1) return { label, reference, recent };
    const size = bin.reference + bin.recent;
    let drawn = 0;
    for (let i = 0; i < size; i++) {
      if (random() * (reference + recent) < recent) {
        drawn++;
        recent--;
      } else reference--;
    }
    return { label, reference: size - drawn, recent: drawn };
  });
}

/** How often chance makes a statistic at least as large as that of these bins. */
function permutationTail(bins: readonly Bin[], share: number): number {
  const sorted = bins.toSorted((a, b) => a.reference + a.recent - b.reference - b.recent);
  // Equal statistics may differ in their last digits.
  const observed = chiSquareStatistic(bins, share) * (1 - 1e-9);
  const { uniform } = seeded(1);
  let extreme = 0;
  for (let draws = 1; draws <= MOST_DRAWS; draws++) {
    if (chiSquareStatistic(deal(sorted, uniform), share) >= observed) extreme++;
    if (extreme === ENOUGH) return extreme / draws;
  }
  return (extreme + 1) / (MOST_DRAWS + 1);
}

/**
 * `chiSquare` with a p-value whose level holds for small counts too, far out in the tail, where a
 * correction for many columns looks: with 100 patients, 40 columns and a level of 1 % in each, the
 * limit gives a false alarm in 15 of 100 reports instead of 5.
 *
 * Where fewer than 20 patients are expected in a bin of the smaller sample and the limit's p-value is
 * below 0.1, it is replaced by that of the permutation test: how often a random split of the same
 * patients has a statistic at least as large. The draws are seeded, so that the same counts have the
 * same p-value; drawing ends after 100 such splits, or after 20,000 draws, so no p-value is below
 * 0.00005.
 *
 * @throws `RangeError` for a sample without patients.
 *
 * Source: Besag & Clifford (1991), doi:10.1093/biomet/78.2.301.
 *
 * @example
 * ```ts
 * import { chiSquarePermuted } from "heartbook/stats/chi-square-permuted.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { pValue } = chiSquarePermuted([
 *   { label: "rare", reference: 0, recent: 3 },
 *   { label: "common", reference: 10, recent: 7 },
 * ])!;
 * // All three of the rare are recent in 120 of 1140 ways, and none in 120: 0.21.
 * assertAlmostEquals(pValue, 0.21, 0.03);
 * ```
 */
export function chiSquarePermuted(bins: readonly Bin[]): TestResult | null {
  const test = chiSquare(bins);
  if (test === null || test.pValue >= SMALL) return test;
  const { reference, recent } = countBoth(bins);
  const share = reference / (reference + recent);
  const pooled = poolRare(bins);
  const least = Math.min(...pooled.map((bin) => bin.reference + bin.recent)) *
    Math.min(share, 1 - share);
  return least >= PLENTY ? test : { ...test, pValue: permutationTail(pooled, share) };
}
