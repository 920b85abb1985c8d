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
  for (let from = 0; from < values.length; from += STRETCH) {
    const to = Math.min(from + STRETCH, values.length);
    if (areComputable(values, from, to)) continue;
    for (let cell = from; cell < to; cell++) {
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
}

/** Cells of one call: a function that is called often is compiled soon. */
const STRETCH = 256;

/** Whether all of these surely are: no number above 1 is larger than its square. */
function areComputable(values: Float64Array, from: number, to: number): boolean {
  let sum = 0, cell = from;
  for (; cell + 4 <= to; cell += 4) {
    const a = values[cell], b = values[cell + 1], c = values[cell + 2], d = values[cell + 3];
    sum += a * a + b * b + c * c + d * d;
  }
  for (; cell < to; cell++) sum += values[cell] * values[cell];
  return isComputable(sum);
}
