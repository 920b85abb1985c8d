import type { Matrix } from "../../types.ts";
import { checkNumbers } from "../check-numbers.ts";

/**
 * Throws unless a detector can read `X`: at least one row, all cells finite, and `columns` columns
 * if given.
 *
 * @param detector Named first in every message, such as "isolation forest".
 *
 * `TypeError` for a shape, `RangeError` for a value, with its row and column from 0.
 *
 * @example
 * ```ts
 * import { checkMatrix } from "heartbook/models/detectors/check-matrix.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const X = { values: Float64Array.of(1, NaN), rows: 2, columns: 1 };
 * assertThrows(() => checkMatrix(X, "z-score"), RangeError, "got NaN in row 1, column 0");
 * ```
 */
export function checkMatrix(X: Matrix, detector: string, columns = X.columns): void {
  if (X.columns < 1 || X.columns !== columns) {
    throw new TypeError(`${detector}: expected ${Math.max(1, columns)} columns, got ${X.columns}`);
  }
  if (X.rows < 1 || X.values.length !== X.rows * X.columns) {
    throw new TypeError(
      `${detector}: expected rows of ${X.columns} cells, got ${X.values.length} cells ` +
        `for ${X.rows} rows`,
    );
  }
  checkNumbers(X, detector);
}
