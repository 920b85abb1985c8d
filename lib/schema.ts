/**
 * Reading one patient against a schema: text and codes become checked cells, or an error that
 * names the place, the column, what was expected and what came.
 */
import type { Cell, Feature, FeatureSchema, Label, PreparedColumn, Row } from "./types.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** "40 to 260 mm Hg", "whole numbers 0 to 3", or the levels in quotes: what a cell may hold. */
export function describeExpected(feature: Feature): string {
  if (feature.kind === "category") {
    return feature.levels.map((level) => `"${level}"`).join(", ");
  }
  const [low, high] = feature.range;
  const kind = feature.whole ? "a whole number from " : "";
  return `${kind}${low} to ${high} ${feature.unit}`.trimEnd();
}

function parseNumber(text: string): number {
  return NUMBER.test(text) ? Number(text) : NaN;
}

function parseLevel(feature: Feature & { kind: "category" }, text: string): string | undefined {
  if (feature.levels.includes(text)) return text;
  // Coded files write the same code as "3" and as "3.0".
  const number = parseNumber(text);
  return feature.codes?.[Number.isNaN(number) ? text : String(number)];
}

/**
 * One cell, read as `feature` says.
 *
 * Surrounding blanks are dropped; an empty cell, `null`, `undefined` and the texts in `missing`
 * become `null`. A category takes the name of a level or one of its codes, to the letter.
 *
 * @throws `RangeError` for an unknown level or a number out of range, `SyntaxError` for text that
 * is no number (a decimal comma is not guessed at). The message starts with `where`.
 *
 * @example
 * ```ts
 * import { parseCell } from "heartbook/schema.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const chol = heartSchema.features.find((feature) => feature.name === "chol")!;
 * assertEquals(parseCell(chol, "233", { missing: ["?"], where: "row 1" }), 233);
 * assertEquals(parseCell(chol, "?", { missing: ["?"], where: "row 1" }), null);
 * ```
 */
export function parseCell(
  feature: Feature,
  raw: unknown,
  options: { readonly missing: readonly string[]; readonly where: string },
): Cell {
  if (raw === null || raw === undefined) return null;
  const place = `${options.where}, column ${feature.name}`;
  if (typeof raw !== "string" && typeof raw !== "number") {
    throw new TypeError(`${place}: expected text, a number or null, got ${typeof raw}`);
  }
  const text = String(raw).trim();
  if (text === "" || options.missing.includes(text)) return null;
  const complaint = `${place}: expected ${describeExpected(feature)}, got "${text}"`;
  if (feature.kind === "category") {
    const level = parseLevel(feature, text);
    if (level === undefined) throw new RangeError(complaint);
    return level;
  }
  const number = parseNumber(text);
  if (Number.isNaN(number)) {
    throw new SyntaxError(
      /^[+-]?\d+,\d+$/.test(text) ? `${complaint} (a decimal comma? write a point)` : complaint,
    );
  }
  const [low, high] = feature.range;
  if (number < low || number > high || (feature.whole && !Number.isInteger(number))) {
    throw new RangeError(complaint);
  }
  return number;
}

/**
 * All features of one patient by name. Keys that are not features are left out: whether a table
 * may have them is for the table's reader to say. See {@link parseCell} for the errors.
 */
export function parseRow(
  schema: FeatureSchema,
  raw: Readonly<Record<string, unknown>>,
  where: string,
): Row {
  const options = { missing: schema.missing, where };
  return Object.fromEntries(
    schema.features.map((feature) => [
      feature.name,
      parseCell(feature, Object.hasOwn(raw, feature.name) ? raw[feature.name] : null, options),
    ]),
  );
}

/**
 * The outcome of one patient: 1 for the schema's `positive` text, 0 for its `negative`.
 *
 * @throws `RangeError` for anything else, an empty cell included: a patient whose outcome nobody
 * knows can be neither learned from nor scored.
 */
export function parseLabel(schema: FeatureSchema, raw: unknown, where: string): Label {
  const { name, positive, negative } = schema.outcome;
  const text = raw === null || raw === undefined ? "" : String(raw).trim();
  if (text === positive) return 1;
  if (text === negative) return 0;
  throw new RangeError(
    `${where}, column ${name}: expected "${positive}" or "${negative}", got "${text}"`,
  );
}

/**
 * The same schema with only the named features, in the order named.
 *
 * @throws `RangeError` for a name the schema does not have, or named twice.
 *
 * @example
 * ```ts
 * import { pickFeatures } from "heartbook/schema.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pickFeatures(heartSchema, ["sex", "age"]).features.length, 2);
 * ```
 */
export function pickFeatures(schema: FeatureSchema, names: readonly string[]): FeatureSchema {
  const known = new Map(schema.features.map((feature) => [feature.name, feature]));
  const features = names.map((name, i) => {
    const feature = known.get(name);
    if (feature === undefined) {
      throw new RangeError(`feature "${name}": expected one of ${[...known.keys()].join(", ")}`);
    }
    if (names.indexOf(name) !== i) throw new RangeError(`feature "${name}" is named twice`);
    return feature;
  });
  return { ...schema, features };
}

/**
 * The same schema without the named features.
 *
 * @throws `RangeError` for a name the schema does not have.
 */
export function dropFeatures(schema: FeatureSchema, names: readonly string[]): FeatureSchema {
  const dropped = pickFeatures(schema, names).features;
  return { ...schema, features: schema.features.filter((feature) => !dropped.includes(feature)) };
}

/** What a reader calls a feature; one that the schema does not have keeps its bare name. */
export function labelFeature(schema: FeatureSchema, name: string): string {
  return schema.features.find((feature) => feature.name === name)?.label ?? name;
}

/**
 * What a reader calls a column of the prepared matrix: "Cholesterol", "Chest pain: asymptomatic".
 * A feature that the schema does not have keeps its bare name.
 */
export function labelColumn(column: PreparedColumn, schema: FeatureSchema): string {
  const label = labelFeature(schema, column.feature);
  return column.kind === "number" ? label : `${label}: ${column.level}`;
}
