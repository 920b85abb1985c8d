/**
 * From patients to numbers: missing cells filled, categories one-hot, numbers standardised, with
 * everything learned from the training rows and kept as plain data.
 */
import type { Dataset, Matrix, PreparedColumn, Row } from "../types.ts";
import { prepareCell } from "./cells.ts";
import { type ColumnSettings, fitColumns } from "./columns.ts";
import { applySteps, fitSteps, type RowStep, type StepSettings } from "./steps.ts";

/** How a model wants its numbers, and what is to be done to the rows first. */
export interface Preparation extends ColumnSettings {
  /** In this order; default none. */
  readonly steps?: readonly StepSettings[];
}

/**
 * A fitted preprocessor: what it does to the rows first, if anything, and the columns it then
 * makes, in order, each with all that it learned. Plain JSON.
 */
export interface Preprocessor {
  readonly steps?: readonly RowStep[];
  readonly columns: readonly PreparedColumn[];
}

/**
 * Learns how to turn rows into numbers, from training rows alone.
 *
 * After the steps, missing numbers get the median, missing categories the most frequent level (the
 * earlier one in the schema where two are as frequent). Mean and population standard deviation are
 * taken after filling. A constant number becomes 0 everywhere. Every level of the schema has its
 * column, whether or not the training rows show it, so that folds agree on the columns.
 *
 * @throws `RangeError` for no rows, or a feature that no training row records; what the steps
 * throw.
 *
 * @example
 * ```ts
 * import { fitPreprocessor, prepare } from "heartbook/prepare/preprocessor.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const fitted = fitPreprocessor(patients, { numbers: "standardised", levels: "all" });
 * assertEquals(prepare(fitted, patients.rows).columns, 25); // 6 numbers and 19 levels
 * ```
 */
export function fitPreprocessor(train: Dataset, preparation: Preparation): Preprocessor {
  if (train.rows.length === 0) throw new RangeError("expected at least one training row, got none");
  if (preparation.steps === undefined || preparation.steps.length === 0) {
    return { columns: fitColumns(train, preparation) };
  }
  const { steps, train: changed } = fitSteps(train, preparation.steps);
  return { steps, columns: fitColumns(changed, preparation) };
}

/**
 * Rows as numbers, in the columns the preprocessor was fitted with. Features are found by name; a
 * level that no column stands for is 0 in all its siblings.
 *
 * @returns One matrix row a patient.
 * @throws `TypeError` naming row and column for a feature that is absent or not of its kind.
 */
export function prepare(preprocessor: Preprocessor, rows: readonly Row[]): Matrix {
  const { columns, steps } = preprocessor;
  const changed = steps === undefined ? rows : applySteps(steps, rows);
  const values = new Float64Array(rows.length * columns.length);
  changed.forEach((row, i) => {
    columns.forEach((column, j) => {
      values[i * columns.length + j] = prepareCell(column, row, i);
    });
  });
  return { values, rows: rows.length, columns: columns.length };
}

/** What a reader calls a column: the feature's name, with the level it stands for. */
export function nameColumn(column: PreparedColumn): string {
  return column.kind === "number" ? column.feature : `${column.feature}: ${column.level}`;
}
