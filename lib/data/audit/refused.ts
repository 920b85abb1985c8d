/** The faults at which the strict reader would stop, as findings instead of errors. */
import { describeExpected } from "../../schema.ts";
import type { Feature, FeatureSchema } from "../../types.ts";
import { countOf } from "../../text.ts";
import type { Finding } from "./finding.ts";
import type { TextTable } from "../table.ts";

/** One column read cell by cell: the readable cells, and the rows that could not be read. */
export interface LenientColumn<T> {
  readonly values: readonly (T | undefined)[];
  readonly refused: readonly number[];
}

/** A column with unreadable cells left out instead of throwing. */
export function readLeniently<T>(
  table: TextTable,
  column: string,
  parse: (raw: string | null) => T,
): LenientColumn<T> {
  const refused: number[] = [];
  const values = table.rows.map((row, i) => {
    try {
      return parse(row[column]);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
      refused.push(i);
      return undefined;
    }
  });
  return { values, refused };
}

function describeRefused(table: TextTable, column: string, rows: readonly number[]): string {
  const texts = [...new Set(rows.map((row) => `"${table.rows[row][column] ?? ""}"`))];
  const shown = texts.slice(0, 5).join(", ") + (texts.length > 5 ? ", …" : "");
  return `${column} is ${shown} in ${countOf(rows.length, "row")}`;
}

/** Columns that the schema has and the table lacks, and the other way round. */
export function findColumns(
  table: TextTable,
  schema: FeatureSchema,
  ignore: readonly string[],
): Finding[] {
  const wanted = [...schema.features, schema.outcome].map(({ name }) => name);
  const known = [...wanted, ...ignore, ...(schema.id === undefined ? [] : [schema.id])];
  const absent = wanted.filter((name) => !table.columns.includes(name));
  const strange = table.columns.filter((name) => !known.includes(name));
  return [
    ...absent.map((column): Finding => ({
      severity: "error",
      column,
      title: `there is no column ${column}`,
      rows: [],
      advice: strange.length > 0
        ? `Is it one of ${strange.join(", ")}? Rename it, or leave it out of the schema.`
        : "Add it, or leave it out of the schema.",
    })),
    ...strange.map((column): Finding => ({
      severity: "warning",
      column,
      title: `${column} is not in the schema`,
      rows: [],
      advice: `Describe it in the schema, or leave it out: { ignore: ["${column}"] }.`,
    })),
  ];
}

/** The cells of one feature that the strict reader would reject. */
export function findRefusedCells(
  table: TextTable,
  feature: Feature,
  rows: readonly number[],
): Finding[] {
  if (rows.length === 0) return [];
  return [{
    severity: "error",
    column: feature.name,
    title: `${describeRefused(table, feature.name, rows)}: expected ${describeExpected(feature)}`,
    rows,
    advice: 'Correct the cells; what stands for "not recorded" belongs in the schema\'s ' +
      "`missing`. The rest of this audit treats them as missing.",
  }];
}

/** The outcomes that the strict reader would reject. */
export function findRefusedOutcomes(
  table: TextTable,
  { outcome }: FeatureSchema,
  rows: readonly number[],
): Finding[] {
  if (rows.length === 0) return [];
  return [{
    severity: "error",
    column: outcome.name,
    title: `${describeRefused(table, outcome.name, rows)}: expected "${outcome.positive}" or ` +
      `"${outcome.negative}"`,
    rows,
    advice: "A patient without a known outcome can be neither learned from nor scored. The rest " +
      "of this audit leaves these rows out.",
  }];
}

/** Rows without an id, or with another row's id. */
export function findRepeatedIds(table: TextTable, id: string | undefined): Finding[] {
  if (id === undefined || !table.columns.includes(id)) return [];
  const ids = table.rows.map((row) => row[id]);
  const counts = new Map<string | null, number>();
  for (const each of ids) counts.set(each, (counts.get(each) ?? 0) + 1);
  const rows = ids.flatMap((each, i) => each === null || counts.get(each)! > 1 ? [i] : []);
  if (rows.length === 0) return [];
  return [{
    severity: "error",
    column: id,
    title: `${id} is empty or not unique in ${countOf(rows.length, "row")}`,
    rows,
    advice: "Check whether a patient appears more than once; give each row its own id.",
  }];
}
