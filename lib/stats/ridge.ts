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
 * @param moving The columns that may change in these rows between calls, never the target: the
 * products of all others are summed once.
 * @returns Fits the rule to `X` as it is when called.
 */
export function ridgeFitter(
  X: Matrix,
  target: number,
  { rows, l2, moving }: {
    readonly rows: readonly number[];
    readonly l2: number;
    readonly moving: readonly number[];
  },
): () => LinearRule {
  const { values, columns } = X, all = Array.from({ length: columns }, (_, j) => j);
  const products = new Float64Array(columns * columns);
  const others = all.filter((j) => j !== target), size = others.length;
  let stale: readonly number[] = all;
  return () => {
    const means = meansOf(X, rows);
    multiply({ values, rows, means, of: stale, to: products });
    stale = moving;
    const gram = new Float64Array(size * size), right = new Float64Array(size);
    others.forEach((i, a) => {
      for (let b = 0; b <= a; b++) gram[a * size + b] = products[i * columns + others[b]];
      gram[a * size + a] += l2;
      right[a] = products[i * columns + target];
    });
    const solution = solve(cholesky(gram, size), right);
    const weights = new Array<number>(columns).fill(0);
    others.forEach((j, a) => weights[j] = solution[a]);
    const away = weights.reduce((sum, weight, j) => sum + weight * means[j], 0);
    return { intercept: means[target] - away, weights };
  };
}

/** The products of some of the centred columns with all, into both triangles. */
function multiply({ values, rows, means, of, to }: {
  readonly values: Float64Array;
  readonly rows: readonly number[];
  readonly means: Float64Array;
  readonly of: readonly number[];
  readonly to: Float64Array;
}): void {
  const columns = means.length, away = new Float64Array(columns);
  for (const i of of) to.fill(0, i * columns, (i + 1) * columns);
  for (const row of rows) {
    for (let j = 0; j < columns; j++) away[j] = values[row * columns + j] - means[j];
    for (let k = 0; k < of.length; k++) {
      const x = away[of[k]], first = of[k] * columns;
      for (let j = 0; j < columns; j++) to[first + j] += x * away[j];
    }
  }
  for (const i of of) {
    for (let j = 0; j < columns; j++) to[j * columns + i] = to[i * columns + j];
  }
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
