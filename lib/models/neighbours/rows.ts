/** The rows of a search, and the scans that find candidates among them. */

/** A matrix, row by row. */
export interface Rows {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Visits, for each of the queries, the `k` nearest rows and perhaps others, in rising order of the
 * rows.
 */
export type Scan = (
  queries: Rows,
  k: number,
  visit: (query: number, row: number) => void,
) => void;

/** Leaves nothing out. */
export function everyRow(among: Rows): Scan {
  return (queries, _k, visit) => {
    for (let query = 0; query < queries.rows; query++) {
      for (let row = 0; row < among.rows; row++) visit(query, row);
    }
  };
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
