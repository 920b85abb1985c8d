/** The gradient of the logistic loss over many rows, compiled, two numbers at a time. */

import { SERIES } from "../wasm/exponential.ts";
import { bytes } from "../wasm/logistic.bytes.ts";
import { reusedWorkspace, room } from "../wasm/workspace.ts";
import { type LogisticData, pass } from "./loss.ts";

/** logistic.as documents it; arrays are passed by address. */
interface Loops {
  readonly addGradient: (...numbers: number[]) => void;
}

/** Cells that stay in the processor's cache from the log odds to the gradient. */
const CELLS = 8_192;

const workspaceOfGradient = reusedWorkspace<Loops>(bytes);

/**
 * The gradient of {@link pass} at any place, the intercept first. It agrees with the plain one to
 * within rounding, as sums run in another order; without vector instructions it is the plain one.
 */
export function gradientOver(data: LogisticData): (beta: Float64Array) => Float64Array {
  const { X: { values, rows, columns }, y, weights } = data;
  const some = Math.min(
    rows + (4 - rows % 4) % 4,
    4 * Math.max(1, Math.floor(CELLS / columns / 4)),
  );
  const sizes = [some * columns, some, some, columns + 1, columns + 1, SERIES.length];
  const signed = Float64Array.from(weights);
  for (let row = 0; row < rows; row++) if (y[row] === 1) signed[row] = -signed[row];
  return (beta) => {
    const workspace = workspaceOfGradient(sizes.reduce((sum, size) => sum + room(8 * size), 0));
    if (!workspace) return pass(data, beta).gradient;
    const [cells, signs, residuals, place, gradient, series] = sizes.map(workspace.float64);
    place.set(beta);
    gradient.fill(0);
    series.set(SERIES);
    for (let first = 0; first < rows; first += some) {
      const last = Math.min(first + some, rows);
      cells.set(values.subarray(first * columns, last * columns));
      signs.set(signed.subarray(first, last));
      // Beyond the last row are rows of zeros without weight.
      cells.fill(0, (last - first) * columns);
      signs.fill(0, last - first);
      workspace.loops.addGradient(
        cells.byteOffset,
        last - first + (4 - (last - first) % 4) % 4,
        columns,
        place.byteOffset,
        signs.byteOffset,
        residuals.byteOffset,
        gradient.byteOffset,
        series.byteOffset,
        series.byteOffset + series.byteLength,
      );
    }
    return gradient.slice();
  };
}
