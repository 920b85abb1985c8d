/** CSV text to a table of texts, with nothing dropped, padded or renamed on the way. */
import type { Progress } from "../types.ts";
import { readColumnNames } from "./column-names.ts";

/** A CSV file as it stands: every cell as text, empty cells as `null`. */
export interface TextTable {
  /** Path or name for messages. */
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | null>>[];
}

/** Where the quoted cell ends that begins at a quote: the place of its last quote, or -1. */
function endOfQuoted(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end;
}

/** Where a cell ends that no quotes hold together: at a separator, a line end or the text's own. */
function endOfPlain(text: string, start: number, separator: string): number {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n") end++;
  return end;
}

/** Where the next quote stands, from a place on. */
function placeOfQuote(text: string, start: number): number {
  const place = text.indexOf('"', start);
  return place < 0 ? Infinity : place;
}

/** `null` where there is nothing between two separators, not even quotes. */
type TextCell = string | null;

/** What is read of a text, and how it is laid out. */
interface ReadRecords {
  readonly source: string;
  readonly separator: string;
  /** Whether to keep the cells of a row, by number from 0 below the header; default all. */
  readonly isKept?: (row: number) => boolean;
  readonly progress?: Progress;
}

/** Records with their cells, or without where they are not kept, and how many there are. */
interface Records {
  readonly header: readonly TextCell[];
  readonly rows: readonly (readonly TextCell[])[];
  readonly total: number;
}

/** How often a reader of a long text tells how far it is. */
const STEPS = 50;

/**
 * The records, cell by cell; a quoted cell may hold separators and line ends. A quote anywhere but
 * around a whole cell is read in one way by one program and in another by the next: it is refused.
 */
function readRecords(text: string, options: ReadRecords): Records {
  const { source, separator, isKept = (): boolean => true, progress } = options;
  const rows: TextCell[][] = [];
  const header: TextCell[] = [];
  let row = -1, cells = 0, record: TextCell[] | undefined = header;
  let told = 0, quote = placeOfQuote(text, 0);
  for (let start = 0; start <= text.length;) {
    const isQuoted = text[start] === '"';
    const end = isQuoted ? endOfQuoted(text, start) + 1 : endOfPlain(text, start, separator);
    if (isQuoted && end === 0) {
      throw new SyntaxError(`${source}: a quote is opened and never closed`);
    }
    const isWhole = end === text.length || text[end] === separator || text[end] === "\n";
    if (quote < start) quote = placeOfQuote(text, start);
    if (!isWhole || !isQuoted && quote < end) {
      const place = row < 0 ? "header" : `row ${row + 1}`;
      throw new SyntaxError(
        `${source}, ${place}, cell ${cells + 1}: expected quotes around the whole cell and ` +
          "doubled within it",
      );
    }
    if (record !== undefined) {
      const cell = text.slice(start, end);
      record.push(isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell === "" ? null : cell);
    }
    cells++;
    if (end === text.length || text[end] === "\n") {
      if (cells !== header.length) {
        throw new SyntaxError(
          `${source}, row ${row + 1}: expected ${header.length} cells, got ${cells}` +
            (row === 0 && cells === header.length + 1
              ? "; if the first are row names of R, write.csv() heads them too"
              : ""),
        );
      }
      cells = 0;
      if (end < text.length) {
        row++;
        record = isKept(row) ? [] : undefined;
        if (record !== undefined) rows.push(record);
      }
      if (end > told * text.length / STEPS) progress?.(told++, STEPS);
    }
    start = end + 1;
  }
  progress?.(STEPS, STEPS);
  return { header, rows, total: row + 1 };
}

function decode(bytes: Uint8Array, source: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new SyntaxError(`${source}: expected UTF-8 text, got UTF-16; save it again as UTF-8`);
  }
  try {
    // The decoder also takes a byte-order mark off.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SyntaxError(`${source}: expected UTF-8 text, got bytes that are not UTF-8`);
  }
}

function readNames(header: readonly TextCell[], source: string): readonly string[] {
  try {
    return readColumnNames(header);
  } catch (error) {
    (error as Error).message = `${source}: ${(error as Error).message}`;
    throw error;
  }
}

/** How a CSV text is laid out, where it is not as usual. */
export interface ParseTableOptions {
  /** What stands between cells; default a comma. */
  readonly separator?: string;
  /** Keeps these rows alone, by number from 0 below the header, out of so many. */
  readonly keep?: (rows: number) => readonly boolean[] | undefined;
  /** Hears how far the text is read; of one whose rows are counted first, twice. */
  readonly progress?: Progress;
}

/**
 * A table from CSV text: comma-separated, UTF-8, one header row. A byte-order mark, Windows line
 * ends and blank lines at the end are taken off; blanks around a column name too. A first column
 * without a name holds row names and is called "row_name".
 *
 * @param text The file's content.
 * @param source What to call it in messages.
 * @throws `SyntaxError` for no header, another column without a name or a repeated one, a quote
 * within a cell, or a row with more or fewer cells than the header, each named; rows count from 1
 * below the header.
 *
 * @example
 * ```ts
 * import { parseTable } from "heartbook/data/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseTable("age,ca\n63,\n", "example").rows, [{ age: "63", ca: null }]);
 * ```
 */
export function parseTable(
  text: string,
  source: string,
  options: ParseTableOptions = {},
): TextTable {
  const { separator = ",", keep, progress } = options;
  // A tab at the end may be the empty cell after it.
  const blanks = separator === "\t" ? /[^\S\t]+$/ : /\s+$/;
  const body = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").replace(blanks, "");
  if (body === "") {
    throw new SyntaxError(`${source}: expected a header and rows, got an empty file`);
  }
  const layout = { source, separator, progress };
  // Counted first where rows may be left out: of a long table a few are kept in memory.
  const kept = keep?.(readRecords(body, { ...layout, isKept: () => false }).total);
  const isKept = kept === undefined ? undefined : (row: number): boolean => kept[row];
  const { header, rows } = readRecords(body, { ...layout, isKept });
  const columns = readNames(header, source);
  const toRow = (cells: readonly TextCell[]): Record<string, TextCell> =>
    Object.fromEntries(columns.map((column, j) => [column, cells[j]]));
  return { source, columns, rows: rows.map(toRow) };
}

/**
 * The table in a CSV file. See {@link parseTable} for what is taken and refused.
 *
 * @throws `Deno.errors.NotFound` naming the file; `SyntaxError` for UTF-16 or other bytes that are
 * not UTF-8.
 */
export function readTable(path: string | URL): TextTable {
  const source = path instanceof URL ? decodeURIComponent(path.pathname.split("/").at(-1)!) : path;
  let bytes: Uint8Array;
  try {
    bytes = Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new Deno.errors.NotFound(`${source}: there is no such file`);
    }
    throw error;
  }
  return parseTable(decode(bytes, source), source);
}
