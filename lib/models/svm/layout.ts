/** A matrix as the compiled loops of a support vector machine want it. */

import type { Matrix } from "../../types.ts";
import { SERIES } from "../../wasm/exponential.ts";
import { room, type Workspace } from "../../wasm/workspace.ts";
import type { Kernel } from "./kernel.ts";

/** svm.as documents each; arrays are passed by address. */
export interface Loops {
  readonly lay: (...numbers: number[]) => void;
  readonly products: (...numbers: number[]) => void;
  readonly fromProducts: (...numbers: number[]) => void;
  readonly kernelOfAll: (...numbers: number[]) => void;
  readonly begin: (...numbers: number[]) => void;
  readonly resume: (...numbers: number[]) => void;
  readonly exchange: (...numbers: number[]) => number;
  readonly climb: (...numbers: number[]) => number;
  readonly steps: { readonly value: number };
  readonly highest: { readonly value: number };
  readonly lowest: { readonly value: number };
}

/** Rows multiplied together. */
const PANEL = 8;

/** A matrix laid out for the loops. */
interface Laid {
  readonly workspace: Workspace<Loops>;
  readonly panels: number;
  /** Rows with the padding. */
  readonly length: number;
  readonly cells: Float64Array;
  readonly norms: Float64Array;
  readonly series: Float64Array;
  readonly numbers: () => Float64Array;
  readonly fill: (kernel: Kernel, result: Float64Array, X: Matrix, row: number) => void;
}

/** Lays `matrix` out, with room for this many `arrays` of one number per row, padding included. */
export function layOut(
  { values, rows, columns }: Matrix,
  open: (size: number) => Workspace<Loops> | null,
  arrays: (length: number) => number,
): Laid | null {
  const panels = Math.ceil(rows / PANEL), length = panels * PANEL;
  const sizes = [length * columns, columns, SERIES.length, length, rows * columns];
  const workspace = open(
    sizes.reduce((sum, size) => sum + room(8 * size), 0) + arrays(length) * room(8 * length),
  );
  if (!workspace) return null;
  const [cells, x, series, norms, given] = sizes.map((size) => workspace.float64(size));
  const { loops } = workspace;
  series.set(SERIES);
  given.set(values);
  loops.lay(given.byteOffset, rows, columns, cells.byteOffset, norms.byteOffset);
  const fill = (kernel: Kernel, result: Float64Array, X: Matrix, row: number): void => {
    let norm = 0;
    for (let j = 0; j < columns; j++) {
      x[j] = X.values[row * columns + j];
      norm += x[j] * x[j];
    }
    const to = result.byteOffset;
    loops.products(cells.byteOffset, panels, x.byteOffset, columns, to);
    if (kernel.kind === "linear") return;
    const { gamma } = kernel;
    loops.fromProducts(to, to, length, norms.byteOffset, norm, gamma, series.byteOffset);
  };
  const numbers = (): Float64Array => workspace.float64(length);
  return { workspace, panels, length, cells, norms, series, numbers, fill };
}
