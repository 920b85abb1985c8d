/** The features of a schema, read from a table of any types as `parseRow` reads them. */
import { describeExpected } from "../../schema.ts";
import type { Feature, FeatureSchema, NumberFeature } from "../../types.ts";
import { writeDateParts, writeDaysSince } from "./dates.ts";
import { type Dialect, NUMBER } from "./dialect.ts";
import { type NamedExpression, type Query, select } from "./query.ts";

/** Features by name, each with the column of the last subquery that holds it. */
export type Features = ReadonlyMap<string, { readonly kind: Feature["kind"]; readonly at: string }>;

/** What one feature is called on its way from the table. */
interface Cell {
  readonly feature: Feature;
  /** The text without surrounding blanks. */
  readonly text: string;
  /** The number it is, `NULL` where it is not one. */
  readonly number: string;
  /** For a feature of dates, the names of year, month and day, and of the days since its day 0. */
  readonly date: readonly [year: string, month: string, day: string];
  readonly days: string;
  /** Whether it says that the value is missing. */
  readonly missing: string;
  /** Number or level; `NULL` where missing or refused. */
  readonly value: string;
}

const isNumber = (code: string): boolean => new RegExp(`^(${NUMBER})$`).test(code);

/** Whether a cell has one of these codes. */
function hasCode({ text, number }: Cell, codes: readonly string[], dialect: Dialect): string {
  const numbers = codes.filter(isNumber).map(Number).filter(Number.isFinite);
  const parts = [`${text} IN (${codes.map(dialect.quoteText).join(", ")})`];
  if (numbers.length > 0) {
    const list = numbers.map(dialect.writeNumber).join(", ");
    parts.push(`COALESCE(${number} IN (${list}), FALSE)`);
  }
  return `(${parts.join(" OR ")})`;
}

function writeMissing(cell: Cell, schema: FeatureSchema, dialect: Dialect): string {
  const missing = [...schema.missing, ...cell.feature.missing ?? []];
  const isEmpty = `${cell.text} IS NULL OR ${cell.text} = ''`;
  const coded = missing.length === 0 ? "" : ` OR ${hasCode(cell, missing, dialect)}`;
  return `(${isEmpty}${coded})`;
}

/** The text as a number where it is one, else `NULL`. */
function writeNumberOf(text: string, dialect: Dialect): string {
  return `CASE WHEN LENGTH(${text}) <= 400 AND ${dialect.matches(text, NUMBER)} ` +
    `THEN ${dialect.toNumber(text)} END`;
}

/** A number feature's cell by its code, as days, or as it stands: with a decimal comma, if it has one. */
function writeReading(
  { text, number, days }: Cell,
  { codes = {}, since, decimal }: NumberFeature,
  dialect: Dialect,
): string {
  const plain = since !== undefined
    ? days
    : decimal === ","
    ? writeNumberOf(`REPLACE(${text}, ',', '.')`, dialect)
    : number;
  const coded = Object.entries(codes).map(([code, value]) =>
    `WHEN ${text} = ${dialect.quoteText(code)} THEN ${dialect.writeNumber(value)} `
  );
  return coded.length === 0 ? `(${plain})` : `(CASE ${coded.join("")}ELSE ${plain} END)`;
}

function writeValue(cell: Cell, dialect: Dialect): string {
  const { feature, text, missing } = cell;
  const quote = dialect.quoteText;
  if (feature.kind === "number") {
    const [low, high] = feature.range.map(dialect.writeNumber);
    const read = writeReading(cell, feature, dialect);
    const whole = feature.whole ? ` AND ${read} = FLOOR(${read})` : "";
    return `CASE WHEN ${missing} THEN NULL ` +
      `WHEN ${read} >= ${low} AND ${read} <= ${high}${whole} THEN ${read} END`;
  }
  const codes = Object.entries(feature.codes ?? {}).map(([code, level]) =>
    ` WHEN ${hasCode(cell, [code], dialect)} THEN ${quote(level)}`
  );
  return `CASE WHEN ${missing} THEN NULL ` +
    `WHEN ${text} IN (${feature.levels.map(quote).join(", ")}) THEN ${text}${codes.join("")} END`;
}

