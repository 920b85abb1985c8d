/** CSV files of any size, a stretch of records at a time. */
import { doubtRowNames, readColumnNames } from "../column-names.ts";
import type { Doubt } from "../draft/doubt.ts";
import type { CellBatch } from "./batch.ts";
import { type Encoding, type FileLayout, findLayout } from "./layout.ts";
import { emptyRoom, makeSplit } from "./split.ts";

/** A table whose cells are read as they are worked on. */
export interface CellStream extends AsyncDisposable {
  /** Blanks around them taken off; all different, none empty. */
  readonly columns: readonly string[];
  /** Once. A batch holds until the next is asked for. */
  readonly batches: AsyncIterable<CellBatch>;
  /** How far it has been read, and how far there is to read: bytes, or rows. */
  readonly position: () => readonly [done: number, total: number];
  /** What had to be assumed of the file. */
  readonly doubts: readonly Doubt[];
}

/** A file that was taken for UTF-8 and is not; reading it as Windows-1252 takes every byte. */
export class NotUtf8 extends SyntaxError {}

/** Bytes read at once: enough that a call costs nothing, few enough for the processor's cache. */
const STRETCH = 2 ** 18;

const NEWLINE = 0x0a;

/** Bytes that one record may take; beyond it, a quote was opened and never closed. */
const LONGEST_RECORD = 2 ** 24;

/** Bytes by which the layout is told; `findSeparator` looks at 50 lines. */
const START = 200_000;

/** Fills as much of `bytes` as the file has left; 0 at its end. */
async function fill(file: Deno.FsFile, bytes: Uint8Array): Promise<number> {
  let done = 0;
  while (done < bytes.length) {
    const read = await file.read(bytes.subarray(done));
    if (read === null) break;
    done += read;
  }
  return done;
}

/** A file whose first bytes have been read, to find its layout. */
interface Begun {
  readonly file: Deno.FsFile;
  readonly start: Uint8Array;
  readonly layout: FileLayout;
}

/** Bytes of a file as UTF-8, stretch by stretch, what comes before the header left out. */
async function* readUtf8(
  { file, start, layout: { encoding, before } }: Begun,
  heard: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding), encoder = new TextEncoder();
  const toUtf8 = (bytes: Uint8Array): Uint8Array =>
    encoding === "utf-8" ? bytes : encoder.encode(
      // At the end, which has no bytes, what is left half read comes out.
      decoder.decode(bytes, { stream: bytes.length > 0 }),
    );
  heard(start.length);
  const text = toUtf8(start);
  // A decoder takes the byte-order mark off by itself.
  const isMarked = text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf;
  yield text.subarray(before + (isMarked ? 3 : 0));
  const raw = new Uint8Array(STRETCH);
  for (;;) {
    const read = await fill(file, raw);
    heard(read);
    yield toUtf8(raw.subarray(0, read));
    if (read === 0) return;
  }
}

function checkUtf8(bytes: Uint8Array): void {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new NotUtf8("expected UTF-8 text, got bytes that are not UTF-8", { cause: error });
  }
}

/** What has been read and is not yet split. */
interface Pending {
  bytes: Uint8Array;
  length: number;
}

function append(pending: Pending, more: Uint8Array): void {
  // Two more: a newline at the end of the file, and the one that `split` puts behind all.
  const wanted = pending.length + more.length + 2;
  if (wanted > pending.bytes.length) {
    const larger = new Uint8Array(Math.max(wanted, 2 * pending.bytes.length));
    larger.set(pending.bytes.subarray(0, pending.length));
    pending.bytes = larger;
  }
  pending.bytes.set(more, pending.length);
  pending.length += more.length;
}

/**
 * Opens a CSV file of any layout that `readAnyTable` takes, too large to hold in memory: cells
 * parted by commas, semicolons, tabs or bars, in UTF-8 or UTF-16. Blank lines are passed over, and
 * a stray quote is part of its cell.
 *
 * @param encoding Where it is known; needed for Windows-1252, which only {@link NotUtf8} tells.
 * @throws `SyntaxError` for no table, no header, an unnamed or repeated column; while reading, for
 * bytes of 0, a row longer than 16 MiB, and a quote that is never closed; {@link NotUtf8} for
 * other bytes that are not UTF-8. What the system throws.
 */
export async function openCsvCells(path: string, encoding?: Encoding): Promise<CellStream> {
  const file = await Deno.open(path);
  try {
    const bytes = new Uint8Array(START);
    const start = bytes.subarray(0, await fill(file, bytes));
    const layout = findLayout(start, { source: path, known: encoding });
    return await openLaidOut({ file, start, layout });
  } catch (error) {
    file.close();
    throw error;
  }
}

async function openLaidOut(begun: Begun): Promise<CellStream> {
  const { file, layout } = begun;
  const { size } = await file.stat();
  let read = 0;
  const stretches = readUtf8(begun, (bytes) => read += bytes);
  const pending: Pending = { bytes: new Uint8Array(2 * STRETCH), length: 0 };
  let from = 0, isDone = false, rows = 0;

  /** Moves what is left to the front and reads on. */
  async function more(): Promise<void> {
    pending.bytes.copyWithin(0, from, pending.length);
    pending.length -= from;
    from = 0;
    if (pending.length > LONGEST_RECORD) {
      throw new SyntaxError(
        `a row of more than ${LONGEST_RECORD} bytes: is a quote never closed?`,
      );
    }
    // Twice as much as a record that did not end in it, which is split again from its start.
    const wanted = Math.min(2 * pending.length, LONGEST_RECORD) + 1;
    while (pending.length < wanted && !isDone) {
      const { value, done } = await stretches.next();
      isDone = done === true;
      append(pending, value ?? Uint8Array.of(NEWLINE));
    }
  }

  const { separator } = layout;
  const header = makeSplit({ separator, columns: 0 });
  let names: readonly string[] | undefined;
  while (names === undefined && !isDone) {
    await more();
    const bytes = pending.bytes.subarray(from);
    const { used, ascii, odd } = header(bytes, pending.length - from, emptyRoom(), 1);
    if (!ascii) checkUtf8(bytes.subarray(0, used));
    names = odd.get(0);
    from += used;
  }
  if (names === undefined) {
    throw new SyntaxError(
      pending.length - from > 1
        ? "header: a quote is opened and never closed"
        : "expected a header and rows, got an empty file",
    );
  }
  const columns = readColumnNames(names);

  async function* batches(): AsyncGenerator<CellBatch> {
    const split = makeSplit({ separator, columns: columns.length });
    const room = emptyRoom();
    for (;;) {
      const bytes = from === 0 ? pending.bytes : pending.bytes.subarray(from);
      const found = split(bytes, pending.length - from, room);
      if (!found.ascii) checkUtf8(bytes.subarray(0, found.used));
      from += found.used;
      if (found.rows > 0) {
        yield {
          bytes,
          first: rows,
          columns: columns.length,
          ...room,
          rows: found.rows,
          odd: found.odd,
        };
      }
      rows += found.rows;
      if (isDone) break;
      await more();
    }
    if (from < pending.length) {
      throw new SyntaxError(`row ${rows + 1}: a quote is opened and never closed`);
    }
  }
  return {
    columns,
    batches: batches(),
    position: () => [read, size],
    doubts: [...layout.doubts, ...doubtRowNames(names[0])],
    [Symbol.asyncDispose]: () => Promise.resolve(file.close()),
  };
}
