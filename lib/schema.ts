/**
 * Reading one patient against a schema: text and codes become checked cells. Otherwise an error
 * names the place, the column, what was expected and what came.
 */
import { demandName } from "./demand.ts";
import type {
  Cell,
  DateOrder,
  Feature,
  FeatureSchema,
  Label,
  NumberFeature,
  PreparedColumn,
  Row,
} from "./types.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
/** No measurement needs more characters. */
const LONGEST_NUMBER = 400;

/** "40 to 260 mm Hg", "whole numbers 0 to 3", or the levels in quotes: what a cell may hold. */
export function describeExpected(feature: Feature): string {
  if (feature.kind === "category") {
    return feature.levels.map((level) => `"${level}"`).join(", ");
  }
  const [low, high] = feature.range;
  const kind = feature.whole ? "a whole number from " : "";
  return `${kind}${low} to ${high} ${feature.unit}`.trimEnd();
}

/** The number that a cell's text writes; `NaN` for any other text. */
export function parseNumber(text: string): number {
  return text.length <= LONGEST_NUMBER && NUMBER.test(text) ? Number(text) : NaN;
}

/** Whether a cell has this code: files write the same code as "3", "3.0" or "03". */
function hasCode(text: string, code: string): boolean {
  if (text === code) return true;
  // The quick comparison comes first because this runs on every cell of a file.
  return Number(text) === Number(code) && parseNumber(text) === parseNumber(code);
}

const DAY_MS = 86_400_000;

const SLASHED: Readonly<Record<DateOrder, RegExp>> = {
  "day/month/year": /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})([T ].*)?$/,
  "month/day/year": /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})([T ].*)?$/,
};

/**
 * The day number of a date such as "2019-04-01", "2019-04-01T08:30" or "1.4.2019", and of one with
 * slashes where its order is told; `NaN` for any other text. The time of day is ignored.
 *
 * @example
 * ```ts
 * import { dayNumber } from "heartbook/schema.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dayNumber("1.3.2024") - dayNumber("2024-02-28"), 2); // a leap year
 * assertEquals(dayNumber("2023-02-29"), NaN);
 * assertEquals(dayNumber("3/4/2021", "day/month/year"), dayNumber("2021-04-03"));
 * ```
 */
export function dayNumber(text: string, order?: DateOrder): number {
  const parts = /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)([T ].*)?$/.exec(text) ??
    /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})([T ].*)?$/.exec(text) ??
    (order === undefined ? null : SLASHED[order].exec(text));
  if (parts === null) return NaN;
  const { y, m, d } = parts.groups!;
  const day = new Date(0);
  // `Date.UTC` would take the year 63 for 1963.
  day.setUTCFullYear(Number(y), Number(m) - 1, Number(d));
  // 30 February would otherwise be read as 1 or 2 March.
  return day.getUTCMonth() === Number(m) - 1 ? day.getTime() / DAY_MS : NaN;
}

/** A cell as a number: by its code, as a day since day 0, or as it stands. */
function readNumber({ codes, since, dates, decimal }: NumberFeature, text: string): number {
  if (codes !== undefined && Object.hasOwn(codes, text)) return codes[text];
  if (since !== undefined) return dayNumber(text, dates) - dayNumber(since);
  return parseNumber(decimal === "," ? text.replace(",", ".") : text);
}

function parseLevel(feature: Feature & { kind: "category" }, text: string): string | undefined {
  if (feature.levels.includes(text)) return text;
  return Object.entries(feature.codes ?? {}).find(([code]) => hasCode(text, code))?.[1];
}

/**
 * One cell, read as `feature` says.
 *
 * Surrounding blanks are dropped. An empty cell, `null`, `undefined` and the codes in `missing`
 * become `null`. A category accepts the exact name of a level or one of its codes. A numeric code
 * matches any spelling of the number: "-9", "-9.0".
 *
 * @throws `RangeError` for an unknown level or a number out of range, `SyntaxError` for text that
 * is not a number (a decimal comma is not guessed). The message starts with `where`.
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
  const missing = [...options.missing, ...feature.missing ?? []];
  if (text === "" || missing.some((code) => hasCode(text, code))) return null;
  const complaint = `${place}: expected ${describeExpected(feature)}, got "${text}"`;
  if (feature.kind === "category") {
    const level = parseLevel(feature, text);
    if (level === undefined) throw new RangeError(complaint);
    return level;
  }
  // A number is a day count already where texts are dates.
  const number = typeof raw === "number" ? raw : readNumber(feature, text);
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
 * All features of one patient by name. Keys that are not features are ignored; the table's reader
 * decides whether to allow them. See {@link parseCell} for the errors.
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
 * @throws `RangeError` for anything else, including an empty cell: a patient with an unknown
 * outcome can be neither learned from nor scored.
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
 * The same schema with only the named features, in the given order.
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
    demandName("feature", name, [...known.keys()]);
    const feature = known.get(name)!;
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

/** The display name of a feature; a feature that the schema lacks keeps its bare name. */
export function labelFeature(schema: FeatureSchema, name: string): string {
  return schema.features.find((feature) => feature.name === name)?.label ?? name;
}

/**
 * The display name of a prepared column: "Cholesterol", "Chest pain: asymptomatic". A feature that
 * the schema lacks keeps its bare name.
 */
export function labelColumn(column: PreparedColumn, schema: FeatureSchema): string {
  const label = labelFeature(schema, column.feature);
  return column.kind === "number" ? label : `${label}: ${column.level}`;
}
