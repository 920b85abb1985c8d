/**
 * The packages `ml-logistic-regression` and `ml-random-forest` as learners, trained by themselves as
 * they come. They stand apart from the other learners, so that only those who want them load them.
 */
import { fitMlRandomForest, type MlRandomForestSettings } from "../models/mljs/forest-fit.ts";
import { fitMlLogisticRegression, type MlLogisticSettings } from "../models/mljs/logistic.ts";
import type { Learner } from "../pipeline.ts";
import { learn, raw, standardised } from "./record.ts";

/** Logistic regression as `ml-logistic-regression` trains it: slowly, and not to the optimum. */
export function mlLogistic(settings: MlLogisticSettings = {}): Learner {
  return learn({
    preparation: standardised,
    fit: (training, [each]) => [fitMlLogisticRegression(training, each)],
  }, settings);
}

/** A forest as `ml-random-forest` trains it: slowly, with columns drawn once a tree. */
export function mlForest(settings: MlRandomForestSettings = {}): Learner {
  return learn({
    preparation: raw,
    fit: (training, [each]) => [fitMlRandomForest(training, each)],
  }, settings);
}
