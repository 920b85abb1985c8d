/**
 * Logistic regression exported to, imported from and trained by the package
 * `ml-logistic-regression`.
 */

import defer * as mlLogistic from "ml-logistic-regression";
import defer * as mlMatrix from "ml-matrix";
import type { Matrix, Training } from "../../types.ts";
import { checkTraining } from "../check-training.ts";
import type { LogisticModel } from "../logistic/logistic.ts";

/** The input of `LogisticRegression.load()` and output of `toJSON()`, for two classes. */
export interface MlLogisticRegression {
  readonly name: "LogisticRegression";
  readonly numberClasses: number;
  /** One per class, its score the probability of the other: one row, the intercept last. */
  readonly classifiers: readonly { readonly weights: readonly (readonly number[])[] }[];
}

/**
 * A logistic model for `LogisticRegression.load()`. The package has no intercept: its `predict`
 * expects the rows of {@link toMlMatrix}, whose last column is 1.
 *
 * It then returns our class, diseased at p >= 0.5, except that a patient with p exactly 0.5 is
 * called healthy.
 *
 * @example
 * ```ts
 * import LogisticRegression from "ml-logistic-regression";
 * import { toMlLogisticRegression, toMlMatrix } from "heartbook/models/mljs/logistic.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const model = { kind: "logistic", intercept: -3, weights: [2], converged: true } as const;
 * const theirs = LogisticRegression.load(toMlLogisticRegression(model));
 * const X = { values: Float64Array.of(1, 2), rows: 2, columns: 1 };
 * assertEquals(theirs.predict(toMlMatrix(X)), [0, 1]);
 * ```
 */
export function toMlLogisticRegression(
  { weights, intercept }: LogisticModel,
): MlLogisticRegression {
  const row = [...weights, intercept];
  return {
    name: "LogisticRegression",
    numberClasses: 2,
    classifiers: [{ weights: [row] }, { weights: [row.map((weight) => -weight)] }],
  };
}

/** The rows of `X` with a column of ones at the end, as the mljs packages expect them. */
export function toMlMatrix({ values, rows, columns }: Matrix): mlMatrix.Matrix {
  return new mlMatrix.Matrix(Array.from({ length: rows }, (_, i) => {
    return [...values.subarray(i * columns, (i + 1) * columns), 1];
  }));
}

/**
 * A logistic model from the package's JSON, trained with the column of ones last. The weights are
 * half the difference between the two classifiers' weights, which decides the package's class, so
 * the model gives the same class.
 *
 * The JSON does not tell whether the weights are optimal, so `converged` is false and the warning
 * says why. `TypeError` for a different shape or a weight that is not a finite number.
 */
export function fromMlLogisticRegression(json: unknown): LogisticModel {
  const rows = readClassifiers(json);
  const weights = rows[0].map((weight, j) => (weight - rows[1][j]) / 2);
  return {
    kind: "logistic",
    intercept: weights.at(-1)!,
    weights: weights.slice(0, -1),
    converged: false,
    warning: "logistic: taken from ml-logistic-regression, which makes a fixed number of steps " +
      "and does not report how far it is from the optimum",
  };
}

function readClassifiers(json: unknown): number[][] {
  const { name, numberClasses, classifiers } = Object(json) as Partial<MlLogisticRegression>;
  if (name !== "LogisticRegression" || numberClasses !== 2 || classifiers?.length !== 2) {
    throw new TypeError(
      "ml-logistic-regression: expected the JSON of a LogisticRegression with 2 classes, " +
        `got name ${name}, numberClasses ${numberClasses}, ${classifiers?.length} classifiers`,
    );
  }
  const rows = classifiers.map((each) => Array.from(each?.weights?.[0] ?? []));
  if (rows[0].length < 2 || rows[0].length !== rows[1].length) {
    throw new TypeError(
      "ml-logistic-regression: expected a weight for each column and one for the ones, " +
        `got ${rows[0].length} and ${rows[1].length}`,
    );
  }
  const odd = rows.flat().find((weight) => !Number.isFinite(weight));
  if (odd !== undefined) {
    throw new TypeError(`ml-logistic-regression: expected finite weights, got ${odd}`);
  }
  return rows;
}

/** The package's own settings. */
export interface MlLogisticSettings {
  /** Steps of gradient descent; default 1,000, instead of the package's 50,000. */
  readonly numSteps?: number;
  /** Length of a step; default 0.0005, as in the package. Too large a step does not converge. */
  readonly learningRate?: number;
}

/**
 * Trains with the unmodified package on `X` with a column of ones, and converts the result to a
 * logistic model.
 *
 * It descends the unpenalised loss from zero for a fixed number of steps, without a convergence
 * test, and does everything twice, once per class. On 303 patients and 25 standardised columns,
 * 1,000 steps take one or two seconds and leave probabilities up to 0.06 from the optimum; 50,000
 * take a minute and leave 0.0001; `fitLogistic` takes a millisecond. Numbers must be standardised,
 * or the steps are too long to converge.
 *
 * `RangeError` for a setting that is not above 0 and for row weights, which the package does not
 * support; bad training data throw as `checkTraining` does.
 */
export function fitMlLogisticRegression(
  training: Training,
  { numSteps = 1000, learningRate = 5e-4 }: MlLogisticSettings = {},
): LogisticModel {
  checkTraining(training, "ml-logistic-regression");
  if (!Number.isInteger(numSteps) || numSteps < 1) {
    throw new RangeError(`ml-logistic-regression: expected 1 or more numSteps, got ${numSteps}`);
  }
  if (!(learningRate > 0 && learningRate < Infinity)) {
    throw new RangeError(
      `ml-logistic-regression: expected a learningRate above 0, got ${learningRate}`,
    );
  }
  refuseWeights(training, "ml-logistic-regression");
  const theirs = new mlLogistic.default({ numSteps, learningRate });
  theirs.train(toMlMatrix(training.X), mlMatrix.Matrix.columnVector(Array.from(training.y)));
  return fromMlLogisticRegression(JSON.parse(JSON.stringify(theirs)));
}

/** Throws a `RangeError` unless every row has weight 1. */
export function refuseWeights({ weights }: Training, learner: string): void {
  const row = weights?.findIndex((weight) => weight !== 1) ?? -1;
  if (row >= 0) {
    throw new RangeError(
      `${learner}: expected every row to count 1, as it has no row weights, ` +
        `got ${weights?.[row]} in row ${row}`,
    );
  }
}
