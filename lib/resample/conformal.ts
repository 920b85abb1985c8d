/** Answers that are sets of outcomes, with a guaranteed share of sets that hold the true one. */
import { scoresByClass } from "../measure/scored.ts";
import type { Scored } from "../types.ts";

/** From which probabilities on an outcome belongs to the answer. Plain JSON. */
export interface ConformalRule {
  /** Share of answers that hold the true outcome, such as 0.9. */
  readonly coverage: number;
  /** Whether the guarantee is for the diseased and for the healthy, or for all together. */
  readonly perClass: boolean;
  /** "Diseased" belongs to the answer where p is at least this; 0 where it always does. */
  readonly diseasedFrom: number;
  /** "Healthy" belongs to the answer where p is at most this; 1 where it always does. */
  readonly healthyUpTo: number;
}

/** The (n + 1) coverage-th smallest of the strangeness, rounded up; 1 where there are too few. */
function limitOf(strangeness: readonly number[], coverage: number): number {
  const sorted = strangeness.toSorted((a, b) => a - b);
  // But for rounding: 0.9 times 10 is to be 9 and not the next whole number.
  const place = Math.ceil((sorted.length + 1) * coverage - 1e-9);
  return place > sorted.length ? 1 : sorted[place - 1];
}

/**
 * Split conformal prediction: how strange an outcome is, is 1 minus its probability, and an outcome
 * belongs to a patient's answer unless it is stranger than nearly all true outcomes of the
 * calibration patients.
 *
 * If those to come are drawn as the calibration patients were, and the model has learned from
 * neither, then at least the share `coverage` of answers hold the true outcome, whatever the model
 * is worth; a bad model has wide answers. With `perClass` that holds for the diseased and for the
 * healthy each.
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

/** What may be said of a patient: one outcome, either, or neither. */
export type ConformalAnswer = "diseased" | "healthy" | "either" | "neither";

/** The answer for one probability. */
export function answerConformally(rule: ConformalRule, p: number): ConformalAnswer {
  // As strange as the limit is not stranger; 1 - (1 - p) is not always p.
  const diseased = 1 - p <= 1 - rule.diseasedFrom + 1e-12;
  const healthy = p <= rule.healthyUpTo + 1e-12;
  return diseased ? (healthy ? "either" : "diseased") : healthy ? "healthy" : "neither";
}

/** What became of a guarantee. */
export interface ConformalFigures {
  /** Shares of the patients whose answer holds their outcome. */
  readonly covered: number;
  readonly coveredDiseased: number;
  readonly coveredHealthy: number;
  /** Share of the answers that name one outcome. */
  readonly decided: number;
  /** Share of the answers that name both, and so say nothing. */
  readonly undecided: number;
  /** Mean number of outcomes in an answer. */
  readonly width: number;
}

/**
 * How often the answers hold the true outcome, and how much they say.
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
