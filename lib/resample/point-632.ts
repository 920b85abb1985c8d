/** The .632+ estimate of a prediction error. */
import type { BootstrapFits } from "./bootstrap-fits.ts";
import { square } from "../stats/moments.ts";

/** The loss of a prediction, from the outcome (0 or 1) and the probability. */
export type Loss = (label: number, p: number) => number;

/** The parts of a .632+ error. */
export interface Point632 {
  /** Of the model fitted on all patients, on the same patients. */
  readonly apparent: number;
  /** Of each patient, by the models whose samples lacked the patient. */
  readonly leftOut: number;
  /** The no-information error: outcomes independent of the predictors. */
  readonly noInformation: number;
  /** Relative overfitting, from 0 to 1. */
  readonly overfitting: number;
  /** Between apparent and left-out error; closer to the latter with more overfitting. */
  readonly estimate: number;
}

/** Squared distance: its mean is the Brier score. */
export const squaredLoss: Loss = (label, p) => square(label - p);

/** 1 for a wrong call at one half: its mean is 1 minus the accuracy. */
export const callLoss: Loss = (label, p) => Number((p >= 0.5 ? 1 : 0) !== label);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The .632+ bootstrap of a mean loss. A patient who was in every sample is not part of the left-out
 * error; with 500 samples that practically never happens.
 *
 * @throws `RangeError` if every sample contains every patient.
 *
 * Source: Efron & Tibshirani (1997), doi:10.1080/01621459.1997.10474007.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { bootstrapFits } from "heartbook/resample/bootstrap-fits.ts";
 * import { point632, squaredLoss } from "heartbook/resample/point-632.ts";
 * import { assert } from "@std/assert";
 *
 * const fits = await bootstrapFits(readHeart(), logistic({ l2: 1 }), { replicates: 20, seed: 1 });
 * const { apparent, estimate, leftOut } = point632(fits, squaredLoss);
 * assert(apparent < estimate && estimate < leftOut);
 * ```
 */
export function point632(fits: BootstrapFits, loss: Loss): Point632 {
  const { labels, apparent: { p }, samples } = fits;
  const ofPatients = labels.flatMap((label, row) => {
    const without = samples.filter(({ counts }) => counts[row] === 0);
    return without.length === 0 ? [] : [mean(without.map((sample) => loss(label, sample.p[row])))];
  });
  if (ofPatients.length === 0) {
    throw new RangeError(".632+: expected samples that leave somebody out, got none");
  }
  const apparent = mean(labels.map((label, row) => loss(label, p[row])));
  const leftOut = mean(ofPatients);
  // Pairs every outcome with every prediction, as if the two were independent.
  const prevalence = mean(labels);
  const each = Array.from(p);
  const noInformation = prevalence * mean(each.map((q) => loss(1, q))) +
    (1 - prevalence) * mean(each.map((q) => loss(0, q)));
  // Clamped: worse than no information counts as 1, better than apparent as 0.
  const capped = Math.min(leftOut, noInformation);
  const overfitting = capped > apparent ? (capped - apparent) / (noInformation - apparent) : 0;
  const weight = 0.632 / (1 - 0.368 * overfitting);
  return {
    apparent,
    leftOut,
    noInformation,
    overfitting,
    estimate: (1 - weight) * apparent + weight * capped,
  };
}
