/**
 * The packages `ml-logistic-regression` and `ml-random-forest` as learners, trained by themselves as
 * they come. They stand apart from the other learners, so that only those who want them load them.
 */
import type { Family } from "./families.ts";
import { learn } from "./learners.ts";
import type { ForestModel } from "../models/forest/forest.ts";
import type { LogisticModel } from "../models/logistic/logistic.ts";
import { fitMlRandomForest, type MlRandomForestSettings } from "../models/mljs/forest-fit.ts";
import { fitMlLogisticRegression, type MlLogisticSettings } from "../models/mljs/logistic.ts";
import type { Learner } from "../pipeline.ts";

const logisticPackage: Family<MlLogisticSettings, LogisticModel> = {
  name: "ml-logistic-regression",
  preparation: { numbers: "standardised", levels: "all" },
  fit: (training, settings) => settings.map((each) => fitMlLogisticRegression(training, each)),
};

const forestPackage: Family<MlRandomForestSettings, ForestModel> = {
  name: "ml-random-forest",
  preparation: { numbers: "raw", levels: "all" },
  fit: (training, settings) => settings.map((each) => fitMlRandomForest(training, each)),
};

/** Logistic regression as `ml-logistic-regression` trains it: slowly, and not to the optimum. */
export function mlLogistic(settings: MlLogisticSettings = {}): Learner {
  return learn(logisticPackage, settings);
}

/** A forest as `ml-random-forest` trains it: slowly, with columns drawn once a tree. */
export function mlForest(settings: MlRandomForestSettings = {}): Learner {
  return learn(forestPackage, settings);
}
