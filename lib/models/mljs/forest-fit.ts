/** Random forests trained by the package `ml-random-forest`. */

import defer * as mlForest from "ml-random-forest";
import type { Matrix, Training } from "../../types.ts";
import { checkTraining } from "../check-training.ts";
import type { ForestModel } from "../forest/forest.ts";
import { fromMlRandomForest } from "./forest.ts";
import { refuseWeights } from "./logistic.ts";

/** The package's own settings, by its names. */
export interface MlRandomForestSettings {
  /** Trees; default 20, 50 in the package. */
  readonly nEstimators?: number;
  /** Columns per tree: a share up to 1 (the default, all) or a whole number from 2. */
  readonly maxFeatures?: number;
  /** Whether a column can be drawn twice for a tree; default true. */
  readonly replacement?: boolean;
  /** A whole number; default 42. */
  readonly seed?: number;
  /** A node with this few rows is a leaf; default 3. */
  readonly minNumSamples?: number;
  /** Default no limit. */
  readonly maxDepth?: number;
  /** A split must lower the Gini index by more than this; default 0.01. */
  readonly gainThreshold?: number;
}

/**
 * Trains with the unmodified package and converts the result to a forest.
 *
 * It draws columns once per tree instead of at every split, copies all rows of a node for each
 * split that it tries, can miss a split among tied values depending on the order of the rows, and
 * stops early, so leaves are small rather than pure. On 303 patients and 25 columns, 20 trees take
 * about four seconds, while a hundred of `fitForest` take a twentieth of a second. Its out-of-bag
 * score is not used because it throws with few trees. The model returns the mean of the leaves'
 * shares; the package's own class is that of `predictByVote`.
 *
 * `RangeError` for a setting out of range and for row weights, which the package does not support;
 * bad training data throw as `checkTraining` does.
 */
export function fitMlRandomForest(
  training: Training,
  settings: MlRandomForestSettings = {},
): ForestModel {
  const { nEstimators = 20, maxFeatures = 1, replacement = true, seed = 42 } = settings;
  const { minNumSamples = 3, maxDepth = Infinity, gainThreshold = 0.01 } = settings;
  const { X, y } = training;
  checkTraining(training, "ml-random-forest");
  refuseWeights(training, "ml-random-forest");
  const ranges = [
    ["nEstimators", nEstimators, Number.isInteger(nEstimators) && nEstimators >= 1],
    ["maxFeatures", maxFeatures, isColumnCount(maxFeatures, X.columns)],
    ["seed", seed, Number.isInteger(seed)],
    ["minNumSamples", minNumSamples, minNumSamples >= 1],
    ["maxDepth", maxDepth, maxDepth >= 1],
    ["gainThreshold", gainThreshold, gainThreshold >= 0],
  ] as const;
  for (const [name, value, fits] of ranges) {
    if (!fits) throw new RangeError(`ml-random-forest: ${name} out of range, got ${value}`);
  }
  const theirs = new mlForest.RandomForestClassifier({
    nEstimators,
    maxFeatures,
    replacement,
    seed,
    noOOB: true,
    treeOptions: { minNumSamples, maxDepth, gainThreshold },
  });
  theirs.train(toRows(X), Array.from(y));
  return fromMlRandomForest(JSON.parse(JSON.stringify(theirs)), training);
}

function isColumnCount(maxFeatures: number, columns: number): boolean {
  return maxFeatures <= 1
    ? Math.floor(maxFeatures * columns) >= 1
    : Number.isInteger(maxFeatures) && maxFeatures <= columns;
}

function toRows({ values, rows, columns }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => {
    return Array.from(values.subarray(i * columns, (i + 1) * columns));
  });
}
