/** Random forests to and from the package `ml-random-forest`. */

import type { Matrix, Training } from "../../types.ts";
import { checkTraining } from "../check-training.ts";
import type { ForestModel } from "../forest/forest.ts";
import { fromBelow, toBelow } from "./thresholds.ts";
import { float32Cells, leavesOf, type Tree } from "../tree/nodes.ts";

/** A split, left if the cell is below the value; or a leaf. */
type MlNode =
  | { readonly distribution: readonly (readonly number[])[] }
  | {
    readonly splitColumn: number;
    readonly splitValue: number;
    readonly left: MlNode;
    readonly right: MlNode;
  };

interface MlTree {
  readonly name: "DTClassifier";
  readonly options: { readonly kind: "classifier" };
  readonly root: MlNode;
}

/** The input of `RandomForestClassifier.load()` and output of `toJSON()`. */
export interface MlRandomForest {
  readonly name: "RFClassifier";
  readonly baseModel: {
    readonly isClassifier: true;
    readonly nEstimators: number;
    /** The number of columns per tree, and their indices for each tree. */
    readonly n: number;
    readonly indexes: number[][];
    readonly estimators: MlTree[];
    /** How it was trained. */
    readonly maxFeatures: number;
    readonly replacement: boolean;
    readonly useSampleBagging: boolean;
    readonly noOOB: boolean;
    readonly seed: number;
    readonly treeOptions: Readonly<Record<string, number>>;
  };
}

/**
 * A forest for `RandomForestClassifier.load()`, whose `predict` takes the rows as arrays.
 *
 * In the package each tree votes for a class, and a leaf of half and half votes healthy. So it
 * agrees with {@link predictByVote} and not always with our `predictForest`, which averages the
 * leaves' shares. On equal votes, the class that reached them first wins. Its `predictProbability`
 * loses the first tree, and its `featureImportance` needs data that are not exported.
 *
 * @example
 * ```ts
 * import { RandomForestClassifier } from "ml-random-forest";
 * import { fitForest } from "heartbook/models/forest/forest.ts";
 * import { toMlRandomForest } from "heartbook/models/mljs/forest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(41, 48, 57, 66), rows: 4, columns: 1 },
 *   y: Uint8Array.of(0, 0, 1, 1),
 *   columns: [{ kind: "number", feature: "age", fill: 50, mean: 0, scale: 1 }] as const,
 * };
 * const theirs = RandomForestClassifier.load(
 *   toMlRandomForest(fitForest(training, { trees: 51 })),
 * );
 * assertEquals(theirs.predict([[41], [66]]), [0, 1]);
 * ```
 */
export function toMlRandomForest({ columns, trees }: ForestModel): MlRandomForest {
  const every = Array.from({ length: columns }, (_, j) => j);
  return {
    name: "RFClassifier",
    baseModel: {
      isClassifier: true,
      nEstimators: trees.length,
      n: columns,
      indexes: trees.map(() => every),
      estimators: trees.map((tree) => ({
        name: "DTClassifier",
        options: { kind: "classifier" },
        root: toMlNode(tree),
      })),
      maxFeatures: columns,
      replacement: false,
      useSampleBagging: true,
      noOOB: true,
      seed: 0,
      treeOptions: {},
    },
  };
}

function toMlNode({ feature, threshold, left, right, value }: Tree): MlNode {
  const nodes: MlNode[] = [];
  // Children come after their parent, so going backwards they are ready when needed.
  for (let node = feature.length - 1; node >= 0; node--) {
    nodes[node] = feature[node] < 0 ? { distribution: [[1 - value[node], value[node]]] } : {
      splitColumn: feature[node],
      splitValue: toBelow(threshold[node]),
      left: nodes[left[node]],
      right: nodes[right[node]],
    };
  }
  return nodes[0];
}

/** The share of the trees that vote diseased: those whose leaf has more diseased than healthy. */
export function predictByVote({ columns, trees }: ForestModel, X: Matrix): Float64Array {
  const cells = float32Cells(X, { learner: "forest", columns });
  const votes = new Float64Array(X.rows);
  for (const tree of trees) {
    leavesOf(tree, cells, X.rows).forEach((leaf, row) => {
      votes[row] += Number(tree.value[leaf] > 0.5);
    });
  }
  return votes.map((count) => count / trees.length);
}

