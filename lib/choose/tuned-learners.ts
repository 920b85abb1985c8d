/** The models that the notebooks compare, each tuned inside its training part. */
import { demandOptions } from "../demand.ts";
import { boostingRecord } from "../learners/boosting.ts";
import { elasticNetRecord } from "../learners/elastic-net.ts";
import { forestRecord } from "../learners/forest.ts";
import { naiveBayesRecord } from "../learners/naive-bayes.ts";
import { neighboursRecord } from "../learners/neighbours.ts";
import { svmRecord } from "../learners/svm.ts";
import { treeRecord } from "../learners/tree.ts";
import type { ModelRecord, Traits } from "../learners/record.ts";
import { metrics } from "../measure/metrics.ts";
import type { Learner } from "../pipeline.ts";
import { tuneForest } from "../resample/tune-forest.ts";
import { type SearchOptions, tune } from "../resample/tune.ts";

/** How the inner cross-validation runs. */
export type TunedLearnerOptions = Pick<SearchOptions<never>, "folds" | "seed">;

/** The learners by name. */
export type TunedLearnerName =
  | "elastic net"
  | "SVM"
  | "forest"
  | "boosting"
  | "neighbours"
  | "naive Bayes"
  | "tree";

/** The complexity of each, and whether a doctor can read its reasons. */
export const learnerTraits: Readonly<Record<TunedLearnerName, Traits>> = {
  tree: treeRecord.traits,
  "elastic net": elasticNetRecord.traits,
  "naive Bayes": naiveBayesRecord.traits,
  neighbours: neighboursRecord.traits,
  boosting: boostingRecord.traits,
  forest: forestRecord.traits,
  SVM: svmRecord.traits,
};

/**
 * Seven learners. Each chooses its settings by the Brier score, which rewards probabilities that
 * are both sharp and calibrated, in an inner cross-validation of its training part; the forest uses
 * its out-of-bag rows instead.
 *
 * @example
 * ```ts
 * import { tunedLearners } from "heartbook/choose/tuned-learners.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(Object.keys(tunedLearners({ folds: 5, seed: 1 })).length, 7);
 * ```
 */
export function tunedLearners(options: TunedLearnerOptions): Record<TunedLearnerName, Learner> {
  demandOptions("tunedLearners", options, ["folds", "seed"]);
  const { seed } = options;
  const metric = metrics.brier;
  const tuned = <Settings>(record: ModelRecord<Settings>): Learner =>
    tune(record, { ...options, metric, settings: record.grid(seed) });
  return {
    "elastic net": tuned(elasticNetRecord),
    SVM: tuned(svmRecord),
    forest: tuneForest({ metric, settings: forestRecord.grid(seed) }),
    boosting: tuned(boostingRecord),
    neighbours: tuned(neighboursRecord),
    "naive Bayes": tuned(naiveBayesRecord),
    tree: tuned(treeRecord),
  };
}
