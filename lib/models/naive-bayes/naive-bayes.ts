/** Naive Bayes: the evidence of each column, multiplied as if independent. */

import type { Matrix, Training } from "../../types.ts";
import { above, type AllowedSettings, checkAllowed, checkedWithData, from } from "../allowed.ts";
import { checkQueries } from "../check-queries.ts";
import { checkTraining } from "../check-training.ts";
import { classTotals, type PerClass } from "../class-totals.ts";
import { type CategoryByClass, describeCategories, levelOf } from "./categories.ts";
import { describeNumbers, type NumberByClass } from "./numbers.ts";
import { type ClassWeights, rowWeights } from "../weights.ts";
import { sigmoid } from "../../stats/log-odds.ts";
import { square } from "../../stats/moments.ts";

export interface NaiveBayesSettings {
  /** Pseudo-counts added to each level of each class (Laplace), above 0; default 1. */
  readonly smoothing?: number;
  /** Added to each variance, as a share of the largest, 0 or more; default 1e-9. */
  readonly varianceSmoothing?: number;
  readonly classWeights?: ClassWeights;
}

/** The allowed settings. */
export const naiveBayesAllowed: AllowedSettings<NaiveBayesSettings> = {
  smoothing: above(0),
  varianceSmoothing: from(0),
  classWeights: checkedWithData,
};

/** Plain JSON. */
export interface NaiveBayesModel {
  readonly kind: "naive-bayes";
  /** Number of columns of the training matrix. */
  readonly columns: number;
  /** Share of each class. */
  readonly prior: PerClass;
  readonly numbers: readonly NumberByClass[];
  readonly categories: readonly CategoryByClass[];
}

/**
 * Fits P(disease) as if columns were independent within a class: numbers are normal with the
 * class's mean and population variance, and the level columns of one feature form its categories.
 *
 * A row with all level columns of a feature off has the reference level if training has such rows;
 * otherwise the feature is ignored for that row. A constant number is ignored. Equals
 * scikit-learn's `GaussianNB` on the numbers and `CategoricalNB` on the categories, with log
 * densities added and the prior counted once, except that their added variance ignores weights.
 *
 * A `smoothing` that is not above 0, a negative `varianceSmoothing`, or a number that does not vary
 * within a class while `varianceSmoothing` is 0 is a `RangeError`; bad training data throw as
 * `checkTraining` does.
 *
 * Source: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 6.6.3.
 *
 * @example
 * ```ts
 * import { fitNaiveBayes, predictNaiveBayes } from "heartbook/models/naive-bayes/naive-bayes.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // The reference level is female: 1 of 4 diseased are, and 3 of 4 healthy.
 * const training = {
 *   X: { values: Float64Array.of(0, 0, 0, 1, 0, 1, 1, 1), rows: 8, columns: 1 },
 *   y: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1),
 *   columns: [
 *     { kind: "level", feature: "sex", level: "male", fill: "male", mean: 0, scale: 1 },
 *   ] as const,
 * };
 * const p = predictNaiveBayes(fitNaiveBayes(training), training.X);
 * assertAlmostEquals(p[7], (3 + 1) / (3 + 1 + 1 + 1), 1e-12);
 * ```
 */
export function fitNaiveBayes(
  training: Training,
  settings: NaiveBayesSettings = {},
): NaiveBayesModel {
  const { smoothing = 1, varianceSmoothing = 1e-9, classWeights } = settings;
  checkTraining(training, "naive Bayes");
  checkAllowed("naive Bayes", settings, naiveBayesAllowed);
  const weights = rowWeights(training, classWeights);
  const [healthy, diseased] = classTotals(training.y, weights);
  return {
    kind: "naive-bayes",
    columns: training.X.columns,
    prior: [healthy / (healthy + diseased), diseased / (healthy + diseased)],
    numbers: describeNumbers(training, { weights, varianceSmoothing }),
    categories: describeCategories(training, { weights, smoothing }),
  };
}

/**
 * P(disease) for every row of `X`, whose columns are those of the training matrix in their order.
 * A different number of columns is a `TypeError`, a cell that is not finite or too large a
 * `RangeError`.
 */
export function predictNaiveBayes(model: NaiveBayesModel, X: Matrix): Float64Array {
  checkQueries(X, { learner: "naive Bayes", columns: model.columns });
  const p = new Float64Array(X.rows);
  for (let i = 0; i < p.length; i++) p[i] = sigmoid(logOddsOf(model, X, i));
  return p;
}

function logOddsOf(
  { prior, numbers, categories }: NaiveBayesModel,
  X: Matrix,
  row: number,
): number {
  let logOdds = logRatio(prior);
  for (const { column, mean, variance } of numbers) {
    const x = X.values[row * X.columns + column];
    logOdds += square(x - mean[0]) / (2 * variance[0]) - square(x - mean[1]) / (2 * variance[1]) -
      logRatio(variance) / 2;
  }
  for (const { levels, rest } of categories) {
    const level = levelOf(levels, X, row), share = level < 0 ? rest : levels[level].share;
    if (share) logOdds += logRatio(share);
  }
  return logOdds;
}

function logRatio([healthy, diseased]: PerClass): number {
  return Math.log(diseased / healthy);
}
