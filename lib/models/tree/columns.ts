/** A matrix prepared for growing trees: each column in the form that is fastest to split. */

import type { Matrix } from "../../types.ts";
import { makeAscending, type Ordered } from "./order.ts";

/** A column with few values: one code per row, in the order of the values. */
export interface CodedColumn {
  readonly kind: "coded";
  readonly codes: Uint8Array;
  /** Smallest value with each code; equal to `high` if a code is a single value. */
  readonly low: Float32Array;
  /** Largest value with each code. */
  readonly high: Float32Array;
}

/** A column with many values: the rows in order of value. */
export interface SortedColumn {
  readonly kind: "sorted";
  readonly order: Int32Array;
  /** The value of each of `order`. */
  readonly values: Float32Array;
}

export type TreeColumn = CodedColumn | SortedColumn;

/** Columns that are made one by one, so that they need not all be held at once. */
export interface ColumnSource {
  readonly rows: number;
  /** How many columns come. */
  readonly count: number;
  /** The arrays of a sorted column hold until the next one comes. */
  readonly each: Iterable<TreeColumn>;
}

/** From this many rows on, columns may be binned. */
export const ROWS_FOR_BINS = 10_000;

/** The number of values of a byte. */
export const MAX_CODES = 256;

/**
 * The columns of `X`, rounded to float32 as in scikit-learn's trees: coded if a column has at most
 * 256 values, sorted if it has more. With `binned`, and from 10,000 rows on, a column with more
 * values is coded too: cut into at most 256 bins of about equally many rows, so that a split can
 * fall only between two bins.
 *
 * @throws `RangeError` for a cell too large for float32.
 */
export function treeColumns(X: Matrix, options: { binned?: boolean } = {}): TreeColumn[] {
  return heldColumns({ rows: X.rows, count: X.columns, each: eachColumn(X, options) });
}

/** {@link treeColumns}, one by one. */
export function columnSource(X: Matrix): ColumnSource {
  return { rows: X.rows, count: X.columns, each: eachColumn(X, {}) };
}

/** All columns of a source, to keep. */
export function heldColumns({ each }: ColumnSource): TreeColumn[] {
  return Array.from(
    each,
    (column) =>
      column.kind === "coded"
        ? column
        : { kind: "sorted", order: column.order.slice(), values: column.values.slice() },
  );
}

function* eachColumn(
  { values: cells, rows, columns }: Matrix,
  { binned = false }: { binned?: boolean },
): Generator<TreeColumn> {
  const ascending = makeAscending(rows);
  const unsorted = new Float32Array(rows);
  for (let column = 0; column < columns; column++) {
    takeColumn(unsorted, cells, column);
    const ordered = ascending(unsorted);
    // What is not finite comes first or last.
    if (!Number.isFinite(ordered.values[0]) || !Number.isFinite(ordered.values[rows - 1])) {
      const row = unsorted.findIndex((value) => !Number.isFinite(value));
      throw new RangeError(
        "trees: expected a number between -3.4e38 and 3.4e38, " +
          `got ${cells[row * columns + column]} in row ${row}, column ${column}`,
      );
    }
    yield columnOf(ordered, binned);
  }
}

function columnOf(ordered: Ordered, binned: boolean): TreeColumn {
  const { values, order } = ordered, ends = runEnds(values);
  if (ends.length <= MAX_CODES) return coded(ordered, ends);
  if (binned && values.length >= ROWS_FOR_BINS) return coded(ordered, binEnds(values));
  return { kind: "sorted", order, values };
}

// A function of its own: in a generator the loop would long run uncompiled.
function takeColumn(into: Float32Array, cells: Float64Array, column: number): void {
  const columns = cells.length / into.length;
  for (let row = 0, at = column; row < into.length; row++, at += columns) into[row] = cells[at];
}

/** The ends (exclusive) of the runs of equal values; 257 of them mean "more than 256". */
function runEnds(values: Float32Array): number[] {
  const ends: number[] = [];
  for (let end = 1; end < values.length && ends.length < MAX_CODES; end++) {
    if (values[end] !== values[end - 1]) ends.push(end);
  }
  ends.push(values.length);
  return ends;
}

/** Ends of bins with about equally many rows: at most 256. */
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

function coded({ order, values }: Ordered, ends: readonly number[]): CodedColumn {
  const codes = new Uint8Array(order.length);
  const low = new Float32Array(ends.length), high = new Float32Array(ends.length);
  for (let code = 0, i = 0; code < ends.length; code++) {
    low[code] = values[i];
    high[code] = values[ends[code] - 1];
    while (i < ends[code]) codes[order[i++]] = code;
  }
  return { kind: "coded", codes, low, high };
}
