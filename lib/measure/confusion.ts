/** Confusion counts, and the figures computed from them. */

import { firstAtLeast } from "../stats/first-at-least.ts";
import type { Scored } from "../types.ts";
import { checkScored, type Drawn, drawnOf } from "./scored.ts";

/** Counts of patients. "Positive" means "called diseased". */
export interface Confusion {
  /** Diseased and found. */
  readonly truePositive: number;
  /** Diseased and missed. */
  readonly falseNegative: number;
  /** Healthy and falsely alarmed. */
  readonly falsePositive: number;
  /** Healthy and correctly ruled out. */
  readonly trueNegative: number;
}

/**
 * Counts the four outcomes when a patient is called diseased at `p >= threshold`.
 *
 * The threshold may be any number except `NaN`: at 0 everybody is called diseased, above 1 nobody.
 * Throws as `checkScored` does; one class alone is not an error here.
 *
 * @example
 * ```ts
 * import { confusionAt } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   confusionAt({ label: [1, 1, 0, 0], p: [0.9, 0.4, 0.5, 0.1] }, 0.5),
 *   { truePositive: 1, falseNegative: 1, falsePositive: 1, trueNegative: 1 },
 * );
 * ```
 */
export function confusionAt(scored: Scored, threshold: number): Confusion {
  if (Number.isNaN(threshold)) throw new RangeError("threshold: expected a number, got NaN");
  const drawn = drawnOf(scored);
  if (drawn !== undefined) return confusionOfDrawn(drawn, threshold);
  const { label, p } = checkScored(scored);
  let truePositive = 0, falsePositive = 0, diseased = 0;
  for (let i = 0; i < p.length; i++) {
    diseased += label[i];
    if (p[i] < threshold) continue;
    truePositive += label[i];
    falsePositive += 1 - label[i];
  }
  return {
    truePositive,
    falseNegative: diseased - truePositive,
    falsePositive,
    trueNegative: p.length - diseased - falsePositive,
  };
}

/** The same of a sample, from how often each row was drawn. */
function confusionOfDrawn(drawn: Drawn, threshold: number): Confusion {
  const { p, label, patient } = drawn.rising(), counts = drawn.counts();
  const called = firstAtLeast(p, threshold);
  const count = (from: number, to: number): [healthy: number, diseased: number] => {
    let all = 0, diseased = 0;
    for (let i = from; i < to; i++) {
      all += counts[patient[i]];
      diseased += counts[patient[i]] & -label[i];
    }
    return [all - diseased, diseased];
  };
  const [trueNegative, falseNegative] = count(0, called);
  const [falsePositive, truePositive] = count(called, p.length);
  return { truePositive, falseNegative, falsePositive, trueNegative };
}

/** `part / whole`, or an error that says why the whole is empty. */
function share(part: number, whole: number, lacking: string): number {
  if (whole === 0) throw new RangeError(lacking);
  return part / whole;
}

/**
 * Share of the diseased who are found (sensitivity). Throws `RangeError` without diseased.
 *
 * @example
 * ```ts
 * import { recall } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { truePositive: 9, falseNegative: 1, falsePositive: 4, trueNegative: 6 };
 * assertEquals(recall(counts), 0.9);
 * ```
 */
export function recall({ truePositive, falseNegative }: Confusion): number {
  return share(
    truePositive,
    truePositive + falseNegative,
    "recall is undefined: there are no diseased",
  );
}

/**
 * Share of the healthy who are ruled out. Throws `RangeError` without healthy.
 *
 * @example
 * ```ts
 * import { specificity } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { truePositive: 9, falseNegative: 1, falsePositive: 4, trueNegative: 6 };
 * assertEquals(specificity(counts), 0.6);
 * ```
 */
export function specificity({ trueNegative, falsePositive }: Confusion): number {
  return share(
    trueNegative,
    trueNegative + falsePositive,
    "specificity is undefined: there are no healthy",
  );
}

/**
 * Share of those called diseased who are diseased (positive predictive value). Throws `RangeError`
 * if nobody is called diseased.
 *
 * @example
 * ```ts
 * import { precision } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { truePositive: 9, falseNegative: 1, falsePositive: 3, trueNegative: 7 };
 * assertEquals(precision(counts), 0.75);
 * ```
 */
export function precision({ truePositive, falsePositive }: Confusion): number {
  return share(
    truePositive,
    truePositive + falsePositive,
    "precision is undefined: nobody is called diseased",
  );
}

