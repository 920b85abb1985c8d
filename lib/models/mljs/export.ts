/** Which models the ml-* packages can load, and in which form. */
import { type ByModel, forModel, type Model } from "../model.ts";
import { toMlRandomForest } from "./forest.ts";
import { toMlLogisticRegression } from "./logistic.ts";

function notAvailable({ kind }: Model): never {
  throw new RangeError(`mljs: expected a logistic model or a forest, got ${kind}`);
}

/** The packages have other models too, but none that can be loaded and agrees with ours. */
const writers: ByModel<[], unknown> = {
  logistic: toMlLogisticRegression,
  forest: toMlRandomForest,
  prevalence: notAvailable,
  neighbours: notAvailable,
  "naive-bayes": notAvailable,
  tree: notAvailable,
  boosting: notAvailable,
  svm: notAvailable,
};

/**
 * The JSON for `LogisticRegression.load()` of ml-logistic-regression or
 * `RandomForestClassifier.load()` of ml-random-forest.
 *
 * @throws `RangeError` for a kind of model that the packages do not have.
 */
export function toMljs(model: Model): unknown {
  return forModel(writers, model)();
}
