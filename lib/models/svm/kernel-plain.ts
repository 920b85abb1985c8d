/** The loops of a support vector machine in plain TypeScript. */

import type { Matrix } from "../../types.ts";
import {
  type Extremes,
  type Kernel,
  type KernelLoops,
  LEAST_CURVATURE,
  product,
  squaredNorms,
} from "./kernel.ts";

/** Loops over the rows of `matrix`: the reference for the compiled ones. */
export function plainLoops(kernel: Kernel, matrix: Matrix): KernelLoops {
  const { rows } = matrix;
  const norms = squaredNorms(matrix);
  const numbers = (): Float64Array => new Float64Array(rows);
  const gradient = numbers(), rise = numbers(), fall = numbers();
  const diagonal = kernel.kind === "linear" ? norms : numbers().fill(1);

  const fill = (result: Float64Array, X: Matrix, row: number): void => {
    for (let i = 0; i < rows; i++) result[i] = product(X, row, matrix, i);
    if (kernel.kind === "linear") return;
    const norm = product(X, row, X, row);
    for (let i = 0; i < rows; i++) {
      const square = Math.max(0, norm + norms[i] - 2 * result[i]);
      result[i] = Math.exp(-kernel.gamma * square);
    }
  };

  const descend = (rowI: Float64Array, rowJ: Float64Array, step: number): Extremes => {
    let highest = -Infinity, riser = -1, lowest = Infinity;
    for (let s = 0; s < rows; s++) {
      const slope = gradient[s] -= step * (rowI[s] - rowJ[s]);
      if (slope + rise[s] > highest) {
        highest = slope;
        riser = s;
      }
      if (slope + fall[s] < lowest) lowest = slope;
    }
    return { highest, riser, lowest };
  };

  const bestPartner = ({ highest, riser }: Extremes, rowOfRiser: Float64Array): number => {
    let partner = -1, most = 0;
    for (let s = 0; s < rows; s++) {
      const apart = highest - (gradient[s] + fall[s]);
      if (apart <= 0) continue;
      const between = diagonal[riser] + diagonal[s] - 2 * rowOfRiser[s];
      const gain = apart * apart / Math.max(LEAST_CURVATURE, between);
      if (gain > most) {
        most = gain;
        partner = s;
      }
    }
    return partner;
  };

  return { gradient, rise, fall, diagonal, numbers, fill, descend, bestPartner };
}
