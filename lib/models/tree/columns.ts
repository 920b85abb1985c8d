/** A matrix made ready for growing trees: each column in the form that is fastest to split. */

import type { Matrix } from "../../types.ts";
import { makeAscending } from "./order.ts";

/** A column of few values: one code a row, in the order of the values they stand for. */
export interface CodedColumn {
  readonly kind: "coded";
  readonly codes: Uint8Array;
  /** Smallest value with each code; the same as `high` where a code is one value. */
  readonly low: Float32Array;
  /** Largest value with each code. */
  readonly high: Float32Array;
}

/** A column of many values: the rows in order of value. */
export interface SortedColumn {
  readonly kind: "sorted";
  readonly order: Int32Array;
  /** The value of each of `order`. */
  readonly values: Float32Array;
}

export type TreeColumn = CodedColumn | SortedColumn;

/** From so many rows on, columns may be cut into bins. */
const ROWS_FOR_BINS = 10_000;

/** As many as a byte can tell apart. */
export const MAX_CODES = 256;

/**
 * The columns of `X`, rounded to float32 as scikit-learn's trees do: coded where a column has at
 * most 256 values, sorted where it has more. With `binned`, and from 10,000 rows on, such a column
 * is coded too: cut into at most 256 bins of about as many rows each, so that a split can only fall
 * between two bins.
 *
 * @throws `RangeError` for a cell too large for float32.
 */
export function treeColumns(
  { values: cells, rows, columns }: Matrix,
  { binned = false }: { binned?: boolean } = {},
): TreeColumn[] {
  const ascending = makeAscending(rows);
  const unsorted = new Float32Array(rows), values = new Float32Array(rows);
  return Array.from({ length: columns }, (_, column): TreeColumn => {
    for (let row = 0; row < rows; row++) {
      const cell = cells[row * columns + column];
      unsorted[row] = cell;
      if (!Number.isFinite(unsorted[row])) {
        throw new RangeError(
          `trees: expected a number between -3.4e38 and 3.4e38, got ${cell} ` +
            `in row ${row}, column ${column}`,
        );
      }
    }
    const order = ascending(unsorted);
    for (let i = 0; i < rows; i++) values[i] = unsorted[order[i]];

    const ends = runEnds(values);
    if (ends.length <= MAX_CODES) return coded(order, values, ends);
    if (binned && rows >= ROWS_FOR_BINS) return coded(order, values, binEnds(values));
    return { kind: "sorted", order: order.slice(), values: values.slice() };
  });
}

/** Where the runs of equal values end, one past their last; 257 of them stand for any more. */
function runEnds(values: Float32Array): number[] {
  const ends: number[] = [];
  for (let end = 1; end <= values.length && ends.length <= MAX_CODES; end++) {
    if (values[end] !== values[end - 1]) ends.push(end);
  }
  return ends;
}

/** Ends of runs with about as many rows between any two: at most 256. */
function binEnds(values: Float32Array): number[] {
  const ends: number[] = [];
  let full = 0;
  for (let end = 1; end <= values.length; end++) {
    const parts = Math.floor(end * MAX_CODES / values.length);
    if (parts === full || values[end] === values[end - 1]) continue;
    full = parts;
    ends.push(end);
  }
  return ends;
}

function coded(order: Int32Array, values: Float32Array, ends: readonly number[]): CodedColumn {
  const codes = new Uint8Array(order.length);
  const low = new Float32Array(ends.length), high = new Float32Array(ends.length);
  for (let code = 0, i = 0; code < ends.length; code++) {
    low[code] = values[i];
    high[code] = values[ends[code] - 1];
    while (i < ends[code]) codes[order[i++]] = code;
  }
  return { kind: "coded", codes, low, high };
}
