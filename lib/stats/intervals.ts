/** Intervals for a share of patients, such as recall. */

import type { Interval } from "../types.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** The coverage of an interval. */
export interface LevelOptions {
  /** Coverage, above 0 and below 1; default 0.95. */
  readonly level?: number;
}

/**
 * Returns the coverage, or throws `RangeError` if it is not between 0 and 1.
 *
 * @example
 * ```ts
 * import { checkLevel } from "heartbook/stats/intervals.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkLevel(95), RangeError, "level");
 * ```
 */
export function checkLevel(level: number): number {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level: expected a coverage between 0 and 1, got ${level}`);
  }
  return level;
}

/**
 * The half-width, in standard errors, of a normal interval with this coverage.
 *
 * @example
 * ```ts
 * import { standardErrors } from "heartbook/stats/intervals.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(standardErrors(0.95), 1.959963984540054, 1e-12);
 * ```
 */
export function standardErrors(level: number): number {
  return normalQuantile((1 + checkLevel(level)) / 2);
}

/** Throws `RangeError` unless these are whole numbers with `count` in 0 to `total`. */
export function checkCounts(count: number, total: number): void {
  if (!Number.isInteger(total) || total < 1) {
    throw new RangeError(`total: expected a whole number of patients from 1, got ${total}`);
  }
  if (!Number.isInteger(count) || count < 0 || count > total) {
    throw new RangeError(`count: expected a whole number in 0 to ${total}, got ${count}`);
  }
}

/**
 * Wilson's interval for the share `count / total`: the shares that a score test does not reject. No
 * continuity correction. Its coverage is right on average, and it stays within [0, 1].
 *
 * Throws `RangeError` for invalid counts or a level outside (0, 1).
 *
 * Source: Wilson (1927), doi:10.1080/01621459.1927.10502953.
 *
 * @example
 * ```ts
 * import { wilson } from "heartbook/stats/intervals.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const found = wilson(126, 139);
 * assertAlmostEquals(found.low, 0.847, 0.001);
 * assertAlmostEquals(found.high, 0.945, 0.001);
 * ```
 */
export function wilson(count: number, total: number, options: LevelOptions = {}): Interval {
  const { level = 0.95 } = options;
  checkCounts(count, total);
  const z = standardErrors(level);
  const estimate = count / total;
  const middle = (count + z ** 2 / 2) / (total + z ** 2);
  const reach = z * Math.sqrt(total * estimate * (1 - estimate) + z ** 2 / 4) / (total + z ** 2);
  return {
    estimate,
    // At the ends of the scale the formula gives 0 and 1 except for rounding.
    low: count === 0 ? 0 : middle - reach,
    high: count === total ? 1 : middle + reach,
    level,
    method: "Wilson",
  };
}
