/** Rows of a CSV or Parquet file one after the other, whatever the size of the file. */
import { CsvParseStream } from "@std/csv";
import { scanParquet } from "../../data/parquet.ts";
import { withFile } from "../model-file/file-errors.ts";

/** A row's cells as text, empty where there is none. */
export type TextRecord = readonly string[];

/** A table that is read as it is worked on. */
export interface RecordStream {
  readonly columns: TextRecord;
  /** Once; whoever stops early calls `return()`. */
  readonly records: AsyncGenerator<TextRecord>;
  /** How far it has been read, and how far there is to read: bytes, or rows. */
  readonly position: () => readonly [done: number, total: number];
}

/** Bytes that one record may take; beyond it, a quote was opened and never closed. */
const LONGEST_RECORD = 2 ** 24;

function checkColumns(columns: TextRecord): TextRecord {
  const names = columns.map((column) => column.trim());
  names.forEach((name, i) => {
    if (name === "") throw new SyntaxError(`column ${i + 1} has no name`);
    if (names.indexOf(name) < i) throw new SyntaxError(`column "${name}" stands there twice`);
  });
  return names;
}

/** Lets bytes pass and tells how many they are; `check` may throw. */
function counting(check: (bytes: number) => void): TransformStream<BufferSource, BufferSource> {
  return new TransformStream({
    transform: (chunk, controller) => {
      check(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
}

/** Adds a last line to a text. */
function endingWith(line: string): TransformStream<string, string> {
  return new TransformStream({ flush: (controller) => controller.enqueue(`\n${line}\n`) });
}

async function openCsv(path: string): Promise<RecordStream> {
  const file = await withFile({ path }, () => Deno.open(path));
  const { size } = await file.stat();
  const end = crypto.randomUUID();
  let read = 0, sinceRecord = 0;
  const parsed: ReadableStream<string[]> = file.readable
    .pipeThrough(counting((bytes) => {
      read += bytes;
      sinceRecord += bytes;
      if (sinceRecord > LONGEST_RECORD) {
        throw new SyntaxError(
          `a row of more than ${LONGEST_RECORD} bytes: is a quote never closed?`,
        );
      }
    }))
    .pipeThrough(new TextDecoderStream("utf-8", { fatal: true }))
    .pipeThrough(endingWith(end))
    // Lazy, so that a stray quote spoils the row that it stands in and not the file.
    .pipeThrough(new CsvParseStream({ lazyQuotes: true }));

  async function* follow(): AsyncGenerator<TextRecord> {
    let rows = -1; // the header is none
    try {
      for await (const record of parsed) {
        if (record[0] === end) return;
        sinceRecord = 0;
        rows++;
        yield record;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new SyntaxError("expected UTF-8 text, got bytes that are not UTF-8", { cause: error });
    }
    // The last line was taken for part of a cell.
    throw new SyntaxError(`row ${rows}: a quote is opened and never closed`);
  }
  const records = follow();
  const header = await records.next();
  if (header.done) throw new SyntaxError("expected a header and rows, got an empty file");
  return { columns: header.value, records, position: () => [read, size] };
}

function openParquet(path: string): RecordStream {
  const { columns, rows, batches } = scanParquet(path);
  let done = 0;
  async function* read(): AsyncGenerator<TextRecord> {
    for await (const batch of batches) {
      for (const row of batch) {
        done++;
        yield row.map((cell) => cell ?? "");
      }
    }
  }
  return { columns, records: read(), position: () => [done, rows] };
}

/**
 * Opens a CSV file (UTF-8, commas, one header row), or a Parquet file if its name ends so. Blank
 * lines are passed over, blanks around a column's name taken off, a byte-order mark too.
 *
 * @throws `SyntaxError` for no header, an unnamed or repeated column; while reading, for bytes that
 * are not UTF-8, a row longer than 16 MiB, and a quote that is never closed. `Deno.errors.NotFound` for a path that is none.
 */
export async function openRecords(path: string): Promise<RecordStream> {
  const { isDirectory } = await withFile({ path }, () => Deno.stat(path));
  if (isDirectory) throw new SyntaxError("is a folder, and a file is wanted");
  const stream = path.endsWith(".parquet") ? openParquet(path) : await openCsv(path);
  try {
    return { ...stream, columns: checkColumns(stream.columns) };
  } catch (error) {
    await stream.records.return(undefined);
    throw error;
  }
}
