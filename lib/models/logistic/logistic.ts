/** Logistic regression, unpenalised or ridge: fit, predict, and the covariance of the weights. */

import type { Matrix, Training } from "../../types.ts";
import { nameColumn } from "../../prepare/preprocessor.ts";
import { type AllowedSettings, checkAllowed, checkedWithData, from } from "../allowed.ts";
import { checkQueries } from "../check-queries.ts";
import { checkTraining } from "../check-training.ts";
import { cholesky, inverse } from "../../stats/linear-algebra.ts";
import { sigmoid } from "../../stats/log-odds.ts";
import { hessian, pass } from "./derivatives.ts";
import type { LogisticData } from "./loss.ts";
import type { Found } from "./newton.ts";
import { minimise } from "./large.ts";
import { type ClassWeights, rowWeights } from "../weights.ts";

/** Length of the last step, in standard errors. The next one would be far shorter. */
export const CLOSE = 1e-6;

export interface LogisticSettings {
  /** Ridge penalty, 0 or more; 0, the default, is maximum likelihood. */
  readonly l2?: number;
  readonly classWeights?: ClassWeights;
}

/** The allowed settings. */
export const logisticAllowed: AllowedSettings<LogisticSettings> = {
  l2: from(0),
  classWeights: checkedWithData,
};

/** p = 1 / (1 + exp(-(intercept + weights · x))). Plain JSON. */
export interface LogisticModel {
  readonly kind: "logistic";
  readonly intercept: number;
  /** One per column of the matrix it was fitted on. */
  readonly weights: readonly number[];
  /** False if these are not the weights of the optimum; `warning` then says why. */
  readonly converged: boolean;
  readonly warning?: string;
}

/**
 * Fits P(disease) by minimising the weighted sum of log losses + l2/2 · |weights|², the intercept
 * unpenalised: R's `glm` where `l2` is 0, scikit-learn's `LogisticRegression(C = 1 / l2)` above.
 *
 * Stops once a step is shorter than 1e-6 standard errors, or the next one clearly would be. If some combination of columns separates
 * the diseased from the healthy, an unpenalised fit has no optimum: the current weights are
 * returned, finite, with `converged: false` and a warning that says what to do.
 *
 * An `l2` that is negative, infinite or NaN is a `RangeError`; so are linearly dependent columns if
 * `l2` is 0. Bad training data throw as `checkTraining` does.
 *
 * Source: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 4.4.1.
 *
 * @example
 * ```ts
 * import { fitLogistic, predictLogistic } from "heartbook/models/logistic/logistic.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // Diseased: 1 of 4 women, 3 of 4 men.
 * const training = {
 *   X: { values: Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1), rows: 8, columns: 1 },
 *   y: Uint8Array.of(0, 0, 0, 1, 0, 1, 1, 1),
 *   columns: [
 *     { kind: "level", feature: "sex", level: "male", fill: "male", mean: 0, scale: 1 },
 *   ] as const,
 * };
 * const model = fitLogistic(training);
 * assertAlmostEquals(model.weights[0], Math.log(9), 1e-9); // odds of 3 over odds of 1/3
 * assertAlmostEquals(predictLogistic(model, training.X)[7], 3 / 4, 1e-9);
 * ```
 */
export function fitLogistic(
  training: Training,
  settings: LogisticSettings = {},
): LogisticModel {
  return fitLogistics(training, [settings])[0];
}

/** One model per entry of settings, in order, each as {@link fitLogistic} fits it: they begin alike. */
export function fitLogistics(
  training: Training,
  settings: readonly LogisticSettings[],
): LogisticModel[] {
  checkTraining(training, "logistic");
  for (const each of settings) checkAllowed("logistic", each, logisticAllowed);
  const weighed = new Map<string, LogisticData>();
  return settings.map(({ l2 = 0, classWeights }) => {
    const key = JSON.stringify(classWeights ?? null);
    const { X, y } = training;
    const data = weighed.get(key) ?? { X, y, weights: rowWeights(training, classWeights) };
    weighed.set(key, data);
    return toLogisticModel(training, minimise(data, { l1: 0, l2, close: CLOSE }));
  });
}

