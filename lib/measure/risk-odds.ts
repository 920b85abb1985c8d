/** What a table says of the factors that are known to raise or lower the risk. */
import { heartRiskFactors, type RiskFactor } from "../data/audit/risks.ts";
import type { Dataset } from "../types.ts";
import type { LevelOptions } from "./intervals.ts";
import { type FeatureOdds, univariableOdds } from "./univariable-odds.ts";

/**
 * The `univariableOdds` of known risk factors alone: of each number among them, and of each level
 * against the reference. A factor whose level is the reference itself is left out.
 *
 * @param options `factors` are the heart's unless given.
 * @throws as `univariableOdds` does.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/data/heart.ts";
 * import { riskOdds } from "heartbook/measure/risk-odds.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const odds = riskOdds(readHeart());
 * assertEquals(odds.length, 7);
 * assert(odds.every(({ feature, ratio }) => (ratio.estimate > 1) === (feature !== "thalach")));
 * ```
 */
export function riskOdds(
  dataset: Dataset,
  options: LevelOptions & { readonly factors?: readonly RiskFactor[] } = {},
): FeatureOdds[] {
  const { factors = heartRiskFactors } = options;
  return univariableOdds(dataset, options).filter(({ feature, contrast }) =>
    factors.some((factor) =>
      factor.feature === feature &&
      (factor.level === undefined || contrast.startsWith(`${factor.level} against `))
    )
  );
}
