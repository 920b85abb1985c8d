/** How a model decides, told from its file, so that its successor can keep the same promise. */
import { atRecallFloor, atSpecificityFloor } from "../../choose/floor.ts";
import { neymanPearson } from "../../choose/neyman-pearson.ts";
import { atFloors } from "../../choose/several-floors.ts";
import { describeThreshold, type Threshold } from "../../choose/threshold.ts";
import { confusionAt, recall, specificity } from "../../measure/confusion.ts";
import { recalibrate } from "../../measure/recalibrate.ts";
import { sweepThresholds } from "../../measure/sweep.ts";
import type { Scored } from "../../types.ts";
import type { ModelContent } from "../model-file/model-file.ts";
import { ROUNDING } from "../model-file/predict.ts";
import type { DecidingRule } from "../train/decision.ts";

/** The part of a model file that tells how it decides. */
export type Promising = Pick<ModelContent, "threshold" | "refer" | "calibration"> & {
  readonly card: Pick<ModelContent["card"], "outOfFold">;
};

/** The confidence stands only in the promise's sentence. */
function confidenceOf({ promise }: Threshold): number {
  const [, points] = promise.match(/with a confidence of ([\d.]+) %/) ?? [];
  if (points === undefined) {
    throw new SyntaxError(`threshold.promise: expected a confidence, got "${promise}"`);
  }
  return Number((Number(points) / 100).toPrecision(6));
}

function rethreshold(threshold: Threshold, scored: Scored): Threshold {
  const { method, floors = [] } = threshold;
  const least = Object.fromEntries(floors.map((floor) => [floor.figure, floor.least]));
  switch (method) {
    case "Neyman-Pearson":
      return neymanPearson(scored, { recall: least.recall, confidence: confidenceOf(threshold) });
    case "recall floor":
      return atRecallFloor(scored, least.recall);
    case "specificity floor":
      return atSpecificityFloor(scored, least.specificity);
    case "several floors":
      return atFloors(scored, least);
  }
  if (floors.length > 0) {
    throw new RangeError(`threshold.method: expected one that can be repeated, got "${method}"`);
  }
  // Chosen without looking at patients, such as from costs.
  return describeThreshold(scored, threshold);
}

/**
 * The specificity floor that the upper end of the refer zone was chosen by. The file does not hold
 * it: it is the roundest of the shares that lead there on the patients it was chosen on.
 */
function specificityFloor(
  high: number,
  { calibration, card: { outOfFold: { label, p } } }: Pick<Promising, "calibration" | "card">,
): number {
  const scored = { label, p: calibration === null ? p : recalibrate(calibration, p) };
  const kept = confusionAt(scored, high - ROUNDING);
  // A floor up to here would have let more of the diseased be called so.
  const below = sweepThresholds(scored)
    .filter((point) => recall(point) > recall(kept))
    .reduce((most, point) => Math.max(most, specificity(point)), 0);
  const rounded = [10, 20, 100].map((parts) =>
    Math.floor(parts * specificity(kept) + 1e-9) / parts
  );
  return rounded.find((share) => share > below) ?? specificity(kept);
}

/**
 * The rule that the thresholds of a model file were made by: the same method with the same floors,
 * confidence and sentence, and a refer zone by the same specificity floor if there was one.
 *
 * The rule throws as the method does, such as for fewer diseased than the guarantee needs;
 * `RangeError` for a method with floors that is not known here, and `SyntaxError` for a guarantee
 * whose sentence does not give its confidence.
 *
 * @example
 * ```ts
 * import { atRecallFloor } from "heartbook/choose/floor.ts";
 * import { ownPromise } from "heartbook/ship/retrain/own-promise.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const old = { label: [1, 1, 0, 0], p: [0.9, 0.8, 0.7, 0.1] };
 * const card = { outOfFold: old };
 * const threshold = atRecallFloor(old, 0.5);
 * const rule = ownPromise({ threshold, refer: null, calibration: null, card });
 * const scored = { label: [1, 1, 0, 0], p: [0.9, 0.3, 0.7, 0.1] };
 * assertEquals(rule(scored).threshold, atRecallFloor(scored, 0.5));
 * ```
 */
export function ownPromise(
  { threshold, refer, calibration, card }: Promising,
): DecidingRule {
  return (scored) => {
    const { promise } = threshold;
    const renewed = { ...rethreshold(threshold, scored), promise };
    if (refer === null) return { threshold: renewed, refer };
    const low = renewed.value;
    if (refer.high === refer.low) return { threshold: renewed, refer: { low, high: low } };
    const floor = specificityFloor(refer.high, { calibration, card });
    const { value } = atSpecificityFloor(scored, floor);
    return { threshold: renewed, refer: { low, high: Math.max(low, value) } };
  };
}
