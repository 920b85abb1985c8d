/** Exact nearest-neighbour search. */

import type { Matrix } from "../../types.ts";
import { keep, type Nearest, nothingNear, reach, sortNearest } from "./nearest.ts";
import { everyRow, LONGEST_STRETCH, siftWithVectors, type Stretch } from "./sift.ts";

/** Finds the `k` rows nearest to each row of `queries`, nearest first. */
export type Search = (queries: Matrix, k: number) => Nearest;

/** Below this, preparing the quick scan takes longer than an exact one. */
const MANY_ROWS = 1000;

/** Short at first: all rows are measured exactly until there are `k` to compare with. */
const FIRST_STRETCH = 32;

/**
 * Prepares the search for the rows of `among` nearest to queries by Euclidean distance.
 *
 * On equal distances the row that comes first in `among` is nearer. The caller has checked that
 * queries have the same columns, all cells are finite and `k` is at most `among.rows`. A squared
 * distance beyond the largest number is a `RangeError`.
 *
 * With 1,000 rows or more, a conservative scan in single precision comes first, and only the rows
 * it passes are measured exactly; the result is the same to the last bit.
 *
 * @example
 * ```ts
 * import { searchAmong } from "heartbook/models/neighbours/search.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const search = searchAmong({ values: Float64Array.of(5, 1, 3), rows: 3, columns: 1 });
 * const { rows } = search({ values: Float64Array.of(2), rows: 1, columns: 1 }, 2);
 * assertEquals(rows, Int32Array.of(1, 2)); // 1 and 3 tie: row order
 * ```
 */
export function searchAmong(among: Matrix): Search {
  const prepare = among.rows >= MANY_ROWS ? siftWithVectors(among) : null;
  return (queries, k) => {
    const nearest = nothingNear(queries.rows, k);
    const { found, sift } = prepare?.(queries) ?? everyRow;
    for (const stretch of stretches(among.rows)) {
      for (let query = 0; query < queries.rows; query++) {
        const count = sift(query, stretch, reach(nearest, query));
        for (let i = 0; i < count; i++) {
          const row = stretch.from + found[i];
          keep(nearest, query, row, squaredDistance(among, row, queries, query));
        }
      }
    }
    checkReached(nearest, queries.rows);
    sortNearest(nearest);
    return nearest;
  };
}

function checkReached(nearest: Nearest, queries: number): void {
  for (let query = 0; query < queries; query++) {
    if (reach(nearest, query) === Infinity) {
      throw new RangeError(
        `neighbours: expected distances whose square is finite, got infinite ones from row ${query}`,
      );
    }
  }
}

function* stretches(rows: number): Generator<Stretch> {
  for (let from = 0, length = FIRST_STRETCH; from < rows; from += length) {
    if (from > 0) length = Math.min(from, LONGEST_STRETCH);
    yield { from, to: Math.min(from + length, rows) };
  }
}

/**
 * Squared differences instead of norms and products, so that a patient's distance to itself is 0.
 */
function squaredDistance(a: Matrix, rowOfA: number, b: Matrix, rowOfB: number): number {
  const { columns } = a;
  const offsetA = rowOfA * columns, offsetB = rowOfB * columns;
  let sum = 0;
  for (let column = 0; column < columns; column++) {
    const difference = a.values[offsetA + column] - b.values[offsetB + column];
    sum += difference * difference;
  }
  return sum;
}
