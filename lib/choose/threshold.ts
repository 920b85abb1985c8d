import { type Confusion, confusionAt } from "../measure/confusion.ts";
import type { SweepPoint } from "../measure/sweep.ts";
import type { Scored } from "../types.ts";

/** A floor that a threshold keeps, such as a recall of at least 0.9. */
export interface PromisedFloor {
  /** Its name as on a model card: "recall". */
  readonly figure: string;
  /** A share. */
  readonly least: number;
}

/** A threshold with its origin: plain data, for a model file or a sentence. */
export interface Threshold {
  /** A patient is called diseased when `p >= value`. */
  readonly value: number;
  /** How it was chosen, such as "recall floor". */
  readonly method: string;
  /** What to expect of it, as a sentence without the full stop. */
  readonly promise: string;
  /** The promised figures with their lowest values, if any. */
  readonly floors?: readonly PromisedFloor[];
  /** Its confusion counts on the patients it was chosen on. */
  readonly confusion: Confusion;
}

/** How to choose a threshold on scored patients, such as by a recall floor. */
export type ThresholdRule = (scored: Scored) => Threshold;

/** A figure of a threshold, such as recall. */
export type Figure = (confusion: Confusion) => number;

/**
 * A threshold by its value, with its confusion counts on these patients.
 *
 * Throws as `confusionAt` does.
 *
 * @example
 * ```ts
 * import { describeThreshold } from "heartbook/choose/threshold.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 0], p: [0.7, 0.6] };
 * const byDefault = describeThreshold(scored, {
 *   value: 0.5,
 *   method: "default",
 *   promise: "none",
 * });
 * assertEquals(byDefault.confusion.falsePositive, 1);
 * ```
 */
export function describeThreshold(
  scored: Scored,
  threshold: Omit<Threshold, "confusion">,
): Threshold {
  return { ...threshold, confusion: confusionAt(scored, threshold.value) };
}

/**
 * The point with the highest first figure; ties are broken by the second figure, and so on.
 * `undefined` if there is no point.
 *
 * @example
 * ```ts
 * import { bestPoint } from "heartbook/choose/threshold.ts";
 * import { recall, specificity } from "heartbook/measure/confusion.ts";
 * import { sweepThresholds } from "heartbook/measure/sweep.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sweep = sweepThresholds({ label: [1, 1, 0], p: [0.9, 0.8, 0.1] });
 * assertEquals(bestPoint(sweep, [specificity, recall])?.threshold, 0.8);
 * ```
 */
export function bestPoint(
  points: readonly SweepPoint[],
  figures: readonly Figure[],
): SweepPoint | undefined {
  let best: SweepPoint | undefined;
  for (const point of points) {
    if (best === undefined || isBetter(point, best, figures)) best = point;
  }
  return best;
}

function isBetter(a: SweepPoint, b: SweepPoint, figures: readonly Figure[]): boolean {
  for (const figure of figures) {
    const gain = figure(a) - figure(b);
    if (gain !== 0) return gain > 0;
  }
  return false;
}
