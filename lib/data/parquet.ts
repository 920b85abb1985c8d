/** Parquet files of any size, a row group at a time. */
import type { FileMetaData } from "hyparquet";
import defer * as parquet from "hyparquet";
import defer * as packings from "hyparquet-compressors";

/** Rows of a row group, or some of a large one, column by column in the order of the table. */
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

/** Rows read at once; larger row groups are read in several goes. */
const MOST_ROWS = 2 ** 17;

/**
 * A cell as in a CSV file: a day or a time in ISO 8601, a list as DuckDB and Spark cast it to text,
 * such as "[a, b]", any other object as JSON; `null` if missing.
 */
export function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "object") return String(value);
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00.000Z$/, "");
  if (Array.isArray(value)) return `[${value.map((each) => cellText(each) ?? "NULL").join(", ")}]`;
  return JSON.stringify(value, (_, each) => typeof each === "bigint" ? String(each) : each);
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
  return parquet.parquetMetadata(readBytes(path, [size - length, size]));
}

/**
 * A Parquet file, one row group after the other, or a part of it: only the current one is held.
 *
 * @throws `Error` naming the path for a file that does not exist or is not Parquet.
 */
export function scanParquet(path: string): GroupedTable {
  try {
    const { size: bytes } = Deno.statSync(path);
    const metadata = readMetadata(path, bytes);
    const columns = parquet.parquetSchema(metadata).children.map(({ element }) => element.name);
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
  const read = async (name: string, from: number, to: number): Promise<ArrayLike<unknown>> => {
    const parts: Part[] = [];
    await parquet.parquetRead({
      file,
      metadata,
      compressors: packings.compressors,
      columns: [name],
      rowStart: from,
      rowEnd: to,
      onChunk: ({ columnData, rowStart }) => parts.push({ from: rowStart, cells: columnData }),
    });
    return joined(parts, from, to);
  };
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    for (let from = start; from < end; from += MOST_ROWS) {
      const to = Math.min(end, from + MOST_ROWS);
      const cells: ArrayLike<unknown>[] = [];
      // One after the other: what the pages of a column leave behind is then reused by the next.
      for (const name of columns) cells.push(await read(name, from, to));
      yield { rows: to - from, columns: cells };
    }
    start = end;
  }
}

/** Cells of a column, as they come out of one page of the file. */
interface Part {
  readonly from: number;
  readonly cells: ArrayLike<unknown>;
}

/** A cell, with a whole number of 64 bits as a number where it is one exactly. */
function plainCell(cell: unknown): unknown {
  if (typeof cell !== "bigint") return cell;
  const number = Number(cell);
  return Number.isSafeInteger(number) ? number : cell;
}

/** Numbers as float64, which take an eighth of the memory, unless one is missing. */
function joined(parts: readonly Part[], start: number, end: number): ArrayLike<unknown> {
  const rows = end - start;
  const numbers = new Float64Array(rows);
  let all: unknown[] | undefined;
  for (const { from, cells } of parts) {
    // A page may begin before the rows that are wanted, and end behind them.
    const last = Math.min(cells.length, end - from);
    for (let i = Math.max(0, start - from); i < last; i++) {
      const cell = plainCell(cells[i]), to = from + i - start;
      if (all !== undefined) all[to] = cell;
      else if (typeof cell === "number") numbers[to] = cell;
      else {
        all = Array.from(numbers);
        all[to] = cell;
      }
    }
  }
  return all ?? numbers;
}
