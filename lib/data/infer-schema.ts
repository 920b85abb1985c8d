/** A first draft of a schema for a CSV file, to be checked and edited by its owner. */
import { parseNumber } from "../schema.ts";
import type { CategoryFeature, Feature, FeatureSchema, NumberFeature } from "../types.ts";
import type { TextTable } from "./table.ts";

const MOST_LEVELS = 20;

/** What the table cannot tell. */
export interface InferOptions {
  readonly outcome: {
    /** The column that says who is diseased; it must have two values. */
    readonly column: string;
    /** The one of the two that means 1, diseased. */
    readonly positive: string;
  };
  /** The column that names a row. */
  readonly id?: string;
  /** Columns to leave out. */
  readonly ignore?: readonly string[];
  /** Texts that mean "not recorded", besides the empty cell; default "?" and "NA". */
  readonly missing?: readonly string[];
}

interface Column {
  readonly place: string;
  readonly name: string;
  /** Recorded texts, in order. */
  readonly texts: readonly string[];
}

function columnOf(table: TextTable, name: string, missing: readonly string[]): Column {
  const place = `${table.source}, column ${name}`;
  if (!table.columns.includes(name)) throw new SyntaxError(`${place}: there is no such column`);
  const texts = table.rows.map((row) => (row[name] ?? "").trim())
    .filter((text) => text !== "" && !missing.includes(text));
  if (texts.length === 0) {
    throw new RangeError(`${place}: expected a recorded value, got none; name it in ignore`);
  }
  return { place, name, texts };
}

/** Distinct texts, the most frequent first; equally frequent ones in alphabetical order. */
function countTexts(texts: readonly string[]): string[] {
  const counts = [...Map.groupBy(texts, (text) => text)];
  return counts.sort(([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1))
    .map(([text]) => text);
}

/** Twice as wide as the observed range, but not below 0 unless the data are. */
function plausibleRange(low: number, high: number): [number, number] {
  // Halved first, since the whole may be too large for a number.
  const room = high / 2 - low / 2;
  const [from, to] = [low - room, high + room].map((end) => Number(end.toPrecision(3)));
  const [least, most] = [low >= 0 ? Math.max(0, from) : Math.min(low, from), Math.max(high, to)];
  return [Math.max(least, -Number.MAX_VALUE), Math.min(most, Number.MAX_VALUE)];
}

function inferNumber({ name, texts }: Column): NumberFeature {
  const numbers = texts.map(parseNumber);
  const whole = numbers.every(Number.isInteger);
  const [low, high] = plausibleRange(
    numbers.reduce((a, b) => Math.min(a, b)),
    numbers.reduce((a, b) => Math.max(a, b)),
  );
  return {
    kind: "number",
    name,
    label: name,
    unit: "",
    range: whole ? [Math.floor(low), Math.ceil(high)] : [low, high],
    ...(whole ? { whole } : {}),
    about: `A number in ${texts.length} rows.`,
  };
}

function inferCategory({ place, name, texts }: Column): CategoryFeature {
  const levels = countTexts(texts);
  if (levels.length > MOST_LEVELS) {
    throw new RangeError(
      `${place}: expected numbers or at most ${MOST_LEVELS} levels, got ${levels.length} texts ` +
        `such as "${levels[0]}"; name it in ignore, or as id`,
    );
  }
  const about = `One of ${levels.length} texts in ${texts.length} rows.`;
  return { kind: "category", name, label: name, levels, about };
}

function inferFeature(column: Column): Feature {
  const strange = column.texts.filter((text) => !Number.isFinite(parseNumber(text)));
  if (strange.length === 0) return inferNumber(column);
  if (strange.length < column.texts.length / 2) {
    throw new SyntaxError(
      `${column.place}: mostly numbers, but also "${strange[0]}"; mend it, or name it in missing`,
    );
  }
  return inferCategory(column);
}

function inferOutcome(column: Column, positive: string): FeatureSchema["outcome"] {
  const values = countTexts(column.texts);
  const negative = values.find((value) => value !== positive);
  if (values.length !== 2 || !values.includes(positive) || negative === undefined) {
    throw new RangeError(
      `${column.place}: expected two values, one of them "${positive}", ` +
        `got ${values.map((value) => `"${value}"`).join(", ")}`,
    );
  }
  return { name: column.name, label: column.name, positive, negative, about: "The outcome." };
}

/**
 * A schema that fits this table: numbers if all recorded cells are numbers, else categories of at
 * most 20 levels, most frequent first. Ranges are twice as wide as the observed ones. Units and
 * meanings cannot be guessed: write the result to a file and edit it.
 *
 * @throws `SyntaxError` for a column that does not exist or is only mostly numeric, `RangeError`
 * for a column without values or with too many levels, or an outcome without exactly two values.
 *
 * @example
 * ```ts
 * import { inferSchema } from "heartbook/data/infer-schema.ts";
 * import { parseTable } from "heartbook/data/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = parseTable("qrs,lead,anomalous\n80,V1,no\n164,V1,yes\n", "beats.csv");
 * const { features } = inferSchema(table, { outcome: { column: "anomalous", positive: "yes" } });
 * assertEquals(features.map(({ kind }) => kind), ["number", "category"]);
 * ```
 */
export function inferSchema(table: TextTable, options: InferOptions): FeatureSchema {
  const { outcome, id, ignore = [], missing = ["?", "NA"] } = options;
  const left = [outcome.column, ...ignore, ...(id === undefined ? [] : [id])];
  const names = table.columns.filter((name) => !left.includes(name));
  if (names.length === 0) throw new SyntaxError(`${table.source}: no column is left as a feature`);
  return {
    name: table.source,
    ...(id === undefined ? {} : { id: columnOf(table, id, []).name }),
    missing,
    outcome: inferOutcome(columnOf(table, outcome.column, missing), outcome.positive),
    features: names.map((name) => inferFeature(columnOf(table, name, missing))),
  };
}
