/**
 * The two kernels of a support vector machine, and the loops over all patients where it spends its
 * time.
 */

import type { Matrix } from "../../types.ts";

/**
 * `x · z`, or exp(-gamma |x - z|²): 1 for the same patient, near 0 for one far away. Plain JSON.
 */
export type Kernel =
  | { readonly kind: "linear" }
  | { readonly kind: "rbf"; readonly gamma: number };

/**
 * Loops over the rows of one matrix and the numbers they work on. Arrays have one number per row,
 * possibly with padding at the end, which must be marked like a row that may neither rise nor fall.
 */
export interface KernelLoops {
  /** The gradient in each row's coefficient. */
  readonly gradient: Float64Array;
  /** 0 for a row that may rise, -Infinity for one that may not. */
  readonly rise: Float64Array;
  /** 0 for a row that may fall, Infinity for one that may not. */
  readonly fall: Float64Array;
  /** The kernel between every row and itself. */
  readonly diagonal: Float64Array;
  /** A fresh array that the loops can work on. */
  readonly numbers: () => Float64Array;
  /** Writes the kernel between a row of `X` and every row of the matrix into `result`. */
  readonly fill: (result: Float64Array, X: Matrix, row: number) => void;
  /** Subtracts `step` times the difference of two kernel rows from the gradient. */
  readonly descend: (rowI: Float64Array, rowJ: Float64Array, step: number) => Extremes;
  /** The row, the first of equals, whose fall gains most as the riser rises. */
  readonly bestPartner: (extremes: Extremes, rowOfRiser: Float64Array) => number;
}

/** Where the gradient is highest among rows that may rise, lowest among those that may fall. */
export interface Extremes {
  readonly highest: number;
  /** The row of the highest, the first of equals; -1 if none may rise. */
  readonly riser: number;
  readonly lowest: number;
}

/** libsvm's substitute for the curvature between two identical rows. */
export const LEAST_CURVATURE = 1e-12;

/** The product of every row with itself. */
export function squaredNorms(matrix: Matrix): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, i) => product(matrix, i, matrix, i));
}

/** The product of a row of `a` with a row of `b`. */
export function product(a: Matrix, i: number, b: Matrix, j: number): number {
  const { columns } = a;
  let sum = 0;
  for (let c = 0; c < columns; c++) sum += a.values[i * columns + c] * b.values[j * columns + c];
  return sum;
}
