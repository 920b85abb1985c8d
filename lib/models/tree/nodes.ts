/** A tree as flat arrays, and the path of a row through it. */

import { checkQueries } from "../check-queries.ts";
import type { Matrix } from "../../types.ts";

/**
 * One entry per node. Node 0 is the root, and children come after their parent, so no path is
 * circular. Plain JSON.
 */
export interface Tree {
  /** The column to split on; -1 for a leaf. */
  readonly feature: readonly number[];
  /** A row goes left when its value, rounded to float32, is at most this; 0 for a leaf. */
  readonly threshold: readonly number[];
  /** -1 for a leaf. */
  readonly left: readonly number[];
  /** -1 for a leaf. */
  readonly right: readonly number[];
  /** The value of a leaf, and of an inner node if it were a leaf. */
  readonly value: readonly number[];
  /** Total weight of the training rows that reached the node. */
  readonly weight: readonly number[];
}

/** The cells of `X` as trees see them. */
export function float32Cells(
  X: Matrix,
  expected: { learner: string; columns: number },
): Float32Array {
  checkQueries(X, expected);
  return new Float32Array(X.values);
}

/** The leaf of the row whose cells start at `start`. */
export function leafOf(
  { feature, threshold, left, right }: Tree,
  cells: Float32Array,
  start: number,
): number {
  let node = 0;
  while (feature[node] >= 0) {
    node = cells[start + feature[node]] <= threshold[node] ? left[node] : right[node];
  }
  return node;
}

/** The leaf of each row. */
export function leavesOf(tree: Tree, cells: Float32Array, rows: number): Int32Array {
  const leaves = new Int32Array(rows), columns = cells.length / rows;
  for (let row = 0; row < rows; row++) leaves[row] = leafOf(tree, cells, row * columns);
  return leaves;
}
