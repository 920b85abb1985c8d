/** A quick scan for candidate neighbours, in single precision and several rows at a time. */

import type { Matrix } from "../../types.ts";
import { bytes } from "../wasm/neighbours.bytes.ts";
import { openWorkspace, room } from "../wasm/workspace.ts";
import { columnMeans } from "../../stats/moments.ts";

/** Consecutive rows, `to` not included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Scans a stretch of rows and lists, in ascending order, those whose squared distance from query
 * number `query` may be below `square`; only rows that certainly are not are left out. Returns
 * their number; the row numbers, counted from the start of the stretch, are in `found`.
 */
export interface Sift {
  readonly found: Int32Array;
  readonly sift: (query: number, stretch: Stretch, square: number) => number;
}

/** This many rows stay in the processor's cache while all queries pass. */
export const LONGEST_STRETCH = 1024;

/** A stretch begins at a multiple of this. */
const PANEL = 16;

/** Scans nothing and leaves nothing out. */
export const everyRow: Sift = {
  found: Int32Array.from({ length: LONGEST_STRETCH }, (_, i) => i),
  sift: (_query, { from, to }) => to - from,
};

interface Loops {
  readonly findLarge: (
    panels: number,
    count: number,
    columns: number,
    query: number,
    least: number,
    found: number,
  ) => number;
}

/**
 * Lays out `among` for the quick scan; `null` if the platform has no vector instructions, or
 * squared lengths are near the limits of single precision.
 *
 * |a - q|² < D if a · q - |a|²/2 > (|q|² - D)/2. The left side is itself a product, of q extended
 * by a cell of -1 and of the row extended by |a|²/2. To limit rounding errors, rows are centred and
 * scaled so that the longest has length 1, and queries likewise.
 */
export function siftWithVectors(among: Matrix): ((queries: Matrix) => Sift) | null {
  const frame = frameOf(among);
  const width = among.columns + 1, panels = Math.ceil(among.rows / PANEL);
  const workspace = frame && openWorkspace<Loops>(
    bytes,
    room(4 * panels * PANEL * width) + room(4 * width) + room(4 * LONGEST_STRETCH),
  );
  if (!workspace) return null;
  const matrix = workspace.float32(panels * PANEL * width);
  const query = workspace.float32(width);
  const found = workspace.int32(LONGEST_STRETCH);

  // NaN compares as false, so the padding of the last panel is never found.
  matrix.fill(NaN, (panels - 1) * PANEL * width);
  for (let row = 0; row < among.rows; row++) {
    const start = (row - row % PANEL) * width + row % PANEL;
    const square = frameRow(among, row, frame);
    for (let j = 0; j < among.columns; j++) matrix[start + j * PANEL] = frame.cells[j];
    matrix[start + among.columns * PANEL] = square / 2;
  }

  return (queries) => {
    const cells = new Float32Array(queries.rows * width);
    const squares = new Float64Array(queries.rows), margins = new Float64Array(queries.rows);
    for (let row = 0; row < queries.rows; row++) {
      const square = frameRow(queries, row, frame);
      // Too far for single precision: nothing is left out.
      if (!(square < FAR)) {
        margins[row] = Infinity;
        continue;
      }
      cells.set(frame.cells, row * width);
      cells[row * width + width - 1] = -1;
      squares[row] = square;
      margins[row] = margin(width, square);
    }
    const sift = (row: number, { from, to }: Stretch, square: number): number => {
      for (let j = 0; j < width; j++) query[j] = cells[row * width + j];
      const least = (squares[row] - square / frame.longest ** 2) / 2 - margins[row];
      return workspace.loops.findLarge(
        matrix.byteOffset + 4 * from * width,
        Math.ceil((to - from) / PANEL),
        width,
        query.byteOffset,
        least,
        found.byteOffset,
      );
    };
    return { found, sift };
  };
}

/** A squared length of a query, in lengths of the longest row. */
const FAR = 1e30;

/**
 * The rounding error of a product of at most `width` + 3 operations, plus the loss of its bound in
 * conversion to single precision, doubled to be safe. All terms together are below (|q| + 1)² in
 * size.
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

function frameOf(among: Matrix): Frame | null {
  const { rows, columns } = among;
  const means = columnMeans(among), cells = new Float64Array(columns);
  let square = 0;
  for (let row = 0; row < rows; row++) {
    square = Math.max(square, frameRow(among, row, { means, longest: 1, cells }));
  }
  return square > 1e-280 && square < 1e280 ? { means, longest: Math.sqrt(square), cells } : null;
}

/** Centres and shrinks a row into `cells`; returns the square of its length. */
function frameRow({ values, columns }: Matrix, row: number, frame: Frame): number {
  const { means, longest, cells } = frame;
  let square = 0;
  for (let j = 0; j < columns; j++) {
    const cell = (values[row * columns + j] - means[j]) / longest;
    square += cell * cell;
    cells[j] = cell;
  }
  return square;
}
