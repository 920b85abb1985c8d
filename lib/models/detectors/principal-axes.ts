/** The principal axes of rows, and the rows rotated onto them. */
import type { Matrix } from "../../types.ts";
import { scatter } from "../../stats/moments.ts";

/**
 * Eigenvectors of a symmetric matrix, one per row, the largest eigenvalue first: Jacobi's
 * rotations, until the off-diagonal entries are rounding errors.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 8.5.
 *
 * @example
 * ```ts
 * import { eigenvectors } from "heartbook/models/detectors/principal-axes.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [x, y] = eigenvectors(Float64Array.of(2, 1, 1, 2), 2); // the longest axis is the diagonal
 * assertAlmostEquals(Math.abs(x), Math.SQRT1_2, 1e-12);
 * assertAlmostEquals(x, y, 1e-12);
 * ```
 */
export function eigenvectors(symmetric: Float64Array, size: number): Float64Array {
  const left = Float64Array.from(symmetric);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  const whole = left.reduce((sum, value) => sum + value ** 2, 0);

  /** Rotates rows (step 1) or columns (step `size`) p and q of a matrix. */
  function turn(matrix: Float64Array, p: number, q: number, by: {
    cosine: number;
    sine: number;
    step: number;
    across: number;
  }): void {
    for (let k = 0; k < size; k++) {
      const a = p * by.across + k * by.step, b = q * by.across + k * by.step;
      const x = matrix[a], y = matrix[b];
      matrix[a] = by.cosine * x - by.sine * y;
      matrix[b] = by.sine * x + by.cosine * y;
    }
  }

  function beside(): number {
    let sum = 0;
    for (let p = 0; p < size; p++) {
      for (let q = 0; q < p; q++) sum += left[p * size + q] ** 2;
    }
    return sum;
  }

  // Sweeps converge quadratically: about six suffice, and no symmetric matrix is known to need
  // thirty.
  for (let sweep = 0; sweep < 30 && beside() > 1e-30 * whole; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const offDiagonal = left[p * size + q];
        if (offDiagonal === 0) continue;
        const slope = (left[q * size + q] - left[p * size + p]) / (2 * offDiagonal);
        const tangent = (slope < 0 ? -1 : 1) / (Math.abs(slope) + Math.hypot(slope, 1));
        const cosine = 1 / Math.hypot(tangent, 1), sine = tangent * cosine;
        turn(left, p, q, { cosine, sine, step: size, across: 1 });
        turn(left, p, q, { cosine, sine, step: 1, across: size });
        turn(vectors, p, q, { cosine, sine, step: 1, across: size });
      }
    }
  }
  const order = Array.from({ length: size }, (_, i) => i)
    .sort((a, b) => left[b * size + b] - left[a * size + a]);
  return Float64Array.from(order.flatMap((i) => [...vectors.subarray(i * size, (i + 1) * size)]));
}

/**
 * The principal axes of the rows, one per row, the longest first. Rotating rows onto them changes
 * no distance.
 */
export function principalAxes(X: Matrix): Float64Array {
  const { columns } = X, sums = scatter(X);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k < j; k++) sums[k * columns + j] = sums[j * columns + k];
  }
  return eigenvectors(sums, columns);
}
