/** The quadratic programme behind a support vector machine, solved two coefficients at a time. */

import { LEAST_CURVATURE } from "./kernel.ts";
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
const MOST_STEPS = 10_000_000;

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
  const { loops } = kernel, { gradient, rise, fall, diagonal } = loops;
  const lower = bounds.map((bound, s) => y[s] === 1 ? 0 : -bound);
  const upper = bounds.map((bound, s) => y[s] === 1 ? bound : 0);
  const beta = new Float64Array(y.length);
  const markBounds = (s: number): void => {
    rise[s] = beta[s] < upper[s] ? 0 : -Infinity;
    fall[s] = beta[s] > lower[s] ? 0 : Infinity;
  };
  rise.fill(-Infinity);
  fall.fill(Infinity);
  y.forEach((label, s) => {
    gradient[s] = label === 1 ? 1 : -1;
    markBounds(s);
  });

  let extremes = loops.descend(gradient, gradient, 0);
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (extremes.highest - extremes.lowest <= tolerance) break;
    const i = extremes.riser, rowI = kernel.row(i);
    const j = loops.bestPartner(extremes, rowI), rowJ = kernel.row(j);
    const curvature = Math.max(LEAST_CURVATURE, diagonal[i] + diagonal[j] - 2 * rowI[j]);
    const wanted = (extremes.highest - gradient[j]) / curvature;
    const roomToRise = upper[i] - beta[i], roomToFall = beta[j] - lower[j];
    const step = Math.min(wanted, roomToRise, roomToFall);
    // Assigned, not accumulated, so that rounding never leaves a row just off its bound.
    beta[i] = step === roomToRise ? upper[i] : beta[i] + step;
    beta[j] = step === roomToFall ? lower[j] : beta[j] - step;
    markBounds(i);
    markBounds(j);
    extremes = loops.descend(rowI, rowJ, step);
  }

  const { highest, lowest } = extremes;
  const free = gradient.slice(0, y.length).filter((_, s) =>
    lower[s] < beta[s] && beta[s] < upper[s]
  );
  return {
    beta,
    gradient: gradient.slice(0, y.length),
    intercept: free.length > 0
      ? free.reduce((sum, value) => sum + value, 0) / free.length
      : (highest + lowest) / 2,
    converged: highest - lowest <= tolerance,
  };
}
