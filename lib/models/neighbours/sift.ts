/** A quick search: single precision takes the first look, at several rows and queries at a time. */

import type { Matrix } from "../../types.ts";
import type { Nearest } from "./nearest.ts";
import type { Rows } from "./rows.ts";
import { batchOf, copyRows, type Loops, openMemory, segmentOf } from "./sift-memory.ts";

/** What a quick search found, and how many distances it measured exactly. */
export interface Sifted {
  readonly nearest: Nearest;
  readonly measured: number;
}

/** A search among rows that are prepared for it. */
export interface Sift {
  /** Whether the rows stay laid out; where they are many, each search lays them out in segments. */
  readonly keeps: boolean;
  readonly find: (queries: Matrix, k: number) => Sifted;
}

/** Whose rows are laid out in which memory. */
const laidOut = new WeakMap<Loops, WeakRef<Frame>>();

/**
 * Prepares the quick search; `null` if the platform has no vector instructions, or squared lengths
 * are near the limits of numbers. It leaves out only rows that certainly are not among the nearest
 * and measures the others exactly: its result is that of an exact search, to the last bit.
 *
 * |a - q|² is the smaller, the larger a · q - |a|²/2 is. To limit rounding errors, rows are centred
 * and scaled so that the longest has length 1, and queries likewise. A row is certainly not among
 * the k nearest if its product is below the k-th largest by more than both their rounding errors.
 */
export function siftWithVectors(among: Rows): Sift | null {
  const { rows, columns } = among, segment = segmentOf(among), keeps = segment === rows;
  const frame = frameOf(among);
  if (!frame) return null;
  const { middle, longest } = frame;
  const find = (queries: Matrix, k: number): Sifted => {
    const length = queries.rows * k;
    const nearest = { k, rows: new Int32Array(length), squares: new Float64Array(length) };
    const most = batchOf(queries.rows, { columns, k });
    const { loops, ...memory } = openMemory(among, most, k)!;
    const rowsAt = memory.rows.byteOffset, panelsAt = memory.panels.byteOffset;
    const middleAt = memory.middle.byteOffset, queriesAt = memory.queries.byteOffset;
    const quadsAt = memory.quads.byteOffset;
    const nearestAt = memory.nearest.byteOffset, squaresAt = memory.squares.byteOffset;
    const productsAt = memory.products.byteOffset, groupsAt = memory.groups.byteOffset;
    const lay = (from: number, few: number): void => {
      copyRows(memory.rows, among, from, few);
      loops.layRows(rowsAt, few, columns, middleAt, longest, panelsAt);
    };
    memory.middle.set(middle);
    if (keeps && laidOut.get(loops)?.deref() !== frame) lay(0, rows);
    laidOut.set(loops, new WeakRef(frame));
    let measured = 0;
    for (let first = 0; first < queries.rows; first += most) {
      const many = Math.min(most, queries.rows - first);
      copyRows(memory.queries, queries, first, many);
      loops.layQueries(queriesAt, many, columns, middleAt, longest, quadsAt);
      loops.clear(many, k, nearestAt, squaresAt);
      for (let from = 0; from < rows; from += segment) {
        const few = Math.min(segment, rows - from);
        if (!keeps) lay(from, few);
        // deno-fmt-ignore
        measured += loops.search(
          rowsAt, panelsAt, few, from, columns, longest, queriesAt, quadsAt, many,
          k, nearestAt, squaresAt, productsAt, groupsAt,
        );
      }
      loops.sortNearest(many, k, nearestAt, squaresAt);
      nearest.rows.set(memory.nearest.subarray(0, many * k), first * k);
      nearest.squares.set(memory.squares.subarray(0, many * k), first * k);
    }
    return { nearest, measured };
  };
  return { keeps, find };
}

interface Frame {
  readonly middle: Float64Array;
  /** The length of the longest centred row. */
  readonly longest: number;
}

function frameOf(among: Rows): Frame | null {
  const { rows, columns } = among, segment = segmentOf(among);
  const memory = openMemory(among, 0, 0);
  if (!memory) return null;
  const { loops } = memory, rowsAt = memory.rows.byteOffset, middleAt = memory.middle.byteOffset;
  laidOut.delete(loops);
  memory.middle.fill(0);
  for (let from = 0; from < rows; from += segment) {
    const few = Math.min(segment, rows - from);
    copyRows(memory.rows, among, from, few);
    loops.addRows(rowsAt, few, columns, middleAt);
  }
  const middle = memory.middle.map((sum) => sum / rows);
  memory.middle.set(middle);
  let square = 0;
  for (let from = 0; from < rows; from += segment) {
    const few = Math.min(segment, rows - from);
    if (segment < rows) copyRows(memory.rows, among, from, few);
    square = loops.farthest(rowsAt, few, columns, middleAt, square);
  }
  return square > 1e-280 && square < 1e280 ? { middle, longest: Math.sqrt(square) } : null;
}
