/** Vectors, and symmetric positive definite systems small enough to store in full. */
import { square } from "./moments.ts";

/**
 * A lower triangle `L` with `L Lᵗ = A`, row-major, with the linearly dependent columns.
 *
 * A column is dependent when less than 1e-12 of its diagonal entry is left once the columns before
 * it are accounted for; it is left out of the factor, so a solution has 0 in its place.
 */
export interface Cholesky {
  readonly factor: Float64Array;
  readonly size: number;
  readonly dependent: readonly number[];
}

const NOTHING_LEFT = 1e-12;

/**
 * Factors the symmetric `size` x `size` matrix whose lower triangle, row-major, is in `values`.
 *
 * @example
 * ```ts
 * import { cholesky, solve } from "heartbook/stats/linear-algebra.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const x = solve(cholesky(Float64Array.of(4, 0, 2, 3), 2), Float64Array.of(8, 7));
 * assertAlmostEquals(x[0], 1.25, 1e-12); // 4 x + 2 y = 8
 * assertAlmostEquals(x[1], 1.5, 1e-12); // 2 x + 3 y = 7
 * assertEquals(cholesky(Float64Array.of(1, 0, 2, 4), 2).dependent, [1]);
 * ```
 */
export function cholesky(values: Float64Array, size: number): Cholesky {
  const factor = new Float64Array(size * size);
  const dependent: number[] = [];
  for (let i = 0; i < size; i++) {
    for (let at = i * size; at <= i * size + i; at++) factor[at] = values[at];
    if (!factorRow(factor, i, size)) dependent.push(i);
  }
  return { factor, size, dependent };
}

/**
 * Turns row `i` of a matrix into that of its factor, in place; the rows before it are factored
 * already.
 *
 * @returns Whether its column is independent of those before it.
 */
export function factorRow(factor: Float64Array, i: number, size: number): boolean {
  const row = i * size, own = factor[row + i];
  let left = own;
  for (let j = 0; j < i; j++) {
    const above = j * size;
    let sum = factor[row + j];
    for (let k = 0; k < j; k++) sum -= factor[row + k] * factor[above + k];
    // A dependent column has an infinite pivot: its own entries and its share become 0.
    factor[row + j] = sum / factor[above + j];
    left -= square(factor[row + j]);
  }
  const independent = left > NOTHING_LEFT * own;
  factor[row + i] = independent ? Math.sqrt(left) : Infinity;
  return independent;
}

/** The `x` with `A x = b`, where `A` is the factored matrix. */
export function solve({ factor, size }: Cholesky, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    let left = x[i];
    for (let k = 0, at = i * size; k < i; k++, at++) left -= factor[at] * x[k];
    x[i] = left / factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    let left = x[i];
    for (let k = i + 1, at = k * size + i; k < size; k++, at += size) left -= factor[at] * x[k];
    x[i] = left / factor[i * size + i];
  }
  return x;
}

/** The inverse of the factored matrix, full and row-major. */
export function inverse(decomposition: Cholesky): Float64Array {
  const { size } = decomposition;
  const whole = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const unit = new Float64Array(size);
    unit[i] = 1;
    whole.set(solve(decomposition, unit), i * size);
  }
  return whole;
}

/** Sum of the products of matching entries. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

/** A square row-major matrix times a vector. */
export function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length, products = new Float64Array(size);
  for (let i = 0, at = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++, at++) sum += matrix[at] * vector[j];
    products[i] = sum;
  }
  return products;
}
