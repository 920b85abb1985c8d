/**
 * Nearest rows by tree search: exact, and much faster than a full scan if columns are correlated,
 * as measurements are.
 */
import type { Matrix } from "../../types.ts";
import { FIRST, type NearestTree, turnRows } from "./nearest-tree.ts";

/**
 * The `k` nearest rows of each query, nearest first: entries `query * k` to `query * k + k - 1`.
 */
export interface Nearest {
  readonly k: number;
  readonly rows: Int32Array;
  /** Squared Euclidean distances. */
  readonly squares: Float64Array;
}

/**
 * The `k` rows nearest to each query by Euclidean distance, nearest first; without queries, those
 * nearest to each row of the tree, itself excluded. Ties are broken arbitrarily.
 *
 * The caller has checked that there are `k` rows to find and that the queries have the tree's
 * columns.
 *
 * @example
 * ```ts
 * import { findInTree } from "heartbook/models/detectors/nearest-search.ts";
 * import { plantTree } from "heartbook/models/detectors/nearest-tree.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const X = { values: Float64Array.of(5, 1, 2), rows: 3, columns: 1 };
 * assertEquals([...findInTree(plantTree(X), 1).rows], [2, 2, 1]);
 * ```
 */
export function findInTree(tree: NearestTree, k: number, queries?: Matrix): Nearest {
  const { points, width, order, from, to, coordinate, cut, upper } = tree;
  const asked = queries === undefined ? points : turnRows(queries, tree.axes);
  const count = asked.length / width;
  const nearest: Nearest = {
    k,
    rows: new Int32Array(count * k),
    squares: new Float64Array(count * k),
  };
  // Of the current query.
  const rows = new Int32Array(k), squares = new Float64Array(k);
  const offsets = new Float64Array(width);
  const last = k - 1;
  let point = asked, itself = -1;

  function lookThrough(box: number): void {
    const here = point, skipped = itself, end = to[box];
    const p0 = here[0], p1 = here[1], p2 = here[2], p3 = here[3];
    const p4 = here[4], p5 = here[5], p6 = here[6], p7 = here[7];
    let worst = squares[last];
    for (let i = from[box]; i < end; i++) {
      const start = i * width;
      const d0 = p0 - points[start], d1 = p1 - points[start + 1];
      const d2 = p2 - points[start + 2], d3 = p3 - points[start + 3];
      const d4 = p4 - points[start + 4], d5 = p5 - points[start + 5];
      const d6 = p6 - points[start + 6], d7 = p7 - points[start + 7];
      let square = (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3) +
        ((d4 * d4 + d5 * d5) + (d6 * d6 + d7 * d7));
      if (square >= worst) continue;
      for (let a = FIRST; a < width; a += 4) {
        const e0 = here[a] - points[start + a], e1 = here[a + 1] - points[start + a + 1];
        const e2 = here[a + 2] - points[start + a + 2], e3 = here[a + 3] - points[start + a + 3];
        square += (e0 * e0 + e1 * e1) + (e2 * e2 + e3 * e3);
      }
      if (square >= worst || i === skipped) continue;
      let place = last;
      while (place > 0 && squares[place - 1] > square) {
        squares[place] = squares[place - 1];
        rows[place] = rows[place - 1];
        place--;
      }
      squares[place] = square;
      rows[place] = order[i];
      worst = squares[last];
    }
  }

  /** `bound`: lower bound of the squared distance from the query to the box. */
  function visit(box: number, bound: number): void {
    const a = coordinate[box];
    if (a < 0) return lookThrough(box);
    const offset = point[a] - cut[box];
    const near = offset < 0 ? box + 1 : upper[box];
    const far = offset < 0 ? upper[box] : box + 1;
    visit(near, bound);
    const known = offsets[a];
    const further = bound - known * known + offset * offset;
    if (further < squares[last]) {
      offsets[a] = offset;
      visit(far, further);
      offsets[a] = known;
    }
  }

  for (let query = 0; query < count; query++) {
    const answer = queries === undefined ? order[query] : query;
    itself = queries === undefined ? query : -1;
    point = asked.subarray(query * width, (query + 1) * width);
    squares.fill(Infinity);
    visit(0, 0);
    nearest.rows.set(rows, answer * k);
    nearest.squares.set(squares, answer * k);
  }
  return nearest;
}