/**
 * A forest from the package's JSON; {@link predictByVote} returns the package's answers. Rows are
 * rounded to float32 here but not there, so a cell that close to a split can go the other way.
 *
 * The JSON does not say how many rows reached each node: node weights and the values of inner nodes
 * come from `training`, which must have the model's columns.
 *
 * `TypeError` for a different shape, `RangeError` for a column that `training` does not have.
 */
export function fromMlRandomForest(json: unknown, training: Training): ForestModel {
  checkTraining(training, "ml-random-forest");
  const { name, baseModel } = Object(json) as Partial<MlRandomForest>;
  const { indexes, estimators } = Object(baseModel) as Partial<MlRandomForest["baseModel"]>;
  if (name !== "RFClassifier" || !estimators?.length || estimators.length !== indexes?.length) {
    throw new TypeError(
      "ml-random-forest: expected the JSON of a RandomForestClassifier with its trees, " +
        `got name ${name}, ${estimators?.length} estimators, ${indexes?.length} indexes`,
    );
  }
  const { X } = training;
  const cells = float32Cells(X, { learner: "ml-random-forest", columns: X.columns });
  return {
    kind: "forest",
    columns: X.columns,
    trees: estimators.map(({ root }, i) => {
      return counted(readTree(root, indexes[i], X.columns), cells, X.rows);
    }),
  };
}

/** Flat arrays, level by level; fields that need training rows are still 0. */
function readTree(root: MlNode, index: readonly number[], columns: number): Tree {
  const nodes: MlNode[] = [root];
  const feature: number[] = [], threshold: number[] = [], value: number[] = [];
  const left: number[] = [], right: number[] = [];
  for (let node = 0; node < nodes.length; node++) {
    const each: MlNode = Object(nodes[node]);
    if ("distribution" in each) {
      feature.push(-1), threshold.push(0), left.push(-1), right.push(-1);
      value.push(readShare(each.distribution));
    } else {
      if (!each.left || !each.right) {
        throw new TypeError(
          "ml-random-forest: expected a node with a distribution or two branches",
        );
      }
      const column = index[each.splitColumn];
      if (!(column >= 0 && column < columns) || !Number.isFinite(each.splitValue)) {
        throw new RangeError(
          `ml-random-forest: expected a column below ${columns} and a finite number to split at, ` +
            `got column ${column} and ${each.splitValue}`,
        );
      }
      feature.push(column), threshold.push(fromBelow(each.splitValue)), value.push(0);
      left.push(nodes.push(each.left) - 1), right.push(nodes.push(each.right) - 1);
    }
  }
  return { feature, threshold, left, right, value, weight: nodes.map(() => 0) };
}

/** The share of the diseased; a leaf with only healthy rows does not list it. */
function readShare(distribution: unknown): number {
  const [healthy, diseased = 0] = Array.isArray(distribution) ? distribution.flat() : [];
  // The package sums shares of rows, and rounding can push the sum above 1.
  if (!(healthy >= 0 && diseased >= 0 && Math.abs(healthy + diseased - 1) < 1e-9)) {
    throw new TypeError(
      `ml-random-forest: expected shares of both classes, got ${JSON.stringify(distribution)}`,
    );
  }
  return diseased / (healthy + diseased);
}

/** The tree with its leaf and branch weights, counted from the training rows. */
function counted(tree: Tree, cells: Float32Array, rows: number): Tree {
  const { feature, left, right } = tree;
  const weight = Array.from(tree.weight), value = Array.from(tree.value);
  for (const leaf of leavesOf(tree, cells, rows)) weight[leaf]++;
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node] < 0) continue;
    const [a, b] = [left[node], right[node]];
    weight[node] = weight[a] + weight[b];
    // A branch without rows gets equal weight on both sides.
    const share = weight[node] > 0 ? weight[b] / weight[node] : 0.5;
    value[node] = (1 - share) * value[a] + share * value[b];
  }
  return { ...tree, weight, value };
}
