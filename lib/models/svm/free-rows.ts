/** A step that moves the coefficients of all free rows at once: those strictly between bounds. */

import { cholesky, solve } from "../../stats/linear-algebra.ts";
import type { KernelMatrix } from "./kernel-matrix.ts";
import { exchange } from "./solver.ts";

/** The share added to each curvature, so that a flat direction has an end. */
const RIDGE = 1e-10;

/**
 * Newton's step of two free rows or more: to their optimum if all others stay where they are, or as
 * far on the way there as the first bound. Where the way up is a narrow ridge, as with few columns
 * and a large `C`, steps of two rows need thousands for it.
 */
export function stepOfFreeRows(kernel: KernelMatrix, free: readonly number[]): void {
  const { beta, lower, upper } = kernel.climber;
  const way = wayUp(kernel, free), last = free.length - 1;
  const bounds = way.map((part, k) => part > 0 ? upper[free[k]] : lower[free[k]]);
  let length = 1, stopped = -1;
  for (let k = 0; k <= last; k++) {
    const room = bounds[k] - beta[free[k]];
    if (length * Math.abs(way[k]) > Math.abs(room)) [length, stopped] = [room / way[k], k];
  }
  for (let k = 0; k <= last; k++) {
    const to = beta[free[k]] + length * way[k];
    const isBeyond = k === stopped || (way[k] > 0 ? to > bounds[k] : to < bounds[k]);
    beta[free[k]] = isBeyond ? bounds[k] : to;
  }
  for (let k = 0; k < last; k++) {
    exchange(kernel, { riser: free[k], faller: free[last], step: length * way[k] });
  }
}

/** What each free row would rise by. The last falls by what the others rise, to keep the sum. */
function wayUp(kernel: KernelMatrix, free: readonly number[]): Float64Array {
  const { gradient } = kernel.climber;
  const size = free.length - 1, last = free[size];
  const withLast = kernelRow(kernel, last).slice();
  const curvature = new Float64Array(size * size), slope = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    const row = kernelRow(kernel, free[a]), own = withLast[last] - withLast[free[a]];
    for (let b = 0; b <= a; b++) curvature[a * size + b] = row[free[b]] - withLast[free[b]] + own;
    curvature[a * size + a] *= 1 + RIDGE;
    slope[a] = gradient[free[a]] - gradient[last];
  }
  const others = solve(cholesky(curvature, size), slope);
  const way = new Float64Array(size + 1);
  way.set(others);
  for (let a = 0; a < size; a++) way[size] -= others[a];
  return way;
}

function kernelRow({ climber, provide }: KernelMatrix, i: number): Float64Array {
  if (!climber.row(i)) provide(i);
  return climber.row(i)!;
}
