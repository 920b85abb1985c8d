/** The rows of a search. */

/** A matrix, row by row. */
export interface Rows {
  readonly values: Float64Array | readonly number[];
  readonly rows: number;
  readonly columns: number;
}

/**
 * A list for numbers to come, in its full length, as growing would take twice the memory. Its first
 * number is a fraction, so that it is never copied for the sake of the first fraction to come.
 */
export function listToFill(length: number): number[] {
  const list = [0.5];
  list.length = length;
  return list;
}

/** The squared distance of a row from a point. */
export function squaredLength({ values, columns }: Rows, row: number, from: Float64Array): number {
  let sum = 0;
  for (let j = 0, at = row * columns; j < columns; j++, at++) {
    const difference = values[at] - from[j];
    sum += difference * difference;
  }
  return sum;
}
