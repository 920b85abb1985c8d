/** The loops of a support vector machine in plain TypeScript: the reference for the compiled ones. */

import type { Matrix } from "../../types.ts";
import {
  type Climber,
  type Kernel,
  LEAST_CURVATURE,
  type Likeness,
  product,
  squaredNorms,
} from "./kernel.ts";

/** The kernel between any patient and the rows of `matrix`. */
export function plainLikeness(kernel: Kernel, matrix: Matrix): Likeness {
  const { rows } = matrix;
  const norms = squaredNorms(matrix);
  const fill = (result: Float64Array, X: Matrix, row: number): void => {
    for (let i = 0; i < rows; i++) result[i] = product(X, row, matrix, i);
    if (kernel.kind === "linear") return;
    const norm = product(X, row, X, row);
    for (let i = 0; i < rows; i++) {
      const square = Math.max(0, norm + norms[i] - 2 * result[i]);
      result[i] = Math.exp(-kernel.gamma * square);
    }
  };
  return { numbers: () => new Float64Array(rows), fill };
}

/** The climb over the rows of `X`. */
export function plainClimber(X: Matrix): Climber {
  const { rows } = X;
  const numbers = (): Float64Array => new Float64Array(rows);
  const gradient = numbers(), rise = numbers(), fall = numbers(), diagonal = numbers();
  const beta = numbers(), lower = numbers(), upper = numbers(), stamps = new Int32Array(rows);
  const kept: (Float64Array | null)[] = new Array(rows).fill(null);
  let likeness = plainLikeness({ kind: "linear" }, X);
  // `begin` sets the others before any climb.
  let riser = -1, steps: number, highest: number, lowest: number;

  const findRiser = (): void => {
    [highest, riser] = [-Infinity, -1];
    for (let s = 0; s < rows; s++) {
      if (gradient[s] + rise[s] > highest) [highest, riser] = [gradient[s], s];
    }
  };

  const bestPartner = (rowOfRiser: Float64Array): number => {
    let partner = -1, most = 0;
    lowest = Infinity;
    for (let s = 0; s < rows; s++) {
      lowest = Math.min(lowest, gradient[s] + fall[s]);
      const apart = Math.max(0, highest - (gradient[s] + fall[s]));
      const between = diagonal[riser] + diagonal[s] - 2 * rowOfRiser[s];
      const gain = apart * apart / Math.max(LEAST_CURVATURE, between);
      if (gain > most) [most, partner] = [gain, s];
    }
    return partner;
  };

  const mark = (s: number): void => {
    rise[s] = beta[s] < upper[s] ? 0 : -Infinity;
    fall[s] = beta[s] > lower[s] ? 0 : Infinity;
  };

  const descend = (rowI: Float64Array, rowJ: Float64Array, step: number): void => {
    for (let s = 0; s < rows; s++) gradient[s] -= step * (rowI[s] - rowJ[s]);
    findRiser();
    steps++;
  };

  const climb = (tolerance: number, mostSteps: number): number => {
    while (riser >= 0) {
      const i = riser, rowI = kept[i];
      if (!rowI) return i;
      stamps[i] = steps;
      const j = bestPartner(rowI);
      if (highest - lowest <= tolerance || steps >= mostSteps) break;
      const rowJ = kept[j];
      if (!rowJ) return j;
      stamps[j] = steps;

      const curvature = Math.max(LEAST_CURVATURE, diagonal[i] + diagonal[j] - 2 * rowI[j]);
      const wanted = (highest - gradient[j]) / curvature;
      const roomToRise = upper[i] - beta[i], roomToFall = beta[j] - lower[j];
      const step = Math.min(wanted, roomToRise, roomToFall);
      // Assigned, not accumulated, so that rounding never leaves a row just off its bound.
      beta[i] = step === roomToRise ? upper[i] : beta[i] + step;
      beta[j] = step === roomToFall ? lower[j] : beta[j] - step;
      mark(i);
      mark(j);
      descend(rowI, rowJ, step);
    }
    return -1;
  };

  const exchange = (i: number, j: number, step: number): number => {
    const rowI = kept[i], rowJ = kept[j];
    if (!rowI) return i;
    stamps[i] = steps;
    if (!rowJ) return j;
    stamps[j] = steps;
    mark(i);
    mark(j);
    descend(rowI, rowJ, step);
    return -1;
  };

  const resume = (): void => {
    for (let s = 0; s < rows; s++) mark(s);
    steps = 0;
    lowest = Infinity;
    findRiser();
  };

  const provide = (i: number, instead = -1): void => {
    if (instead >= 0) kept[instead] = null;
    likeness.fill(kept[i] = numbers(), X, i);
  };

  return {
    gradient,
    diagonal,
    beta,
    lower,
    upper,
    stamps,
    use: (kernel) => {
      likeness = plainLikeness(kernel, X);
      if (kernel.kind === "linear") diagonal.set(squaredNorms(X));
      else diagonal.fill(1);
      kept.fill(null);
    },
    provide,
    provideAll: () => kept.forEach((_, i) => provide(i)),
    row: (i) => kept[i],
    begin: (y, bounds) => {
      for (let s = 0; s < rows; s++) {
        const isDiseased = y[s] === 1;
        gradient[s] = isDiseased ? 1 : -1;
        beta[s] = 0;
        lower[s] = isDiseased ? 0 : -bounds[s];
        upper[s] = isDiseased ? bounds[s] : 0;
      }
      stamps.fill(-1);
      resume();
    },
    resume,
    exchange,
    climb,
    steps: () => steps,
    extremes: () => ({ highest, lowest }),
  };
}
