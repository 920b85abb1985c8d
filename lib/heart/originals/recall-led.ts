/** Analysis A, step by step: three grids, ten folds, and the best of each. */
import { takeFeatures, takeRows } from "../../data/dataset.ts";
import { elasticNetRecord } from "../../learners/elastic-net.ts";
import type { ModelRecord } from "../../learners/record.ts";
import { neighboursRecord } from "../../learners/neighbours.ts";
import { treeRecord } from "../../learners/tree.ts";
import { learn } from "../../learners/record.ts";
import { type Confusion, confusionAt } from "../../measure/confusion.ts";
import { metrics } from "../../measure/metrics.ts";
import { meanOverSplits } from "../../measure/score.ts";
import type { ElasticNetSettings } from "../../models/logistic/elastic-net.ts";
import type { NeighbourSettings } from "../../models/neighbours/neighbours.ts";
import type { TreeSettings } from "../../models/tree/tree.ts";
import { crossValidate } from "../../resample/cross-validate.ts";
import { stratifiedFolds } from "../../resample/folds.ts";
import { holdOut } from "../../resample/hold-out.ts";
import { gridOf } from "../../resample/settings.ts";
import { chooseSettings, scoreSettings, type SettingsScore } from "../../resample/tune.ts";
import { pickFeatures } from "../../schema.ts";
import type { Dataset, PredictionTable, WorkOptions } from "../../types.ts";
import { comesFrom } from "../../workers/origin.ts";
import { spread, type TaskOptions } from "../../workers/spread.ts";
import { publishedHeldOut, publishedPredictors } from "./published.ts";

/** The grids as published; a penalty is 1 / C. */
export const recallLedGrids = {
  neighbours: gridOf({ k: [1, 3, 5, 10, 50, 100] }),
  "elastic net": gridOf({
    penalty: [1e4, 1e3, 100, 10, 1, 0.1],
    l1Ratio: [0.1, 0.2, 0.4, 0.6, 0.8, 0.9],
  }),
  tree: gridOf({ maxDepth: [1, 3, 6, 9, 12, 15] }),
};

/** The result of one model under the protocol. */
export interface RecallLedResult<Settings> {
  /** Every combination of the grid with its mean AUC over the ten folds. */
  readonly tried: readonly SettingsScore<Settings>[];
  readonly chosen: SettingsScore<Settings>;
  readonly predictions: PredictionTable;
  readonly confusion: Confusion;
}

/** The three models of the analysis. */
export type RecallLedName = keyof typeof recallLedGrids;

/** The result of each. */
export interface RecallLed {
  readonly neighbours: RecallLedResult<NeighbourSettings>;
  readonly "elastic net": RecallLedResult<ElasticNetSettings>;
  readonly tree: RecallLedResult<TreeSettings>;
}

const PROTOCOL = { folds: 10, seed: 42 };

/**
 * scikit-learn predicts the likelier class, and the negative one on a tie, so a
 * probability of exactly one half is not called here, unlike everywhere else.
 */
const ABOVE_HALF = 0.5 + Number.EPSILON;

async function runModel<Settings>(
  dataset: Dataset,
  record: ModelRecord<Settings>,
  options: WorkOptions & { readonly settings: readonly Settings[] },
): Promise<RecallLedResult<Settings>> {
  const metric = metrics.rocAuc;
  const tried = await scoreSettings(dataset, record, { ...PROTOCOL, ...options, metric });
  const chosen = chooseSettings(tried, { metric, rule: "best" });
  const splits = stratifiedFolds(dataset.labels, PROTOCOL);
  const learners = { model: learn(record, chosen.settings) };
  const { model } = await crossValidate(dataset, learners, splits, { signal: options.signal });
  return { tried, chosen, predictions: model, confusion: confusionAt(model, ABOVE_HALF) };
}

/** The data set with the seven predictors of the analysis. */
export function takePublishedPredictors(dataset: Dataset): Dataset {
  return takeFeatures(dataset, pickFeatures(dataset.schema, publishedPredictors));
}

/**
 * Runs the protocol as published: grid search by AUC over StratifiedKFold(10, shuffle, seed 42),
 * and cross-validated predictions of the chosen settings on the same folds. Using the same folds
 * for choosing and testing is one of its flaws.
 *
 * @param dataset Patients with the seven predictors; others are left out. On the popular edition
 * "positive" in the confusion matrix is its 1, no disease; on the corrected data it is disease.
 */
export async function runRecallLed(dataset: Dataset, work: WorkOptions = {}): Promise<RecallLed> {
  const seven = takePublishedPredictors(dataset);
  const steps = PROTOCOL.folds;
  const part = (i: number): WorkOptions => ({
    signal: work.signal,
    progress: (done) => work.progress?.(i * steps + done, 3 * steps),
  });
  const grids = recallLedGrids;
  return {
    neighbours: await runModel(seven, neighboursRecord, { settings: grids.neighbours, ...part(0) }),
    "elastic net": await runModel(seven, elasticNetRecord, {
      settings: grids["elastic net"],
      ...part(1),
    }),
    tree: await runModel(seven, treeRecord, { settings: grids.tree, ...part(2) }),
  };
}

/** Mean AUC and confusion matrix of each model for one choice of rows set aside. */
export interface SetAside {
  readonly meanAuc: Readonly<Record<RecallLedName, number>>;
  readonly confusion: Readonly<Record<RecallLedName, Confusion>>;
}

/** The models with their published settings. */
const publishedLearners = {
  neighbours: learn(neighboursRecord, { k: 50 }),
  "elastic net": learn(elasticNetRecord, { penalty: 1, l1Ratio: 0.9 }),
  tree: learn(treeRecord, { maxDepth: 3 }),
};

/** The figures of the published settings, cross-validated on these rows. */
export async function judgeKept(
  rows: readonly number[],
  { shared: dataset, signal }: TaskOptions<Dataset>,
): Promise<SetAside> {
  const kept = takeRows(dataset, rows);
  const splits = stratifiedFolds(kept.labels, PROTOCOL);
  const tables = await crossValidate(kept, publishedLearners, splits, { signal });
  const each = <Value>(of: (table: PredictionTable) => Value): Record<RecallLedName, Value> => ({
    neighbours: of(tables.neighbours),
    "elastic net": of(tables["elastic net"]),
    tree: of(tables.tree),
  });
  return {
    meanAuc: each((table) => meanOverSplits(table, metrics.rocAuc)),
    confusion: each((table) => confusionAt(table, ABOVE_HALF)),
  };
}
comesFrom(judgeKept, { module: import.meta.url, name: "judgeKept" });

/**
 * The published settings, cross-validated repeatedly with a different 30 rows set aside each time:
 * how much the choice of those rows alone changes the figures.
 */
export async function setAsideAgain(
  dataset: Dataset,
  options: WorkOptions & { readonly repeats: number; readonly seed: number },
): Promise<SetAside[]> {
  const seven = takePublishedPredictors(dataset);
  const draws = holdOut(seven.labels, { ...options, count: publishedHeldOut });
  const { progress, signal } = options;
  return await spread(judgeKept, draws.map(({ train }) => train), {
    shared: seven,
    progress,
    signal,
  });
}
