/** The expected performance of a model from its probabilities alone, before outcomes arrive. */
import { type LevelOptions, standardErrors } from "../stats/intervals.ts";
import { checkScored } from "../measure/scored.ts";
import type { Interval } from "../types.ts";

/** Expected figures for these patients once their outcomes are known. Plain JSON. */
export interface ExpectedPerformance {
  readonly method: "confidence-based performance estimation";
  readonly assumption: string;
  readonly patients: number;
  /** A patient is called diseased when `p >= threshold`. */
  readonly threshold: number;
  /** `null` if it is undefined, such as recall if nobody can be diseased. */
  readonly recall: Interval | null;
  readonly specificity: Interval | null;
  readonly accuracy: Interval;
  readonly rocAuc: Interval | null;
}

const ASSUMPTION =
  "the probabilities are calibrated for these patients: who they are may have changed, what " +
  "disease does to the features may not";

/** An expected figure, and its derivative in the outcome of patient i. */
interface Expected {
  readonly estimate: number;
  readonly slope: (i: number) => number;
}

/** A ratio of part to whole, both linear in the outcomes. */
function expectShare(
  p: ArrayLike<number>,
  { of, sign, counts }: {
    /** How much patient i contributes to the whole. */
    readonly of: (i: number) => number;
    /** 1 if a diseased patient adds to the whole, -1 if one subtracts from it. */
    readonly sign: number;
    readonly counts: (i: number) => boolean;
  },
): Expected | null {
  let part = 0, whole = 0;
  for (let i = 0; i < p.length; i++) {
    whole += of(i);
    if (counts(i)) part += of(i);
  }
  if (whole === 0) return null;
  const estimate = part / whole;
  return { estimate, slope: (i) => sign * (Number(counts(i)) - estimate) / whole };
}

/**
 * For each patient the weight of those with a lower probability; ties, the patient included, count
 * half.
 */
function weightBelow(p: ArrayLike<number>, weigh: (p: number) => number): Float64Array {
  const rising = Array.from(p, (_, i) => i).sort((i, j) => p[i] - p[j]);
  const below = new Float64Array(p.length);
  let passed = 0;
  for (let start = 0, end = 0; start < rising.length; start = end) {
    const value = p[rising[start]];
    while (end < rising.length && p[rising[end]] === value) end++;
    const tied = (end - start) * weigh(value);
    for (let k = start; k < end; k++) below[rising[k]] = passed + tied / 2;
    passed += tied;
  }
  return below;
}

/** Expected concordant pairs over expected pairs; nobody is paired with themselves. */
function expectAuc(p: ArrayLike<number>): Expected | null {
  const healthyBelow = weightBelow(p, (each) => 1 - each);
  const diseasedBelow = weightBelow(p, (each) => each);
  let diseased = 0, alone = 0, ordered = 0;
  for (let i = 0; i < p.length; i++) {
    diseased += p[i];
    alone += p[i] * (1 - p[i]);
    ordered += p[i] * healthyBelow[i];
  }
  const healthy = p.length - diseased;
  const pairs = diseased * healthy - alone;
  if (!(pairs > 0)) return null;
  const estimate = (ordered - alone / 2) / pairs;
  return {
    estimate,
    slope: (i) => {
      const gained = healthyBelow[i] - (1 - p[i]) / 2;
      const lost = diseased - diseasedBelow[i] - p[i] / 2;
      const morePairs = (healthy - (1 - p[i])) - (diseased - p[i]);
      return (gained - lost - estimate * morePairs) / pairs;
    },
  };
}

/**
 * Expected recall, specificity, accuracy and AUC of these patients if their probabilities are true:
 * everybody counts as diseased with the share `p` and as healthy with the share `1 - p`.
 *
 * Recall, specificity and AUC are ratios of expectations. The interval, by the delta method, covers
 * the value that the figure may take for these patients, cut at 0 and 1. It shows if patients have
 * become easier or harder to distinguish. It cannot show that the disease now looks different; use
 * `calibrationDrift` for that.
 *
 * @param p Calibrated probabilities of disease, of patients not used for training.
 * @throws `RangeError` for no patient, a probability outside [0, 1], a threshold that is `NaN`, or
 * a level outside (0, 1).
 *
 * The name is that of the NannyML project; the figures are expectations over independent outcomes.
 *
 * @example
 * ```ts
 * import { expectPerformance } from "heartbook/watch/expected-performance.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { recall, accuracy } = expectPerformance([0.9, 0.6, 0.5], { threshold: 0.55 });
 * assertAlmostEquals(recall!.estimate, 1.5 / 2, 1e-12); // of 2 diseased, 1.5 are called so
 * assertAlmostEquals(accuracy.estimate, 2 / 3, 1e-12);
 * ```
 */
export function expectPerformance(
  p: ArrayLike<number>,
  options: LevelOptions & { readonly threshold: number },
): ExpectedPerformance {
  const { threshold, level = 0.95 } = options;
  checkScored({ label: new Uint8Array(p.length), p });
  if (Number.isNaN(threshold)) throw new RangeError("threshold: expected a number, got NaN");
  const z = standardErrors(level);
  const bound = ({ estimate, slope }: Expected): Interval => {
    let variance = 0;
    for (let i = 0; i < p.length; i++) variance += slope(i) ** 2 * p[i] * (1 - p[i]);
    const reach = z * Math.sqrt(variance);
    return {
      estimate,
      low: Math.max(0, estimate - reach),
      high: Math.min(1, estimate + reach),
      level,
      method: "delta method over unknown outcomes",
    };
  };
  const boundIfAny = (expected: Expected | null): Interval | null => expected && bound(expected);

  const called = (i: number): boolean => p[i] >= threshold;
  let right = 0;
  for (let i = 0; i < p.length; i++) right += called(i) ? p[i] : 1 - p[i];
  return {
    method: "confidence-based performance estimation",
    assumption: ASSUMPTION,
    patients: p.length,
    threshold,
    recall: boundIfAny(expectShare(p, { of: (i) => p[i], sign: 1, counts: called })),
    specificity: boundIfAny(
      expectShare(p, { of: (i) => 1 - p[i], sign: -1, counts: (i) => !called(i) }),
    ),
    accuracy: bound({
      estimate: right / p.length,
      slope: (i) => (called(i) ? 1 : -1) / p.length,
    }),
    rocAuc: boundIfAny(expectAuc(p)),
  };
}
