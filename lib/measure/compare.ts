/** A difference between two models as a sentence. */

import type { Interval } from "../types.ts";
import { type MetricKey, metrics } from "./metrics.ts";

/** The models and the metric compared. */
export interface Comparison {
  readonly first: string;
  readonly second: string;
  readonly metric: MetricKey;
}

/**
 * Metrics that are shares of patients: what the better model does more often, and the denominator.
 */
const shares: Partial<Record<MetricKey, { readonly does: string; readonly of: string }>> = {
  recall: { does: "finds", of: "of every 100 diseased" },
  specificity: { does: "rightly rules out", of: "of every 100 healthy" },
  precision: { does: "is right about", of: "of every 100 it flags" },
  accuracy: { does: "is right about", of: "of every 100 patients" },
  rocAuc: { does: "puts in order", of: "of every 100 pairs of a diseased and a healthy patient" },
};

/** Both ends, with the fewest digits that distinguish them from each other and from 0. */
function rounded(ends: readonly [number, number]): [string, string] {
  for (let digits = 0; digits < 6; digits++) {
    const [low, high] = ends.map((end) => Number(end.toFixed(digits)));
    const vanished = (low === 0) !== (ends[0] === 0) || (high === 0) !== (ends[1] === 0);
    if (low !== high && !vanished) return [String(low), String(high)];
  }
  return [String(ends[0]), String(ends[1])];
}

/** "3 fewer", "8 more": a signed number of people. */
function moreOrFewer(number: string): string {
  return number.startsWith("-") ? `${number.slice(1)} fewer` : `${number} more`;
}

/**
 * The conclusion that an interval of the difference (first minus second) allows: which model is
 * better and by how much, or that the two cannot be told apart if the interval contains 0, ends
 * included. Shares are given per 100 people. The better model is named first.
 *
 * @returns A sentence without the full stop.
 *
 * @example
 * ```ts
 * import { describeDifference } from "heartbook/measure/compare.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = { first: "forest", second: "tree", metric: "recall" } as const;
 * const sure = { estimate: 0.07, low: 0.04, high: 0.11, level: 0.95, method: "bootstrap" };
 * assertEquals(
 *   describeDifference(sure, names),
 *   "forest finds 4 to 11 more of every 100 diseased than tree",
 * );
 * assertEquals(
 *   describeDifference({ ...sure, low: -0.02 }, names),
 *   "forest and tree cannot be told apart on recall: " +
 *     "forest finds between 2 fewer and 11 more of every 100 diseased",
 * );
 * ```
 */
export function describeDifference(difference: Interval, comparison: Comparison): string {
  const { first, second, metric } = comparison;
  const { name, better } = metrics[metric];
  const share = shares[metric];
  const scale = share ? 100 : 1;
  const low = scale * difference.low, high = scale * difference.high;

  if (low === 0 && high === 0) return `${first} and ${second} are equal on ${name}`;
  if (low <= 0 && high >= 0) {
    const [a, b] = rounded([low, high]);
    const range = share
      ? `${first} ${share.does} between ${moreOrFewer(a)} and ${moreOrFewer(b)} ${share.of}`
      : `the difference is between ${a} and ${b}`;
    return `${first} and ${second} cannot be told apart on ${name}: ${range}`;
  }
  const firstIsBetter = (low > 0) === (better === "higher");
  const [winner, loser] = firstIsBetter ? [first, second] : [second, first];
  const [least, most] = low > 0 ? rounded([low, high]) : rounded([-high, -low]);
  return share
    ? `${winner} ${share.does} ${least} to ${most} more ${share.of} than ${loser}`
    : `${winner} is better than ${loser} on ${name}, by ${least} to ${most}`;
}
