/** A table of numbers as bytes: what a histogram is made from. */

import { demand } from "../../demand.ts";
import { checkOutcomes } from "../check-training.ts";
import { makeAscending } from "../tree/order.ts";

/** The most bins of a column. */
export const MAX_BINS = 255;

/**
 * A table without missing values, cut into bins column by column. It can be filled in chunks, so a
 * table that never fits into memory as numbers can still be learned from.
 */
export interface BinnedTable {
  readonly rows: number;
  /** The bin of each row, one array per column. */
  readonly codes: readonly Uint8Array[];
  /**
   * Per column the borders between its bins, rising, one fewer than bins, so at most 254. A value,
   * rounded to float32, has code `k` if it is above border `k - 1` and at most border `k`.
   */
  readonly edges: readonly Float64Array[];
}

/** What a histogram booster, `fitBinnedBoosting(training, settings, work)`, learns from. */
export interface BinnedTraining {
  readonly table: BinnedTable;
  /** 0 or 1 per row. */
  readonly y: Uint8Array;
  /** How many patients each row counts for; default 1. */
  readonly weights?: Float64Array;
}

/** Throws unless boosting can learn from it: see `fitBinnedBoosting`. */
export function checkBinned({ table: { rows, codes, edges }, y, weights }: BinnedTraining): void {
  const length = (field: string, got: number, expected: number): void => {
    if (got === expected) return;
    throw new TypeError(`boosting: ${field}: expected a length of ${expected}, got ${got}`);
  };
  if (!(rows >= 1 && codes.length >= 1)) {
    throw new TypeError(
      `boosting: expected at least one row and one column, got ${rows} x ${codes.length}`,
    );
  }
  length("y", y.length, rows);
  if (weights) length("weights", weights.length, rows);
  length("edges", edges.length, codes.length);
  codes.forEach((column, j) => {
    length(`codes[${j}]`, column.length, rows);
    const most = edges[j].length;
    demand(most < MAX_BINS, {
      field: `boosting: edges[${j}]`,
      expected: `at most ${MAX_BINS - 1} borders`,
      got: most,
    });
    for (let row = 0; row < rows; row++) {
      if (column[row] <= most) continue;
      const field = `boosting: codes[${j}][${row}]`;
      demand(false, { field, expected: `a code from 0 to ${most}`, got: column[row] });
    }
  });
  checkOutcomes({ y, weights }, "boosting");
}

/**
 * Borders for bins of `values`, which may be a sample and come in any order. With at most `most`
 * different values each gets a bin of its own; with more, bins hold about equally many, and equal
 * values stay together. A border lies midway between the neighbouring values, as float32.
 *
 * @throws `RangeError` for a value that is not finite as float32.
 *
 * @example
 * ```ts
 * import { binEdges } from "heartbook/models/boosting/binned.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(binEdges([3, 1, 1, 2]), Float64Array.of(1.5, 2.5));
 * assertEquals(binEdges([1, 2, 3, 4], { most: 2 }), Float64Array.of(2.5));
 * ```
 */
export function binEdges(
  values: ArrayLike<number>,
  { most = MAX_BINS }: { most?: number } = {},
): Float64Array {
  const unsorted = new Float32Array(values.length);
  for (let i = 0; i < unsorted.length; i++) {
    unsorted[i] = values[i];
    if (!Number.isFinite(unsorted[i])) refuse(values[i], i);
  }
  return sortedEdges(makeAscending(unsorted.length)(unsorted).values, most);
}

/** The borders of bins of values in ascending order. */
export function sortedEdges(sorted: Float32Array, most = MAX_BINS): Float64Array {
  const ends: number[] = [];
  for (let end = 1; end < sorted.length && ends.length < most; end++) {
    if (sorted[end] !== sorted[end - 1]) ends.push(end);
  }
  const few = ends.length < most ? ends : evenEnds(sorted, most);
  return Float64Array.from(few, (end) => sorted[end - 1] / 2 + sorted[end] / 2);
}

/** Where to part the values into about `most` even bins, equal ones together. */
function evenEnds(sorted: Float32Array, most: number): number[] {
  const ends: number[] = [];
  let full = 0;
  for (let end = 1; end < sorted.length; end++) {
    const parts = Math.floor(end * most / sorted.length);
    if (parts === full || sorted[end] === sorted[end - 1]) continue;
    full = parts;
    ends.push(end);
  }
  return ends;
}

/** Writes the codes of `values` into `codes`, from position `at` on. */
export type Binner = (values: ArrayLike<number>, codes: Uint8Array, at?: number) => void;

/** Rises with the value: the leading bits, all flipped if negative, else only the sign. */
const bucketOf = (bits: number): number => (bits ^ ((bits >> 31) | 0x80000000)) >>> 16;

/**
 * By leading 16 bits of a float32, in order of value, the number of borders that are surely below:
 * those of a bucket lie between its entry and the next.
 */
export function leastBelow(edges: Float64Array): Uint8Array {
  const least = new Uint8Array(0x10001);
  const rounded = new Float32Array(edges), patterns = new Int32Array(rounded.buffer);
  for (let i = 0, from = 0; i <= edges.length; i++) {
    const to = i < edges.length ? bucketOf(patterns[i]) + 1 : least.length;
    least.fill(i, from, to);
    from = to;
  }
  return least;
}

/**
 * A function that turns values into the codes of these borders. Where the values are looked up
 * depends on the leading 16 bits of a float32, so most need one or two comparisons.
 *
 * The function throws a `RangeError` for a value that is not finite as float32.
 *
 * @example
 * ```ts
 * import { makeBinner } from "heartbook/models/boosting/binned.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const codes = new Uint8Array(4);
 * makeBinner(Float64Array.of(1.5, 2.5))([1, 2.5, 9], codes, 1);
 * assertEquals(codes, Uint8Array.of(0, 0, 1, 2));
 * ```
 */
export function makeBinner(edges: Float64Array): Binner {
  const value = new Float32Array(1), pattern = new Int32Array(value.buffer);
  const least = leastBelow(edges);
  return (values, codes, at = 0) => {
    for (let i = 0; i < values.length; i++) {
      value[0] = values[i];
      const bits = pattern[0];
      if ((bits & 0x7f800000) === 0x7f800000) refuse(values[i], i);
      const bucket = bucketOf(bits), cell = value[0];
      let low = least[bucket], high = least[bucket + 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (cell > edges[middle]) low = middle + 1;
        else high = middle;
      }
      codes[at + i] = low;
    }
  };
}

function refuse(value: number, row: number): never {
  throw new RangeError(
    `trees: expected a number between -3.4e38 and 3.4e38, got ${value} in row ${row}`,
  );
}
