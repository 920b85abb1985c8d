/** The check of every cell of training, query and detector matrices. */

import { describeComputable, isComputable } from "../demand.ts";
import type { Matrix, PreparedColumn } from "../types.ts";

/**
 * Throws a `RangeError`, with row and column from 0, for a cell that is unsafe to compute with.
 *
 * @param learner Named first in the message, such as "svm".
 * @param columns The columns, if known: the message then names the feature.
 */
export function checkNumbers(
  X: Matrix,
  learner: string,
  columns?: readonly PreparedColumn[],
): void {
  const { values } = X;
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell];
    if (isComputable(value)) continue;
    const row = Math.floor(cell / X.columns), column = cell % X.columns;
    const name = columns === undefined ? "" : ` (${columns[column].feature})`;
    throw new RangeError(
      `${learner}: expected ${describeComputable(value)}, got ${value} ` +
        `in row ${row}, column ${column}${name}`,
    );
  }
}
