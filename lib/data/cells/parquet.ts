/** Parquet files of any size, as the cells that a CSV file would have. */
import { cellText, type RowGroup, scanParquet } from "../parquet.ts";
import type { CellBatch } from "./batch.ts";
import { type CellStream, checkColumns } from "./csv.ts";
import { writeText, type Written } from "./written.ts";

/** Records of a batch. */
const ROWS = 4096;

/** Cells that stand in a CSV file as they are. */
const PLAIN = /^[^",\r\n=+\-@\t][^",\r\n]*$/;
const NUMBER = /^-?[\d.]+$/;

/** Records `from` up to `to` of a group, written side by side with a comma after each cell. */
function toBatch(group: RowGroup, { from, to, first, written }: {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly written: Written;
}): CellBatch {
  const columns = group.columns.length, rows = to - from;
  const starts = new Int32Array(rows * columns), ends = new Int32Array(rows * columns);
  const plain = new Uint8Array(rows).fill(1);
  written.length = 0;
  for (let i = 0, cell = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, cell++) {
      const value = group.columns[j][from + i];
      starts[cell] = written.length;
      const text = cellText(value) ?? "";
      writeText(written, text);
      ends[cell] = written.length;
      writeText(written, ",");
      const isPlain = typeof value === "number" ? NUMBER.test(text) : PLAIN.test(text);
      if (!isPlain && text !== "") plain[i] = 0;
    }
  }
  return { bytes: written.bytes, first, rows, columns, starts, ends, plain, odd: new Map() };
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
    const written: Written = { bytes: new Uint8Array(2 ** 18), length: 0 };
    for await (const group of groups) {
      for (let from = 0; from < group.rows; from += ROWS) {
        const to = Math.min(group.rows, from + ROWS), first = done;
        done += to - from;
        yield toBatch(group, { from, to, first, written });
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
