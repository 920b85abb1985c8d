/** The derivatives of the logistic loss, compiled, two numbers at a time. */

import { SERIES } from "../../wasm/exponential.ts";
import { bytes } from "../wasm/logistic.bytes.ts";
import { nextFour, reusedWorkspace, room } from "../../wasm/workspace.ts";
import { type LogisticData, type Pass, plainHessian, plainPass } from "./loss.ts";

/** logistic.as documents them; arrays are passed by address. */
interface Loops {
  readonly addGradient: (...numbers: number[]) => void;
  readonly addGram: (...numbers: number[]) => void;
}

/** Cells that stay in the processor's cache while they are read twice. */
const CELLS = 8_192;
/** Up to so many numbers, 8 MB, are copied once: in memory that is kept for good. */
const NUMBERS_KEPT = 1_000_000;

const workspaceOf = reusedWorkspace<Loops>(bytes);

/** Memory of the loops: some rows, and beside them what is read and written with them. */
interface Desk {
  readonly loops: Loops;
  readonly cells: Float64Array;
  /** The weight of each row, negative for the diseased. */
  readonly signs: Float64Array;
  readonly right: Float64Array;
  readonly beta: Float64Array;
  readonly gradient: Float64Array;
  readonly series: Float64Array;
  readonly sums: Float64Array;
}

/**
 * The data whose rows are all in memory, until others are asked for. Not a `WeakRef`, which would
 * hold every block of a long table until all have been read.
 */
let laidOut: { readonly of: LogisticData; readonly desk: Desk } | undefined;

/** Rows of one portion, a multiple of 4. */
const portionOf = (columns: number): number =>
  4 * Math.max(1, Math.floor(CELLS / (columns + 1) / 4));

/** Nothing where there are no vector instructions; `squares` is for the Hessian of large data. */
function deskFor(data: LogisticData, { squares }: { readonly squares: boolean }): Desk | null {
  if (laidOut?.of === data) return laidOut.desk;
  const { rows, columns } = data.X, size = columns + 1, all = nextFour(rows);
  const keeps = all * (columns + 2) + size * size <= NUMBERS_KEPT;
  const held = keeps ? all : Math.min(all, portionOf(columns));
  const square = keeps || squares ? size * size : 0;
  const sizes = [held * columns, held, held, size, size, SERIES.length, square];
  const workspace = workspaceOf(sizes.reduce((sum, size) => sum + room(8 * size), 0));
  if (!workspace) return null;
  const [cells, signs, right, beta, gradient, series, sums] = sizes.map(workspace.float64);
  series.set(SERIES);
  const { loops } = workspace;
  const desk = { loops, cells, signs, right, beta, gradient, series, sums };
  if (keeps) lay(desk, data, { first: 0, many: rows });
  laidOut = keeps ? { of: data, desk } : undefined;
  return desk;
}

/** Some rows, `many` from `first` on. */
interface Portion {
  readonly first: number;
  readonly many: number;
}

/** Copies these rows to the beginning of the memory. */
function lay(
  { cells, signs, right }: Desk,
  { X, y, weights }: LogisticData,
  { first, many }: Portion,
): void {
  cells.set(X.values.subarray(first * X.columns, (first + many) * X.columns));
  for (let i = 0; i < many; i++) {
    signs[i] = y[first + i] === 1 ? -weights[first + i] : weights[first + i];
  }
  // Beyond the last row are rows of zeros without weight.
  cells.fill(0, many * X.columns);
  signs.fill(0, many);
  right.fill(0, many);
}

/** Where these rows are in memory, after copying them there if they are not. */
function placeOf(data: LogisticData, desk: Desk, portion: Portion): number {
  if (laidOut?.desk === desk) return portion.first;
  lay(desk, data, portion);
  return 0;
}

/**
 * One pass over the rows with `beta`, the intercept followed by one weight per column. It agrees
 * with {@link plainPass} to within rounding, as sums run in another order; without vector
 * instructions it is that.
 */
export function pass(data: LogisticData, beta: Float64Array): Pass {
  const right = new Float64Array(data.X.rows);
  return { gradient: passInto(right, data, beta), right };
}

/** The gradient of {@link pass} alone: of many rows, the probabilities would take much memory. */
export function gradientOf(data: LogisticData, beta: Float64Array): Float64Array {
  return passInto(undefined, data, beta);
}

function passInto(
  right: Float64Array | undefined,
  data: LogisticData,
  beta: Float64Array,
): Float64Array {
  const desk = deskFor(data, { squares: false });
  if (!desk) {
    const plain = plainPass(data, beta);
    right?.set(plain.right);
    return plain.gradient;
  }
  const { rows, columns } = data.X, some = portionOf(columns);
  desk.beta.set(beta);
  desk.gradient.fill(0);
  for (let first = 0; first < rows; first += some) {
    const many = Math.min(some, rows - first), at = placeOf(data, desk, { first, many });
    desk.loops.addGradient(
      desk.cells.byteOffset + 8 * at * columns,
      nextFour(many),
      columns,
      desk.beta.byteOffset,
      desk.signs.byteOffset + 8 * at,
      desk.right.byteOffset + 8 * at,
      desk.gradient.byteOffset,
      desk.series.byteOffset,
    );
    right?.set(desk.right.subarray(at, at + many), first);
  }
  return desk.gradient.slice();
}

/**
 * The Hessian for these probabilities, full and row-major, the intercept first. It is
 * {@link plainHessian} to the last bit, and that itself where there are no vector instructions.
 */
export function hessian(data: LogisticData, right: Float64Array): Float64Array {
  const desk = deskFor(data, { squares: true });
  if (!desk) return plainHessian(data, right);
  const { rows, columns } = data.X, some = portionOf(columns), size = columns + 1;
  const { sums } = desk;
  sums.fill(0);
  for (let first = 0; first < rows; first += some) {
    const many = Math.min(some, rows - first), at = placeOf(data, desk, { first, many });
    desk.right.set(right.subarray(first, first + many), at);
    desk.loops.addGram(
      desk.cells.byteOffset + 8 * at * columns,
      nextFour(many),
      columns,
      desk.signs.byteOffset + 8 * at,
      desk.right.byteOffset + 8 * at,
      sums.byteOffset,
    );
  }
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) sums[i * size + j] = sums[j * size + i];
  }
  return sums.slice();
}
