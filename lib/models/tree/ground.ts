/** The memory in which compiled loops grow trees. */

import { room, type Workspace } from "../../wasm/workspace.ts";
import { type CodedColumn, type ColumnSource, MAX_CODES, type SortedColumn } from "./columns.ts";

/** trees.as documents each; arrays are passed by address. */
export interface Loops {
  readonly lay: (...numbers: number[]) => void;
  readonly scatter: (...numbers: number[]) => void;
  readonly grow: (...numbers: number[]) => number;
}

/** Columns that are laid, and the arrays that change from tree to tree. */
export interface Ground {
  readonly loops: Loops;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  readonly leaves: Int32Array;
  /** The nodes of the last tree, as trees.as writes them. */
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
}

/** The bytes of a column and of a node in trees.as. */
const COLUMN = 32;
export const NODE = 32;

type Size = Pick<ColumnSource, "rows" | "count">;

/** The space that trees.as needs beside what it is given. */
const scratchBytes = ({ rows, count }: Size): number => 64 * (rows + count) + 8192;

/** The space that all arrays of {@link layIn} take. */
export function bytesNeeded({ rows, count }: Size, { once }: { once: boolean }): number {
  const lists = (once ? 1 : 2) * (count + 1) * room(4 * rows);
  const perColumn = room(4 * rows) + room(rows) + 3 * room(4 * Math.min(rows, MAX_CODES));
  const fours = Math.ceil(count / 4) * (16 + rows);
  const targets = 2 * room(8 * rows) + room(4 * rows);
  return lists + count * (perColumn + COLUMN) + fours + targets + 2 * NODE * rows +
    scratchBytes({ rows, count }) + 64;
}

/** Lays the columns where trees grow on them; `once`, for a single tree, needs less memory. */
export function layIn(
  workspace: Workspace<Loops>,
  source: ColumnSource,
  { once }: { once: boolean },
): Ground {
  const { loops, float64, int32, uint8 } = workspace, { rows, count } = source;
  const length = room(4 * rows), fours = Math.ceil(count / 4);
  const originals = int32((count + 1) * length / 4);
  const working = once ? originals : int32(originals.length);
  const leaves = int32(rows), columns = int32(COLUMN / 4 * count);
  const spare = new Float32Array(leaves.buffer, leaves.byteOffset, rows);
  const lists = layColumns(workspace, source, { columns, originals, spare });
  const weights = float64(rows), sums = float64(rows), numbers = float64(2 * NODE / 8 * rows);
  loops.lay(
    rows,
    count,
    lists,
    length,
    columns.byteOffset,
    int32(4 * fours).byteOffset,
    uint8(fours * rows).byteOffset,
    originals.byteOffset,
    working.byteOffset,
    weights.byteOffset,
    sums.byteOffset,
    leaves.byteOffset,
    numbers.byteOffset,
    uint8(scratchBytes(source)).byteOffset,
  );
  const integers = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
  return { loops, weights, sums, leaves, numbers, integers };
}

/** Where columns are laid. */
interface Place {
  /** The fields of each column, in the order of trees.as. */
  readonly columns: Int32Array;
  /** Lists of rows; the first is not a column's. */
  readonly originals: Int32Array;
  /** Room for a number per row. */
  readonly spare: Float32Array;
}

/** Lays column by column; returns how many lists there are. */
function layColumns(
  workspace: Workspace<Loops>,
  { each }: ColumnSource,
  { columns, originals, spare }: Place,
): number {
  let fields = 0, lists = 1;
  for (const column of each) {
    const own = columns.subarray(fields, fields += COLUMN / 4);
    if (column.kind === "coded") layCoded(workspace, column, own);
    else laySorted(workspace, column, { fields: own, originals, list: lists++, spare });
  }
  return lists;
}

function layCoded(
  { float32, int32, uint8 }: Workspace<Loops>,
  column: CodedColumn,
  fields: Int32Array,
): void {
  const rows = column.codes.length, most = column.low.length;
  const codes = uint8(rows), borders = float32(2 * most), groups = int32(rows + most);
  codes.set(column.codes);
  borders.set(column.low);
  borders.set(column.high, most);
  fields[0] = most;
  fields[1] = codes.byteOffset;
  fields[2] = borders.byteOffset;
  fields[3] = borders.byteOffset + 4 * most;
  fields[4] = groups.byteOffset;
  fields[5] = groups.byteOffset + 4 * rows;
}

function laySorted(
  { loops, float32 }: Workspace<Loops>,
  { order, values }: SortedColumn,
  { fields, originals, list, spare }: Omit<Place, "columns"> & { fields: Int32Array; list: number },
): void {
  const rows = order.length, offset = list * room(4 * rows), cells = float32(rows);
  originals.set(order, offset / 4);
  spare.set(values);
  loops.scatter(originals.byteOffset + offset, spare.byteOffset, rows, cells.byteOffset);
  fields[0] = 0;
  fields[1] = cells.byteOffset;
  fields[2] = offset;
}
