/**
 * From patients to numbers: missing cells filled, categories one-hot, numbers standardised, with
 * everything learned from the training rows and kept as plain data.
 */
import type { Dataset, Matrix, PreparedColumn, Row } from "../types.ts";
import { type CellTable, tableOf } from "../data/cell-columns.ts";
import { type ColumnSettings, fitColumns } from "./columns.ts";
import { toMatrix } from "./matrix.ts";
import { applySteps, fitSteps, type RowStep, type StepSettings } from "./steps.ts";

/** How a model needs its numbers, and the steps applied to the rows first. */
export interface Preparation extends ColumnSettings {
  /** In this order; default none. */
  readonly steps?: readonly StepSettings[];
}

/**
 * A fitted preprocessor: the steps it applies to the rows, if any, and the columns it then creates,
 * in order, with everything they learned. Plain JSON.
 */
export interface Preprocessor {
  readonly steps?: readonly RowStep[];
  readonly columns: readonly PreparedColumn[];
}

/**
 * Learns how to turn rows into numbers, from training rows alone.
 *
 * After the steps, missing numbers get the median, missing categories the most frequent level (on a
 * tie, the first in the schema). Mean and population standard deviation are computed after filling.
 * A constant number becomes 0 everywhere. Every level of the schema gets a column, whether or not
 * it occurs in the training rows, so that folds agree on the columns.
 *
 * @throws `RangeError` for no rows, or a feature that no training row records; also as the steps
 * do.
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
  return learn(train, preparation).preprocessor;
}

/** {@link fitPreprocessor}, with {@link prepare} of the same rows: its steps are taken once. */
export function fitAndPrepare(
  train: Dataset,
  preparation: Preparation,
): { readonly preprocessor: Preprocessor; readonly X: Matrix } {
  const { preprocessor, rows, table } = learn(train, preparation);
  const { columns } = preprocessor;
  return { preprocessor, X: toMatrix(columns, { rows, table }) };
}

/** What is learned, and the training rows after the steps, also as a table. */
function learn(
  train: Dataset,
  preparation: Preparation,
): {
  readonly preprocessor: Preprocessor;
  readonly rows: readonly Row[];
  readonly table: CellTable;
} {
  if (train.rows.length === 0) throw new RangeError("expected at least one training row, got none");
  const { numbers, levels, steps: wanted = [] } = preparation;
  const { steps, train: changed } = wanted.length === 0
    ? { train, steps: undefined }
    : fitSteps(train, wanted);
  const { rows } = changed, table = tableOf(rows);
  const columns = fitColumns(changed, { numbers, levels, table });
  return { preprocessor: steps === undefined ? { columns } : { steps, columns }, rows, table };
}

/**
 * Rows as numbers, in the columns the preprocessor was fitted with. Features are found by name; a
 * level without a column is 0 in all its siblings.
 *
 * @returns One matrix row per patient.
 * @throws `TypeError` naming row and column for a feature that is absent or of the wrong kind.
 */
export function prepare(preprocessor: Preprocessor, rows: readonly Row[]): Matrix {
  const { columns, steps } = preprocessor;
  const changed = steps === undefined ? rows : applySteps(steps, rows);
  return toMatrix(columns, { rows: changed, table: tableOf(changed) });
}

/** The display name of a column: the feature's name, with its level if any. */
export function nameColumn(column: PreparedColumn): string {
  return column.kind === "number" ? column.feature : `${column.feature}: ${column.level}`;
}
