/** The sample size for developing a model with a given number of parameters. */
import { demandOptions } from "../demand.ts";
import { standardErrors } from "../stats/intervals.ts";
import { metrics } from "./metrics.ts";
import type { FeatureSchema, Scored } from "../types.ts";

/** Known or expected facts about the model and the disease. */
export interface SampleSizeOptions {
  /** Parameters to learn besides the intercept: see {@link countParameters}. */
  readonly parameters: number;
  /** Share of the diseased, above 0 and below 1. */
  readonly prevalence: number;
  /** Cox and Snell's R² expected of the model, above 0: see {@link coxSnell}. */
  readonly rSquared: number;
}

/** Patients needed, by criterion. */
export interface SampleSize {
  /** For a shrinkage of the weights of at most a tenth. */
  readonly shrinkage: number;
  /** For apparent and corrected R², as shares of the maximum, to differ by at most 0.05. */
  readonly optimism: number;
  /** For the overall risk to be known within 0.05. */
  readonly overallRisk: number;
  /** For all three criteria. */
  readonly needed: number;
}

/**
 * The parameters of a regression on these features: one per number and per level except the first.
 */
export function countParameters({ features }: FeatureSchema): number {
  const each = features.map((feature) => feature.kind === "number" ? 1 : feature.levels.length - 1);
  return each.reduce((sum, count) => sum + count, 0);
}

/** Mean log loss of a model that gives everybody the prevalence, in nats. */
function ignorance(prevalence: number): number {
  return -prevalence * Math.log(prevalence) - (1 - prevalence) * Math.log1p(-prevalence);
}

/**
 * Cox and Snell's R²: how far the log loss of these predictions is below that of the prevalence,
 * rescaled. On predictions for unseen patients it is free of optimism and may be below 0.
 *
 * @throws as `metrics.logLoss` does.
 */
export function coxSnell(scored: Scored): number {
  const diseased = Array.from(scored.label).reduce((sum, label) => sum + label, 0);
  const gain = ignorance(diseased / scored.label.length) - metrics.logLoss.score(scored);
  return 1 - Math.exp(-2 * gain);
}

/** Number of patients at which the weights need shrinking by `1 - shrinkage`. */
function patientsFor(shrinkage: number, { parameters, rSquared }: SampleSizeOptions): number {
  return Math.ceil(parameters / ((shrinkage - 1) * Math.log1p(-rSquared / shrinkage)));
}

/**
 * How many patients a prediction model needs, by three criteria.
 *
 * @throws `RangeError` for a share out of range or no parameters.
 *
 * Source: Riley et al. (2020), Calculating the sample size required for developing a clinical
 * prediction model, BMJ 368, doi:10.1136/bmj.m441.
 *
 * @example
 * ```ts
 * import { patientsNeeded } from "heartbook/measure/sample-size.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { parameters: 30, prevalence: 0.05, rSquared: 0.05 };
 * assertEquals(patientsNeeded(options).shrinkage, 5249);
 * ```
 */
export function patientsNeeded(options: SampleSizeOptions): SampleSize {
  demandOptions("patientsNeeded", options, ["parameters", "prevalence", "rSquared"]);
  const { parameters, prevalence, rSquared } = options;
  const largest = -Math.expm1(-2 * ignorance(prevalence));
  const ranges = [
    ["parameters", parameters, Number.isInteger(parameters) && parameters > 0],
    ["prevalence", prevalence, prevalence > 0 && prevalence < 1],
    ["rSquared", rSquared, rSquared > 0 && rSquared < largest],
  ] as const;
  for (const [name, value, fits] of ranges) {
    if (!fits) throw new RangeError(`${name}: out of range, got ${value}`);
  }
  const shrinkage = patientsFor(0.9, options);
  const optimism = patientsFor(rSquared / (rSquared + 0.05 * largest), options);
  const overallRisk = Math.ceil(
    (standardErrors(0.95) / 0.05) ** 2 * prevalence * (1 - prevalence),
  );
  return { shrinkage, optimism, overallRisk, needed: Math.max(shrinkage, optimism, overallRisk) };
}
