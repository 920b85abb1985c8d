/** Random forests to and from the package `ml-random-forest`. */

import type { Matrix, Training } from "../../types.ts";
import { checkTraining } from "../check-training.ts";
import type { ForestModel } from "../forest/forest.ts";
import { fromBelow, toBelow } from "./thresholds.ts";
import { float32Cells, leavesOf, type Tree } from "../tree/nodes.ts";

/** A question, answered left where the cell is below the value; or a leaf. */
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

/** What `RandomForestClassifier.load()` takes and `toJSON()` gives. */
export interface MlRandomForest {
  readonly name: "RFClassifier";
  readonly baseModel: {
    readonly isClassifier: true;
    readonly nEstimators: number;
    /** Columns a tree sees, and for each tree which they are. */
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
 * The package lets each tree vote for a class, and healthy wins in a leaf of half and half, so it
 * answers what {@link predictByVote} does and not always what the mean of the leaves' shares, our
 * `predictForest`, says. Where as many trees vote for one class as for the other, the one that
 * was first to get there wins. Its `predictProbability` loses the first tree, and its
 * `featureImportance` needs what is not carried over.
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
  // Children come after their parent, so from the end on they are ready when it needs them.
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

/** The share of the trees that vote diseased: those whose leaf is of more diseased than healthy. */
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
 * A forest from the package's JSON, by which {@link predictByVote} answers what the package does.
 * Rows are rounded to float32 here and not there: a cell that close to a split can go the other way.
 *
 * The JSON does not say how many rows went where: weights, and what an inner node would answer,
 * are those of `training`, whose columns are the model's.
 *
 * `TypeError` for another shape, `RangeError` for a column that `training` does not have.
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

/** Flat arrays, a level after the other; what needs training rows is still 0. */
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

/** The share of the diseased, whom a leaf of healthy rows alone does not list. */
function readShare(distribution: unknown): number {
  const [healthy, diseased = 0] = Array.isArray(distribution) ? distribution.flat() : [];
  // The package adds up shares of rows, and rounding makes more than 1 of them.
  if (!(healthy >= 0 && diseased >= 0 && Math.abs(healthy + diseased - 1) < 1e-9)) {
    throw new TypeError(
      `ml-random-forest: expected shares of both classes, got ${JSON.stringify(distribution)}`,
    );
  }
  return diseased / (healthy + diseased);
}

/** The tree with the rows that end in each leaf counted, and their branches' from them. */
function counted(tree: Tree, cells: Float32Array, rows: number): Tree {
  const { feature, left, right } = tree;
  const weight = Array.from(tree.weight), value = Array.from(tree.value);
  for (const leaf of leavesOf(tree, cells, rows)) weight[leaf]++;
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node] < 0) continue;
    const [a, b] = [left[node], right[node]];
    weight[node] = weight[a] + weight[b];
    // A branch that no row takes stands for as many on either side.
    const share = weight[node] > 0 ? weight[b] / weight[node] : 0.5;
    value[node] = (1 - share) * value[a] + share * value[b];
  }
  return { ...tree, weight, value };
}
