/**
 * Small logistic regressions, as calibration needs them: an outcome on functions of the
 * probability.
 */

import { cholesky, solve } from "./linear-algebra.ts";
import { sigmoid, softplus } from "./log-odds.ts";

/** What a small logistic regression is fitted to. */
export interface LogisticFit {
  /** 0, 1 or anything between: the share of the row that is diseased. */
  readonly target: ArrayLike<number>;
  readonly columns: readonly ArrayLike<number>[];
  /** Log odds that each row starts from; default 0. */
  readonly offset?: ArrayLike<number>;
}

/** If there is an optimum, Newton's method reaches it in half as many. */
const ITERATIONS = 30;

/**
 * The unpenalised logistic regression of the target on the columns, by Newton's method: the
 * intercept, then one coefficient per column.
 *
 * @throws `RangeError` when a column is constant or depends linearly on the others, or when the
 * columns separate the classes, so that no finite coefficients are best.
 *
 * @example
 * ```ts
 * import { fitLogits } from "heartbook/stats/logistic-fit.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const fit = fitLogits({ target: [1, 0, 0, 1, 1, 0], columns: [[0, 0, 0, 1, 1, 1]] });
 * assertAlmostEquals(fit[0], Math.log(1 / 2), 1e-12);
 * assertAlmostEquals(fit[1], Math.log(2 / 1) - Math.log(1 / 2), 1e-12);
 * ```
 */
export function fitLogits(fit: LogisticFit): Float64Array {
  let beta: Float64Array = new Float64Array(fit.columns.length + 1);
  let here = derivatives(fit, beta);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const curved = cholesky(here.curvature, beta.length);
    if (curved.dependent.length > 0) break;
    const step = solve(curved, here.gradient);
    const squareLength = step.reduce((sum, value, j) => sum + value * here.gradient[j], 0);
    // Near the optimum a step doubles the correct digits, so after this one all are correct.
    if (squareLength < 1e-16) return beta.map((value, j) => value + step[j]);
    const start = { beta, loss: here.loss };
    let length = 1;
    do {
      beta = start.beta.map((value, j) => value + length * step[j]);
      here = derivatives(fit, beta);
      length /= 2;
      // The margin allows for rounding in the last digits of the loss.
    } while (here.loss > start.loss * (1 + 1e-12) && length > 0);
  }
  throw new RangeError(
    "logistic fit: expected probabilities that vary and do not separate the classes, " +
      "otherwise no finite slope is best",
  );
}

/** The log loss at `beta` with its negative gradient and its curvature, for Newton's method. */
function derivatives(
  { target, columns, offset }: LogisticFit,
  beta: Float64Array,
): { loss: number; gradient: Float64Array; curvature: Float64Array } {
  const size = beta.length;
  const gradient = new Float64Array(size), curvature = new Float64Array(size * size);
  const row = new Float64Array(size).fill(1);
  let loss = 0;
  for (let i = 0; i < target.length; i++) {
    let z = beta[0] + (offset?.[i] ?? 0);
    for (let j = 1; j < size; j++) {
      row[j] = columns[j - 1][i];
      z += beta[j] * row[j];
    }
    const q = sigmoid(z);
    loss += softplus(z) - target[i] * z;
    for (let j = 0; j < size; j++) {
      gradient[j] += (target[i] - q) * row[j];
      for (let k = 0; k <= j; k++) curvature[j * size + k] += q * (1 - q) * row[j] * row[k];
    }
  }
  return { loss, gradient, curvature };
}
