/** The second derivative of the logistic loss, compiled, two numbers at a time. */

import { bytes } from "../wasm/logistic.bytes.ts";
import { reusedWorkspace, room } from "../wasm/workspace.ts";
import { type LogisticData, plainHessian } from "./loss.ts";

/** logistic.as documents it; arrays are passed by address. */
interface Loops {
  readonly addGram: (...numbers: number[]) => void;
}

/** Cells that stay in the processor's cache while they are read once. */
const CELLS = 8_192;

const workspaceOfGram = reusedWorkspace<Loops>(bytes);

/**
 * The Hessian for these probabilities, full and row-major, the intercept first: the
 * Gram matrix of `[1, X]` with each row weighted by weight · p · (1 - p). It is {@link plainHessian}
 * to the last bit, and that itself where there are no vector instructions.
 */
export function hessian(data: LogisticData, right: Float64Array): Float64Array {
  const { X: { values, rows, columns }, weights } = data;
  const size = columns + 1;
  const some = Math.min(rows + 3 & ~3, 4 * Math.max(1, Math.floor(CELLS / (columns || 1) / 4)));
  const sizes = [some * columns, some, size * size];
  const workspace = workspaceOfGram(sizes.reduce((sum, size) => sum + room(8 * size), 0));
  if (!workspace) return plainHessian(data, right);
  const [cells, curves, sums] = sizes.map(workspace.float64);
  sums.fill(0);
  for (let first = 0; first < rows; first += some) {
    const last = Math.min(first + some, rows);
    cells.set(values.subarray(first * columns, last * columns));
    for (let i = first; i < last; i++) curves[i - first] = weights[i] * right[i] * (1 - right[i]);
    // Beyond the last row are rows of zeros without weight.
    cells.fill(0, (last - first) * columns);
    curves.fill(0, last - first);
    workspace.loops.addGram(
      cells.byteOffset,
      last - first + 3 & ~3,
      columns,
      curves.byteOffset,
      sums.byteOffset,
    );
  }
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) sums[i * size + j] = sums[j * size + i];
  }
  return sums.slice();
}
