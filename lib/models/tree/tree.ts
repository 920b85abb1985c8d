/** A classification tree (CART): splits on one column at a time, down to a leaf. */

import { seeded } from "../../random.ts";
import type { Matrix, Training } from "../../types.ts";
import { checkTraining } from "../check-training.ts";
import { growOnce, makeGrow } from "./grow.ts";
import { drawSeed } from "./grow-draw.ts";
import { weighOutcomes } from "./grow-target.ts";
import { pruned } from "./prune.ts";
import { columnSource, treeColumns } from "./columns.ts";
import { addLeafValues } from "./add-leaves.ts";
import { float32Cells, type Tree } from "./nodes.ts";
import { fillLimits, type TreeLimits, treeLimitsAllowed } from "./settings.ts";
import { type AllowedSettings, checkAllowed, checkedWithData, from, whole } from "../allowed.ts";
import { type ClassWeights, rowWeights } from "../weights.ts";

export interface TreeSettings extends TreeLimits {
  /** Cost of a leaf, 0 or more: branches that are not worth it are pruned; default 0. */
  readonly ccpAlpha?: number;
  readonly classWeights?: ClassWeights;
  /** Breaks ties between equally good splits: scikit-learn's `random_state`; default 0. */
  readonly seed?: number;
}

/** The allowed settings. */
export const treeAllowed: AllowedSettings<TreeSettings> = {
  ...treeLimitsAllowed,
  ccpAlpha: from(0),
  classWeights: checkedWithData,
  seed: whole(0),
};

/** Plain JSON. The value of a node is the weighted share of the diseased among its rows. */
export interface TreeModel {
  readonly kind: "tree";
  /** Number of columns of the training matrix. */
  readonly columns: number;
  readonly tree: Tree;
}

/**
 * Grows a tree by the Gini index and prunes it by `ccpAlpha`.
 *
 * The conventions are scikit-learn's. Cells are rounded to float32. Values less than 1e-7 apart
 * count as equal. A threshold lies midway between neighbouring values, and a row goes left up to
 * and including it. A node is split while it is impure, even if no split lowers the impurity. Of
 * equally good splits the column drawn first wins. With the same `seed` the tree equals that of
 * `DecisionTreeClassifier(random_state=seed)`, node for node, as long as weights add up without
 * rounding (whole numbers do). A row of weight 2 is a duplicate, except that `minLeaf` and
 * `minSplit` count rows.
 *
 * A setting out of range is a `RangeError`; training data that cannot be learned from throw as
 * {@link checkTraining} says.
 *
 * @example
 * ```ts
 * import { fitTree, predictTree } from "heartbook/models/tree/tree.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(41, 48, 57, 66), rows: 4, columns: 1 },
 *   y: Uint8Array.of(0, 0, 1, 1),
 *   columns: [{ kind: "number", feature: "age", fill: 50, mean: 0, scale: 1 }] as const,
 * };
 * const model = fitTree(training);
 * assertEquals(model.tree.threshold[0], 52.5);
 * assertEquals(predictTree(model, training.X), Float64Array.of(0, 0, 1, 1));
 * ```
 */
export function fitTree(training: Training, settings: TreeSettings = {}): TreeModel {
  return fitTrees(training, [settings])[0];
}

/**
 * {@link fitTree} for several settings at once: columns are prepared once for all, and trees that
 * differ only in `ccpAlpha` are grown once. Each depth is grown again: a deep tree cut off is not
 * always the shallow one, because ties are broken by a stream of draws.
 */
export function fitTrees(training: Training, settings: readonly TreeSettings[]): TreeModel[] {
  checkTraining(training, "tree");
  for (const each of settings) checkAllowed("tree", each, treeAllowed);
  const { X, y } = training;
  const grow = settings.length === 1 ? growOnce(columnSource(X)) : makeGrow(treeColumns(X));
  const grown = new Map<string, Tree>();
  const sums = new Float64Array(y.length);

  function growTree({ seed = 0, classWeights, ...each }: TreeSettings): Tree {
    const limits = fillLimits(each);
    const key = JSON.stringify([limits, seed, classWeights]);
    const known = grown.get(key);
    if (known) return known;
    const weights = rowWeights(training, classWeights);
    weighOutcomes(sums, { weights, y });
    const tree = grow(
      { weights, sums, seed: drawSeed(seeded(seed)) },
      { criterion: "gini", perSplit: X.columns, ...limits },
    );
    grown.set(key, tree);
    return tree;
  }

  return settings.map((each) => ({
    kind: "tree",
    columns: X.columns,
    tree: pruned(growTree(each), each.ccpAlpha ?? 0),
  }));
}

/**
 * P(disease) for every row of `X`, whose columns are those of the training matrix in their order:
 * the weighted share of the diseased among the training rows in the same leaf.
 *
 * @throws `TypeError` for a different number of columns, `RangeError` for a cell that is not
 * finite.
 */
export function predictTree({ columns, tree }: TreeModel, X: Matrix): Float64Array {
  const p = new Float64Array(X.rows);
  addLeafValues(p, { trees: [tree], cells: float32Cells(X, { learner: "tree", columns }) });
  return p;
}
