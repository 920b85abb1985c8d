/** Parquet files of any size, a row group at a time. */
import { type FileMetaData, parquetMetadata, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/** Rows that lie together in the file, column by column in the order of the table. */
export interface RowGroup {
  readonly rows: number;
  /** The cells as Parquet has them: numbers, texts, dates, `null` or `undefined` if missing. */
  readonly columns: readonly ArrayLike<unknown>[];
}

/** A table too large to hold in memory. */
export interface GroupedTable {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly groups: AsyncIterable<RowGroup>;
}

/** A cell as in a CSV file: a day or a time in ISO 8601, `null` if missing. */
export function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (!(value instanceof Date)) return String(value);
  return value.toISOString().replace(/T00:00:00.000Z$/, "");
}

/** Bytes of a file from one place up to another. */
function readBytes(path: string, [start, end]: readonly [number, number]): ArrayBuffer {
  using file = Deno.openSync(path);
  file.seekSync(start, Deno.SeekMode.Start);
  const bytes = new Uint8Array(end - start);
  let done = 0;
  while (done < bytes.length) {
    const read = file.readSync(bytes.subarray(done));
    if (read === null) throw new Error("the file ends too early");
    done += read;
  }
  return bytes.buffer;
}

/** The footer of the file, which ends with its length in four bytes and "PAR1". */
function readMetadata(path: string, size: number): FileMetaData {
  const end = new DataView(readBytes(path, [Math.max(0, size - 8), size]));
  const length = size < 12 ? Infinity : end.getUint32(0, true) + 8;
  if (!(length <= size)) throw new Error("expected a Parquet file, got another");
  return parquetMetadata(readBytes(path, [size - length, size]));
}

/**
 * A Parquet file, one row group after the other: only the current one is read.
 *
 * @throws `Error` naming the path for a file that does not exist or is not Parquet.
 */
export function scanParquet(path: string): GroupedTable {
  try {
    const { size: bytes } = Deno.statSync(path);
    const metadata = readMetadata(path, bytes);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    const rows = Number(metadata.num_rows);
    return { columns, rows, groups: readGroups({ path, bytes, metadata, columns }) };
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

/** A file whose footer has been read. */
interface Opened {
  readonly path: string;
  readonly bytes: number;
  readonly metadata: FileMetaData;
  readonly columns: readonly string[];
}

async function* readGroups(
  { path, bytes, metadata, columns }: Opened,
): AsyncGenerator<RowGroup> {
  const file = {
    byteLength: bytes,
    slice: (start: number, end = bytes): ArrayBuffer => readBytes(path, [start, end]),
  };
  let from = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const read = async (name: string): Promise<ArrayLike<unknown>> => {
      const parts: Part[] = [];
      await parquetRead({
        file,
        metadata,
        compressors,
        columns: [name],
        rowStart: from,
        rowEnd: from + rows,
        onChunk: ({ columnData, rowStart }) =>
          parts.push({ from: rowStart - from, cells: columnData }),
      });
      return joined(parts, rows);
    };
    const cells: ArrayLike<unknown>[] = [];
    // One after the other: what the pages of a column leave behind is then reused by the next.
    for (const name of columns) cells.push(await read(name));
    yield { rows, columns: cells };
    from += rows;
  }
}

/** Cells of a column, as they come out of one page of the file. */
interface Part {
  readonly from: number;
  readonly cells: ArrayLike<unknown>;
}

/** Numbers as float64, which take an eighth of the memory, unless one is missing. */
function joined(parts: readonly Part[], rows: number): ArrayLike<unknown> {
  const areNumbers = parts.every(({ cells }) =>
    cells instanceof Float64Array ||
    Array.prototype.every.call(cells, (cell) => typeof cell === "number")
  );
  const all: unknown[] | Float64Array = areNumbers ? new Float64Array(rows) : new Array(rows);
  for (const { from, cells } of parts) {
    const most = Math.min(cells.length, rows - from);
    for (let i = 0; i < most; i++) all[from + i] = cells[i];
  }
  return all;
}
