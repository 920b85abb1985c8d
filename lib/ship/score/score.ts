/** Scoring files of patients, of any size, in the memory of a few thousand. */
import { parseRow } from "../../schema.ts";
import type { FeatureSchema, Row, WorkOptions } from "../../types.ts";
import { isSameFile } from "../model-file/file-errors.ts";
import type { DecidingPipeline } from "../model-file/model-file.ts";
import { calledAs, predictWith } from "../model-file/predict.ts";
import { writeLine } from "./line.ts";
import { openOutput } from "./output.ts";
import { openRecords, type RecordStream, type TextRecord } from "./records.ts";

/** Where patients are read from and answers written to. */
export interface ScorePaths {
  /** A CSV file, or a Parquet file named so. */
  readonly input: string;
  /** A CSV file; rows in error go beside it, into `….errors.csv`. */
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
}

/** What is added to the columns of the input. */
const ANSWER = ["p", "decision"];

/** Rows predicted at once. */
const BATCH = 1000;

/** "scored.csv" to "scored.errors.csv". */
export function errorsPath(output: string): string {
  return `${output.replace(/\.csv$/, "")}.errors.csv`;
}

function checkColumns(columns: TextRecord, schema: FeatureSchema): void {
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

/** A record that can be scored. */
interface Ready {
  readonly record: TextRecord;
  readonly row: Row;
}

function parseRecord(
  record: TextRecord,
  { columns, schema, where }: {
    readonly columns: TextRecord;
    readonly schema: FeatureSchema;
    readonly where: string;
  },
): Ready {
  if (record.length !== columns.length) {
    throw new SyntaxError(`${where}: expected ${columns.length} cells, got ${record.length}`);
  }
  const raw = Object.fromEntries(columns.map((column, j) => [column, record[j]]));
  return { record, row: parseRow(schema, raw, where) };
}

/** The record under its columns, what is missing left empty and what is too much put together. */
function squareOff(record: TextRecord, columns: TextRecord): string[] {
  const cells = columns.map((_, j) => record[j] ?? "");
  return [...cells, writeLine(record.slice(columns.length)).trimEnd()];
}

function writeAnswers(file: DecidingPipeline, batch: readonly Ready[]): string {
  const answers = predictWith(file, batch.map(({ row }) => row));
  return batch.map(({ record }, i) =>
    writeLine([...record, String(answers[i].p), calledAs(file.schema.outcome, answers[i].decision)])
  ).join("");
}

/** Scores what is open; see {@link scoreFile}. */
async function scoreRecords(
  file: DecidingPipeline,
  { columns, records, position }: RecordStream,
  { output, ...options }: ScoreOptions & Pick<ScorePaths, "output">,
): Promise<ScoreCounts> {
  const { schema } = file;
  checkColumns(columns, schema);
  await using answered = await openOutput(output, options);
  await using refused = await openOutput(errorsPath(output), options);
  await answered.write(writeLine([...columns, ...ANSWER]));
  await refused.write(writeLine(["row", "message", ...columns, "further cells"]));

  let number = 0, errors = 0;
  let batch: Ready[] = [];
  const flush = async (): Promise<void> => {
    options.signal?.throwIfAborted();
    await answered.write(writeAnswers(file, batch));
    batch = [];
    await options.progress?.(...position());
  };
  for await (const record of records) {
    const where = `row ${++number}`;
    try {
      batch.push(parseRecord(record, { columns, schema, where }));
    } catch (error) {
      errors++;
      const { message } = error as Error;
      await refused.write(writeLine([String(number), message, ...squareOff(record, columns)]));
    }
    if (batch.length === BATCH) await flush();
  }
  await flush();
  await answered.finish();
  if (errors > 0) await refused.finish();
  // What an earlier run refused is not to be taken for this one's.
  else if (options.overwrite) await Deno.remove(errorsPath(output)).catch(() => {});
  return { scored: number - errors, errors };
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
 * @throws `SyntaxError` naming the input for a missing or surplus column and what `openRecords`
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
  try {
    const source = await openRecords(input);
    try {
      return await scoreRecords(file, source, { ...options, output });
    } finally {
      await source.records.return(undefined);
    }
  } catch (error) {
    if (error instanceof SyntaxError) error.message = `${input}: ${error.message}`;
    throw error;
  }
}
