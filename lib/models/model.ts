/** Every kind of fitted model, and the one switch that predicts with it. */
import type { Matrix } from "../types.ts";
import { type BoostingModel, predictBoosting } from "./boosting/boosting.ts";
import { type ForestModel, predictForest } from "./forest/forest.ts";
import { type LogisticModel, predictLogistic } from "./logistic/logistic.ts";
import { type NaiveBayesModel, predictNaiveBayes } from "./naive-bayes/naive-bayes.ts";
import { type NeighboursModel, predictNeighbours } from "./neighbours/neighbours.ts";
import { predictPrevalence, type PrevalenceModel } from "./prevalence.ts";
import { predictSvm, type SvmModel } from "./svm/svm.ts";
import { predictTree, type TreeModel } from "./tree/tree.ts";

/** Every kind of model by the name in its JSON: a new kind is one line here and one below. */
interface Models {
  readonly prevalence: PrevalenceModel;
  readonly logistic: LogisticModel;
  readonly neighbours: NeighboursModel;
  readonly "naive-bayes": NaiveBayesModel;
  readonly tree: TreeModel;
  readonly forest: ForestModel;
  readonly boosting: BoostingModel;
  readonly svm: SvmModel;
}

/** A fitted model: plain JSON, distinguished by `kind`. */
export type Model = Models[keyof Models];

/** A table with an entry per kind of model: a missing entry does not compile. */
export type ByModel<Arguments extends readonly unknown[], Result> = {
  readonly [Kind in keyof Models]: (model: Models[Kind], ...rest: Arguments) => Result;
};

/** The entry of a {@link ByModel} table for this model. */
export function forModel<Arguments extends readonly unknown[], Result>(
  table: ByModel<Arguments, Result>,
  model: Model,
): (...rest: Arguments) => Result {
  const entry = table[model.kind] as (model: Model, ...rest: Arguments) => Result;
  return (...rest) => entry(model, ...rest);
}

const predictors: ByModel<[X: Matrix], Float64Array> = {
  prevalence: predictPrevalence,
  logistic: predictLogistic,
  neighbours: predictNeighbours,
  "naive-bayes": predictNaiveBayes,
  tree: predictTree,
  forest: predictForest,
  boosting: predictBoosting,
  svm: predictSvm,
};

/**
 * The probability of disease for each row of `X`, whose columns must be those of the training
 * matrix.
 *
 * @throws `TypeError` when the number of columns differs from what the model learned from.
 */
export function predict(model: Model, X: Matrix): Float64Array {
  return forModel(predictors, model)(X);
}
