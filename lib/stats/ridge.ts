/** Linear regression with a ridge penalty, as imputation needs it. */
import type { Matrix } from "../types.ts";

/** A number as a weighted sum of the columns of a matrix. Plain JSON. */
export interface LinearRule {
  readonly intercept: number;
  /** One per column; 0 for the column that is predicted. */
  readonly weights: readonly number[];
}

/** The `x` with `A x = b` for a symmetric positive definite `A`, by elimination; changes both. */
function solveInPlace(A: number[][], b: number[]): number[] {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let r = i + 1; r < n; r++) {
      const factor = A[r][i] / A[i][i];
      for (let c = i; c < n; c++) A[r][c] -= factor * A[i][c];
      b[r] -= factor * b[i];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let c = i + 1; c < n; c++) b[i] -= A[i][c] * b[c];
    b[i] /= A[i][i];
  }
  return b;
}

/**
 * Predicts one column of `X` from all others: least squares plus `l2` times the sum of squared
 * weights, the intercept unpenalised.
 *
 * @param rows The rows to learn from.
 * @param l2 Above 0, so that there is one answer whatever the columns.
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
  const gram = others.map(() => new Array<number>(others.length));
  others.forEach((i, a) => {
    for (let b = 0; b <= a; b++) gram[a][b] = gram[b][a] = product(i, others[b]);
    gram[a][a] += l2;
  });
  const solution = solveInPlace(gram, others.map((j) => product(j, target)));
  const weights = new Array<number>(X.columns).fill(0);
  others.forEach((j, a) => weights[j] = solution[a]);
  const intercept = means[target] - weights.reduce((sum, weight, j) => sum + weight * means[j], 0);
  return { intercept, weights };
}

/** The weighted sum of a row of numbers. */
export function applyRule({ intercept, weights }: LinearRule, x: ArrayLike<number>): number {
  return weights.reduce((sum, weight, j) => sum + weight * x[j], intercept);
}