/**
 * Share of those called healthy who are healthy. Throws `RangeError` if nobody is called healthy.
 *
 * @example
 * ```ts
 * import { negativePredictiveValue } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { truePositive: 9, falseNegative: 1, falsePositive: 1, trueNegative: 9 };
 * assertEquals(negativePredictiveValue(counts), 0.9);
 * ```
 */
export function negativePredictiveValue({ trueNegative, falseNegative }: Confusion): number {
  return share(
    trueNegative,
    trueNegative + falseNegative,
    "negative predictive value is undefined: nobody is called healthy",
  );
}

/**
 * The harmonic mean of precision and recall, 2TP / (2TP + FP + FN). It is 0 if some patients are
 * diseased and nobody is called so; throws `RangeError` if nobody is diseased and nobody is called
 * so.
 *
 * @example
 * ```ts
 * import { f1 } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(f1({ truePositive: 3, falseNegative: 1, falsePositive: 1, trueNegative: 5 }), 0.75);
 * ```
 */
export function f1({ truePositive, falseNegative, falsePositive }: Confusion): number {
  return share(
    2 * truePositive,
    2 * truePositive + falsePositive + falseNegative,
    "F1 is undefined: nobody is diseased and nobody is called so",
  );
}

/**
 * Share of all patients who are called correctly. Throws `RangeError` without patients.
 *
 * @example
 * ```ts
 * import { accuracy } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(accuracy({ truePositive: 3, falseNegative: 1, falsePositive: 1, trueNegative: 5 }), 0.8);
 * ```
 */
export function accuracy(confusion: Confusion): number {
  const right = confusion.truePositive + confusion.trueNegative;
  const wrong = confusion.falsePositive + confusion.falseNegative;
  return share(right, right + wrong, "accuracy is undefined: there are no patients");
}

/**
 * The mean of recall and specificity: the accuracy for equally many diseased and healthy.
 * Throws `RangeError` if either is undefined.
 *
 * @example
 * ```ts
 * import { balancedAccuracy } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { truePositive: 2, falseNegative: 2, falsePositive: 0, trueNegative: 8 };
 * assertEquals(balancedAccuracy(counts), 0.75);
 * ```
 */
export function balancedAccuracy(confusion: Confusion): number {
  return (recall(confusion) + specificity(confusion)) / 2;
}

/**
 * Cohen's kappa: agreement beyond the chance agreement of the two margins, 1 for full agreement, 0
 * for chance. Throws `RangeError` if chance alone gives full agreement, that is, if all patients
 * are of one class and are all called so.
 *
 * Source: Cohen (1960), doi:10.1177/001316446002000104.
 *
 * @example
 * ```ts
 * import { kappa } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(kappa({ truePositive: 3, falseNegative: 1, falsePositive: 1, trueNegative: 3 }), 0.5);
 * ```
 */
export function kappa(confusion: Confusion): number {
  const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
  const diseased = truePositive + falseNegative;
  const healthy = falsePositive + trueNegative;
  const calledDiseased = truePositive + falsePositive;
  const calledHealthy = falseNegative + trueNegative;
  // Cohen's (observed - expected) / (1 - expected), multiplied out so that counts stay whole.
  return share(
    2 * (truePositive * trueNegative - falsePositive * falseNegative),
    diseased * calledHealthy + healthy * calledDiseased,
    "kappa is undefined: everybody is of one class and is called so",
  );
}

/**
 * Matthews correlation: Pearson's correlation of the call with the truth, -1 to 1. Throws
 * `RangeError` when one class, or one call, is absent (where scikit-learn returns 0).
 *
 * Source: Matthews (1975), doi:10.1016/0005-2795(75)90109-9.
 *
 * @example
 * ```ts
 * import { matthews } from "heartbook/measure/confusion.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(matthews({ truePositive: 3, falseNegative: 1, falsePositive: 1, trueNegative: 3 }), 0.5);
 * ```
 */
export function matthews(confusion: Confusion): number {
  const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
  const margins = (truePositive + falseNegative) * (falsePositive + trueNegative) *
    (truePositive + falsePositive) * (falseNegative + trueNegative);
  return share(
    truePositive * trueNegative - falsePositive * falseNegative,
    Math.sqrt(margins),
    "Matthews correlation is undefined: everybody is of one class or is called the same",
  );
}
