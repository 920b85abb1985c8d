/** The loops of a support vector machine, compiled, two numbers at a time. */

import type { Matrix } from "../../types.ts";
import { type Kernel, type KernelLoops, LEAST_CURVATURE, squaredNorms } from "./kernel.ts";
import { bytes } from "../wasm/svm.bytes.ts";
import { openWorkspace, room } from "../wasm/workspace.ts";

/** svm.as documents each; arrays are passed by address. */
interface Loops {
  readonly products: (...numbers: number[]) => void;
  readonly fromProducts: (...numbers: number[]) => void;
  readonly descend: (...numbers: number[]) => number;
  readonly bestPartner: (...numbers: number[]) => number;
  readonly highest: { readonly value: number };
  readonly lowest: { readonly value: number };
}

/** Rows multiplied together. */
const PANEL = 8;

/** Taylor's series of the exponential from 1 / 13! down: the remainder is below 1e-17. */
const SERIES = Array.from({ length: 14 }, (_, i) => 1 / factorial(13 - i));

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/**
 * Loops over the rows of `matrix`, with memory for this many `arrays`; `null` if the platform has
 * no vector instructions. They equal the plain ones to the last bit, except for the RBF kernel,
 * whose exponential is computed differently and agrees to within 1e-15.
 */
export function vectorLoops(kernel: Kernel, matrix: Matrix, arrays: number): KernelLoops | null {
  const { columns } = matrix;
  const panels = Math.ceil(matrix.rows / PANEL), length = panels * PANEL;
  const workspace = openWorkspace<Loops>(
    bytes,
    room(8 * length * columns) + room(8 * columns) + room(8 * SERIES.length) +
      (arrays + 5) * room(8 * length),
  );
  if (!workspace) return null;
  const { loops } = workspace;
  const cells = workspace.float64(length * columns);
  const x = workspace.float64(columns);
  const series = workspace.float64(SERIES.length);
  series.set(SERIES);
  const numbers = (): Float64Array => workspace.float64(length);
  const norms = numbers(), gradient = numbers(), rise = numbers(), fall = numbers();
  const diagonal = numbers();

  for (let row = 0; row < matrix.rows; row++) {
    const start = (row - row % PANEL) * columns + row % PANEL;
    for (let j = 0; j < columns; j++) {
      cells[start + j * PANEL] = matrix.values[row * columns + j];
    }
  }
  norms.set(squaredNorms(matrix));
  if (kernel.kind === "linear") diagonal.set(norms);
  else diagonal.fill(1);

  const fill = (result: Float64Array, X: Matrix, row: number): void => {
    let norm = 0;
    for (let j = 0; j < columns; j++) {
      x[j] = X.values[row * columns + j];
      norm += x[j] * x[j];
    }
    loops.products(cells.byteOffset, panels, x.byteOffset, columns, result.byteOffset);
    if (kernel.kind === "linear") return;
    loops.fromProducts(
      result.byteOffset,
      length,
      norms.byteOffset,
      norm,
      kernel.gamma,
      series.byteOffset,
      series.byteOffset + series.byteLength,
    );
  };

  return {
    gradient,
    rise,
    fall,
    diagonal,
    numbers,
    fill,
    descend: (rowI, rowJ, step) => {
      const riser = loops.descend(
        length,
        gradient.byteOffset,
        rise.byteOffset,
        fall.byteOffset,
        rowI.byteOffset,
        rowJ.byteOffset,
        step,
      );
      return { highest: loops.highest.value, riser, lowest: loops.lowest.value };
    },
    bestPartner: ({ highest, riser }, rowOfRiser) =>
      loops.bestPartner(
        length,
        gradient.byteOffset,
        fall.byteOffset,
        diagonal.byteOffset,
        rowOfRiser.byteOffset,
        diagonal[riser],
        highest,
        LEAST_CURVATURE,
      ),
  };
}
