/** A quick scan for candidate neighbours, in single precision and several rows at a time. */

import { bytes } from "../wasm/neighbours.bytes.ts";
import { reusedWorkspace, room } from "../wasm/workspace.ts";
import { type Rows, type Scan, squaredLength } from "./rows.ts";

/** So many rows stay in the processor's cache while all queries of a batch pass. */
const STRETCH = 1024;

/** A stretch begins at a multiple of this. */
const PANEL = 16;

/** Numbers of the queries of a batch and of their heaps. */
const BATCH = 65_536;

/** More neighbours than this leave a batch no room. */
export const MOST_NEIGHBOURS = 10_000;

interface Loops {
  readonly findLarge: (...numbers: number[]) => number;
}

/**
 * Lays out `among` for the quick scan; `null` if the platform has no vector instructions, or
 * squared lengths are near the limits of single precision. Its scan leaves out only rows that
 * certainly are not among the `k` nearest, at most {@link MOST_NEIGHBOURS}.
 *
 * |a - q|² is the smaller, the larger a · q - |a|²/2 is. That is itself a product, of q extended by
 * a cell of -1 and of the row extended by |a|²/2. To limit rounding errors, rows are centred and
 * scaled so that the longest has length 1, and queries likewise. A row is certainly not among the k
 * nearest if its product is below the k-th largest by more than both their rounding errors.
 */
export function siftWithVectors(among: Rows): Scan | null {
  const frame = frameOf(among);
  let laid = frame && layOut(among, frame);
  if (!frame || !laid) return null;
  return (queries, k, visit) => {
    if (last?.deref() !== laid) laid = layOut(among, frame)!;
    const { loops, matrix, numbers, found, space } = laid!, width = among.columns + 1;
    const most = 2 * Math.floor(numbers.length / (2 * (k + width)));
    const slacks = new Float64Array(most);
    for (let first = 0; first < queries.rows; first += most) {
      const many = Math.min(most, queries.rows - first), even = many + many % 2;
      numbers.fill(0, 0, even * width);
      numbers.fill(-Infinity, even * width, even * (width + k));
      // Of an odd number of queries the last is paired with nothing, which finds nothing.
      slacks[even - 1] = NaN;
      for (let i = 0; i < many; i++) {
        const square = frameRow(queries, first + i, frame);
        slacks[i] = square < FAR ? 2 * margin(width, square) : Infinity;
        // Too far for single precision: all products are 0, and nothing is left out.
        if (!(square < FAR)) continue;
        numbers.set(frame.cells, i * width);
        numbers[i * width + width - 1] = -1;
      }
      for (let from = 0; from < among.rows; from += STRETCH) {
        const few = Math.ceil(Math.min(STRETCH, among.rows - from) / PANEL);
        for (let i = 0; i < even; i += 2) {
          const counts = loops.findLarge(
            matrix.byteOffset + 4 * from * width,
            few,
            width,
            numbers.byteOffset + 4 * i * width,
            numbers.byteOffset + 4 * (even * width + i * k),
            k,
            slacks[i],
            slacks[i + 1],
            found.byteOffset,
            space,
          );
          const one = counts & 65_535, other = counts >>> 16, start = space / 2;
          for (let n = 0; n < one; n++) visit(first + i, from + found[n]);
          for (let n = start; n < start + other; n++) visit(first + i + 1, from + found[n]);
        }
      }
    }
  };
}

/** A matrix laid out for the quick scan. */
interface Laid {
  readonly loops: Loops;
  readonly matrix: Float32Array;
  /** The queries of a batch, and their heaps. */
  readonly numbers: Float32Array;
  readonly found: Int32Array;
  /** The bytes of a list of found rows. */
  readonly space: number;
}

const workspaceOfSift = reusedWorkspace<Loops>(bytes);

/** Laid out last: all others have to be laid out again. */
let last: WeakRef<Laid> | undefined;

function layOut(among: Rows, frame: Frame): Laid | null {
  const width = among.columns + 1, panels = Math.ceil(among.rows / PANEL);
  const space = room(4 * (STRETCH + PANEL));
  const batch = Math.max(BATCH, 2 * (MOST_NEIGHBOURS + width));
  const workspace = workspaceOfSift(
    room(4 * panels * PANEL * width) + room(4 * batch) + 4 * space,
  );
  if (!workspace) return null;
  const matrix = workspace.float32(panels * PANEL * width);
  // NaN compares as false, so the padding of the last panel is never found.
  matrix.fill(NaN, (panels - 1) * PANEL * width);
  for (let row = 0; row < among.rows; row++) {
    let at = (row - row % PANEL) * width + row % PANEL;
    matrix[at + among.columns * PANEL] = frameRow(among, row, frame) / 2;
    for (let j = 0; j < among.columns; j++, at += PANEL) matrix[at] = frame.cells[j];
  }
  const numbers = workspace.float32(batch), found = workspace.int32(space);
  const laid = { loops: workspace.loops, matrix, numbers, found, space };
  last = new WeakRef(laid);
  return laid;
}

/** A squared length of a query, in lengths of the longest row. */
const FAR = 1e30;

/**
 * The rounding error of a product of at most `width` + 3 operations, plus that of its bound in
 * single precision, doubled to be safe. All terms together are below (|q| + 1)² in size.
 */
function margin(width: number, square: number): number {
  return 2 * (width + 5) * 2 ** -24 * (Math.sqrt(square) + 1) ** 2;
}

interface Frame {
  readonly means: Float64Array;
  /** The length of the longest centred row. */
  readonly longest: number;
  /** The cells of the row prepared last. */
  readonly cells: Float64Array;
}

function frameOf(among: Rows): Frame | null {
  const { values, rows, columns } = among;
  const means = new Float64Array(columns), cells = new Float64Array(columns);
  for (let cell = 0; cell < rows * columns;) {
    for (let j = 0; j < columns; j++, cell++) means[j] += values[cell];
  }
  for (let j = 0; j < columns; j++) means[j] /= rows;
  let square = 0;
  for (let row = 0; row < rows; row++) {
    square = Math.max(square, squaredLength(among, row, means));
  }
  return square > 1e-280 && square < 1e280 ? { means, longest: Math.sqrt(square), cells } : null;
}

/** Centres and shrinks a row into `cells`; returns the square of its length. */
function frameRow({ values, columns }: Rows, row: number, frame: Frame): number {
  const { means, longest, cells } = frame;
  let square = 0;
  for (let j = 0, at = row * columns; j < columns; j++, at++) {
    const cell = (values[at] - means[j]) / longest;
    square += cell * cell;
    cells[j] = cell;
  }
  return square;
}
