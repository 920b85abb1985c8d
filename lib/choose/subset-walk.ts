/** The same system of equations solved for every combination of its columns. */
import { factorRow } from "../stats/linear-algebra.ts";

/** A symmetric positive definite system, and which of its columns belong together. */
export interface System {
  /** Row-major, `size` x `size`; its lower triangle is read. */
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  readonly size: number;
  /** The columns of each feature; column 0 belongs to none and is in every combination. */
  readonly columnsOf: readonly (readonly number[])[];
}

/** The solution for one combination, until the next one is visited. */
export interface Solution {
  /** How many columns it has. */
  readonly count: number;
  /** Which they are, and the weight of each. */
  readonly columns: Int32Array;
  readonly weights: Float64Array;
}

interface Walk extends Solution {
  readonly system: System;
  /** The Cholesky factor of the columns so far, and the solution half-way, by forward steps. */
  readonly factor: Float64Array;
  readonly forward: Float64Array;
  count: number;
}

function append(walk: Walk, column: number): void {
  const { system: { matrix, right, size }, factor, forward, columns, count: i } = walk;
  const row = i * size;
  columns[i] = column;
  for (let j = 0; j <= i; j++) factor[row + j] = matrix[column * size + columns[j]];
  factorRow(factor, i, size);
  let value = right[column];
  for (let k = 0; k < i; k++) value -= factor[row + k] * forward[k];
  forward[i] = value / factor[row + i];
  walk.count++;
}

function stepBack({ system: { size }, factor, forward, weights, count }: Walk): void {
  for (let i = count - 1; i >= 0; i--) {
    let value = forward[i];
    for (let k = i + 1; k < count; k++) value -= factor[k * size + i] * weights[k];
    weights[i] = value / factor[i * size + i];
  }
}

/**
 * Visits every combination of one feature or more, with its solution in each system. Combinations
 * that begin alike share what is computed for their beginning; the solutions equal those of
 * `solve(cholesky(…))` to the last bit.
 *
 * @param visit Gets the combination as a sum of 2 to the power of each feature's number.
 */
export function walkSubsets(
  systems: readonly System[],
  visit: (combination: number, solutions: readonly Solution[]) => void,
): void {
  const walks = systems.map((system): Walk => ({
    system,
    factor: new Float64Array(system.size ** 2),
    forward: new Float64Array(system.size),
    columns: new Int32Array(system.size),
    weights: new Float64Array(system.size),
    count: 0,
  }));
  const features = systems[0].columnsOf.length;
  function goOn(combination: number, first: number): void {
    const counts = walks.map(({ count }) => count);
    for (let f = first; f < features; f++) {
      for (const walk of walks) {
        for (const column of walk.system.columnsOf[f]) append(walk, column);
        stepBack(walk);
      }
      visit(combination + 2 ** f, walks);
      goOn(combination + 2 ** f, f + 1);
      walks.forEach((walk, i) => walk.count = counts[i]);
    }
  }
  for (const walk of walks) append(walk, 0);
  goOn(0, 0);
}
