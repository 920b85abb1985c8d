/** External validation: a model on patients from elsewhere, every figure with its interval. */
import { fitWithErrors } from "../stats/logistic-errors.ts";
import { wilson } from "../stats/intervals.ts";
import { type LevelOptions, standardErrors } from "../stats/intervals.ts";
import { logits } from "../stats/log-odds.ts";
import type { Interval, Scored } from "../types.ts";
import { confusionAt } from "./confusion.ts";
import { delongInterval } from "./delong.ts";
import { netBenefit } from "./netbenefit.ts";
import { scoresByClass } from "./scored.ts";

/** An external validation. Plain JSON. */
export interface Validation {
  readonly patients: number;
  readonly diseased: number;
  /** A patient is called diseased from this probability on. */
  readonly threshold: number;
  readonly auc: Interval;
  readonly recall: Interval;
  readonly specificity: Interval;
  /** Of a regression of the outcome on the log odds: ideal is 1. */
  readonly slope: Interval;
  /** The shift that all log odds need: ideal is 0. */
  readonly inTheLarge: Interval;
  /** Observed over expected diseased: ideal is 1. */
  readonly observedToExpected: Interval;
  /** At the threshold, per patient: diseased found minus the cost of false alarms. */
  readonly netBenefit: Interval;
  /** Of calling everybody diseased. */
  readonly treatAll: number;
}

function wald(
  { estimate, standardError }: { readonly estimate: number; readonly standardError: number },
  level: number,
): Interval {
  const reach = standardErrors(level) * standardError;
  return { estimate, low: estimate - reach, high: estimate + reach, level, method: "Wald" };
}

/**
 * Observed over expected, with an interval on the log scale that treats the expected count as
 * known: the standard error of log O:E is the square root of (1 - O/n) / O.
 *
 * @throws `RangeError` if nobody is diseased or nobody is expected to be.
 *
 * Source: Debray et al. (2017), doi:10.1136/bmj.i6460.
 */
export function observedToExpectedInterval(
  { label, p }: Scored,
  options: LevelOptions = {},
): Interval {
  const { level = 0.95 } = options;
  let observed = 0, expected = 0;
  for (let i = 0; i < p.length; i++) {
    observed += label[i];
    expected += p[i];
  }
  if (observed === 0 || expected === 0) {
    throw new RangeError("O:E on the log scale is undefined: nobody is, or is expected, diseased");
  }
  const estimate = observed / expected;
  const reach = standardErrors(level) * Math.sqrt((1 - observed / p.length) / observed);
  return {
    estimate,
    low: estimate * Math.exp(-reach),
    high: estimate * Math.exp(reach),
    level,
    method: "normal on the log scale",
  };
}

/**
 * Net benefit at a threshold with a normal interval. It is a mean over patients: 1 for a diseased
 * patient who is called, minus the odds of the threshold for a healthy one who is called, else 0.
 *
 * Throws as `netBenefit` does, and `RangeError` for fewer than two patients.
 *
 * Source: Marsh, Janes & Pepe (2020), doi:10.1111/biom.13190.
 */
export function netBenefitInterval(
  scored: Scored,
  options: LevelOptions & { readonly threshold: number },
): Interval {
  const { level = 0.95, threshold } = options;
  const confusion = confusionAt(scored, threshold);
  const estimate = netBenefit(confusion, threshold);
  const n = scored.p.length, odds = threshold / (1 - threshold);
  if (n < 2) throw new RangeError(`net benefit: expected at least 2 patients, got ${n}`);
  const squares = confusion.truePositive + confusion.falsePositive * odds ** 2;
  const variance = (squares - n * estimate ** 2) / (n - 1);
  return wald({ estimate, standardError: Math.sqrt(variance / n) }, level);
}

/**
 * The figures of an external validation. Intervals: DeLong for the AUC, Wilson for recall and
 * specificity, Wald for slope and calibration in the large, normal on the log scale for O:E, normal
 * for net benefit. Nothing is resampled, so even a hospital with eight healthy patients gets every
 * interval.
 *
 * @param options `threshold`: in (0, 1), chosen before these patients were seen.
 * @throws `RangeError` for one class only, for a probability of exactly 0 or 1, for probabilities
 * that separate the classes, and as `delongInterval` and `netBenefit` do.
 *
 * @example
 * ```ts
 * import { validate } from "heartbook/measure/validation.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const elsewhere = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.4, 0.7, 0.8, 0.2, 0.3] };
 * const { patients, diseased, recall } = validate(elsewhere, { threshold: 0.5 });
 * assertEquals([patients, diseased, recall.estimate], [6, 3, 2 / 3]);
 * ```
 */
export function validate(
  scored: Scored,
  options: LevelOptions & { readonly threshold: number },
): Validation {
  const { level = 0.95, threshold } = options;
  const diseased = scoresByClass(scored).diseased.length;
  const { label, p } = scored, patients = p.length;
  const { truePositive, trueNegative } = confusionAt(scored, threshold);
  const logOdds = logits(p);
  const [, slope] = fitWithErrors({ target: label, columns: [logOdds] }).coefficients;
  const [shift] = fitWithErrors({ target: label, columns: [], offset: logOdds }).coefficients;
  const prevalence = diseased / patients;
  return {
    patients,
    diseased,
    threshold,
    auc: delongInterval(scored, { level }),
    recall: wilson(truePositive, diseased, { level }),
    specificity: wilson(trueNegative, patients - diseased, { level }),
    slope: wald(slope, level),
    inTheLarge: wald(shift, level),
    observedToExpected: observedToExpectedInterval(scored, { level }),
    netBenefit: netBenefitInterval(scored, { level, threshold }),
    treatAll: prevalence - (1 - prevalence) * threshold / (1 - threshold),
  };
}
