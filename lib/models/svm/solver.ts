/** The quadratic programme behind a support vector machine, solved two coefficients at a time. */

import type { Climber } from "./kernel.ts";
import type { KernelMatrix } from "./kernel-matrix.ts";

/**
 * Maximise Σ yᵢ βᵢ - ½ Σ βᵢ βⱼ K(i, j) where Σ βᵢ = 0 and βᵢ lies between 0 and yᵢ · bound.
 * Here `yᵢ` is 1 for the diseased and -1 for the healthy; |βᵢ| is the alpha of the textbooks.
 */
export interface DualProblem {
  readonly kernel: KernelMatrix;
  /** 0 or 1 per row. */
  readonly y: Uint8Array;
  /** The largest |βᵢ|, 0 or more; a row with bound 0 is not used. */
  readonly bounds: Float64Array;
}

export interface DualSolution {
  readonly beta: Float64Array;
  /** yᵢ - Σ βⱼ K(i, j), for unused rows too. */
  readonly gradient: Float64Array;
  /** Added to Σ βⱼ K(j, x) to give the decision value. */
  readonly intercept: number;
  /** False if the steps ran out before the tolerance was met. */
  readonly converged: boolean;
}

/** Standardised columns need thousands; this stops runs that would take hours. */
export const MOST_STEPS = 10_000_000;

/**
 * Sequential minimal optimisation. Each step takes the row with the highest gradient that may rise
 * and the row whose fall then gains most, and moves both as far as pays or their bounds allow. It
 * stops when the highest gradient among rows that may rise exceeds the lowest among rows that may
 * fall by at most `tolerance`, in units of the decision value.
 *
 * The intercept is the mean gradient of the rows strictly between their bounds; if there are none,
 * the middle of the range allowed by the optimality conditions.
 *
 * Sources: Fan, Chen & Lin (2005), Working set selection using second order information, JMLR 6,
 * 1889-1918; signed coefficients as in Bordes, Ertekin, Weston & Bottou (2005), JMLR 6, 1579-1619.
 */
export function solveDual({ kernel, y, bounds }: DualProblem, tolerance: number): DualSolution {
  kernel.climber.begin(y, bounds);
  climbOn(kernel, tolerance, { until: MOST_STEPS });
  return solutionOf(kernel.climber, y.length, tolerance);
}

/** Climbs from where it stands until the tolerance is met or so many steps are taken. */
export function climbOn(
  { climber, provide }: KernelMatrix,
  tolerance: number,
  { until }: { until: number },
): void {
  for (;;) {
    const missing = climber.climb(tolerance, until);
    if (missing < 0) return;
    provide(missing);
  }
}

/**
 * Takes the step of which the coefficient of `riser` has already risen and that of `faller` already
 * fallen by `step`.
 */
export function exchange(
  { climber, provide }: KernelMatrix,
  { riser, faller, step }: { riser: number; faller: number; step: number },
): void {
  for (;;) {
    const missing = climber.exchange(riser, faller, step);
    if (missing < 0) return;
    provide(missing);
  }
}

/** The rows whose coefficients are strictly between their bounds. */
export function freeRows({ beta, lower, upper }: Climber, rows: number): number[] {
  const free: number[] = [];
  for (let s = 0; s < rows; s++) if (lower[s] < beta[s] && beta[s] < upper[s]) free.push(s);
  return free;
}

/** The solution where a climb has ended. */
export function solutionOf(climber: Climber, rows: number, tolerance: number): DualSolution {
  const { gradient, beta } = climber, { highest, lowest } = climber.extremes();
  const free = freeRows(climber, rows);
  let sum = 0;
  for (const row of free) sum += gradient[row];
  return {
    beta: beta.slice(0, rows),
    gradient: gradient.slice(0, rows),
    intercept: free.length > 0 ? sum / free.length : (highest + lowest) / 2,
    converged: highest - lowest <= tolerance,
  };
}
