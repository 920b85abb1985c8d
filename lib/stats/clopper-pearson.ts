/** The exact interval for a share of patients. */

import { betaQuantile } from "./distributions.ts";
import type { Interval } from "../types.ts";
import { checkCounts, checkLevel, type LevelOptions } from "./intervals.ts";

/**
 * The exact interval of Clopper and Pearson for the share `count / total`. Its coverage never falls
 * below the level, so it is wider than Wilson's.
 *
 * Throws `RangeError` for invalid counts or a level outside (0, 1).
 *
 * Source: Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404.
 *
 * @example
 * ```ts
 * import { clopperPearson } from "heartbook/stats/clopper-pearson.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // None missed among 59: the share that is missed may still be 5 %, at 95 % one-sided.
 * assertAlmostEquals(clopperPearson(59, 59, { level: 0.9 }).low, 0.95, 0.001);
 * ```
 */
export function clopperPearson(count: number, total: number, options: LevelOptions = {}): Interval {
  const { level = 0.95 } = options;
  checkCounts(count, total);
  const tail = (1 - checkLevel(level)) / 2;
  return {
    estimate: count / total,
    low: count === 0 ? 0 : betaQuantile(tail, { a: count, b: total - count + 1 }),
    high: count === total ? 1 : betaQuantile(1 - tail, { a: count + 1, b: total - count }),
    level,
    method: "Clopper-Pearson",
  };
}
