/** From new recordings to alarms, each with its reasons and with what one should know. */
import { predictRows } from "../../pipeline.ts";
import type { Cell, FeatureSchema, Label, Row } from "../../types.ts";
import { type DetectInput, type DetectOptions, readInput } from "./input.ts";
import type { DetectionModel, Usual } from "./detection-model.ts";

/** A feature that speaks for the answer. */
export interface Reason {
  readonly feature: string;
  readonly value: Cell;
  /** The middle 95 % of the healthy, or their most frequent level. */
  readonly usual: string;
  /** By how much the probability would move the other way, were this feature usual. */
  readonly effect: number;
}

/** What is said of one recording. */
export interface Detection {
  /** Its name in the table; its number from 1 where it has none. */
  readonly id: string;
  /** 1 where an alarm is raised. */
  readonly label: Label;
  readonly probability: number;
  /** At most three, the strongest first; none where nothing stands out. */
  readonly reasons: readonly Reason[];
  /** What was missing, and what lies outside anything the model has seen. */
  readonly warnings: readonly string[];
}

function warn(row: Row, usual: Usual): string[] {
  const { feature, middle } = usual;
  const value = row[feature];
  if (value === null) return [`${feature} is missing and taken for ${middle}`];
  if (usual.kind === "category") {
    return usual.seen.includes(value as string)
      ? []
      : [`${feature} ${value} was never seen before`];
  }
  const [least, most] = usual.seen;
  if (Number(value) >= least && Number(value) <= most) return [];
  return [`${feature} ${value} lies outside the ${least} to ${most} seen before`];
}

function writeUsual(usual: Usual): string {
  if (usual.kind === "category") return usual.middle;
  return usual.range.map((end) => String(Number(end.toPrecision(4)))).join(" to ");
}

/** A part of the probability too small to speak of. */
const LEAST_EFFECT = 0.005;

/** The features that carry the answer: what the probability would be, were each of them usual. */
function giveReasons(
  row: Row,
  usual: readonly Usual[],
  { p, without, label }: { p: number; without: Float64Array; label: Label },
): Reason[] {
  return usual
    .map((each, j) => ({
      feature: each.feature,
      value: row[each.feature],
      usual: writeUsual(each),
      effect: label === 1 ? p - without[j] : without[j] - p,
    }))
    .filter(({ effect, value }) => effect >= LEAST_EFFECT && value !== null)
    .sort((a, b) => b.effect - a.effect)
    .slice(0, 3);
}

/**
 * Judges new recordings. An alarm is raised where the probability reaches the model's threshold.
 *
 * A reason is a feature without whose unusual value the probability would be lower (for an alarm)
 * or higher (for none): each is set to the median of the healthy in turn, the others kept. Features
 * that say the same thing share a reason between them, so that each may look weak.
 *
 * A missing cell is filled as in training; it, and a value beyond what the model has seen, is said
 * in `warnings`. A value that no real measurement can have is an error.
 *
 * @param input A string with a line end is CSV text, any other the path of a file.
 * @throws `SyntaxError` for columns that are missing or unknown or a table that is none, `RangeError`
 * and `TypeError` for a value, with row and column.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { detect } from "heartbook/ship/detect/detect.ts";
 * import { fitDetection } from "heartbook/ship/detect/detection-model.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const counts = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
 * const threshold = { value: 0.3, method: "by hand", promise: "none", confusion: counts };
 * const model = await fitDetection(patients, logistic({ l2: 1 }), { threshold });
 * const [sick] = detect(model, [{ ...patients.rows[1], age: 90 }]);
 * assertEquals(sick.label, 1);
 * assertEquals(sick.warnings, ["age 90 lies outside the 29 to 77 seen before"]);
 * ```
 */
export function detect(
  model: DetectionModel,
  input: DetectInput,
  { ignore = [] }: DetectOptions = {},
): Detection[] {
  const { schema, usual, threshold } = model;
  const recordings = readInput(input, schema, ignore);
  // Each recording as it is, then with each feature made usual in turn.
  const variants = recordings.flatMap(({ row }) => [
    row,
    ...usual.map(({ feature, middle }) => ({ ...row, [feature]: middle })),
  ]);
  const probabilities = predictRows(model, variants);
  return recordings.map(({ id, row }, i) => {
    const first = i * (usual.length + 1);
    const p = probabilities[first];
    const without = probabilities.subarray(first + 1, first + 1 + usual.length);
    const label: Label = p >= threshold.value ? 1 : 0;
    return {
      id,
      label,
      probability: p,
      reasons: giveReasons(row, usual, { p, without, label }),
      warnings: usual.flatMap((each) => warn(row, each)),
    };
  });
}

/**
 * "ASTV 80, usual 20 to 68; MSTV 0.3, usual 0.4 to 2.9": the reasons of one answer in words.
 */
export function writeReasons({ reasons }: Pick<Detection, "reasons">): string {
  return reasons.map(({ feature, value, usual }) => `${feature} ${value}, usual ${usual}`)
    .join("; ");
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record a recording: its id, the outcome in the schema's words, and what is said of it. */
export function detectionRecords(
  detections: readonly Detection[],
  { outcome }: FeatureSchema,
): Record<string, string | number>[] {
  return detections.map((detection) => ({
    id: detection.id,
    [outcome.name]: detection.label === 1 ? outcome.positive : outcome.negative,
    probability: Number(detection.probability.toFixed(4)),
    reasons: writeReasons(detection),
    warnings: detection.warnings.join("; "),
  }));
}

/** {@link detectionRecords} as CSV text. */
export function writeDetections(detections: readonly Detection[], schema: FeatureSchema): string {
  const header = ["id", schema.outcome.name, "probability", "reasons", "warnings"];
  const lines = detectionRecords(detections, schema).map((record) =>
    header.map((key) => record[key])
  );
  return [header, ...lines].map((cells) => cells.map((cell) => quote(String(cell))).join(","))
    .join("\n") + "\n";
}
