/** Choosing a model's settings inside its training part: a learner like any other. */
import { demandOptions } from "../demand.ts";
import { learn, type ModelRecord } from "../learners/record.ts";
import { predict } from "../models/model.ts";
import { type Pipeline, prepareOnce, prepareTraining } from "../pipeline.ts";
import type { Preparation } from "../prepare/preprocessor.ts";
import type { Dataset, Metric, Split, WorkOptions } from "../types.ts";
import { mean, sumOfSquares } from "../stats/moments.ts";
import { comesFrom } from "../workers/origin.ts";
import { spread, type TaskOptions } from "../workers/spread.ts";
import { innerFolds, takeParts } from "./inner-parts.ts";

/** The settings to try and how to compare them. */
export interface SearchOptions<Settings> {
  /** Tried in this order; for the one-standard-error rule list the simplest first. */
  readonly settings: readonly Settings[];
  readonly metric: Metric;
  /** Inner folds, at least 2. */
  readonly folds: number;
  readonly seed: number;
  readonly preparation?: Partial<Preparation>;
}

/** The scores of one entry of settings over the inner folds. */
export interface SettingsScore<Settings> {
  readonly settings: Settings;
  /** Mean of the metric over the folds. */
  readonly mean: number;
  /**
   * Standard error of that mean: the folds' sample standard deviation over the square root of their
   * number.
   */
  readonly standardError: number;
  /** One score per fold. */
  readonly scores: readonly number[];
}

/** Which of the scored settings to take. */
export type TuningRule =
  /** The best mean; on a tie, the earlier. */
  | "best"
  /** The first in the list whose mean is within one standard error of the best. */
  | "one-standard-error";

/** A pipeline that remembers how its settings were chosen. */
export interface TunedPipeline<Settings> extends Pipeline {
  readonly tuned: {
    readonly metric: string;
    readonly rule: TuningRule;
    readonly chosen: Settings;
    readonly tried: readonly SettingsScore<Settings>[];
  };
}

function summarise<Settings>(
  settings: Settings,
  scores: readonly number[],
): SettingsScore<Settings> {
  const standardError = Math.sqrt(sumOfSquares(scores) / (scores.length - 1) / scores.length);
  return { settings, mean: mean(scores), standardError, scores };
}

/** What the splits of a search share. */
interface Search<Settings> {
  readonly dataset: Dataset;
  readonly record: ModelRecord<Settings>;
  readonly options: Pick<SearchOptions<Settings>, "settings" | "metric" | "preparation">;
}

/**
 * The metric of every entry of settings on one split. One preprocessing and one shared fit serve
 * them all.
 */
export async function scoreSplit<Settings>(
  split: Split,
  { shared: { dataset, record, options }, signal }: TaskOptions<Search<Settings>>,
): Promise<number[]> {
  const { train, test } = takeParts(dataset, split);
  const wanted = { ...record.preparation, ...options.preparation };
  const { preprocessor, training } = prepareTraining(train, wanted);
  const models = await record.fit(training, options.settings, { signal });
  const X = prepareOnce(preprocessor, test.rows);
  const predictions = record.predict?.(models, X) ?? models.map((model) => predict(model, X));
  return predictions.map((p) => options.metric.score({ label: test.labels, p }));
}
comesFrom(scoreSplit, { module: import.meta.url, name: "scoreSplit" });

/**
 * Scores settings by stratified cross-validation on these patients, as scikit-learn's
 * `GridSearchCV` does: the metric on each fold, then the mean over the folds. Rows that share an id
 * stay in one fold.
 *
 * @throws `RangeError` for no settings, or where the metric is undefined in a fold.
 */
export async function scoreSettings<Settings>(
  dataset: Dataset,
  record: ModelRecord<Settings>,
  options: SearchOptions<Settings> & WorkOptions,
): Promise<SettingsScore<Settings>[]> {
  const { settings, metric, preparation, folds, seed, progress, signal } = options;
  if (settings.length === 0) throw new RangeError("settings: expected at least one, got none");
  const splits = innerFolds(dataset, { folds, seed });
  const bySplit = await spread(scoreSplit<Settings>, splits, {
    shared: { dataset, record, options: { settings, metric, preparation } },
    progress,
    signal,
  });
  return settings.map((each, i) => summarise(each, bySplit.map((scores) => scores[i])));
}

