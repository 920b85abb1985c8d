/** Gradient-boosted trees: each small tree corrects the log odds of the trees before it. */

import { seeded } from "../../random.ts";
import type { Matrix, Training, WorkOptions } from "../../types.ts";
import { type BinnedTraining, checkBinned } from "./binned.ts";
import { binTable } from "./bin-table.ts";
import { commonLogOdds, logLoss } from "./loss.ts";
import { sigmoid } from "../../stats/log-odds.ts";
import { drawRows, holdOut } from "./rows.ts";
import { binnedStages, exactStages, type MakeStages } from "./stages.ts";
import { checkTraining } from "../check-training.ts";
import { ROWS_FOR_BINS } from "../tree/columns.ts";
import { drawSeed } from "../tree/grow-draw.ts";
import { addLeafValues } from "../tree/add-leaves.ts";
import { float32Cells, type Tree } from "../tree/nodes.ts";
import { fillLimits, type TreeLimits, treeLimitsAllowed } from "../tree/settings.ts";
import { type AllowedSettings, checkAllowed, checkedWithData, share, whole } from "../allowed.ts";
import { type ClassWeights, rowWeights } from "../weights.ts";

export interface BoostingSettings extends TreeLimits {
  /** Number of trees, or the maximum with early stopping; default 100. */
  readonly trees?: number;
  /** Learning rate, above 0 and at most 1; default 0.1. */
  readonly learningRate?: number;
  /** Maximum depth, from 1; default 3. */
  readonly maxDepth?: number;
  /** Share of the rows that each tree learns from, drawn without replacement; default 1. */
  readonly subsample?: number;
  readonly earlyStopping?: EarlyStopping;
  readonly classWeights?: ClassWeights;
  /** scikit-learn's `random_state`; default 0. */
  readonly seed?: number;
}

/** The allowed settings. */
export const boostingAllowed: AllowedSettings<BoostingSettings> = {
  ...treeLimitsAllowed,
  trees: whole(1),
  learningRate: share,
  subsample: share,
  earlyStopping: checkedWithData,
  classWeights: checkedWithData,
  seed: whole(0),
};

const earlyStoppingAllowed: AllowedSettings<EarlyStopping> = {
  heldOut: checkedWithData,
  patience: whole(1),
};

/** Stops when the loss on held-out rows stops falling, and keeps the trees up to its minimum. */
export interface EarlyStopping {
  /** Share of the rows of either outcome held out, between 0 and 1; default 0.1. */
  readonly heldOut?: number;
  /** How many trees in a row may fail to lower the minimum; default 10. */
  readonly patience?: number;
}

/** Log odds of disease are `start` plus the values of the trees. Plain JSON. */
export interface BoostingModel {
  readonly kind: "boosting";
  /** Number of columns of the training matrix. */
  readonly columns: number;
  readonly start: number;
  readonly trees: readonly Tree[];
}

/**
 * Boosts trees on the log loss. Each is grown on the residuals y - p by squared error; each leaf
 * then adds a Newton step times the learning rate to the log odds of its rows.
 *
 * This equals scikit-learn 1.9's `GradientBoostingClassifier(random_state=seed)` up to rounding,
 * with class and row weights as its `sample_weight`. If splits are equally good, the last bit
 * decides, which depends on the order of summation: there the two may differ.
 *
 * From 10,000 rows on, the trees are no longer scikit-learn's: a column with more than 255 values
 * is cut into 255 bins, about equally full in a sample of 10,000 rows; each threshold is a border
 * between bins; of equally good splits the first column's wins; and a node is split only if that
 * lowers the squared error.
 *
 * Rows held out for early stopping only decide when to stop; possibly no tree is kept. The rule
 * differs from scikit-learn's, which keeps the trees after the lowest loss and holds out other
 * rows.
 *
 * `progress` is called for every tree, but its promise is not awaited. A setting out of range
 * is a `RangeError`; training data that cannot be learned from throw as {@link checkTraining} says;
 * an aborted `signal` throws its reason.
 *
 * Source: Friedman (2001), Annals of Statistics 29(5), doi:10.1214/aos/1013203451.
 *
 * @example
 * ```ts
 * import { fitBoosting, predictBoosting } from "heartbook/models/boosting/boosting.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(41, 48, 57, 66), rows: 4, columns: 1 },
 *   y: Uint8Array.of(0, 0, 1, 1),
 *   columns: [{ kind: "number", feature: "age", fill: 50, mean: 0, scale: 1 }] as const,
 * };
 * const model = fitBoosting(training, { trees: 1 });
 * // All start at p = 0.5; the old get 0.1 * (0.5 + 0.5) / (0.25 + 0.25) on their log odds.
 * const [, , , old] = predictBoosting(model, training.X);
 * assertAlmostEquals(Math.log(old / (1 - old)), 0.2, 1e-12);
 * ```
 */
