/** What a model file answers for patients. */
import { recalibrate } from "../../measure/recalibrate.ts";
import { predict } from "../../models/model.ts";
import { predictRows } from "../../pipeline.ts";
import { prepareColumns } from "../../prepare/by-column.ts";
import type { FeatureColumns } from "../../prepare/by-column/table.ts";
import { isBare } from "../../outcome-words.ts";
import type { Outcome, Row } from "../../types.ts";
import type { DecidingPipeline } from "./model-file.ts";

/**
 * What is said of a patient: `healthy`, ruled out; `refer`, needs a closer look, too close for the
 * model to call; `diseased`, called diseased. {@link DECISION_WORDS} are for people.
 */
export type Decision = "diseased" | "healthy" | "refer";

/**
 * A decision as it is answered to programs: "diseased" and "healthy" where the outcome is disease,
 * else what the table calls its outcomes.
 */
export function calledAs({ positive, negative }: Outcome, decision: Decision): string {
  if (decision === "refer" || isBare(positive)) return decision;
  return decision === "diseased" ? positive : negative;
}

/** A decision in a clinician's words, as the page, the card and the scale say it. */
export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  healthy: "ruled out",
  refer: "needs a closer look",
  diseased: "called diseased",
};

/** What is answered for one patient. */
export interface Answer {
  /** Probability of disease, recalibrated where the file says so. */
  readonly p: number;
  readonly decision: Decision;
}

/**
 * How far below a threshold a probability still counts as at it: thresholds are probabilities of
 * patients, and another machine or a database that adds up in another order may miss them by this.
 */
export const ROUNDING = 1e-12;

/**
 * The decision at a probability: healthy below the refer zone, diseased from its end on, referred
 * within. Without a zone, diseased from the threshold on.
 *
 * @example
 * ```ts
 * import { decide } from "heartbook/ship/model-file/predict.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const confusion = { truePositive: 9, falseNegative: 1, falsePositive: 4, trueNegative: 6 };
 * const threshold = { value: 0.3, method: "by hand", promise: "none", confusion };
 * assertEquals(decide({ threshold, refer: null }, 0.3), "diseased");
 * assertEquals(decide({ threshold, refer: { low: 0.3, high: 0.6 } }, 0.3), "refer");
 * ```
 */
export function decide(
  { threshold, refer }: Pick<DecidingPipeline, "threshold" | "refer">,
  p: number,
): Decision {
  const { low, high } = refer ?? { low: threshold.value, high: threshold.value };
  if (p < low - ROUNDING) return "healthy";
  return p < high - ROUNDING ? "refer" : "diseased";
}

/**
 * Probability and decision for each patient, in their order. Rows are as `parseRow` gives them for
 * the file's schema; how many come at once changes no answer.
 *
 * @throws `TypeError` naming row and column where a feature is absent or of the wrong kind.
 */
export function predictWith(file: DecidingPipeline, rows: readonly Row[]): Answer[] {
  const p = calibrated(file, predictRows(file, rows));
  return Array.from(p, (p) => ({ p, decision: decide(file, p) }));
}

/** The probabilities that {@link predictWith} answers, of patients read column by column. */
export function predictColumns(file: DecidingPipeline, table: FeatureColumns): Float64Array {
  return calibrated(file, predict(file.model, prepareColumns(file.preprocessor, table)));
}

function calibrated({ calibration }: DecidingPipeline, p: Float64Array): Float64Array {
  return calibration === null ? p : recalibrate(calibration, p);
}
