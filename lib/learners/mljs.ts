/**
 * The packages `ml-logistic-regression` and `ml-random-forest` as learners, trained by the packages
 * themselves. They are separate from the other learners, so they load only when used.
 */
import { fitMlRandomForest, type MlRandomForestSettings } from "../models/mljs/forest-fit.ts";
import { fitMlLogisticRegression, type MlLogisticSettings } from "../models/mljs/logistic.ts";
import type { Learner } from "../pipeline.ts";
import { comesFrom } from "../workers/origin.ts";
import { learn, raw, standardised } from "./record.ts";

/** Logistic regression trained by `ml-logistic-regression`: slowly, and not to the optimum. */
export function mlLogistic(settings: MlLogisticSettings = {}): Learner {
  const learner = learn({
    preparation: standardised,
    fit: (training, [each]) => [fitMlLogisticRegression(training, each)],
  }, settings);
  return comesFrom(learner, { module: import.meta.url, name: "mlLogistic", settings: [settings] });
}

/** A forest trained by `ml-random-forest`: slowly, with columns drawn once per tree. */
export function mlForest(settings: MlRandomForestSettings = {}): Learner {
  const learner = learn({
    preparation: raw,
    fit: (training, [each]) => [fitMlRandomForest(training, each)],
  }, settings);
  return comesFrom(learner, { module: import.meta.url, name: "mlForest", settings: [settings] });
}
