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

/** The kernel between any patient and every row of one matrix. */
export interface Likeness {
  /** A fresh array of one number per row, possibly with padding at the end. */
  readonly numbers: () => Float64Array;
  /** Writes the kernel between a row of `X` and every row of the matrix into `result`. */
  readonly fill: (result: Float64Array, X: Matrix, row: number) => void;
}

/**
 * The climb to the optimum over the rows of one matrix, and the numbers it works on: one per row,
 * possibly with padding at the end.
 */
export interface Climber {
  /** The gradient in each row's coefficient. */
  readonly gradient: Float64Array;
  /** The kernel between every row and itself. */
  readonly diagonal: Float64Array;
  /** Each row's coefficient, and its lower and upper bound. */
  readonly beta: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The step in which the kernel of each row was used last. */
  readonly stamps: Int32Array;
  /** Sets the kernel. All kernel rows are missing then. */
  readonly use: (kernel: Kernel) => void;
  /** Computes the kernel of row `i`, in the place of row `instead` if that is given. */
  readonly provide: (i: number, instead?: number) => void;
  /** Computes the kernel of all rows at once: cheaper than one by one, as it is symmetric. */
  readonly provideAll: () => void;
  /** The kernel of a row; read-only, `null` where it is missing. */
  readonly row: (i: number) => Float64Array | null;
  /**
   * Stands at step 0 with coefficients of 0, which may become as large as the `bounds`; `y` is 0 or
   * 1 per row.
   */
  readonly begin: (y: Uint8Array, bounds: Float64Array) => void;
  /** Stands at step 0 with the bounds, the gradient and the coefficients that are there. */
  readonly resume: () => void;
  /**
   * Takes the step of which row `i` has already risen and row `j` has already fallen by `step`. It
   * is -1 or, where nothing is done because a kernel row is missing, that row.
   */
  readonly exchange: (i: number, j: number, step: number) => number;
  /**
   * Climbs until the tolerance is met or the steps run out, which is -1, or the kernel of a row is
   * missing, which is that row: it can go on once it is there.
   */
  readonly climb: (tolerance: number, mostSteps: number) => number;
  /** Steps so far. */
  readonly steps: () => number;
  readonly extremes: () => Extremes;
}

/** Where the gradient is highest among rows that may rise, lowest among those that may fall. */
export interface Extremes {
  readonly highest: number;
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
