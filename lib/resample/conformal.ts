/** Conformal prediction: sets of outcomes that contain the true one with a guaranteed frequency. */
import { demandOptions } from "../demand.ts";
import { scoresByClass } from "../measure/scored.ts";
import type { Scored } from "../types.ts";

/** The probabilities from which an outcome belongs to the prediction set. Plain JSON. */
export interface ConformalRule {
  /** Share of sets that contain the true outcome, such as 0.9. */
  readonly coverage: number;
  /** Whether the guarantee holds for each class, or for all patients together. */
  readonly perClass: boolean;
  /** "Diseased" belongs to the set if p is at least this; 0 means always. */
  readonly diseasedFrom: number;
  /** "Healthy" belongs to the set if p is at most this; 1 means always. */
  readonly healthyUpTo: number;
}

/** The ceil((n + 1) · coverage)-th smallest nonconformity score; 1 if there are too few. */
function limitOf(strangeness: readonly number[], coverage: number): number {
  const sorted = strangeness.toSorted((a, b) => a - b);
  // Guards against rounding: 0.9 times 10 must give 9, not the next whole number.
  const place = Math.ceil((sorted.length + 1) * coverage - 1e-9);
  return place > sorted.length ? 1 : sorted[place - 1];
}

/**
 * Split conformal prediction: the nonconformity of an outcome is 1 minus its probability, and an
 * outcome belongs to a patient's set unless its score exceeds nearly all scores of the calibration
 * patients' true outcomes.
 *
 * If future patients are drawn like the calibration patients, and the model has learned from
 * neither, then at least the share `coverage` of sets contain the true outcome, however good the
 * model is; a poor model has larger sets. With `perClass` this holds separately for the diseased
 * and the healthy.
 *
 * @throws `RangeError` for a coverage outside (0, 1), and as `scoresByClass` does.
 *
 * Sources: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World; per class:
 * Vovk (2012), Conditional validity of inductive conformal predictors.
 *
 * @example
 * ```ts
 * import { fitConformal } from "heartbook/resample/conformal.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const calibration = { label: [1, 1, 1, 1, 0, 0, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.6, 0.3, 0.2, 0.1] };
 * const rule = fitConformal(calibration, { coverage: 0.8, perClass: true });
 * assertAlmostEquals(rule.diseasedFrom, 0.4, 1e-12); // the fourth strangest of four diseased
 * assertAlmostEquals(rule.healthyUpTo, 0.6, 1e-12);
 * ```
 */
export function fitConformal(
  scored: Scored,
  options: { readonly coverage: number; readonly perClass?: boolean },
): ConformalRule {
  demandOptions("fitConformal", options, ["coverage", "perClass"]);
  const { coverage, perClass = false } = options;
  if (!(coverage > 0 && coverage < 1)) {
    throw new RangeError(`coverage: expected a share between 0 and 1, got ${coverage}`);
  }
  const { diseased, healthy } = scoresByClass(scored);
  const ofDiseased = Array.from(diseased, (p) => 1 - p), ofHealthy = Array.from(healthy);
  const both = limitOf([...ofDiseased, ...ofHealthy], coverage);
  return {
    coverage,
    perClass,
    diseasedFrom: 1 - (perClass ? limitOf(ofDiseased, coverage) : both),
    healthyUpTo: perClass ? limitOf(ofHealthy, coverage) : both,
  };
}

/** The prediction set of a patient: one outcome, both, or none. */
export type ConformalAnswer = "diseased" | "healthy" | "either" | "neither";

/** The set for one probability. */
export function answerConformally(rule: ConformalRule, p: number): ConformalAnswer {
  // A score equal to the limit belongs to the set; note that 1 - (1 - p) is not always p.
  const diseased = 1 - p <= 1 - rule.diseasedFrom + 1e-12;
  const healthy = p <= rule.healthyUpTo + 1e-12;
  return diseased ? (healthy ? "either" : "diseased") : healthy ? "healthy" : "neither";
}

/** How well a guarantee was kept. */
export interface ConformalFigures {
  /** Shares of the patients whose set contains their outcome. */
  readonly covered: number;
  readonly coveredDiseased: number;
  readonly coveredHealthy: number;
  /** Share of the sets with one outcome. */
  readonly decided: number;
  /** Share of the sets with both outcomes, which say nothing. */
  readonly undecided: number;
  /** Mean number of outcomes in a set. */
  readonly width: number;
}

/**
 * How often the sets contain the true outcome, and how informative they are.
 *
 * Throws as `scoresByClass` does.
 */
export function describeConformal(rule: ConformalRule, scored: Scored): ConformalFigures {
  const { diseased, healthy } = scoresByClass(scored);
  const share = (p: Float64Array, ...wanted: ConformalAnswer[]): number =>
    p.filter((each) => wanted.includes(answerConformally(rule, each))).length / p.length;
  const all = Float64Array.of(...diseased, ...healthy);
  const coveredDiseased = share(diseased, "diseased", "either");
  const coveredHealthy = share(healthy, "healthy", "either");
  const decided = share(all, "diseased", "healthy"), undecided = share(all, "either");
  return {
    covered: (coveredDiseased * diseased.length + coveredHealthy * healthy.length) / all.length,
    coveredDiseased,
    coveredHealthy,
    decided,
    undecided,
    width: decided + 2 * undecided,
  };
}
