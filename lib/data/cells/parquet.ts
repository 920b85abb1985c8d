/** Parquet files of any size, as the cells that a CSV file would have. */
import { cellText, scanParquet } from "../parquet.ts";
import type { CellBatch } from "./batch.ts";
import { type CellStream, checkColumns } from "./csv.ts";
import { writeText, type Written } from "./written.ts";

/** Records of a batch. */
const ROWS = 4096;

/** Cells that stand in a CSV file as they are. */
const PLAIN = /^[^",\r\n=+\-@\t][^",\r\n]*$/;
const NUMBER = /^-?[\d.]+$/;

/** The cells of some records, side by side with a comma after each. */
type Side = Pick<CellBatch, "bytes" | "starts" | "ends" | "plain">;

function writeCells(given: readonly ArrayLike<unknown>[], rows: number): Side {
  const columns = given.length;
  const starts = new Int32Array(rows * columns), ends = new Int32Array(rows * columns);
  const plain = new Uint8Array(rows).fill(1);
  const written: Written = { bytes: new Uint8Array(2 ** 18), length: 0 };
  for (let i = 0, cell = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, cell++) {
      const value = given[j][i];
      starts[cell] = written.length;
      const text = cellText(value) ?? "";
      writeText(written, text);
      ends[cell] = written.length;
      writeText(written, ",");
      const isPlain = typeof value === "number" ? NUMBER.test(text) : PLAIN.test(text);
      if (!isPlain && text !== "") plain[i] = 0;
    }
  }
  return { bytes: written.bytes, starts, ends, plain };
}

/** Records of a group; their bytes are written when they are asked for, as training never does. */
function toBatch(given: readonly ArrayLike<unknown>[], rows: number, first: number): CellBatch {
  let side: Side | undefined;
  const written = (): Side => side ??= writeCells(given, rows);
  return {
    first,
    rows,
    columns: given.length,
    given,
    odd: new Map(),
    get bytes() {
      return written().bytes;
    },
    get starts() {
      return written().starts;
    },
    get ends() {
      return written().ends;
    },
    get plain() {
      return written().plain;
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
  let done = 0;
  async function* batches(): AsyncGenerator<CellBatch> {
    for await (const group of groups) {
      for (let from = 0; from < group.rows; from += ROWS) {
        const to = Math.min(group.rows, from + ROWS), first = done;
        done += to - from;
        yield toBatch(group.columns.map((cells) => cut(cells, from, to)), to - from, first);
      }
    }
  }
  return {
    columns: checkColumns(columns),
    batches: batches(),
    position: () => [done, rows],
    doubts: [],
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
