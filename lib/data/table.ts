/** CSV text to a table of texts, with nothing dropped, padded or renamed on the way. */
import pl from "nodejs-polars";

/** A CSV file as it stands: every cell as text, empty cells as `null`. */
export interface TextTable {
  /** Path or name for messages. */
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | null>>[];
}

/** Number of cells in each record; a quoted cell may hold commas and line ends. */
function countCells(text: string, source: string, separator: string): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === separator) cells++;
    else if (character === "\n") {
      counts.push(cells);
      cells = 1;
    }
  }
  counts.push(cells);
  if (quoted) throw new SyntaxError(`${source}: a quote is opened and never closed`);
  return counts;
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

function checkHeader(columns: readonly string[], source: string): void {
  columns.forEach((column, i) => {
    if (column.trim() === "") throw new SyntaxError(`${source}: column ${i + 1} has no name`);
    if (columns.indexOf(column) !== i) {
      throw new SyntaxError(`${source}: column "${column}" stands there twice`);
    }
  });
}

/** How a CSV text is laid out, where it is not as usual. */
export interface ParseTableOptions {
  /** What stands between cells; default a comma. */
  readonly separator?: string;
  /** Keeps these rows alone, by number from 0 below the header, out of so many. */
  readonly keep?: (rows: number) => readonly boolean[] | undefined;
}

/**
 * A table from CSV text: comma-separated, UTF-8, one header row. A byte-order mark, Windows line
 * ends and blank lines at the end are taken off; blanks around a column name too.
 *
 * @param text The file's content.
 * @param source What to call it in messages.
 * @throws `SyntaxError` for no header, an unnamed or repeated column, or a row with more or fewer
 * cells than the header, each named; rows count from 1 below the header.
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
  const { separator = "," } = options;
  const body = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").replace(/\s+$/, "");
  if (body === "") {
    throw new SyntaxError(`${source}: expected a header and rows, got an empty file`);
  }
  const [headerCells, ...rowCells] = countCells(body, source, separator);
  rowCells.forEach((cells, i) => {
    if (cells !== headerCells) {
      throw new SyntaxError(`${source}, row ${i + 1}: expected ${headerCells} cells, got ${cells}`);
    }
  });
  // The header is read as a row of its own, since polars renames a repeated column.
  const frame = pl.readCSV(body, { hasHeader: false, inferSchemaLength: 0, sep: separator });
  const kept = options.keep?.(rowCells.length);
  const wanted = kept === undefined ? frame : frame.filter(pl.Series([true, ...kept]));
  const [header, ...rows] = wanted.rows() as (string | null)[][];
  const columns = header.map((name) => (name ?? "").trim());
  checkHeader(columns, source);
  return {
    source,
    columns,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, j) => [column, row[j]]))),
  };
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
