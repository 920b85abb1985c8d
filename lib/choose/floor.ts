/** Thresholds that keep one figure above a floor and maximise another. */

import { demandShare } from "../demand.ts";
import { recall, specificity } from "../measure/confusion.ts";
import { sweepThresholds } from "../measure/sweep.ts";
import { percent } from "../text.ts";
import type { Scored } from "../types.ts";
import { bestPoint, type Figure, type Threshold } from "./threshold.ts";

interface Floor {
  /** The figure that must reach the floor. */
  readonly name: string;
  readonly kept: Figure;
  /** The figure to maximise, and the one that breaks ties. */
  readonly maximised: readonly Figure[];
  readonly promise: (floor: string) => string;
}

function atFloor(scored: Scored, floor: number, rule: Floor): Threshold {
  demandShare("floor", floor);
  // The first point flags nobody: not a valid choice, and without a precision.
  const points = sweepThresholds(scored).slice(1);
  const best = bestPoint(points.filter((point) => rule.kept(point) >= floor), rule.maximised);
  if (best === undefined) {
    const highest = points.reduce((most, point) => Math.max(most, rule.kept(point)), 0);
    throw new RangeError(
      `no threshold reaches a ${rule.name} of ${floor}: the highest is ${highest}`,
    );
  }
  const { threshold, ...confusion } = best;
  return {
    value: threshold,
    method: `${rule.name} floor`,
    promise: rule.promise(percent(floor, { digits: "needed" })),
    floors: [{ figure: rule.name, least: floor }],
    confusion,
  };
}

/**
 * The threshold with the highest specificity among those that find at least the share `floor` of
 * the diseased; on a tie, the one that finds more.
 *
 * The promise holds for the patients it is chosen on. On new patients a floor that is just met
 * falls short about half of the time. Use `neymanPearson` if the floor must hold there too.
 *
 * @param options `maximise`: another figure to maximise, such as `precision`.
 * @throws `RangeError` for a floor outside (0, 1], and as `scoresByClass` does.
 *
 * @example
 * ```ts
 * import { atRecallFloor } from "heartbook/choose/floor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.3, 0.1] };
 * assertEquals(atRecallFloor(scored, 0.9).value, 0.4);
 * assertEquals(atRecallFloor(scored, 0.6).value, 0.8);
 * ```
 */
export function atRecallFloor(
  scored: Scored,
  floor: number,
  options: { readonly maximise?: Figure } = {},
): Threshold {
  return atFloor(scored, floor, {
    name: "recall",
    kept: recall,
    maximised: [options.maximise ?? specificity, recall],
    promise: (floor) => `finds at least ${floor} of the diseased it was chosen on`,
  });
}

/**
 * The threshold with the highest recall among those that rule out disease in at least the share
 * `floor` of the healthy; on a tie, the more specific. A threshold that flags nobody does not
 * count.
 *
 * Throws `RangeError` for a floor outside (0, 1] or out of reach, and as `scoresByClass` does.
 *
 * @example
 * ```ts
 * import { atSpecificityFloor } from "heartbook/choose/floor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.3, 0.1] };
 * assertEquals(atSpecificityFloor(scored, 0.6).value, 0.4);
 * ```
 */
export function atSpecificityFloor(scored: Scored, floor: number): Threshold {
  return atFloor(scored, floor, {
    name: "specificity",
    kept: specificity,
    maximised: [recall, specificity],
    promise: (floor) => `rules out disease in at least ${floor} of the healthy it was chosen on`,
  });
}

/**
 * Recall at the threshold of {@link atSpecificityFloor}: a figure for comparing models when false
 * alarms are expensive.
 *
 * @param floor The lowest acceptable specificity, from 0 to 1.
 */
export function recallAtSpecificity(floor: number): (scored: Scored) => number {
  return (scored) => recall(atSpecificityFloor(scored, floor).confusion);
}
