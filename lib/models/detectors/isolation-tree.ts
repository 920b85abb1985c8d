/** One tree of an isolation forest, with scikit-learn's draws, node for node. */

/** A tree as flat arrays, node 0 the root, children after their parent. Plain JSON. */
export interface IsolationTree {
  /** The column to split on; -1 for a leaf. */
  readonly feature: readonly number[];
  /** A row goes left when its value, rounded to float32, is at most this; 0 for a leaf. */
  readonly threshold: readonly number[];
  /** -1 for a leaf. */
  readonly left: readonly number[];
  /** -1 for a leaf. */
  readonly right: readonly number[];
  /** For a leaf: its depth plus the expected further depth for its rows; else 0. */
  readonly path: readonly number[];
}

/** The rows a tree is grown on: row-major float32, `columns` per row. */
export interface IsolationSample {
  readonly cells: Float32Array;
  readonly columns: number;
}

const LARGEST = 0x7fffffff;
const EULER_MASCHERONI = 0.5772156649015329;
/** Columns that vary by less count as constant; a float32 number, as in scikit-learn. */
const LEAST_SPREAD = Math.fround(1e-7);

/**
 * The mean depth of an unsuccessful search in a binary tree of `rows` entries.
 *
 * Source: Liu, Ting & Zhou (2008), doi:10.1109/ICDM.2008.17, equation 1.
 *
 * @example
 * ```ts
 * import { averagePath } from "heartbook/models/detectors/isolation-tree.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * assertEquals([averagePath(1), averagePath(2)], [0, 1]);
 * assertAlmostEquals(averagePath(256), 10.2448, 1e-4);
 * ```
 */
export function averagePath(rows: number): number {
  if (rows <= 2) return rows - 1;
  return 2 * (Math.log(rows - 1) + EULER_MASCHERONI) - 2 * (rows - 1) / rows;
}

/** The xorshift generator of scikit-learn's trees: whole numbers from 0 to 2^31 - 1. */
function makeDraw(seed: number): () => number {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & LARGEST;
  };
}

/**
 * Grows a tree: each node splits on one column, drawn among those that vary in it, at a threshold
 * drawn uniformly between its minimum and maximum, until a row is alone or `maxDepth` is reached.
 *
 * @param seed Initial state of the draws: scikit-learn's `rand_r_state`.
 */
export function growIsolationTree(
  { cells, columns }: IsolationSample,
  { seed, maxDepth }: { readonly seed: number; readonly maxDepth: number },
): IsolationTree {
  const draw = makeDraw(seed);
  const rows = Int32Array.from({ length: cells.length / columns }, (_, row) => row);
  // Columns in an order that the draws permute; the first `known` are constant in this node.
  const deck = Int32Array.from({ length: columns }, (_, column) => column);
  const constants = new Int32Array(columns);
  const tree = { feature: [], threshold: [], left: [], right: [], path: [] } as {
    -readonly [Key in keyof IsolationTree]: number[];
  };

  function swap(list: Int32Array, i: number, j: number): void {
    const kept = list[i];
    list[i] = list[j];
    list[j] = kept;
  }

  function rangeOf(column: number, from: number, to: number): [number, number] {
    let low = Infinity, high = -Infinity;
    for (let i = from; i < to; i++) {
      const value = cells[rows[i] * columns + column];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return [low, high];
  }

  /** A varying column and a threshold within it, or none, and the number of constant columns. */
  function drawSplit(
    from: number,
    to: number,
    known: number,
  ): { column: number; threshold: number; known: number } {
    let drawn = 0, found = 0, column = -1, threshold = 0;
    while (column < 0 && columns > known + found) {
      // Known constants stay in the deck because scikit-learn spends a draw on them.
      const at = drawn + draw() % (columns - found - drawn);
      if (at < known) {
        swap(deck, at, drawn++);
        continue;
      }
      const card = at + found;
      const [low, high] = rangeOf(deck[card], from, to);
      if (high <= Math.fround(low + LEAST_SPREAD)) {
        swap(deck, card, known + found++);
        continue;
      }
      column = deck[card];
      threshold = (high - low) * draw() / LARGEST + low;
      if (threshold === high) threshold = low;
      swap(deck, card, columns - 1);
    }
    // Siblings must see the known constants in the order of discovery.
    for (let i = 0; i < known; i++) deck[i] = constants[i];
    for (let i = known; i < known + found; i++) constants[i] = deck[i];
    return { column, threshold, known: known + found };
  }

  function part(from: number, to: number, column: number, threshold: number): number {
    let end = to;
    for (let i = from; i < end;) {
      if (cells[rows[i] * columns + column] <= threshold) i++;
      else swap(rows, i, --end);
    }
    return end;
  }

  function grow(from: number, to: number, depth: number, constantsAbove: number): number {
    const node = tree.feature.length;
    const split = to - from < 2 || depth >= maxDepth
      ? { column: -1, threshold: 0, known: 0 }
      : drawSplit(from, to, constantsAbove);
    const isLeaf = split.column < 0;
    tree.feature.push(split.column);
    tree.threshold.push(split.threshold);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.path.push(isLeaf ? depth + averagePath(to - from) : 0);
    if (!isLeaf) {
      const middle = part(from, to, split.column, split.threshold);
      tree.left[node] = grow(from, middle, depth + 1, split.known);
      tree.right[node] = grow(middle, to, depth + 1, split.known);
    }
    return node;
  }

  grow(0, rows.length, 0, 0);
  return tree;
}
