/** The models that the notebooks compare, each tuned inside its training part. */
import {
  boostingFamily,
  elasticNetFamily,
  naiveBayesFamily,
  neighboursFamily,
  svmFamily,
  treeFamily,
} from "../learners/families.ts";
import { metrics } from "../measure/metrics.ts";
import type { Learner } from "../pipeline.ts";
import { gridOf } from "../resample/settings.ts";
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

/** Simple first: how hard each is to follow, and whether a doctor can read why it says so. */
export const learnerTraits: Readonly<
  Record<TunedLearnerName, { readonly complexity: number; readonly readable: boolean }>
> = {
  tree: { complexity: 1, readable: true },
  "elastic net": { complexity: 2, readable: true },
  "naive Bayes": { complexity: 3, readable: true },
  neighbours: { complexity: 4, readable: false },
  boosting: { complexity: 5, readable: false },
  forest: { complexity: 6, readable: false },
  SVM: { complexity: 7, readable: false },
};

/**
 * Seven learners. Each chooses its settings by the Brier score, which rewards probabilities that
 * are both sharp and right, in an inner cross-validation of its training part; the forest on the
 * rows that its trees left out.
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
  const search = { ...options, metric: metrics.brier };
  const { seed } = options;
  return {
    "elastic net": tune(elasticNetFamily, {
      ...search,
      settings: gridOf({ penalty: [100, 30, 10, 3, 1], l1Ratio: [0.1, 0.5, 0.9] }),
    }),
    SVM: tune(svmFamily, {
      ...search,
      settings: gridOf({ C: [0.1, 1, 10], gamma: [0.01, 0.1], tolerance: [1e-3] }),
    }),
    forest: tuneForest({
      metric: metrics.brier,
      settings: gridOf({ trees: [200], minLeaf: [1, 3, 5], seed: [seed] }),
    }),
    boosting: tune(boostingFamily, {
      ...search,
      settings: gridOf({ trees: [25, 50, 100], maxDepth: [1, 2], seed: [seed] }),
    }),
    neighbours: tune(neighboursFamily, {
      ...search,
      settings: gridOf({ k: [5, 10, 20, 30, 50, 70] }),
    }),
    "naive Bayes": tune(naiveBayesFamily, { ...search, settings: [{}] }),
    tree: tune(treeFamily, {
      ...search,
      settings: gridOf({ maxDepth: [2, 3, 4], minLeaf: [5, 10], seed: [seed] }),
    }),
  };
}
