/** Parquet files of any size, as the cells that a CSV file would have. */
import { cellText, scanParquet } from "../parquet.ts";
import type { CellBatch } from "./batch.ts";
import { readColumnNames } from "../column-names.ts";
import type { CellStream } from "./csv.ts";
import { makeRoom, writeText, type Written } from "./written.ts";

/** Records of a batch. */
const ROWS = 4096;

const COMMA = 0x2c, ZERO = 0x30;

/** Cells that stand in a CSV file as they are. */
const PLAIN = /^[^",\r\n=+\-@\t][^",\r\n]*$/;
const NUMBER = /^-?[\d.]+$/;

/** The cells of some records, side by side with a comma after each. */
type Side = Pick<CellBatch, "bytes" | "starts" | "ends" | "plain">;

/** A cell in bytes. */
interface WrittenCell {
  readonly bytes: Uint8Array;
  readonly isPlain: boolean;
}

/** Cells kept per column: most columns hold a few values over and over. */
const KEPT = 2 ** 12;

/** By column, the cells that were written before. */
type WrittenCells = readonly Map<unknown, WrittenCell>[];

function writeCell(to: Written, value: unknown, known: Map<unknown, WrittenCell>): boolean {
  const start = to.length;
  const text = cellText(value) ?? "";
  writeText(to, text);
  const isPlain = text === "" || (typeof value === "number" ? NUMBER : PLAIN).test(text);
  if (known.size < KEPT) known.set(value, { bytes: to.bytes.slice(start, to.length), isPlain });
  return isPlain;
}

function copyCell(to: Written, { bytes }: WrittenCell): void {
  const { length } = bytes;
  makeRoom(to, length);
  for (let k = 0; k < length; k++) to.bytes[to.length + k] = bytes[k];
  to.length += length;
}

/** Writes a whole number from 0 to 2^31 - 1. */
function writeWhole(to: Written, value: number): void {
  let end = 1;
  for (let rest = value; rest >= 10; rest = rest / 10 | 0) end++;
  makeRoom(to, end);
  for (let rest = value, at = to.length + end - 1; at >= to.length; rest = rest / 10 | 0) {
    to.bytes[at--] = ZERO + rest % 10;
  }
  to.length += end;
}

function writeCells(
  given: readonly ArrayLike<unknown>[],
  rows: number,
  written: WrittenCells,
): Side {
  const columns = given.length;
  const starts = new Int32Array(rows * columns), ends = new Int32Array(rows * columns);
  const plain = new Uint8Array(rows).fill(1);
  const to: Written = { bytes: new Uint8Array(2 ** 18), length: 0 };
  for (let i = 0, cell = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, cell++) {
      const value = given[j][i];
      starts[cell] = to.length;
      if (typeof value === "number" && (value | 0) === value && value >= 0) writeWhole(to, value);
      else {
        const known = written[j].get(value);
        if (known !== undefined) copyCell(to, known);
        const isPlain = known === undefined ? writeCell(to, value, written[j]) : known.isPlain;
        if (!isPlain) plain[i] = 0;
      }
      ends[cell] = to.length;
      makeRoom(to, 1);
      to.bytes[to.length++] = COMMA;
    }
  }
  return { bytes: to.bytes, starts, ends, plain };
}

/** Records of a group; their bytes are written when they are asked for, as training never does. */
function toBatch(
  given: readonly ArrayLike<unknown>[],
  { rows, first, written }: Pick<CellBatch, "rows" | "first"> & { readonly written: WrittenCells },
): CellBatch {
  let side: Side | undefined;
  const sideBySide = (): Side => side ??= writeCells(given, rows, written);
  return {
    first,
    rows,
    columns: given.length,
    given,
    odd: new Map(),
    get bytes() {
      return sideBySide().bytes;
    },
    get starts() {
      return sideBySide().starts;
    },
    get ends() {
      return sideBySide().ends;
    },
    get plain() {
      return sideBySide().plain;
    },
  };
}

function cut(cells: ArrayLike<unknown>, from: number, to: number): ArrayLike<unknown> {
  return cells instanceof Float64Array
    ? cells.subarray(from, to)
    : Array.prototype.slice.call(cells, from, to);
}

/**
 * Opens a Parquet file.
 *
 * @throws `Error` naming the path for a file that does not exist or is not Parquet; `SyntaxError`
 * for an unnamed or repeated column.
 */
export function openParquetCells(path: string): CellStream {
  const { columns, rows, groups } = scanParquet(path);
  const written = columns.map(() => new Map<unknown, WrittenCell>());
  let done = 0;
  async function* batches(): AsyncGenerator<CellBatch> {
    for await (const group of groups) {
      for (let from = 0; from < group.rows; from += ROWS) {
        const to = Math.min(group.rows, from + ROWS), first = done;
        done += to - from;
        const given = group.columns.map((cells) => cut(cells, from, to));
        yield toBatch(given, { rows: to - from, first, written });
      }
    }
  }
  return {
    columns: readColumnNames(columns),
    batches: batches(),
    position: () => [done, rows],
    doubts: [],
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
