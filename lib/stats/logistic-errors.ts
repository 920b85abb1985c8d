/** Standard errors of a small logistic regression. */
import { cholesky, inverse } from "./linear-algebra.ts";
import { sigmoid } from "./log-odds.ts";
import { fitLogits, type LogisticFit } from "./logistic-fit.ts";

/** A coefficient with its standard error. */
export interface Coefficient {
  readonly estimate: number;
  readonly standardError: number;
}

/** A fitted small regression. */
export interface FittedLogits {
  /** The intercept, then one per column. */
  readonly coefficients: readonly Coefficient[];
  /** Log likelihood of the data, in nats; 0 or below. */
  readonly logLikelihood: number;
}

/** The log likelihood of log odds `z`, in nats. */
export function logLikelihood(target: ArrayLike<number>, z: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++) {
    sum += target[i] * z[i] - Math.max(z[i], 0) - Math.log1p(Math.exp(-Math.abs(z[i])));
  }
  return sum;
}

/**
 * The regression of `fitLogits` with the standard errors of its coefficients, from the inverse of
 * the information as R's `glm` has it, and its log likelihood.
 *
 * Throws as `fitLogits` does.
 *
 * @example
 * ```ts
 * import { fitWithErrors } from "heartbook/stats/logistic-errors.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // One of four: log odds of -log 3, with a variance of 1/1 + 1/3.
 * const { coefficients: [intercept] } = fitWithErrors({ target: [1, 0, 0, 0], columns: [] });
 * assertAlmostEquals(intercept.estimate, -Math.log(3), 1e-9);
 * assertAlmostEquals(intercept.standardError, Math.sqrt(4 / 3), 1e-9);
 * ```
 */
export function fitWithErrors(fit: LogisticFit): FittedLogits {
  const beta = fitLogits(fit), size = beta.length;
  const information = new Float64Array(size * size);
  const z = Float64Array.from(fit.target, (_, i) => fit.offset?.[i] ?? 0);
  for (let i = 0; i < z.length; i++) {
    const row = [1, ...fit.columns.map((column) => column[i])];
    z[i] += row.reduce((sum, value, j) => sum + beta[j] * value, 0);
    const weight = sigmoid(z[i]) * (1 - sigmoid(z[i]));
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) information[j * size + k] += weight * row[j] * row[k];
    }
  }
  const covariance = inverse(cholesky(information, size));
  return {
    coefficients: Array.from(beta, (estimate, j) => ({
      estimate,
      standardError: Math.sqrt(covariance[j * size + j]),
    })),
    logLikelihood: logLikelihood(fit.target, z),
  };
}
