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

/** The folds within which settings are chosen. */
const INNER = 5;

/**
 * A model that chooses its settings inside its training part. A forest uses its out-of-bag rows for
 * that, but folds where several rows share an id: a tree that has not seen one may have seen another.
 */
export function tunedLearner(name: TunedLearnerName, seed: number): Learner {
  const usual = tunedLearners({ folds: INNER, seed })[name];
  if (name !== "forest") return usual;
  const settings = forestRecord.grid(seed);
  const byFolds = tune(forestRecord, { settings, metric: metrics.brier, folds: INNER, seed });
  return (train, work) =>
    (new Set(train.ids).size < train.ids.length ? byFolds : usual)(train, work);
}

/** The settings that {@link tunedLearner} has chosen. */
export function chosenSettings(pipeline: Pipeline): unknown {
  return (pipeline as Pipeline & { tuned: { chosen: unknown } }).tuned.chosen;
}

/** The same model with settings that are chosen already. */
export function settledLearner(name: TunedLearnerName, settings: unknown): Learner {
  return learn(records[name], settings);
}
