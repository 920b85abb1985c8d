/** Scoring files of patients, of any size, in the memory of a few thousand: column by column. */
import { type CellBatch, textsOf } from "../../data/cells/batch.ts";
import { columnReader, type ReadColumn } from "../../data/cells/column.ts";
import type { CellStream } from "../../data/cells/csv.ts";
import { withCells } from "../../data/cells/open.ts";
import type { Written } from "../../data/cells/written.ts";
import type { Doubt } from "../../data/draft/doubt.ts";
import type { FeatureSchema, WorkOptions } from "../../types.ts";
import { isSameFile, withFile } from "../model-file/file-errors.ts";
import type { DecidingPipeline } from "../model-file/model-file.ts";
import { calledAs, decide, predictColumns } from "../model-file/predict.ts";
import { writeAnswers } from "./answers.ts";
import { writeLine } from "./line.ts";
import { openOutput } from "./output.ts";

/** Where patients are read from and answers written to. */
export interface ScorePaths {
  /** A CSV file of any layout that `readAnyTable` takes, or a Parquet file named so. */
  readonly input: string;
  /** A CSV file, in UTF-8 and with commas whatever the input; rows in error go beside it, into `….errors.csv`. */
  readonly output: string;
}

export interface ScoreOptions extends WorkOptions {
  /** Replace files that are there already. */
  readonly overwrite?: boolean;
}

/** What became of the rows: all that were read are in one of the two. */
export interface ScoreCounts {
  readonly scored: number;
  readonly errors: number;
  /** What had to be assumed to read the file, such as that it is Latin-1. */
  readonly doubts: readonly Doubt[];
}

/** What is added to the columns of the input. */
const ANSWER = ["p", "decision"];

/** "scored.csv" to "scored.errors.csv". */
export function errorsPath(output: string): string {
  return `${output.replace(/\.csv$/, "")}.errors.csv`;
}

function checkColumns(columns: readonly string[], schema: FeatureSchema): void {
  const names = schema.features.map(({ name }) => name);
  const missing = names.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new SyntaxError(
      `column ${missing.join(", ")} is missing; there are ${columns.join(", ")}`,
    );
  }
  const taken = ANSWER.filter((name) => columns.includes(name));
  if (taken.length > 0) {
    throw new SyntaxError(
      `column ${taken.join(", ")}: expected no such column, as it is to be added`,
    );
  }
}

/** Records read by their columns. */
interface ReadBatch {
  /** One per feature. */
  readonly values: readonly Float64Array[];
  /** The records that the schema takes, in order. */
  readonly rows: Int32Array;
  /** What is wrong with each of the others, in order. */
  readonly refused: readonly (readonly [record: number, message: string])[];
}

/** Reads batches of a table with these columns. */
function batchReader(
  { features, ...schema }: FeatureSchema,
  columns: readonly string[],
): (batch: CellBatch) => ReadBatch {
  const readers = features.map((feature): readonly [number, ReadColumn] => [
    columns.indexOf(feature.name),
    columnReader(feature, schema.missing),
  ]);
  return (batch) => {
    const refused = new Map<number, string>();
    for (const [record, { length }] of batch.odd) {
      const expected = `expected ${columns.length} cells, got ${length}`;
      refused.set(record, `row ${batch.first + record + 1}: ${expected}`);
    }
    const values = readers.map(([column, read]) => {
      const values = new Float64Array(batch.rows);
      read(batch, { column, values, refused });
      return values;
    });
    const rows = new Int32Array(batch.rows - refused.size);
    for (let record = 0, kept = 0; record < batch.rows; record++) {
      if (!refused.has(record)) rows[kept++] = record;
    }
    return { values, rows, refused: [...refused].sort(([a], [b]) => a - b) };
  };
}

/** The record under its columns, what is missing left empty and what is too much put together. */
function squareOff(record: readonly string[], columns: readonly string[]): string[] {
  const cells = columns.map((_, j) => record[j] ?? "");
  return [...cells, writeLine(record.slice(columns.length)).trimEnd()];
}

/** Scores what is open; see {@link scoreFile}. */
async function scoreCells(
  file: DecidingPipeline,
  { columns, batches, position, doubts }: CellStream,
  { output, ...options }: ScoreOptions & Pick<ScorePaths, "output">,
): Promise<ScoreCounts> {
  const { schema } = file;
  checkColumns(columns, schema);
  await using answered = await openOutput(output, options);
  await using rejected = await openOutput(errorsPath(output), options);
  await answered.write(writeLine([...columns, ...ANSWER]));
  await rejected.write(writeLine(["row", "message", ...columns, "further cells"]));

  const read = batchReader(schema, columns);
  const lines: Written = { bytes: new Uint8Array(2 ** 19), length: 0 };
  let scored = 0, errors = 0;
  for await (const batch of batches) {
    options.signal?.throwIfAborted();
    const { values, rows, refused } = read(batch);
    const p = predictColumns(file, { features: schema.features, values, rows });
    lines.length = 0;
    writeAnswers(lines, batch, {
      rows,
      p,
      decide: (p) => decide(file, p),
      called: (decision) => calledAs(schema.outcome, decision),
    });
    await answered.write(lines.bytes.subarray(0, lines.length));
    await rejected.write(
      refused.map(([record, message]) => {
        const number = String(batch.first + record + 1);
        return writeLine([number, message, ...squareOff(textsOf(batch, record), columns)]);
      }).join(""),
    );
    scored += rows.length;
    errors += refused.length;
    await options.progress?.(...position());
  }
  options.signal?.throwIfAborted();
  await answered.finish();
  if (errors > 0) await rejected.finish();
  // What an earlier run refused is not to be taken for this one's.
  else if (options.overwrite) await Deno.remove(errorsPath(output)).catch(() => {});
  return { scored, errors, doubts };
}

/**
 * Scores a file: every column as it came, then `p` and `decision`, in the order of the input. Rows
 * that the schema refuses go into a second file, `….errors.csv`, with their number (from 1 below
 * the header), the message and their cells; there is none where no row is in error. Columns that
 * are no features pass through unread.
 *
 * Both files are moved to their places when all is done: what fails leaves nothing behind.
 * Cells that a spreadsheet would take for a formula are made harmless, see `writeLine`.
 *
 * @param options `progress` hears of bytes, or of rows where the input is Parquet.
 * @throws `SyntaxError` naming the input for a missing or surplus column and what `withCells`
 * refuses; `RangeError` for an output that is the input, through a link too;
 * `Deno.errors.AlreadyExists` for an output that is there; what the system throws in words that
 * begin with the path.
 */
export async function scoreFile(
  file: DecidingPipeline,
  { input, output }: ScorePaths,
  options: ScoreOptions = {},
): Promise<ScoreCounts> {
  for (const place of [output, errorsPath(output)]) {
    if (await isSameFile(input, place)) {
      throw new RangeError(`${place}: expected another file than ${input}, which is read`);
    }
  }
  const { isDirectory } = await withFile({ path: input }, () => Deno.stat(input));
  if (isDirectory) throw new SyntaxError(`${input}: is a folder, and a file is wanted`);
  return await withCells(input, (cells) => scoreCells(file, cells, { ...options, output }));
}
