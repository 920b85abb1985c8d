/** A matrix as a binned table. */

import { seeded } from "../../random.ts";
import type { Matrix } from "../../types.ts";
import { binEdges, type BinnedTable, makeBinner, MAX_BINS } from "./binned.ts";

/** Rows that the borders of a column with many values are learned from. */
const SAMPLE = 20_000;
/** Rows coded at once: their cells stay in the cache while column after column is taken. */
const BLOCK = 512;

/**
 * Bins of the columns of `X`: one per value in a column with at most 255 different ones, else about
 * equally many of a sample of up to 20,000 rows in each.
 */
export function binTable({ values, rows, columns }: Matrix): BinnedTable {
  const random = seeded(0);
  const sample = rows <= SAMPLE
    ? Int32Array.from({ length: rows }, (_, row) => row)
    : Int32Array.from({ length: SAMPLE }, () => random.integer(rows));
  const edges = Array.from({ length: columns }, (_, column) => {
    const few = fewValues({ values, rows, columns }, column);
    return binEdges(few ?? Float32Array.from(sample, (row) => values[row * columns + column]));
  });

  const codes = edges.map(() => new Uint8Array(rows));
  const bin = edges.map(makeBinner);
  const cells = new Float32Array(BLOCK);
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from);
    for (let column = 0; column < columns; column++) {
      for (let i = 0; i < count; i++) cells[i] = values[(from + i) * columns + column];
      bin[column](cells.subarray(0, count), codes[column], from);
    }
  }
  return { rows, codes, edges };
}

/** The different values of a column, or `null` if there are more than bins. */
function fewValues({ values, columns }: Matrix, column: number): Float32Array | null {
  const found = new Set<number>();
  for (let cell = column; cell < values.length; cell += columns) {
    found.add(Math.fround(values[cell]));
    if (found.size > MAX_BINS) return null;
  }
  return Float32Array.from(found);
}
