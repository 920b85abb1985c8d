/** A table of texts to checked patients. */
import { parseLabel, parseRow } from "../schema.ts";
import { rememberPart } from "./cell-columns.ts";
import { checkSchema } from "./check-schema.ts";
import type { Dataset, FeatureSchema } from "../types.ts";
import { readTable, type TextTable } from "./table.ts";

/** How a table may differ from its schema. */
export interface DatasetOptions {
  /** Columns of the table to leave out, because the schema does not know them. */
  readonly ignore?: readonly string[];
}

function checkColumns(table: TextTable, schema: FeatureSchema, ignore: readonly string[]): void {
  const wanted = [...schema.features.map((feature) => feature.name), schema.outcome.name];
  const known = new Set([...wanted, ...ignore, ...(schema.id === undefined ? [] : [schema.id])]);
  const strange = table.columns.filter((column) => !known.has(column));
  const missing = wanted.filter((column) => !table.columns.includes(column));
  if (missing.length > 0) {
    const hint = strange.length > 0 ? `; not known: ${strange.join(", ")}` : "";
    throw new SyntaxError(`${table.source}: column ${missing.join(", ")} is missing${hint}`);
  }
  if (strange.length > 0) {
    throw new SyntaxError(
      `${table.source}: column ${strange.join(", ")} is not in the schema; ` +
        `to leave it out: { ignore: ${JSON.stringify(strange)} }`,
    );
  }
}

function readIds(table: TextTable, column: string | undefined): string[] {
  if (column === undefined || !table.columns.includes(column)) {
    return table.rows.map((_, i) => String(i + 1));
  }
  const seen = new Map<string, number>();
  return table.rows.map((row, i) => {
    const id = row[column] ?? "";
    const earlier = seen.get(id);
    if (id === "" || earlier !== undefined) {
      const got = id === "" ? "nothing" : `"${id}", which row ${earlier} has`;
      throw new RangeError(
        `${table.source}, row ${i + 1}, column ${column}: expected a name of its own, got ${got}`,
      );
    }
    seen.set(id, i + 1);
    return id;
  });
}

/**
 * Patients from a table, each cell checked against the schema.
 *
 * The order of the columns does not matter; each feature and the outcome must be there, and a
 * column that the schema does not know must be named in `ignore`. Rows without an id column are
 * numbered from 1.
 *
 * @throws the errors of `parseCell` and `parseLabel`, with file, row (from 1, below the header) and
 * column; `SyntaxError` for missing or unknown columns or no rows; `RangeError` for repeated ids.
 */
export function toDataset(
  table: TextTable,
  schema: FeatureSchema,
  options: DatasetOptions = {},
): Dataset {
  checkSchema(schema, "schema");
  checkColumns(table, schema, options.ignore ?? []);
  if (table.rows.length === 0) throw new SyntaxError(`${table.source}: has a header but no rows`);
  const place = (i: number): string => `${table.source}, row ${i + 1}`;
  return {
    schema,
    rows: table.rows.map((raw, i) => parseRow(schema, raw, place(i))),
    labels: table.rows.map((raw, i) => parseLabel(schema, raw[schema.outcome.name], place(i))),
    ids: readIds(table, schema.id),
  };
}

/**
 * Patients from a CSV file. See {@link toDataset} for what is checked.
 *
 * @example
 * ```ts
 * import { readDataset } from "heartbook/data/dataset.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readDataset("data/cleveland.csv", heartSchema);
 * assertEquals(patients.rows[0].chol, 233);
 * ```
 */
export function readDataset(
  path: string | URL,
  schema: FeatureSchema,
  options: DatasetOptions = {},
): Dataset {
  return toDataset(readTable(path), schema, options);
}

/**
 * The rows with these numbers, in this order, as a data set of their own.
 *
 * @throws `RangeError` for a number that is not a row.
 */
export function takeRows(dataset: Dataset, rows: readonly number[]): Dataset {
  const taken = take(dataset.rows, rows);
  const strange = taken.indexOf(undefined as never);
  if (strange >= 0) {
    throw new RangeError(`row ${rows[strange]}: expected 0 to ${dataset.rows.length - 1}`);
  }
  rememberPart(taken, { of: dataset.rows, rows });
  return {
    schema: dataset.schema,
    rows: taken,
    labels: take(dataset.labels, rows),
    ids: take(dataset.ids, rows),
  };
}

/** The entries with these numbers, in this order. */
function take<Entry>(entries: readonly Entry[], numbers: readonly number[]): Entry[] {
  return numbers.map((number) => entries[number]);
}

/** The same patients with only the named features. */
export function takeFeatures(dataset: Dataset, schema: FeatureSchema): Dataset {
  const names = schema.features.map((feature) => feature.name);
  const rows = dataset.rows.map((row) =>
    Object.fromEntries(names.map((name) => [name, row[name]]))
  );
  return { ...dataset, schema, rows };
}
