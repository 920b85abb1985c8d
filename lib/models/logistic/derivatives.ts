/** The derivatives of the logistic loss, compiled, two numbers at a time. */

import { SERIES } from "../wasm/exponential.ts";
import { bytes } from "../wasm/logistic.bytes.ts";
import { reusedWorkspace, room } from "../wasm/workspace.ts";
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

/** The data whose rows are all in memory, until others are asked for. */
let laidOut: { readonly of: WeakRef<LogisticData>; readonly desk: Desk } | undefined;

const nextFour = (rows: number): number => rows + (4 - rows % 4) % 4;

/** Rows of one portion, a multiple of 4. */
const portionOf = (columns: number): number =>
  4 * Math.max(1, Math.floor(CELLS / (columns + 1) / 4));

/** Nothing where there are no vector instructions; `squares` is for the Hessian of large data. */
function deskFor(data: LogisticData, { squares }: { readonly squares: boolean }): Desk | null {
  if (laidOut?.of.deref() === data) return laidOut.desk;
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
  if (keeps) lay(desk, data, { first: 0, last: rows });
  laidOut = keeps ? { of: new WeakRef(data), desk } : undefined;
  return desk;
}

/** Copies the rows from `first` to before `last` to the beginning of the memory. */
function lay(
  { cells, signs, right }: Desk,
  { X, y, weights }: LogisticData,
  { first, last }: { readonly first: number; readonly last: number },
): void {
  cells.set(X.values.subarray(first * X.columns, last * X.columns));
  for (let row = first; row < last; row++) {
    signs[row - first] = y[row] === 1 ? -weights[row] : weights[row];
  }
  // Beyond the last row are rows of zeros without weight.
  cells.fill(0, (last - first) * X.columns);
  signs.fill(0, last - first);
  right.fill(0, last - first);
}

/** Some rows of the data, and where those are in memory. */
interface Portion {
  readonly first: number;
  readonly last: number;
  readonly at: number;
}

/** The portions of all rows; each is in memory until the next is asked for. */
function* portionsOf(data: LogisticData, desk: Desk): Generator<Portion> {
  const { rows, columns } = data.X, some = portionOf(columns), all = laidOut?.desk === desk;
  for (let first = 0; first < rows; first += some) {
    const last = Math.min(first + some, rows);
    if (!all) lay(desk, data, { first, last });
    yield { first, last, at: all ? first : 0 };
  }
}

/**
 * One pass over the rows with `beta`, the intercept followed by one weight per column. It agrees
 * with {@link plainPass} to within rounding, as sums run in another order; without vector
 * instructions it is that.
 */
export function pass(data: LogisticData, beta: Float64Array): Pass {
  const desk = deskFor(data, { squares: false });
  if (!desk) return plainPass(data, beta);
  const { rows, columns } = data.X, right = new Float64Array(rows);
  desk.beta.set(beta);
  desk.gradient.fill(0);
  for (const { first, last, at } of portionsOf(data, desk)) {
    desk.loops.addGradient(
      desk.cells.byteOffset + 8 * at * columns,
      nextFour(last - first),
      columns,
      desk.beta.byteOffset,
      desk.signs.byteOffset + 8 * at,
      desk.right.byteOffset + 8 * at,
      desk.gradient.byteOffset,
      desk.series.byteOffset,
    );
    right.set(desk.right.subarray(at, at + last - first), first);
  }
  return { gradient: desk.gradient.slice(), right };
}

/**
 * The Hessian for these probabilities, full and row-major, the intercept first. It is
 * {@link plainHessian} to the last bit, and that itself where there are no vector instructions.
 */
export function hessian(data: LogisticData, right: Float64Array): Float64Array {
  const desk = deskFor(data, { squares: true });
  if (!desk) return plainHessian(data, right);
  const { columns } = data.X, size = columns + 1, { sums } = desk;
  sums.fill(0);
  for (const { first, last, at } of portionsOf(data, desk)) {
    desk.right.set(right.subarray(first, last), at);
    desk.loops.addGram(
      desk.cells.byteOffset + 8 * at * columns,
      nextFour(last - first),
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
