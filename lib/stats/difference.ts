import { normalCdf } from "./distributions.ts";
import type { Interval } from "../types.ts";
import { type LevelOptions, standardErrors } from "./intervals.ts";

/** The first minus the second model, with its interval and a test. */
export interface Difference extends Interval {
  /** Two-sided p-value: how often chance alone would produce a difference at least this large. */
  readonly pValue: number;
}

/**
 * A difference with a normally distributed estimate.
 *
 * With a standard error of 0 the p-value is 1 for no difference, else 0.
 *
 * @example
 * ```ts
 * import { normalDifference } from "heartbook/stats/difference.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const difference = normalDifference(0.02, 0.01, { method: "by hand" });
 * assertAlmostEquals(difference.low, 0.0004, 1e-6);
 * assertAlmostEquals(difference.pValue, 0.0455, 1e-5);
 * ```
 */
export function normalDifference(
  estimate: number,
  standardError: number,
  options: LevelOptions & { readonly method: string },
): Difference {
  const { level = 0.95, method } = options;
  const reach = standardErrors(level) * standardError;
  const z = estimate === 0 ? 0 : estimate / standardError;
  return {
    estimate,
    low: estimate - reach,
    high: estimate + reach,
    level,
    method,
    pValue: 2 * normalCdf(-Math.abs(z)),
  };
}
