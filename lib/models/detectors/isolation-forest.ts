/** Isolation forest: rows that a few random splits isolate are unusual. */
import { type Random, seeded } from "../../random.ts";
import type { Matrix } from "../../types.ts";
import { drawSeed } from "../tree/grow-draw.ts";
import { checkMatrix } from "./check-matrix.ts";
import { averagePath, growIsolationTree, type IsolationTree } from "./isolation-tree.ts";
import { addPaths, fillTree } from "./isolation-walk.ts";

export interface IsolationSettings {
  /** How many trees; default 100. */
  readonly trees?: number;
  /** Rows drawn for each tree, without replacement; default 256, or all rows if fewer. */
  readonly rows?: number;
  /** scikit-learn's `random_state`; default 0. */
  readonly seed?: number;
}

/** Plain JSON. */
export interface IsolationForest {
  readonly kind: "isolation forest";
  readonly columns: number;
  /** Number of rows that each tree was grown on. */
  readonly rows: number;
  readonly trees: readonly IsolationTree[];
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(
      `isolation forest: expected ${name} from ${least} to ${most}, got ${value}`,
    );
  }
}

/** Maximum depth of a tree on this many rows: deeper splits say little about outliers. */
function deepest(rows: number): number {
  return Math.ceil(Math.log2(rows));
}

/** `count` of 0 … total-1, in scikit-learn's three ways of drawing without replacement. */
function drawRows(random: Random, total: number, count: number): number[] {
  const share = count / total;
  if (share > 0.01 && share < 0.99) {
    return random.shuffled(Array.from({ length: total }, (_, row) => row)).slice(0, count);
  }
  if (share < 0.2) {
    const drawn = new Set<number>();
    while (drawn.size < count) drawn.add(random.integer(total));
    return [...drawn];
  }
  const drawn = Array.from({ length: count }, (_, row) => row);
  for (let row = count; row < total; row++) {
    const place = random.integer(row + 1);
    if (place < count) drawn[place] = row;
  }
  return drawn;
}

/** These rows, in ascending order, as float32. */
function sampleCells({ values, columns }: Matrix, rows: readonly number[]): Float32Array {
  const cells = new Float32Array(rows.length * columns);
  rows.toSorted((a, b) => a - b).forEach((row, i) => {
    for (let j = 0; j < columns; j++) cells[i * columns + j] = values[row * columns + j];
  });
  return cells;
}

/**
 * Grows a forest of random trees, each on a few rows drawn for it. With the same `seed` they equal
 * those of scikit-learn 1.9's `IsolationForest(random_state=seed)`, node for node.
 *
 * `RangeError` for a setting out of range or fewer than two rows; else throws as `checkMatrix`.
 *
 * Source: Liu, Ting & Zhou (2008), doi:10.1109/ICDM.2008.17.
 *
 * @example
 * ```ts
 * import {
 *   fitIsolationForest,
 *   scoreIsolationForest,
 * } from "heartbook/models/detectors/isolation-forest.ts";
 * import { assert } from "@std/assert";
 *
 * const X = { values: Float64Array.of(1, 2, 3, 4, 90), rows: 5, columns: 1 };
 * const scores = scoreIsolationForest(fitIsolationForest(X), X);
 * assert(scores[4] === Math.max(...scores));
 * ```
 */
export function fitIsolationForest(X: Matrix, settings: IsolationSettings = {}): IsolationForest {
  checkMatrix(X, "isolation forest");
  if (X.rows < 2) throw new RangeError("isolation forest: expected at least 2 rows, got 1");
  const { trees = 100, rows = Math.min(256, X.rows), seed = 0 } = settings;
  checkWhole("trees", trees, 1, 1_000_000);
  checkWhole("rows of each tree", rows, 2, X.rows);
  const random = seeded(seed);
  const maxDepth = deepest(rows);
  return {
    kind: "isolation forest",
    columns: X.columns,
    rows,
    trees: Array.from({ length: trees }, () => {
      const treeSeed = drawSeed(random);
      const cells = sampleCells(X, drawRows(seeded(treeSeed), X.rows, rows));
      const splitSeed = drawSeed(seeded(drawSeed(seeded(treeSeed))));
      return growIsolationTree({ cells, columns: X.columns }, { seed: splitSeed, maxDepth });
    }),
  };
}

/**
 * The anomaly score of each row in (0, 1]: 2 to the power of minus its mean path length over the
 * average path length. Higher is more anomalous; about 0.5 is usual. It is minus scikit-learn's
 * `score_samples`.
 *
 * Throws as `checkMatrix` does.
 */
export function scoreIsolationForest(forest: IsolationForest, X: Matrix): Float64Array {
  checkMatrix(X, "isolation forest", forest.columns);
  const cells = new Float32Array(X.values);
  const paths = new Float64Array(X.rows);
  const depth = deepest(forest.rows);
  for (const tree of forest.trees) addPaths(paths, cells, { tree: fillTree(tree, depth), depth });
  const usual = forest.trees.length * averagePath(forest.rows);
  return paths.map((path) => 2 ** -(path / usual));
}
