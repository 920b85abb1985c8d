/** The memory of the quick search: a segment of the rows, then some queries and what they find. */

import { bytes } from "../wasm/neighbours.bytes.ts";
import { reusedWorkspace, room } from "../../wasm/workspace.ts";
import type { Rows } from "./rows.ts";

/** Rows of a panel, queries that are asked at a time, rows of a stretch: as the loops have it. */
const PANEL = 8, QUAD = 4, STRETCH = 1024;
/** Bytes of rows that stay laid out; of more, so many bytes are laid out at a time. */
const KEPT = 2 ** 23, SEGMENT = 2 ** 21;
/** Bytes of queries that are asked at a time, with what they find. */
const BATCH = 2 ** 20;

type Loop = (...numbers: number[]) => number;

/** As neighbours.as describes them. */
export type Loops = Readonly<
  Record<
    "addRows" | "farthest" | "layRows" | "layQueries" | "clear" | "search" | "sortNearest",
    Loop
  >
>;

/** Where things are; for the loops, the `byteOffset` is the address. */
export interface Memory {
  readonly loops: Loops;
  readonly rows: Float64Array;
  readonly panels: Float32Array;
  readonly middle: Float64Array;
  readonly queries: Float64Array;
  readonly quads: Float32Array;
  readonly nearest: Int32Array;
  readonly squares: Float64Array;
  readonly products: Float32Array;
  readonly groups: Float32Array;
}

const workspaceOfSearch = reusedWorkspace<Loops>(bytes);

/**
 * Room for a segment of rows, then for so many queries: a multiple of 4. The rows stay where they
 * are. `null` if the platform has no vector instructions.
 */
export function openMemory(among: Rows, queries: number, k: number): Memory | null {
  const { columns } = among, rows = segmentOf(among);
  const cells = PANEL * Math.ceil(rows / PANEL) * (columns + 1);
  const doubles = [rows * columns, columns, queries * columns, queries * k];
  const singles = [cells, queries * (columns + 2), queries * k, QUAD * STRETCH, STRETCH];
  const bytesOf = (lengths: number[], size: number): number =>
    lengths.reduce((sum, length) => sum + room(size * length), 0);
  const workspace = workspaceOfSearch(bytesOf(doubles, 8) + bytesOf(singles, 4));
  return workspace && {
    loops: workspace.loops,
    rows: workspace.float64(rows * columns),
    panels: workspace.float32(cells),
    middle: workspace.float64(columns),
    queries: workspace.float64(queries * columns),
    quads: workspace.float32(queries * (columns + 2)),
    nearest: workspace.int32(queries * k),
    squares: workspace.float64(queries * k),
    products: workspace.float32(QUAD * STRETCH),
    groups: workspace.float32(STRETCH),
  };
}

/** How many rows are laid out at a time. */
export function segmentOf({ rows, columns }: Rows): number {
  const bytes = 12 * columns + 4;
  if (rows * bytes <= KEPT) return rows;
  return Math.min(rows, PANEL * Math.max(1, Math.floor(SEGMENT / bytes / PANEL)));
}

/** How many of so many queries are asked at a time: a multiple of 4. */
export function batchOf(queries: number, { columns, k }: { columns: number; k: number }): number {
  const fitting = Math.max(QUAD, Math.floor(BATCH / (12 * columns + 12 * k + 8)));
  return QUAD * Math.ceil(Math.min(fitting, queries) / QUAD);
}

/** Copies rows to the start of an array. */
export function copyRows(
  to: Float64Array,
  { values, columns }: Rows,
  from: number,
  rows: number,
): void {
  const start = from * columns, end = start + rows * columns;
  if (values instanceof Float64Array) to.set(values.subarray(start, end));
  // While code is cold, much faster than number by number.
  else if (end - start === values.length) to.set(values);
  // A part of many rows: a slice would have to be taken away again.
  else for (let cell = start; cell < end; cell++) to[cell - start] = values[cell];
}
