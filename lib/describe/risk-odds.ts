/** The odds ratios of known risk factors in a table. */
import { demandOptions } from "../demand.ts";
import type { RiskFactor } from "../data/audit/risk-factor.ts";
import type { Dataset } from "../types.ts";
import type { LevelOptions } from "../stats/intervals.ts";
import { type FeatureOdds, univariableOdds } from "./univariable-odds.ts";

/**
 * The `univariableOdds` of known risk factors only: of each number, and of each level against the
 * reference. A factor whose level is the reference itself is left out.
 *
 * @throws as `univariableOdds` does.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { heartRiskFactors } from "heartbook/heart/risk-factors.ts";
 * import { riskOdds } from "heartbook/describe/risk-odds.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const odds = riskOdds(readHeart(), { factors: heartRiskFactors });
 * assertEquals(odds.length, 7);
 * assert(odds.every(({ feature, ratio }) => (ratio.estimate > 1) === (feature !== "thalach")));
 * ```
 */
export function riskOdds(
  dataset: Dataset,
  options: LevelOptions & { readonly factors: readonly RiskFactor[] },
): FeatureOdds[] {
  demandOptions("riskOdds", options, ["level", "factors"]);
  return univariableOdds(dataset, { level: options.level }).filter(({ feature, contrast }) =>
    options.factors.some((factor) =>
      factor.feature === feature &&
      (factor.level === undefined || contrast.startsWith(`${factor.level} against `))
    )
  );
}
