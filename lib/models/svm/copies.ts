/** Patients who stand in the table more than once: the same numbers and the same outcome. */

import type { Matrix, Training } from "../../types.ts";
import { type DualProblem, type DualSolution, solveDual } from "./solver.ts";

/** The rows of a table without their copies. */
export interface Distinct {
  readonly X: Matrix;
  readonly y: Uint8Array;
  /** For each row of the table the row here that it is a copy of. */
  readonly of: Int32Array;
}

/**
 * The distinct rows, in the order of their first; the very same table where all are. Rows are the
 * same if all their bits are.
 */
export function distinctRows({ X, y }: Pick<Training, "X" | "y">): Distinct {
  const { values, rows, columns } = X;
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const seen: Seen = { words, size: 2 * columns, y, first: [], byHash: new Map() };
  const of = new Int32Array(rows), { first } = seen;
  for (let row = 0; row < rows; row++) of[row] = placeOf(row, seen);
  if (first.length === rows) return { X, y, of };
  return {
    X: { values: cellsOf({ values, columns }, first), rows: first.length, columns },
    y: Uint8Array.from(first, (row) => y[row]),
    of,
  };
}

/** A table, and the rows of it that have been looked at. */
interface Seen {
  /** The halves of its cells. */
  readonly words: Int32Array;
  /** Halves of a row. */
  readonly size: number;
  readonly y: Uint8Array;
  /** The first row of each of the distinct ones. */
  readonly first: number[];
  /** The places in `first` of all that have this hash. */
  readonly byHash: Map<number, number[]>;
}

/** The place of a row among the distinct ones, at their end if it is new. */
function placeOf(row: number, seen: Seen): number {
  const { first, byHash } = seen, hash = hashOf(row, seen), alike = byHash.get(hash);
  if (alike) {
    for (const place of alike) if (isCopy(row, first[place], seen)) return place;
  }
  const place = first.push(row) - 1;
  if (alike) alike.push(place);
  else byHash.set(hash, [place]);
  return place;
}

/** A hash of the outcome and the leading halves of the cells. */
function hashOf(row: number, { words, size, y }: Seen): number {
  let hash = y[row];
  for (let i = row * size + 1; i < (row + 1) * size; i += 2) {
    hash = Math.imul(hash ^ words[i], 0x9e3779b1);
    // Levels differ in their leading bits only, which would never reach the others.
    hash ^= hash >>> 15;
  }
  return hash;
}

function isCopy(a: number, b: number, { words, size, y }: Seen): boolean {
  if (y[a] !== y[b]) return false;
  for (let i = 0; i < size; i++) if (words[a * size + i] !== words[b * size + i]) return false;
  return true;
}

/** The cells of these rows, one row after the other. */
export function cellsOf(
  { values, columns }: Pick<Matrix, "values" | "columns">,
  rows: readonly number[],
): Float64Array {
  const cells = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    cells.set(values.subarray(rows[i] * columns, (rows[i] + 1) * columns), i * columns);
  }
  return cells;
}

/** A problem with the `bounds` of all rows, and the kernel of the distinct ones. */
export interface DistinctProblem extends Pick<DualProblem, "kernel" | "bounds"> {
  readonly distinct: Distinct;
}

/**
 * The solution of a problem, one entry per distinct row: what a row takes from its copy changes no
 * decision, so a row with copies has the bounds of all of them together. Without copies it is that
 * of {@link solveDual}, to the last bit.
 */
export function solveDistinct(
  { kernel, bounds, distinct }: DistinctProblem,
  tolerance: number,
): DualSolution {
  return solveDual({ kernel, y: distinct.y, bounds: together(bounds, distinct) }, tolerance);
}

/** The bounds of each distinct row: those of its copies together. */
export function together(bounds: Float64Array, { y, of }: Distinct): Float64Array {
  const sums = new Float64Array(y.length);
  for (let row = 0; row < of.length; row++) sums[of[row]] += bounds[row];
  return sums;
}