export function fitBoosting(
  training: Training,
  settings: BoostingSettings = {},
  work: WorkOptions = {},
): BoostingModel {
  checkTraining(training, "boosting");
  checkSettings(settings);
  const { X, y, weights } = training;
  const stages = X.rows < ROWS_FOR_BINS
    ? exactStages(training)
    : binnedStages({ table: binTable(X), y });
  return boost({ y, weights }, settings, { ...work, stages });
}

/**
 * {@link fitBoosting} on a table that is in bins already, so that it never has to be a matrix.
 * Here every size is boosted on histograms, and each threshold is a border between bins.
 *
 * @throws `TypeError` for arrays that do not have one entry per row, else as `fitBoosting`.
 *
 * @example
 * ```ts
 * import { binEdges, makeBinner } from "heartbook/models/boosting/binned.ts";
 * import { fitBinnedBoosting } from "heartbook/models/boosting/boosting.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const edges = binEdges([41, 48, 57, 66]), ages = new Uint8Array(4);
 * makeBinner(edges)([41, 48, 57, 66], ages);
 * const table = { rows: 4, codes: [ages], edges: [edges] };
 * const model = fitBinnedBoosting({ table, y: Uint8Array.of(0, 0, 1, 1) }, { trees: 1 });
 * assertEquals(model.trees[0].threshold[0], 52.5);
 * ```
 */
export function fitBinnedBoosting(
  training: BinnedTraining,
  settings: BoostingSettings = {},
  work: WorkOptions = {},
): BoostingModel {
  checkBinned(training);
  checkSettings(settings);
  return boost(training, settings, { ...work, stages: binnedStages(training) });
}

function checkSettings(settings: BoostingSettings): void {
  checkAllowed("boosting", settings, boostingAllowed);
  checkAllowed("boosting: earlyStopping", settings.earlyStopping ?? {}, earlyStoppingAllowed);
}

function boost(
  outcomes: Pick<Training, "y" | "weights">,
  settings: BoostingSettings,
  { stages, progress, signal }: WorkOptions & { stages: MakeStages },
): BoostingModel {
  const { trees: most = 100, learningRate = 0.1, maxDepth = 3, subsample = 1, seed = 0 } = settings;
  const { heldOut: share = 0.1, patience = 10 } = settings.earlyStopping ?? {};
  const { y } = outcomes;
  const all = rowWeights(outcomes, settings.classWeights);
  const { learning, heldOut } = settings.earlyStopping
    ? holdOut({ y, weights: all }, { share, seed })
    : { learning: all, heldOut: undefined };
  const { columns, logOdds, next } = stages({
    ...fillLimits({ ...settings, maxDepth }),
    learningRate,
  });
  const random = seeded(seed);
  const start = commonLogOdds({ y, weights: learning });
  logOdds.fill(start);

  const trees: Tree[] = [];
  /** Without held-out rows every tree counts as an improvement. */
  const lossSoFar = (): number =>
    heldOut ? logLoss(logOdds, { y, weights: heldOut }) : -trees.length;
  let best = 0, least = lossSoFar();
  while (trees.length < most && trees.length - best < patience) {
    signal?.throwIfAborted();
    const weights = subsample < 1 ? drawRows(learning, { share: subsample, random }) : learning;
    trees.push(next(weights, drawSeed(random)));
    progress?.(trees.length, most);
    const loss = lossSoFar();
    if (loss < least) [best, least] = [trees.length, loss];
  }
  return { kind: "boosting", columns, start, trees: trees.slice(0, best) };
}

/**
 * {@link fitBoosting} for several settings at once. Without early stopping a model with fewer trees
 * is the beginning of one with more, so settings that differ only in `trees` are boosted once.
 */
export function fitBoostings(
  training: Training,
  settings: readonly BoostingSettings[],
  work: WorkOptions = {},
): BoostingModel[] {
  for (const each of settings) checkAllowed("boosting", each, boostingAllowed);
  const models: BoostingModel[] = [];
  const alike = Map.groupBy(settings.keys(), (i) => {
    const { trees: _, ...others } = settings[i];
    return JSON.stringify(others.earlyStopping ? settings[i] : others);
  });
  for (const group of alike.values()) {
    const treesOf = (i: number): number => settings[i].trees ?? 100;
    const largest = group.reduce((a, b) => treesOf(b) > treesOf(a) ? b : a);
    const most = fitBoosting(training, settings[largest], work);
    for (const i of group) {
      models[i] = i === largest ? most : { ...most, trees: most.trees.slice(0, treesOf(i)) };
    }
  }
  return models;
}

/**
 * P(disease) for every row of `X`, whose columns are those of the training matrix in their order.
 *
 * @throws `TypeError` for a different number of columns, `RangeError` for a cell that is not
 * finite.
 */
export function predictBoosting(
  { columns, start, trees }: BoostingModel,
  X: Matrix,
): Float64Array {
  const cells = float32Cells(X, { learner: "boosting", columns });
  const logOdds = new Float64Array(X.rows).fill(start);
  addLeafValues(logOdds, { trees, cells });
  return logOdds.map(sigmoid);
}
