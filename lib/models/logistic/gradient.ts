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
/** Up to so many numbers, 8 MB, are copied once: in memory that is kept for good. */
const NUMBERS_KEPT = 1_000_000;

const workspaceOfGradient = reusedWorkspace<Loops>(bytes);

/** Stands for the gradient whose rows are in that memory. */
let laidOut: object | undefined;

const nextFour = (rows: number): number => rows + (4 - rows % 4) % 4;

/**
 * The gradient of {@link pass} at any place, the intercept first. It agrees with the plain one to
 * within rounding, as sums run in another order; without vector instructions it is the plain one.
 */
export function gradientOver(data: LogisticData): (beta: Float64Array) => Float64Array {
  const { X: { values, rows, columns }, y, weights } = data;
  const some = Math.min(nextFour(rows), 4 * Math.max(1, Math.floor(CELLS / columns / 4)));
  const keeps = nextFour(rows) * (columns + 1) <= NUMBERS_KEPT;
  const held = keeps ? nextFour(rows) : some;
  const sizes = [held * columns, held, some, columns + 1, columns + 1, SERIES.length];
  const own = {}, signed = Float64Array.from(weights);
  for (let row = 0; row < rows; row++) if (y[row] === 1) signed[row] = -signed[row];
  return (beta) => {
    const workspace = workspaceOfGradient(sizes.reduce((sum, size) => sum + room(8 * size), 0));
    if (!workspace) return pass(data, beta).gradient;
    const [cells, signs, residuals, place, gradient, series] = sizes.map(workspace.float64);
    place.set(beta);
    gradient.fill(0);
    series.set(SERIES);
    const lay = (first: number, last: number): void => {
      cells.set(values.subarray(first * columns, last * columns));
      signs.set(signed.subarray(first, last));
      // Beyond the last row are rows of zeros without weight.
      cells.fill(0, (last - first) * columns);
      signs.fill(0, last - first);
    };
    if (keeps && laidOut !== own) lay(0, rows);
    laidOut = own;
    for (let first = 0; first < rows; first += some) {
      const last = Math.min(first + some, rows), at = keeps ? first : 0;
      if (!keeps) lay(first, last);
      workspace.loops.addGradient(
        cells.byteOffset + 8 * at * columns,
        nextFour(last - first),
        columns,
        place.byteOffset,
        signs.byteOffset + 8 * at,
        residuals.byteOffset,
        gradient.byteOffset,
        series.byteOffset,
      );
    }
    return gradient.slice();
  };
}