/**
 * The scored settings to take by the rule.
 *
 * @example
 * ```ts
 * import { chooseSettings } from "heartbook/resample/tune.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const tried = [
 *   { settings: { k: 50 }, mean: 0.88, standardError: 0.01, scores: [0.87, 0.89] },
 *   { settings: { k: 5 }, mean: 0.885, standardError: 0.01, scores: [0.875, 0.895] },
 * ];
 * assertEquals(chooseSettings(tried, { metric: metrics.rocAuc, rule: "best" }).settings.k, 5);
 * const rule = "one-standard-error";
 * assertEquals(chooseSettings(tried, { metric: metrics.rocAuc, rule }).settings.k, 50);
 * ```
 */
export function chooseSettings<Settings>(
  tried: readonly SettingsScore<Settings>[],
  options: { readonly metric: Metric; readonly rule: TuningRule },
): SettingsScore<Settings> {
  const sign = options.metric.better === "higher" ? 1 : -1;
  const best = tried.reduce((a, b) => sign * b.mean > sign * a.mean ? b : a);
  if (options.rule === "best") return best;
  return tried.find(({ mean }) => sign * (best.mean - mean) <= best.standardError)!;
}

/** The settings that each inner training part has rows enough for; all, if none is such. */
function fitting<Settings>(
  train: Dataset,
  record: ModelRecord<Settings>,
  { settings, folds, seed }: SearchOptions<Settings>,
): readonly Settings[] {
  if (record.fits === undefined) return settings;
  const parts = innerFolds(train, { folds, seed }).map((split) => split.train.length);
  const some = settings.filter((each) => record.fits!(each, Math.min(...parts)));
  return some.length === 0 ? settings : some;
}

/**
 * A learner that tries settings by inner cross-validation on its training part, chooses one by the
 * rule, and fits it to the whole training part. Cross-validating it is nested cross-validation: the
 * outer test patients do not influence the choice. Settings for which an inner training part has too
 * few rows, such as more neighbours than there are, are passed over if there are others.
 *
 * @param record Such as `logisticRecord`.
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logisticRecord } from "heartbook/learners/logistic.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { gridOf } from "heartbook/resample/settings.ts";
 * import { tune } from "heartbook/resample/tune.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const settings = gridOf({ l2: [100, 10, 1, 0.1] });
 * const learner = tune(logisticRecord, { settings, metric: metrics.rocAuc, folds: 5, seed: 1 });
 * const { tuned } = await learner(readHeart());
 * assertEquals(tuned.tried.length, 4);
 * ```
 */
export function tune<Settings>(
  record: ModelRecord<Settings>,
  options: SearchOptions<Settings> & { readonly rule?: TuningRule },
): (train: Dataset, work?: WorkOptions) => Promise<TunedPipeline<Settings>> {
  demandOptions("tune", options, ["settings", "metric", "folds", "seed", "preparation", "rule"]);
  const { metric, rule = "best" } = options;
  const learner = async (
    train: Dataset,
    work: WorkOptions = {},
  ): Promise<TunedPipeline<Settings>> => {
    const settings = fitting(train, record, options);
    const tried = await scoreSettings(train, record, { ...options, ...work, settings });
    const chosen = chooseSettings(tried, { metric, rule }).settings;
    const pipeline = await learn(record, chosen, options.preparation)(train, {
      signal: work.signal,
    });
    return { ...pipeline, tuned: { metric: metric.name, rule, chosen, tried } };
  };
  return comesFrom(learner, { module: import.meta.url, name: "tune", settings: [record, options] });
}

/** The running best mean over the settings tried: how fast a search finds it. */
export function bestSoFar<Settings>(
  tried: readonly SettingsScore<Settings>[],
  metric: Metric,
): { x: number; y: number }[] {
  return tried.map((_, i) => ({
    x: i + 1,
    y: chooseSettings(tried.slice(0, i + 1), { metric, rule: "best" }).mean,
  }));
}
