/** Means and sums of squares, summed in the order of the values. */
import type { Matrix } from "../types.ts";

/**
 * `x` times itself. In V8, `x ** 2` gives the same but calls the general power, which takes about
 * ten times as long, so loops that run often use this.
 */
export function square(x: number): number {
  return x * x;
}

/** The arithmetic mean; `NaN` for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/**
 * The sum of the squared distances from the mean: divided by n - 1 it is the sample variance,
 * divided by n the population's.
 *
 * @example
 * ```ts
 * import { sumOfSquares } from "heartbook/stats/moments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sumOfSquares([1, 2, 3]), 2);
 * ```
 */
export function sumOfSquares(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += square(values[i] - centre);
  return sum;
}

/** The mean of each column. */
export function columnMeans({ values, rows, columns }: Matrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let row = 0, cell = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) sums[j] += values[cell++];
  }
  return sums.map((sum) => sum / rows);
}

/**
 * Sums of products of the columns around their means, the lower triangle row-major: divided by the
 * number of rows it is the covariance of the rows.
 *
 * @example
 * ```ts
 * import { scatter } from "heartbook/stats/moments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const X = { values: Float64Array.of(0, 0, 2, 4), rows: 2, columns: 2 };
 * assertEquals(scatter(X), Float64Array.of(2, 0, 4, 8));
 * ```
 */
export function scatter(X: Matrix): Float64Array {
  const { values, rows, columns } = X;
  const means = columnMeans(X);
  const sums = new Float64Array(columns * columns);
  const away = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) away[j] = values[i * columns + j] - means[j];
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k <= j; k++) sums[j * columns + k] += away[j] * away[k];
    }
  }
  return sums;
}
