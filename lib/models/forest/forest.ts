/**
 * A random forest: trees on bootstraps of the rows, with each split on a few columns drawn for it.
 */

import { demand } from "../../demand.ts";
import { seeded } from "../../random.ts";
import type { Matrix, Training, WorkOptions } from "../../types.ts";
import { checkTraining } from "../check-training.ts";
import { type Drawing, makeDrawing } from "./bootstrap.ts";
import { makeGrow } from "../tree/grow.ts";
import { drawSeed } from "../tree/grow-draw.ts";
import { type GrowSettings, weighOutcomes } from "../tree/grow-target.ts";
import { type TreeColumn, treeColumns } from "../tree/columns.ts";
import { addLeafValues } from "../tree/add-leaves.ts";
import { float32Cells, type Tree } from "../tree/nodes.ts";
import { fillLimits, type TreeLimits, treeLimitsAllowed } from "../tree/settings.ts";
import {
  type AllowedSettings,
  checkAllowed,
  checkedWithData,
  oneOf,
  or,
  whole,
} from "../allowed.ts";

export interface ForestSettings extends TreeLimits, Drawing {
  /** Number of trees; default 100. */
  readonly trees?: number;
  /**
   * Number of varying columns tried per split; default the square root of the columns, rounded
   * down.
   */
  readonly maxFeatures?: "sqrt" | number;
  /** scikit-learn's `random_state`; default 0. */
  readonly seed?: number;
}

/** The allowed settings. */
export const forestAllowed: AllowedSettings<ForestSettings> = {
  ...treeLimitsAllowed,
  trees: whole(1),
  maxFeatures: or("sqrt", whole(1)),
  bootstrap: oneOf(true, false),
  classWeights: checkedWithData,
  seed: whole(0),
};

/** Plain JSON. The value of a node is the share of the diseased among the rows drawn into it. */
export interface ForestModel {
  readonly kind: "forest";
  /** Number of columns of the training matrix. */
  readonly columns: number;
  readonly trees: readonly Tree[];
}

/**
 * Grows a forest. Its trees follow the conventions of `fitTree`, and with the same `seed` they
 * equal those of scikit-learn 1.9's `RandomForestClassifier(random_state=seed)`, node for node. As
 * there, row and class weights set the chance of a row being drawn into a bootstrap; inside a tree
 * a row counts as often as it was drawn. Without a bootstrap they weight the rows instead.
 *
 * From 10,000 rows on, a column with more than 256 values is cut into 256 bins of about equally
 * many rows and split only between bins: much faster, but no longer scikit-learn's tree.
 *
 * `progress` is called for every tree, but its promise is not awaited. A setting out of range
 * is a `RangeError`; training data that cannot be learned from throw as {@link checkTraining} says;
 * an aborted `signal` throws its reason.
 *
 * Source: Breiman (2001), Machine Learning 45, doi:10.1023/A:1010933404324.
 *
 * @example
 * ```ts
 * import { fitForest, predictForest } from "heartbook/models/forest/forest.ts";
 * import { assert } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(41, 48, 57, 66), rows: 4, columns: 1 },
 *   y: Uint8Array.of(0, 0, 1, 1),
 *   columns: [{ kind: "number", feature: "age", fill: 50, mean: 0, scale: 1 }] as const,
 * };
 * const [young, , , old] = predictForest(fitForest(training, { trees: 50 }), training.X);
 * assert(young < 0.5 && old > 0.5);
 * ```
 */
export function fitForest(
  training: Training,
  settings: ForestSettings = {},
  options: WorkOptions = {},
): ForestModel {
  checkAllowed("forest", settings, forestAllowed);
  const { trees = 100 } = settings;
  return {
    kind: "forest",
    columns: training.X.columns,
    trees: fitForestTrees(training, settings, { from: 0, to: trees, ...options }),
  };
}

/** Which trees of a forest to grow: from `from` up to, but not including, `to`. */
export interface TreeRange extends WorkOptions {
  readonly from: number;
  readonly to: number;
}

/**
 * Some trees of the forest that {@link fitForest} grows from the same training data and settings.
 * Each has its own seed, so ranges can be grown in any order, or by several workers at once.
 */
export function fitForestTrees(
  training: Training,
  settings: ForestSettings,
  range: TreeRange,
): Tree[] {
  return makeTrees(forestGround(training, settings))(range);
}

/** What the trees of a forest grow from: plain data. */
export interface ForestGround extends Pick<Training, "y" | "weights"> {
  readonly columns: readonly TreeColumn[];
  readonly settings: ForestSettings;
}

/** Checks settings and training data, and prepares the columns. */
export function forestGround(training: Training, settings: ForestSettings): ForestGround {
  checkAllowed("forest", settings, forestAllowed);
  checkTraining(training, "forest");
  columnsPerSplit(settings, training.X.columns);
  const { X, y, weights } = training;
  return { columns: treeColumns(X, { binned: true }), y, weights, settings };
}

/** A function that grows trees of a forest, sharing its buffers. */
export function makeTrees(ground: ForestGround): (range: TreeRange) => Tree[] {
  const { columns, y, settings } = ground;
  const perSplit = columnsPerSplit(settings, columns.length);
  const limits: GrowSettings = { criterion: "gini", perSplit, ...fillLimits(settings) };
  const draw = makeDrawing(ground, settings);
  const grow = makeGrow(columns), sums = new Float64Array(y.length);
  return ({ from, to, progress, signal }) => {
    const seeds = treeSeeds(settings, to), trees: Tree[] = [];
    for (let i = from; i < to; i++) {
      signal?.throwIfAborted();
      const weights = draw(seeds[i]);
      weighOutcomes(sums, { weights, y });
      trees.push(grow({ weights, sums, seed: columnSeed(seeds[i]) }, limits));
      progress?.(trees.length, to - from);
    }
    return trees;
  };
}

/** So many seeds are remembered, for the other forests of a search. */
const SEEDS_KEPT = 10_000;
const columnSeeds = new Map<number, number>();

/** The seed of a tree's draws of columns: the first number of a stream that is slow to begin. */
function columnSeed(treeSeed: number): number {
  let seed = columnSeeds.get(treeSeed);
  if (seed !== undefined) return seed;
  seed = drawSeed(seeded(treeSeed));
  if (columnSeeds.size >= SEEDS_KEPT) columnSeeds.clear();
  columnSeeds.set(treeSeed, seed);
  return seed;
}

/** The seeds of the first `trees` trees. */
export function treeSeeds({ seed = 0 }: ForestSettings, trees: number): number[] {
  const random = seeded(seed);
  return Array.from({ length: trees }, () => drawSeed(random));
}

function columnsPerSplit({ maxFeatures = "sqrt" }: ForestSettings, columns: number): number {
  if (maxFeatures === "sqrt") return Math.floor(Math.sqrt(columns));
  const expected = `at most ${columns}, the number of columns`;
  demand(maxFeatures <= columns, { field: "forest: maxFeatures", expected, got: maxFeatures });
  return maxFeatures;
}

/**
 * P(disease) for every row of `X`, whose columns are those of the training matrix in their order:
 * the mean over the trees.
 *
 * @throws `TypeError` for a different number of columns, `RangeError` for a cell that is not
 * finite.
 */
export function predictForest({ columns, trees }: ForestModel, X: Matrix): Float64Array {
  const cells = float32Cells(X, { learner: "forest", columns });
  const sums = new Float64Array(X.rows);
  addLeafValues(sums, { trees, cells });
  return sums.map((sum) => sum / trees.length);
}
