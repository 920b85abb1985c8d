/** A table read by its draft: checked rows, who belongs together, and what was left out. */
import { countOf } from "../../text.ts";
import type { Dataset } from "../../types.ts";
import { findDuplicates } from "../audit/duplicates.ts";
import { ROW_NAMES } from "../column-names.ts";
import { takeRows, toDataset } from "../dataset.ts";
import { groupIdentical } from "../identical.ts";
import type { TextTable } from "../table.ts";
import type { Doubt } from "./doubt.ts";
import type { Draft } from "./draft.ts";
import { labelText } from "./outcome.ts";

/** Rows ready to be learned from. */
export interface DraftedDataset {
  readonly dataset: Dataset;
  /** Row of the table that each row of the data set is, from 0. */
  readonly source: readonly number[];
  readonly doubts: readonly Doubt[];
}

/** Whether a column tells rows apart and not people: row names, or the number of each row. */
function tellsRows(rows: TextTable["rows"], numbers: readonly number[], column: string): boolean {
  const distance = Number(rows[0][column] ?? NaN) - numbers[0];
  return column === ROW_NAMES ||
    rows.every((row, i) => row[column] === String(numbers[i] + distance));
}

/** The first of each set of rows that agree in every cell, where that is no coincidence. */
function keepOnce(
  rows: TextTable["rows"],
  dataset: Dataset,
  identifying: readonly string[] | undefined,
): readonly number[] {
  const all = dataset.rows.map((_, i) => i);
  if (identifying !== undefined) {
    const seen = new Set<string>();
    return rows.flatMap((row, i) => {
      const key = JSON.stringify(identifying.map((column) => row[column]));
      return seen.size === seen.add(key).size ? [] : [i];
    });
  }
  const isCopied = findDuplicates(dataset).some(({ severity }) => severity === "error");
  return isCopied ? groupIdentical(dataset).map(([first]) => first) : all;
}

/** Whom each row is about; one without an id may be about anybody, so it stands alone. */
function namesIn(
  rows: TextTable["rows"],
  { column, numbers }: { readonly column: string; readonly numbers: readonly number[] },
): string[] {
  return rows.map((row, i) => (row[column] ?? "").trim() || `row ${numbers[i]}`);
}

/**
 * The rows of a table by its draft: those without a known outcome left out, repeated ones kept
 * once. Their ids are what the draft's group column says, else its id column, else the row numbers
 * of the file: rows with one id are about the same one.
 *
 * @param numbers Number of each row in its file.
 * @throws as `toDataset` does for a cell or column that the draft does not know.
 */
export function toDraftedDataset(
  table: TextTable,
  draft: Draft,
  numbers: readonly number[],
): DraftedDataset {
  const { name, positive, negative } = draft.schema.outcome;
  const labels = table.rows.map((row) => {
    const text = (row[name] ?? "").trim();
    return labelText(
      draft.outcome,
      text === "" || draft.schema.missing.includes(text) ? null : text,
    );
  });
  const known = labels.flatMap((label, i) => label === null ? [] : [i]);
  const worded = {
    ...table,
    rows: known.map((i) => ({ ...table.rows[i], [name]: labels[i] === 1 ? positive : negative })),
  };
  const ignore = Object.keys(draft.ignored);
  if (draft.group !== undefined && !ignore.includes(draft.group)) ignore.push(draft.group);
  const read = toDataset(worded, draft.schema, { ignore });
  const numbersOf = known.map((i) => numbers[i]);
  // Folds drawn inside a training part know rows that belong together by their id alone.
  const ids = draft.group !== undefined
    ? namesIn(worded.rows, { column: draft.group, numbers: numbersOf })
    : draft.schema.id === undefined
    ? numbersOf.map(String)
    : read.ids;
  const all = { ...read, ids };
  const identifying = table.columns.filter((column) => !tellsRows(worded.rows, numbersOf, column));
  const hasId = [draft.group, draft.schema.id].some((id) =>
    id !== undefined && identifying.includes(id)
  );
  const once = keepOnce(worded.rows, all, hasId ? identifying : undefined);
  const repeated = known.length - once.length;
  return {
    dataset: repeated === 0 ? all : takeRows(all, once),
    source: once.map((i) => known[i]),
    doubts: repeated === 0 ? [] : [{
      seen: `${countOf(repeated, "row")} like an earlier one in every cell`,
      assumed: "each is kept once",
      otherwise: "give each row an id that is more than its number, if they are different people",
    }],
  };
}
