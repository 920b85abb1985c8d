/** A matrix as a binned table. */

import { seeded } from "../../random.ts";
import type { Matrix } from "../../types.ts";
import { makeAscending } from "../tree/order.ts";
import { bytes } from "../wasm/boosting.bytes.ts";
import { openWorkspace, room } from "../../wasm/workspace.ts";
import {
  binEdges,
  type BinnedTable,
  leastBelow,
  makeBinner,
  MAX_BINS,
  sortedEdges,
} from "./binned.ts";

/** Rows that the borders of a column with many values are learned from. */
const SAMPLE = 10_000;
/** Rows coded at once: their cells stay in the cache while column after column is taken. */
const BLOCK = 256;

/**
 * Bins of the columns of `X`: one per value in a column with at most 255 different ones, else about
 * equally many of a sample of up to 10,000 rows in each. The cells are finite as float32.
 *
 * `plain` leaves the compiled loop out; the result is the same.
 */
export function binTable(X: Matrix, { plain = false }: { plain?: boolean } = {}): BinnedTable {
  const edges = edgesOf(X);
  const codes = (plain ? null : encodeWithVectors(X, edges)) ?? encode(X, edges);
  return { rows: X.rows, codes, edges };
}

function edgesOf({ values, rows, columns }: Matrix): Float64Array[] {
  const random = seeded(0);
  const sample = new Int32Array(Math.min(rows, SAMPLE));
  for (let i = 0; i < sample.length; i++) sample[i] = rows > SAMPLE ? random.integer(rows) : i;
  const ascending = makeAscending(sample.length);
  const unsorted = new Float32Array(sample.length);
  return Array.from({ length: columns }, (_, column) => {
    const few = fewValues({ values, rows, columns }, column);
    if (few) return binEdges(few);
    for (let i = 0; i < sample.length; i++) unsorted[i] = values[sample[i] * columns + column];
    return sortedEdges(ascending(unsorted).values);
  });
}

/** The different values of a column, or `null` if there are more than bins. */
function fewValues({ values, columns }: Matrix, column: number): number[] | null {
  const found = new Set<number>();
  for (let cell = column; cell < values.length; cell += columns) {
    found.add(Math.fround(values[cell]));
    if (found.size > MAX_BINS) return null;
  }
  return [...found];
}

function encode({ values, rows, columns }: Matrix, edges: readonly Float64Array[]): Uint8Array[] {
  const cells = new Float64Array(rows);
  return edges.map((some, column) => {
    for (let row = 0; row < rows; row++) cells[row] = values[row * columns + column];
    const codes = new Uint8Array(rows);
    makeBinner(some)(cells, codes);
    return codes;
  });
}

/** The compiled loop, documented in boosting.as; arrays are passed by address. */
interface Loops {
  readonly encode: (...numbers: number[]) => void;
}

/** The codes in the memory of the compiled loop, or `null` if the platform cannot run it. */
function encodeWithVectors(
  { values, rows, columns }: Matrix,
  edges: readonly Float64Array[],
): Uint8Array[] | null {
  const least = edges.map(leastBelow);
  const workspace = openWorkspace<Loops>(
    bytes,
    room(8 * BLOCK * columns) +
      columns * (room(rows) + room(8 * MAX_BINS) + room(least[0].length)),
  );
  if (!workspace) return null;
  const cells = workspace.float64(BLOCK * columns);
  const columnsOf = edges.map((some, column) => {
    const borders = workspace.float64(MAX_BINS), below = workspace.uint8(least[column].length);
    borders.set(some);
    below.set(least[column]);
    return { codes: workspace.uint8(rows), borders, below };
  });
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from);
    cells.set(values.subarray(from * columns, (from + count) * columns));
    columnsOf.forEach(({ codes, borders, below }, column) =>
      workspace.loops.encode(
        cells.byteOffset + 8 * column,
        8 * columns,
        count,
        borders.byteOffset,
        below.byteOffset,
        codes.byteOffset + from,
      )
    );
  }
  return columnsOf.map(({ codes }) => codes);
}
