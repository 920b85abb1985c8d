/** What a patient may look like, made from the model's own schema. */
import { z } from "zod";
import { describeExpected } from "../../schema.ts";
import type { Cell, Feature, FeatureSchema, Row } from "../../types.ts";

/** A patient as it comes in: what is unknown is `null` or left out. */
export type Incoming = Readonly<Record<string, Cell | undefined>>;

function checkFeature(feature: Feature): z.ZodType<Cell | undefined> {
  const about = `${feature.label}: ${feature.about} ` +
    `Expected ${describeExpected(feature)}; null or left out where unknown.`;
  if (feature.kind === "category") return z.enum(feature.levels).nullish().describe(about);
  const [low, high] = feature.range;
  const number = feature.whole ? z.int() : z.number();
  return number.min(low).max(high).nullish().describe(about);
}

/**
 * The check of one patient: each feature in its range or one of its levels, nothing else.
 *
 * @example
 * ```ts
 * import { patientShape } from "heartbook/ship/api/patient.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = patientShape(heartSchema);
 * assertEquals(shape.safeParse({ age: 63, chol: null }).success, true);
 * assertEquals(shape.safeParse({ age: "63" }).success, false);
 * ```
 */
export function patientShape(schema: FeatureSchema): z.ZodType<Incoming> {
  return z.strictObject(
    Object.fromEntries(schema.features.map((feature) => [feature.name, checkFeature(feature)])),
  );
}

/**
 * A checked patient as a row: features left out are `null`.
 *
 * @example
 * ```ts
 * import { toRow } from "heartbook/ship/api/patient.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(toRow(heartSchema, { age: 63 }).chol, null);
 * ```
 */
export function toRow(schema: FeatureSchema, patient: Incoming): Row {
  return Object.fromEntries(schema.features.map(({ name }) => [name, patient[name] ?? null]));
}

/** Other units that people measure in, and how many of ours one of theirs is. */
const OTHER_UNITS = [
  { unit: "mg/dl", label: /cholesterol/i, other: "mmol/L", factor: 38.67 },
  { unit: "mm Hg", label: /pressure/i, other: "kPa", factor: 7.50062 },
] as const;

/** "perhaps mmol/L? 5.8 mmol/L is 224 mg/dl", where that explains a number out of range. */
function guessUnit(feature: Feature, value: unknown): string {
  if (feature.kind !== "number" || typeof value !== "number") return "";
  const { label, unit, range: [low, high] } = feature;
  const found = OTHER_UNITS.find((known) => {
    const converted = value * known.factor;
    return known.unit === unit && known.label.test(label) && converted >= low && converted <= high;
  });
  if (found === undefined) return "";
  const { other, factor } = found;
  return ` (perhaps ${other}? ${value} ${other} is ${Math.round(value * factor)} ${unit})`;
}

const LONGEST_QUOTE = 40;

/** A value in few words, so that an answer never grows with what came in. */
export function quote(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const short = value.length <= LONGEST_QUOTE ? value : `${value.slice(0, LONGEST_QUOTE)}…`;
  return `the text ${JSON.stringify(short)}`;
}

/**
 * What is wrong with a cell that the check refused, and another unit where that explains it.
 *
 * @example
 * ```ts
 * import { describeCellFault } from "heartbook/ship/api/patient.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const chol = heartSchema.features.find(({ name }) => name === "chol")!;
 * assertEquals(
 *   describeCellFault(chol, 5.8),
 *   "expected 80 to 700 mg/dl, got 5.8 (perhaps mmol/L? 5.8 mmol/L is 224 mg/dl)",
 * );
 * ```
 */
export function describeCellFault(feature: Feature, value: unknown): string {
  return `expected ${describeExpected(feature)}, got ${quote(value)}${guessUnit(feature, value)}`;
}
