/** Any table file to texts: CSV of any common layout, or Parquet. */
import { seeded } from "../../random.ts";
import { doubtRowNames } from "../column-names.ts";
import { readParquetTable } from "../parquet-table.ts";
import type { Progress } from "../../types.ts";
import { parseTable, type ParseTableOptions, type TextTable } from "../table.ts";
import { decodeTable } from "./decode.ts";
import type { Doubt } from "./doubt.ts";
import { doubtSeparator, findSeparator, findTold } from "./separator.ts";

/** How much of a table is read. */
export interface ReadOptions {
  /** Of more rows than this, so many are drawn at random; default 200,000. */
  readonly most?: number;
  readonly seed: number;
  /** Hears how far a CSV text is read. */
  readonly progress?: Progress;
}

/** A table with what was assumed to read it. */
export interface ReadTable {
  readonly table: TextTable;
  /** Number of each kept row in the file, from 1 below the header. */
  readonly numbers: readonly number[];
  /** Rows of the file. */
  readonly rows: number;
  readonly doubts: readonly Doubt[];
}

/** Which rows to keep: all where they are few, else so many drawn at random. */
function drawRows(rows: number, { most = 200_000, seed }: ReadOptions): boolean[] | undefined {
  if (rows <= most) return undefined;
  const random = seeded(seed);
  const kept = new Array<boolean>(rows).fill(false);
  // Each row in turn, with the chance that leaves exactly `most` of them.
  for (let row = 0, wanted = most; row < rows; row++) {
    if (random.uniform() * (rows - row) < wanted) {
      kept[row] = true;
      wanted--;
    }
  }
  return kept;
}

async function checkPath(path: string): Promise<void> {
  try {
    const { isDirectory } = await Deno.stat(path);
    if (!isDirectory) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Deno.errors.NotFound(`${path}: there is no such file`);
  }
  const names = (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name)
    .filter((name) => /\.(csv|tsv|txt|parquet)$/i.test(name)).sort();
  const found = names.length === 0
    ? "it has no CSV or Parquet file"
    : `name one of its files: ${names.slice(0, 5).join(", ")}`;
  throw new TypeError(`${path}: expected a file, got a folder; ${found}`);
}

function readCsv(
  bytes: Uint8Array,
  source: string,
  { keep, progress }: Pick<ParseTableOptions, "keep" | "progress">,
): {
  readonly table: TextTable;
  readonly doubts: readonly Doubt[];
} {
  const decoded = decodeTable(bytes, source);
  const told = findTold(decoded.text);
  const text = decoded.text.slice(told?.length ?? 0);
  const separator = told?.separator ?? findSeparator(text);
  if (separator === undefined) {
    throw new SyntaxError(
      `${source}: expected two columns or more, got one; cells are parted by a comma, a ` +
        "semicolon, a tab or a bar",
    );
  }
  const table = parseTable(text, source, { separator, keep, progress });
  const first = text.slice(text.startsWith("\uFEFF") ? 1 : 0, text.indexOf(separator));
  return {
    table,
    doubts: [...decoded.doubts, ...doubtSeparator(separator), ...doubtRowNames(first)],
  };
}

/**
 * The table in a file, as texts: CSV with commas, semicolons, tabs or bars, in UTF-8, UTF-16 or
 * Latin-1, or Parquet. All that had to be assumed is told. Of a very long table some rows are
 * drawn at random, and that is told too.
 *
 * @throws `Deno.errors.NotFound`; `TypeError` for a folder; `SyntaxError` for an empty file, a
 * workbook, an archive or what else is no table, each with its remedy, and as `parseTable` does.
 */
export async function readAnyTable(path: string, options: ReadOptions): Promise<ReadTable> {
  await checkPath(path);
  const bytes = await Deno.readFile(path);
  let total = 0;
  let kept: boolean[] | undefined;
  const draw = (rows: number): boolean[] | undefined => {
    total = rows;
    return kept = drawRows(rows, options);
  };
  const isParquet = new TextDecoder("latin1").decode(bytes.subarray(0, 4)) === "PAR1";
  const { table, doubts } = isParquet
    ? { table: await readParquetTable(path, draw), doubts: [] }
    : readCsv(bytes, path, { keep: draw, progress: options.progress });
  if (table.rows.length === 0) throw new SyntaxError(`${path}: has a header but no rows`);
  const numbers = Array.from({ length: total }, (_, i) => i + 1)
    .filter((_, i) => kept?.[i] ?? true);
  const drawn: Doubt[] = kept === undefined ? [] : [{
    seen: `the file has ${total} rows`,
    assumed: `${table.rows.length} of them, drawn at random, are analysed`,
    otherwise: `--rows ${total} takes all, if memory and time allow`,
  }];
  return { table, numbers, rows: total, doubts: [...doubts, ...drawn] };
}
