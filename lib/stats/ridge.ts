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
  const cell = (row: number, column: number): number => X.values[row * X.columns + column];
  const means = Array.from(
    { length: X.columns },
    (_, j) => rows.reduce((sum, row) => sum + cell(row, j), 0) / rows.length,
  );
  const others = means.map((_, j) => j).filter((j) => j !== target);
  const product = (i: number, j: number): number =>
    rows.reduce((sum, row) => sum + (cell(row, i) - means[i]) * (cell(row, j) - means[j]), 0);
  const size = others.length, gram = new Float64Array(size * size);
  others.forEach((i, a) => {
    for (let b = 0; b <= a; b++) gram[a * size + b] = product(i, others[b]);
    gram[a * size + a] += l2;
  });
  const solution = solve(
    cholesky(gram, size),
    Float64Array.from(others, (j) => product(j, target)),
  );
  const weights = new Array<number>(X.columns).fill(0);
  others.forEach((j, a) => weights[j] = solution[a]);
  const intercept = means[target] - weights.reduce((sum, weight, j) => sum + weight * means[j], 0);
  return { intercept, weights };
}

/** The weighted sum of a row of numbers. */
export function applyRule({ intercept, weights }: LinearRule, x: ArrayLike<number>): number {
  return weights.reduce((sum, weight, j) => sum + weight * x[j], intercept);
}
