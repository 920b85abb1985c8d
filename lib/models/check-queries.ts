/** What rows must be before a model is asked about them. */

import { describeComputable, isComputable } from "../demand.ts";
import type { Matrix } from "../types.ts";

/**
 * Throws unless `X` has the columns that the model learned from and only finite cells.
 *
 * @param learner Named first in every message, such as "svm".
 *
 * `TypeError` for another number of columns or of cells, `RangeError` for a cell.
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
  { values, rows, columns }: Matrix,
  expected: { learner: string; columns: number },
): void {
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
  for (let cell = 0; cell < values.length; cell++) {
    if (!isComputable(values[cell])) {
      throw new RangeError(
        `${learner}: expected ${describeComputable(values[cell])}, got ${values[cell]} ` +
          `in row ${Math.floor(cell / columns)}, column ${cell % columns}`,
      );
    }
  }
}
