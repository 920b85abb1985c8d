/** ROC and precision-recall curves, both from one threshold sweep. */

import type { Scored } from "../types.ts";
import { precision, recall, specificity } from "./confusion.ts";
import { type SweepPoint, sweepThresholds } from "./sweep.ts";

/** A sweep point with its place on the ROC curve. */
export interface RocPoint extends SweepPoint {
  /** Horizontal: share of the healthy called diseased. */
  readonly falsePositiveRate: number;
  /** Vertical: share of the diseased found. */
  readonly recall: number;
}

/** A sweep point with its place on the precision-recall curve. */
export interface PrecisionRecallPoint extends SweepPoint {
  /** Horizontal. */
  readonly recall: number;
  /** Vertical: share of those called diseased who are diseased. */
  readonly precision: number;
}

/**
 * The ROC curve from (0, 0), nobody called diseased, to (1, 1), everybody; one point per distinct
 * probability, none left out. Joined by straight lines, its area is `rocAuc`.
 *
 * Throws as `sweepThresholds` does.
 *
 * @example
 * ```ts
 * import { rocCurve } from "heartbook/measure/curves.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const curve = rocCurve({ label: [1, 0, 1], p: [0.9, 0.4, 0.2] });
 * assertEquals(curve.map((point) => point.recall), [0, 0.5, 0.5, 1]);
 * assertEquals(curve.map((point) => point.falsePositiveRate), [0, 0, 1, 1]);
 * ```
 */
export function rocCurve(scored: Scored): RocPoint[] {
  return sweepThresholds(scored).map((point) => ({
    ...point,
    falsePositiveRate: 1 - specificity(point),
    recall: recall(point),
  }));
}

/**
 * Precision against recall, one point per distinct probability, recall rising to 1. There is no
 * point for "nobody called diseased", where precision is undefined. Draw it as steps: between two
 * points precision is not linear.
 *
 * Throws as `sweepThresholds` does.
 *
 * @example
 * ```ts
 * import { precisionRecallCurve } from "heartbook/measure/curves.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const curve = precisionRecallCurve({ label: [1, 0, 1], p: [0.9, 0.4, 0.2] });
 * assertEquals(curve.map((point) => point.precision), [1, 1 / 2, 2 / 3]);
 * ```
 */
export function precisionRecallCurve(scored: Scored): PrecisionRecallPoint[] {
  return sweepThresholds(scored).slice(1).map((point) => ({
    ...point,
    recall: recall(point),
    precision: precision(point),
  }));
}
