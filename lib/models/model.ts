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

/** A fitted model: plain JSON, told apart by `kind`. */
export type Model =
  | PrevalenceModel
  | LogisticModel
  | NeighboursModel
  | NaiveBayesModel
  | TreeModel
  | ForestModel
  | BoostingModel
  | SvmModel;

/**
 * The probability of disease for each row of `X`, whose columns must be those of the training.
 *
 * @throws `TypeError` when the number of columns differs from what the model learned from.
 */
export function predict(model: Model, X: Matrix): Float64Array {
  switch (model.kind) {
    case "prevalence":
      return predictPrevalence(model, X);
    case "logistic":
      return predictLogistic(model, X);
    case "neighbours":
      return predictNeighbours(model, X);
    case "naive-bayes":
      return predictNaiveBayes(model, X);
    case "tree":
      return predictTree(model, X);
    case "forest":
      return predictForest(model, X);
    case "boosting":
      return predictBoosting(model, X);
    case "svm":
      return predictSvm(model, X);
  }
}
