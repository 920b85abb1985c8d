/** Every kind of model, each in a few settings, for the battery: a kind not listed does not compile. */
import { boosting } from "heartbook/learners/boosting.ts";
import { elasticNet } from "heartbook/learners/elastic-net.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { naiveBayes } from "heartbook/learners/naive-bayes.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { svm } from "heartbook/learners/svm.ts";
import { tree } from "heartbook/learners/tree.ts";
import { fitBoosting } from "heartbook/models/boosting/boosting.ts";
import { fitForest } from "heartbook/models/forest/forest.ts";
import { fitElasticNet } from "heartbook/models/logistic/elastic-net.ts";
import { fitLogistic } from "heartbook/models/logistic/logistic.ts";
import type { Model } from "heartbook/models/model.ts";
import { fitNaiveBayes } from "heartbook/models/naive-bayes/naive-bayes.ts";
import { fitNeighbours } from "heartbook/models/neighbours/neighbours.ts";
import { fitPrevalence } from "heartbook/models/prevalence.ts";
import { fitSvm } from "heartbook/models/svm/svm.ts";
import { fitTree } from "heartbook/models/tree/tree.ts";
import type { Learner } from "heartbook/pipeline.ts";
import type { Training } from "heartbook/types.ts";

/** A law that some models break for a reason. */
export type Exemption = "row order" | "weights" | "constant column" | "one class";

export interface ModelCase {
  readonly learner: Learner;
  /** The same settings on numbers, where rows may have weights. */
  readonly fit: (training: Training) => Model;
  /** How far two fits may lie apart that ought to agree; 1e-9 when absent. */
  readonly within?: number;
  /** Why a law does not hold. */
  readonly exempt?: Partial<Record<Exemption, string>>;
  /** With another seed, where chance has a part. */
  readonly otherSeed?: Learner;
}

const oneOfK = "a row of weight 2 votes like two, but is one of the k";
const ties = "of questions that part the rows as well, that on the column drawn first is asked";
const draws = "each draw takes the row, or the column, that stands at a place";

export const models = {
  prevalence: {
    "prevalence": {
      learner: prevalence(),
      fit: fitPrevalence,
      exempt: { "one class": "the share of the diseased may be 0 or 1" },
    },
  },
  logistic: {
    "logistic, unpenalised": {
      learner: logistic(),
      fit: fitLogistic,
      within: 1e-6,
      exempt: { "constant column": "it has no coefficient of its own, and is refused by name" },
    },
    "logistic, ridge": {
      learner: logistic({ l2: 1 }),
      fit: (training) => fitLogistic(training, { l2: 1 }),
      within: 1e-6,
    },
    "elastic net": {
      learner: elasticNet({ penalty: 1, l1Ratio: 0.5 }),
      fit: (training) => fitElasticNet(training, { penalty: 1, l1Ratio: 0.5 }),
      within: 1e-6,
    },
  },
  neighbours: {
    "neighbours": {
      learner: neighbours({ k: 7 }),
      fit: (training) => fitNeighbours(training, { k: 7 }),
      exempt: { weights: oneOfK },
    },
    "neighbours by distance": {
      learner: neighbours({ k: 7, weights: "distance" }),
      fit: (training) => fitNeighbours(training, { k: 7, weights: "distance" }),
      exempt: { weights: oneOfK },
    },
  },
  "naive-bayes": {
    "naive Bayes": {
      learner: naiveBayes(),
      fit: fitNaiveBayes,
      // A billionth of the largest variance of all columns goes to each.
      within: 1e-6,
    },
  },
  tree: {
    "tree": {
      learner: tree({ maxDepth: 3, minLeaf: 3 }),
      fit: (training) => fitTree(training, { maxDepth: 3 }),
      exempt: { "constant column": ties },
    },
    "tree, pruned": {
      learner: tree({ ccpAlpha: 0.02 }),
      fit: (training) => fitTree(training, { ccpAlpha: 0.02 }),
      exempt: { "constant column": ties },
    },
  },
  forest: {
    "forest": {
      learner: forest({ trees: 5, seed: 1 }),
      fit: (training) => fitForest(training, { trees: 5, seed: 1 }),
      exempt: { "row order": draws, weights: draws, "constant column": draws },
      otherSeed: forest({ trees: 5, seed: 2 }),
    },
  },
  boosting: {
    "boosting": {
      learner: boosting({ trees: 5, maxDepth: 2 }),
      fit: (training) => fitBoosting(training, { trees: 5, maxDepth: 2 }),
    },
    "boosting of drawn rows": {
      learner: boosting({ trees: 5, maxDepth: 2, subsample: 0.5, seed: 1 }),
      fit: (training) => fitBoosting(training, { trees: 5, maxDepth: 2, subsample: 0.5, seed: 1 }),
      exempt: { "row order": draws, weights: draws },
      otherSeed: boosting({ trees: 5, maxDepth: 2, subsample: 0.5, seed: 2 }),
    },
  },
  svm: {
    "SVM": {
      learner: svm({ C: 1, gamma: 0.1, seed: 1 }),
      fit: (training) => fitSvm(training, { C: 1, gamma: 0.1, seed: 1 }),
      // Where the solver stops.
      within: 1e-3,
      exempt: { "row order": draws, weights: draws },
      otherSeed: svm({ C: 1, gamma: 0.1, seed: 2 }),
    },
    "SVM, linear": {
      learner: svm({ C: 1, kernel: "linear", seed: 1 }),
      fit: (training) => fitSvm(training, { C: 1, kernel: "linear", seed: 1 }),
      // Where the solver stops.
      within: 1e-3,
      exempt: { "row order": draws, weights: draws },
      otherSeed: svm({ C: 1, kernel: "linear", seed: 2 }),
    },
  },
} as const satisfies Record<Model["kind"], Record<string, ModelCase>>;

export const modelCases: readonly (readonly [name: string, each: ModelCase])[] = Object.values(
  models,
).flatMap((kind) => Object.entries<ModelCase>(kind));
