/** Checks of rows before a model predicts them. */

import type { Matrix } from "../types.ts";
import { checkNumbers } from "./check-numbers.ts";

/**
 * Throws unless `X` has the columns that the model learned from and only finite cells.
 *
 * @param learner Named first in every message, such as "svm".
 *
 * `TypeError` for a wrong number of columns or cells, `RangeError` for a cell.
 *
 * @example
 * ```ts
 * import { checkQueries } from "heartbook/models/check-queries.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const X = { values: Float64Array.of(1, NaN), rows: 2, columns: 1 };
 * assertThrows(
 *   () => checkQueries(X, { learner: "svm", columns: 1 }),
 *   RangeError,
 *   "svm: expected a finite number, got NaN in row 1, column 0",
 * );
 * ```
 */
export function checkQueries(
  X: Matrix,
  expected: { learner: string; columns: number },
): void {
  const { values, rows, columns } = X;
  const { learner } = expected;
  if (columns !== expected.columns) {
    throw new TypeError(`${learner}: expected ${expected.columns} columns, got ${columns}`);
  }
  if (values.length !== rows * columns) {
    throw new TypeError(
      `${learner}: expected ${rows * columns} cells for a ${rows} x ${columns} matrix, ` +
        `got ${values.length}`,
    );
  }
  checkNumbers(X, learner);
}
