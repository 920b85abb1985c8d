/** Parquet files of any size, a few rows at a time. */
import { type FileMetaData, parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/** How much to hold in memory at once. */
export interface BatchOptions {
  /** Rows per batch; default 10,000. */
  readonly size?: number;
}

/** A table too large to hold in memory. */
export interface BatchedTable {
  readonly columns: readonly string[];
  readonly rows: number;
  /** The cells as text, `null` if missing, batch by batch. */
  readonly batches: AsyncIterable<(string | null)[][]>;
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
 * A Parquet file as batches of texts, to be checked like those of a CSV file. Only the row groups
 * of the current batch are read.
 *
 * @throws `Error` naming the path for a file that does not exist or is not Parquet.
 */
export function scanParquet(path: string, { size = 10_000 }: BatchOptions = {}): BatchedTable {
  try {
    const { size: bytes } = Deno.statSync(path);
    const metadata = readMetadata(path, bytes);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    const rows = Number(metadata.num_rows);
    return { columns, rows, batches: readBatches({ path, bytes, metadata, columns }, size) };
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

async function* readBatches(
  { path, bytes, metadata, columns }: Opened,
  size: number,
): AsyncGenerator<(string | null)[][]> {
  const file = {
    byteLength: bytes,
    slice: (start: number, end = bytes): ArrayBuffer => readBytes(path, [start, end]),
  };
  let from = 0;
  for (const group of metadata.row_groups) {
    const to = from + Number(group.num_rows);
    const rows = await parquetReadObjects({
      file,
      metadata,
      compressors,
      rowStart: from,
      rowEnd: to,
    });
    for (let at = 0; at < rows.length; at += size) {
      yield rows.slice(at, at + size).map((row) => columns.map((name) => cellText(row[name])));
    }
    from = to;
  }
}
