/** The kernel matrix, computed on demand and cached. */

import type { Matrix } from "../../types.ts";
import type { Kernel, KernelLoops } from "./kernel.ts";
import { plainLoops } from "./kernel-plain.ts";
import { vectorLoops } from "./kernel-vectors.ts";

/** The kernel between any two rows of a matrix, computed on demand. */
export interface KernelMatrix {
  readonly loops: KernelLoops;
  /** Between row `i` and all rows, as an array of the loops; read-only, valid for a short time. */
  readonly row: (i: number) => Float64Array;
}

/** Cache size: 200 MB, as in scikit-learn; all rows of up to 5,000 patients. */
const CELLS_KEPT = 25_000_000;

/**
 * The kernel matrix of `X`. Rows are cached; if they do not all fit in `cells` numbers, the least
 * recently used is evicted, but never one of the last two.
 *
 * @example
 * ```ts
 * import { kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const X = { values: Float64Array.of(2, 3), rows: 2, columns: 1 };
 * const { row } = kernelMatrix({ kind: "linear" }, X);
 * assertEquals(Array.from(row(1).subarray(0, 2)), [6, 9]);
 * ```
 */
export function kernelMatrix(
  kernel: Kernel,
  X: Matrix,
  { cells = CELLS_KEPT, plain = false }: { cells?: number; plain?: boolean } = {},
): KernelMatrix {
  const most = Math.min(X.rows, Math.max(2, Math.floor(cells / X.rows)));
  const loops = kernelLoops(kernel, X, { arrays: most, plain });
  const kept = new Map<number, Float64Array>();
  const row = (i: number): Float64Array => {
    let cells = kept.get(i);
    if (cells && most === X.rows) return cells;
    if (cells) kept.delete(i);
    else {
      cells = kept.size < most ? loops.numbers() : oldest(kept);
      loops.fill(cells, X, i);
    }
    kept.set(i, cells);
    return cells;
  };
  return { loops, row };
}

/** Evicts the oldest entry: a map remembers insertion order. */
function oldest(kept: Map<number, Float64Array>): Float64Array {
  const [[i, cells]] = kept;
  kept.delete(i);
  return cells;
}

/** Loops over the rows of `X`, with memory for this many `arrays`. */
export function kernelLoops(
  kernel: Kernel,
  X: Matrix,
  { arrays, plain = false }: { arrays: number; plain?: boolean },
): KernelLoops {
  return (plain ? null : vectorLoops(kernel, X, arrays)) ?? plainLoops(kernel, X);
}
