/** Linear regression with a ridge penalty, used for imputation. */
import type { Matrix } from "../types.ts";
import { cholesky, solve } from "./linear-algebra.ts";

/** A number as a weighted sum of the columns of a matrix. Plain JSON. */
export interface LinearRule {
  readonly intercept: number;
  /** One per column; 0 for the column that is predicted. */
  readonly weights: readonly number[];
}

/**
 * Predicts one column of `X` from all others: least squares plus `l2` times the sum of squared
 * weights, the intercept unpenalised.
 *
 * @param rows The rows to learn from.
 * @param l2 Above 0, so that the solution is unique.
 */
export function fitRidge(
  X: Matrix,
  target: number,
  { rows, l2 }: { readonly rows: readonly number[]; readonly l2: number },
): LinearRule {
  const means = meansOf(X, rows), { columns } = X;
  const others = Array.from(means.keys()).filter((j) => j !== target);
  const size = others.length, gram = new Float64Array(size * size), right = new Float64Array(size);
  const away = new Float64Array(columns);
  for (const row of rows) {
    for (let j = 0; j < columns; j++) away[j] = X.values[row * columns + j] - means[j];
    for (let a = 0; a < size; a++) {
      const x = away[others[a]];
      for (let b = 0; b <= a; b++) gram[a * size + b] += x * away[others[b]];
      right[a] += x * away[target];
    }
  }
  for (let a = 0; a < size; a++) gram[a * size + a] += l2;
  const solution = solve(cholesky(gram, size), right);
  const weights = new Array<number>(X.columns).fill(0);
  others.forEach((j, a) => weights[j] = solution[a]);
  const intercept = means[target] - weights.reduce((sum, weight, j) => sum + weight * means[j], 0);
  return { intercept, weights };
}

function meansOf({ values, columns }: Matrix, rows: readonly number[]): Float64Array {
  const sums = new Float64Array(columns);
  for (const row of rows) {
    for (let j = 0; j < columns; j++) sums[j] += values[row * columns + j];
  }
  return sums.map((sum) => sum / rows.length);
}

/** The weighted sum of a row of numbers. */
export function applyRule({ intercept, weights }: LinearRule, x: ArrayLike<number>): number {
  let sum = intercept;
  for (let j = 0; j < weights.length; j++) sum += weights[j] * x[j];
  return sum;
}
