import type { Scored } from "../types.ts";
import type { Confusion } from "./confusion.ts";
import { scoresByClass } from "./scored.ts";

/** The outcome of one threshold. */
export interface SweepPoint extends Confusion {
  /** Called diseased at `p >= threshold`. */
  readonly threshold: number;
}

/**
 * The threshold sweep: one point per distinct probability, from the strictest to the most lenient
 * threshold. The first point calls nobody diseased, at threshold `Infinity`; the last calls
 * everybody, at the lowest probability. Recall never falls and specificity never rises along the
 * way.
 *
 * ROC, precision-recall and every choice of a threshold use this sweep. Throws as
 * `scoresByClass` does; in particular `RangeError` when there is only one class.
 *
 * @example
 * ```ts
 * import { sweepThresholds } from "heartbook/measure/sweep.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sweep = sweepThresholds({ label: [1, 0, 1], p: [0.9, 0.4, 0.4] });
 * assertEquals(sweep.map((point) => point.threshold), [Infinity, 0.9, 0.4]);
 * assertEquals(sweep.map((point) => point.truePositive), [0, 1, 2]);
 * ```
 */
export function sweepThresholds(scored: Scored): SweepPoint[] {
  const { diseased, healthy } = scoresByClass(scored);
  let missed = diseased.length, spared = healthy.length;

  const pointAt = (threshold: number): SweepPoint => ({
    threshold,
    truePositive: diseased.length - missed,
    falseNegative: missed,
    falsePositive: healthy.length - spared,
    trueNegative: spared,
  });

  const points = [pointAt(Infinity)];
  while (missed > 0 || spared > 0) {
    const threshold = Math.max(diseased[missed - 1] ?? 0, healthy[spared - 1] ?? 0);
    while (missed > 0 && diseased[missed - 1] === threshold) missed--;
    while (spared > 0 && healthy[spared - 1] === threshold) spared--;
    points.push(pointAt(threshold));
  }
  return points;
}