/** Why a cell is refused, in the words of `parseCell`; the first that is refused counts. */
function writeReason(cells: readonly Cell[], { quoteText, matches }: Dialect): string {
  const cases = cells.flatMap(({ feature, text, missing, value }) => {
    const start = `column ${feature.name}: expected ${describeExpected(feature)}, got "`;
    const refused = `NOT ${missing} AND ${value} IS NULL`;
    const message = `${quoteText(start)} || ${text} || '"'`;
    const plain = `WHEN ${refused} THEN ${message}`;
    if (feature.kind === "category" || feature.decimal === ",") return [plain];
    const comma = matches(text, "[+-]?[0-9]+,[0-9]+");
    return [
      `WHEN ${refused} AND ${comma} THEN ${message} || ' (a decimal comma? write a point)'`,
      plain,
    ];
  });
  return `CASE ${cases.join("\n      ")} END`;
}

/** Where patients are read from. */
interface Source {
  /** The table's name, in quotes. */
  readonly table: string;
  /** Columns to hand on besides the features. */
  readonly kept: readonly NamedExpression[];
}

/**
 * Reads the features from the table and checks them: the query carries a column `reason` from here
 * on, `NULL` for a patient whom the schema takes.
 */
export function readFeatures(
  schema: FeatureSchema,
  dialect: Dialect,
  { table, kept }: Source,
): { readonly query: Query; readonly features: Features } {
  const cells = schema.features.map((feature, i): Cell => ({
    feature,
    text: `t${i}`,
    number: `n${i}`,
    date: [`y${i}`, `o${i}`, `d${i}`],
    days: `s${i}`,
    missing: `m${i}`,
    value: `f${i}`,
  }));
  const all = (write: (cell: Cell) => NamedExpression): NamedExpression[] => cells.map(write);
  const texts = all(({ feature, text }) => [
    text,
    dialect.trim(dialect.asText(dialect.quoteName(feature.name))),
  ]);
  const start: Query = { dialect, parts: [], last: table, carried: [] };
  const carried = kept.map(([name]) => name);
  const read = select(start, "texts", { columns: [...kept, ...texts], carried });
  const same = (name: string): NamedExpression => [name, name];
  const sinceOf = ({ feature }: Cell): string | undefined =>
    feature.kind === "number" ? feature.since : undefined;
  const ifDates = (cell: Cell, columns: () => NamedExpression[]): NamedExpression[] =>
    sinceOf(cell) === undefined ? [] : columns();
  const numbers = select(read, "numbers", {
    columns: cells.flatMap((cell) => [
      same(cell.text),
      [cell.number, writeNumberOf(cell.text, dialect)],
      ...ifDates(cell, () => {
        const parts = writeDateParts(cell.text, dialect, (cell.feature as NumberFeature).dates);
        return cell.date.map((name, part): NamedExpression => [name, parts[part]]);
      }),
    ]),
  });
  const missing = select(numbers, "missing", {
    columns: cells.flatMap((cell) => [
      same(cell.text),
      same(cell.number),
      [cell.missing, writeMissing(cell, schema, dialect)],
      ...ifDates(cell, () => [[cell.days, writeDaysSince(sinceOf(cell)!, cell.date, dialect)]]),
    ]),
  });
  const values = select(missing, "parsed", {
    columns: cells.flatMap((cell) => [
      same(cell.text),
      same(cell.missing),
      [cell.value, writeValue(cell, dialect)],
    ]),
  });
  const checked = select(values, "checked", {
    columns: [...all(({ value }) => same(value)), ["reason", writeReason(cells, dialect)]],
    carried: [...carried, "reason"],
  });
  return {
    query: checked,
    features: new Map(cells.map(({ feature, value }) => [
      feature.name,
      { kind: feature.kind, at: value },
    ])),
  };
}
