/** Net benefit and decision curves. */

import type { Scored } from "../types.ts";
import { type Confusion, confusionAt } from "./confusion.ts";

/** The net benefit of acting on a model at one threshold. */
export interface DecisionPoint {
  /** The probability from which one would act: 0.1 means odds of 1 to 9. */
  readonly threshold: number;
  /** Net benefit per patient: diseased found minus the cost of false alarms. */
  readonly netBenefit: number;
  /** The net benefit of treating everybody. */
  readonly treatAll: number;
  /** The net benefit of treating nobody: always 0. */
  readonly treatNone: 0;
  /** Net benefit as a share of the greatest possible, which is the prevalence. */
  readonly standardised: number;
  /** Net reduction in treatments per 100 patients, compared with treating everybody. */
  readonly interventionsAvoided: number;
}

function checkThreshold(threshold: number): number {
  if (!(threshold > 0 && threshold < 1)) {
    throw new RangeError(
      `threshold: expected a probability between 0 and 1, ends excluded, got ${threshold}`,
    );
  }
  return threshold;
}

/**
 * The net benefit per patient of the calls in `confusion`: TP/n - FP/n · t/(1 - t), where t is the
 * threshold. Its odds are the cost of a false alarm relative to finding one diseased patient.
 *
 * Throws `RangeError` for a threshold outside (0, 1) or no patients.
 *
 * Source: Vickers & Elkin (2006), doi:10.1177/0272989X06295361.
 *
 * @example
 * ```ts
 * import { netBenefit } from "heartbook/measure/netbenefit.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const counts = { truePositive: 40, falseNegative: 5, falsePositive: 18, trueNegative: 37 };
 * assertAlmostEquals(netBenefit(counts, 0.1), 0.38, 1e-12); // 40/100 - 18/100 · 1/9
 * ```
 */
export function netBenefit(confusion: Confusion, threshold: number): number {
  const odds = checkThreshold(threshold) / (1 - threshold);
  const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
  const patients = truePositive + falseNegative + falsePositive + trueNegative;
  if (patients === 0) throw new RangeError("net benefit is undefined: there are no patients");
  return (truePositive - falsePositive * odds) / patients;
}

/** The thresholds 0.01, 0.02 … 0.99. */
const everyPercent: readonly number[] = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);

function pointAt(scored: Scored, threshold: number): DecisionPoint {
  const confusion = confusionAt(scored, threshold);
  const odds = checkThreshold(threshold) / (1 - threshold);
  const diseased = confusion.truePositive + confusion.falseNegative;
  if (diseased === 0) throw new RangeError("standardised net benefit is undefined: no diseased");
  const prevalence = diseased / scored.p.length;
  const treatAll = prevalence - (1 - prevalence) * odds;
  const benefit = netBenefit(confusion, threshold);
  return {
    threshold,
    netBenefit: benefit,
    treatAll,
    treatNone: 0,
    standardised: benefit / prevalence,
    interventionsAvoided: 100 * (benefit - treatAll) / odds,
  };
}

/**
 * The decision curve: the net benefit of acting on the model at each threshold, with that of
 * treating everybody and of treating nobody. Read it only over realistic thresholds.
 *
 * @param thresholds Default 0.01, 0.02 … 0.99.
 * @throws As `checkScored`, and `RangeError` for a threshold outside (0, 1) or no diseased.
 *
 * Source: Vickers & Elkin (2006), doi:10.1177/0272989X06295361; standardised: Kerr et al. (2016),
 * doi:10.1200/JCO.2015.65.5654.
 *
 * @example
 * ```ts
 * import { decisionCurve } from "heartbook/measure/netbenefit.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const scored = { label: [1, 1, 0, 0], p: [0.9, 0.4, 0.3, 0.1] };
 * const [point] = decisionCurve(scored, [0.2]);
 * assertAlmostEquals(point.netBenefit, 2 / 4 - 1 / 4 * 0.25, 1e-12);
 * assertAlmostEquals(point.treatAll, 2 / 4 - 2 / 4 * 0.25, 1e-12);
 * assertAlmostEquals(point.interventionsAvoided, 25, 1e-12); // of 4 patients, 1 is spared
 * ```
 */
export function decisionCurve(
  scored: Scored,
  thresholds: readonly number[] = everyPercent,
): DecisionPoint[] {
  return thresholds.map((threshold) => pointAt(scored, threshold));
}