/** The result as plain JSON; `RangeError` that names linearly dependent columns. */
export function toLogisticModel(training: Training, found: Found): LogisticModel {
  if (found.end === "dependent") throw new RangeError(dependence(training, found.dependent));
  return {
    kind: "logistic",
    intercept: found.beta[0],
    weights: [...found.beta.subarray(1)],
    ...(found.end === "optimum"
      ? { converged: true }
      : { converged: false, warning: WARNINGS[found.end] }),
  };
}

const WARNINGS = {
  separated:
    "logistic: some combination of the columns separates the diseased from the healthy, so " +
    "the maximum-likelihood weights are infinite and these are only large; give l2 above 0, merge rare " +
    "levels or drop the column with the largest weight",
  exhausted: "logistic: still moving after 100 iterations; bring the columns to similar scales " +
    "or give l2 above 0",
};

function dependence({ columns }: Training, dependent: readonly number[]): string {
  const names = dependent.map((j) => nameColumn(columns[j - 1]));
  return "logistic: expected linearly independent columns, but each of these is " +
    `constant or depends on earlier ones: ${names.join(", ")}; leave them out, ` +
    "code levels against a reference, or give l2 above 0";
}

/**
 * P(disease) for every row of `X`, whose columns are those of the training matrix in their order.
 * A different number of columns is a `TypeError`, a cell that is not finite or too large a
 * `RangeError`.
 */
export function predictLogistic(
  { intercept, weights }: LogisticModel,
  X: Matrix,
): Float64Array {
  checkQueries(X, { learner: "logistic", columns: weights.length });
  const { values, rows, columns } = X;
  const p = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let z = intercept;
    for (let j = 0; j < columns; j++) z += weights[j] * values[i * columns + j];
    p[i] = sigmoid(z);
  }
  return p;
}

/**
 * The covariance of the estimates: the inverse of the information in `training` at the model's
 * weights, (1 + columns) square, the intercept first. The square root of a diagonal entry is a
 * standard error, as in R's `vcov(glm)`.
 *
 * Meant for an unpenalised fit on the same training data without class weights. A row weight counts
 * patients. `RangeError` for a model that did not converge or linearly dependent columns,
 * `TypeError` for a different number of columns.
 *
 * @example
 * ```ts
 * import { fitLogistic, logisticCovariance } from "heartbook/models/logistic/logistic.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // Diseased: 1 of 4 women, 3 of 4 men.
 * const training = {
 *   X: { values: Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1), rows: 8, columns: 1 },
 *   y: Uint8Array.of(0, 0, 0, 1, 0, 1, 1, 1),
 *   columns: [
 *     { kind: "level", feature: "sex", level: "male", fill: "male", mean: 0, scale: 1 },
 *   ] as const,
 * };
 * const { values } = logisticCovariance(fitLogistic(training), training);
 * assertAlmostEquals(values[3], 1 / 1 + 1 / 3 + 1 / 3 + 1 / 1, 1e-6); // Woolf's variance
 * ```
 */
export function logisticCovariance(model: LogisticModel, training: Training): Matrix {
  checkTraining(training, "logistic");
  if (!model.converged) {
    throw new RangeError("logisticCovariance: expected a model that converged");
  }
  const { X } = training, size = X.columns + 1;
  if (X.columns !== model.weights.length) {
    throw new TypeError(`logistic: expected ${model.weights.length} columns, got ${X.columns}`);
  }
  const data = { X, y: training.y, weights: rowWeights(training) };
  const { right } = pass(data, Float64Array.of(model.intercept, ...model.weights));
  const information = cholesky(hessian(data, right), size);
  if (information.dependent.length > 0) {
    throw new RangeError(dependence(training, information.dependent));
  }
  return { values: inverse(information), rows: size, columns: size };
}
