/** The models that are compared: how each is tuned, and how it is fitted with settings in hand. */
import { type TunedLearnerName, tunedLearners } from "../choose/tuned-learners.ts";
import { demandKnown, demandUnique } from "../demand.ts";
import { boostingRecord } from "../learners/boosting.ts";
import { elasticNetRecord } from "../learners/elastic-net.ts";
import { forestRecord } from "../learners/forest.ts";
import { naiveBayesRecord } from "../learners/naive-bayes.ts";
import { neighboursRecord } from "../learners/neighbours.ts";
import { learn, type ModelRecord } from "../learners/record.ts";
import { svmRecord } from "../learners/svm.ts";
import { treeRecord } from "../learners/tree.ts";
import { metrics } from "../measure/metrics.ts";
import { takeRows } from "../data/dataset.ts";
import type { Dataset } from "../types.ts";
import { drawRows } from "./draw-rows.ts";
import type { Learner, Pipeline } from "../pipeline.ts";
import { tune } from "../resample/tune.ts";

// deno-lint-ignore no-explicit-any -- each record has settings of its own
const records: Readonly<Record<TunedLearnerName, ModelRecord<any>>> = {
  "elastic net": elasticNetRecord,
  SVM: svmRecord,
  forest: forestRecord,
  boosting: boostingRecord,
  neighbours: neighboursRecord,
  "naive Bayes": naiveBayesRecord,
  tree: treeRecord,
};

/** All models, those first that a reader follows most easily. */
export const modelNames: readonly TunedLearnerName[] = (
  Object.keys(records) as TunedLearnerName[]
).sort((a, b) => records[a].traits.complexity - records[b].traits.complexity);

/**
 * The names themselves, if each is one of a model and stands there once.
 *
 * @throws `RangeError` listing the models there are.
 */
export function checkModels(names: readonly string[]): readonly TunedLearnerName[] {
  if (names.length === 0) throw new RangeError("models: expected at least one, got none");
  names.forEach((name) => demandKnown("models", name, modelNames));
  demandUnique("models", names);
  return names as readonly TunedLearnerName[];
}

/** A pipeline that remembers its settings. */
type TunedPipeline = Pipeline & { readonly tuned: { readonly chosen: unknown } };

/** The folds within which settings are chosen. */
const INNER = 5;

/** From more rows than this, settings are chosen on so many of them, drawn at random. */
export const TUNING_ROWS = 10_000;

/**
 * How a model chooses its settings. A forest uses its out-of-bag rows for that, but folds where
 * several rows share an id: a tree that has not seen one may have seen another.
 */
function tuning(name: TunedLearnerName, { ids }: Dataset, seed: number): Learner {
  if (name !== "forest" || new Set(ids).size === ids.length) {
    return tunedLearners({ folds: INNER, seed })[name];
  }
  const settings = forestRecord.grid(seed);
  return tune(forestRecord, { settings, metric: metrics.brier, folds: INNER, seed });
}

/**
 * A model that chooses its settings inside its training part, or inside {@link TUNING_ROWS} rows of
 * it, and is fitted to the whole part with them.
 */
export function tunedLearner(name: TunedLearnerName, seed: number): Learner {
  return async (train, work) => {
    if (train.rows.length <= TUNING_ROWS) return await tuning(name, train, seed)(train, work);
    const some = takeRows(train, drawRows(train, { size: TUNING_ROWS, seed }));
    const { tuned } = await tuning(name, some, seed)(some, work) as TunedPipeline;
    const pipeline = await settledLearner(name, tuned.chosen)(train, work);
    return Object.assign({ ...pipeline }, { tuned });
  };
}

/** The settings that {@link tunedLearner} has chosen. */
export function chosenSettings(pipeline: Pipeline): unknown {
  return (pipeline as TunedPipeline).tuned.chosen;
}

/** The same model with settings that are chosen already. */
export function settledLearner(name: TunedLearnerName, settings: unknown): Learner {
  return learn(records[name], settings);
}
