/** Exact nearest-neighbour search. */

import type { Matrix } from "../../types.ts";
import { keep, type Nearest, nothingNear, sortNearest } from "./nearest.ts";
import { type Rows, squaredLength } from "./rows.ts";
import { type Sift, siftWithVectors } from "./sift.ts";

/** Finds the `k` rows nearest to each row of `queries`, nearest first. */
export type Search = (queries: Matrix, k: number) => Nearest;

/** Below so many distances, preparing the quick scan takes longer than an exact one. */
const MANY_DISTANCES = 2_000;
/** Laying out rows that do not stay so takes about as long as so many queries without it. */
const WORTH_LAYING_OUT = 6;

/**
 * Prepares the search for the rows of `among` nearest to queries by Euclidean distance.
 *
 * On equal distances the row that comes first in `among` is nearer. The caller has checked that
 * queries have the same columns, all cells are finite and `k` is at most `among.rows`. A squared
 * distance beyond the largest number is a `RangeError`.
 *
 * From `siftFrom` distances on, default 2,000, a conservative scan in single precision comes
 * first, and only the rows it passes are measured exactly; the result is the same to the last bit.
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
export function searchAmong(
  among: Rows,
  { siftFrom = MANY_DISTANCES }: { siftFrom?: number } = {},
): Search {
  let sift: Sift | null | undefined;
  return (queries, k) => {
    if (sift === undefined && among.rows * queries.rows >= siftFrom) sift = siftWithVectors(among);
    const nearest = sift && (sift.keeps || queries.rows >= WORTH_LAYING_OUT)
      ? sift.find(queries, k).nearest
      : findExactly(among, queries, k);
    checkReached(nearest, queries.rows);
    return nearest;
  };
}

/** Caches prepared searches: a model is plain data and cannot hold one. */
const searches = new WeakMap<Rows["values"], Search>();

/** {@link searchAmong}, prepared once for a list of values that nobody changes. */
export function searchOf(among: Rows): Search {
  let search = searches.get(among.values);
  if (!search) {
    search = searchAmong(among);
    searches.set(among.values, search);
  }
  return search;
}

/** Measures the distance of every row from every query. */
function findExactly(among: Rows, queries: Matrix, k: number): Nearest {
  const nearest = nothingNear(queries.rows, k), { columns } = queries;
  for (let i = 0; i < queries.rows; i++) {
    const query = queries.values.subarray(i * columns, (i + 1) * columns);
    for (let row = 0; row < among.rows; row++) {
      // Squared differences, not norms and products: a patient's distance to itself is 0.
      keep(nearest, i, row, squaredLength(among, row, query));
    }
  }
  sortNearest(nearest);
  return nearest;
}

function checkReached({ k, squares }: Nearest, queries: number): void {
  for (let query = 0; query < queries; query++) {
    if (squares[query * k + k - 1] === Infinity) {
      throw new RangeError(
        `neighbours: expected distances whose square is finite, got infinite ones from row ${query}`,
      );
    }
  }
}
