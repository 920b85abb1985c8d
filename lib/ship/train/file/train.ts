/** A model file from a table of any size, which is read once. */
import { demandWhole } from "../../../demand.ts";
import type { Doubt } from "../../../data/draft/doubt.ts";
import type { OutcomeRule } from "../../../data/draft/outcome.ts";
import { checkSchema } from "../../../data/check-schema.ts";
import { predictRows } from "../../../pipeline.ts";
import { seeded } from "../../../random.ts";
import { outcomeWords } from "../../../outcome-words.ts";
import type { Dataset, FeatureSchema, Scored, WorkOptions } from "../../../types.ts";
import type { ModelFile } from "../../model-file/model-file.ts";
import { sealModelFile } from "../../model-file/write.ts";
import { trainModelFile, type TrainOptions } from "../train.ts";
import { type FileLearner, type Fit, prepareFit } from "./fit.ts";
import { sha256File } from "./sha256.ts";
import { type FileTable, readFileTable, takeFileRows } from "./table.ts";

/** How to train on a file. */
export interface FileTrainOptions
  extends WorkOptions, Pick<TrainOptions, "rule" | "describe" | "groupBy" | "seed" | "created"> {
  readonly schema: FeatureSchema;
  /** How the outcome is written, if not as the schema calls it: see `ReadFileOptions`. */
  readonly outcome?: OutcomeRule;
  readonly learner: FileLearner;
  /** Rows that the model does not learn from; default 10,000, or a fifth of a smaller table. */
  readonly heldOut?: number;
  /** How often they are drawn for bootstrap intervals; default 200. */
  readonly replicates?: number;
}

/** A model file with what had to be assumed to read the table. */
export interface FileTrained {
  readonly file: ModelFile;
  readonly doubts: readonly Doubt[];
}

/** Rows that medians and bins are learned from, and the logistic fit begins with. */
const SAMPLE = 100_000;

/** Different rows drawn at random among those that are not `taken`, in order; they then are. */
function draw(
  count: number,
  { rows, taken, seed }: { rows: number; taken: Uint8Array; seed: number },
): Int32Array {
  const random = seeded(seed);
  const drawn = new Int32Array(count);
  for (let i = 0; i < count;) {
    const row = random.integer(rows);
    if (taken[row] === 1) continue;
    taken[row] = 1;
    drawn[i++] = row;
  }
  return drawn.sort();
}

/** What remains of a file once it has been read: a fit, and the rows it knows nothing of. */
interface Prepared {
  readonly fit: Fit;
  readonly held: Dataset;
  readonly rows: number;
  readonly doubts: readonly Doubt[];
}

/** With fewer rows of an outcome, some bootstrap samples have none and no figure is worth much. */
const FEWEST = 10;

function checkHeld({ labels, schema: { outcome } }: Dataset): void {
  const { positive, negative } = outcomeWords(outcome);
  for (const [label, name] of [[1, positive], [0, negative]] as const) {
    const count = labels.filter((each) => each === label).length;
    if (count >= FEWEST) continue;
    throw new RangeError(
      `expected at least ${FEWEST} rows of each outcome among the ${labels.length} held out, got ` +
        `${count} of "${name}": too few to judge the model on. Give more rows, or let ` +
        "deno task analyse judge on all of them",
    );
  }
}

function prepareTable(
  table: FileTable,
  { learner, seed, heldOut: wanted }: FileTrainOptions,
): Prepared {
  const { rows, doubts } = table;
  const count = wanted ?? Math.min(10_000, Math.floor(rows / 5));
  demandWhole("heldOut", count, 2);
  if (count >= rows) {
    throw new RangeError(`heldOut: expected fewer than the ${rows} rows there are, got ${count}`);
  }
  const heldOut = new Uint8Array(rows);
  const held = takeFileRows(table, draw(count, { rows, taken: heldOut, seed }));
  checkHeld(held);
  const sample = draw(Math.min(SAMPLE, rows - count), {
    rows,
    taken: Uint8Array.from(heldOut),
    seed: seed + 1,
  });
  const fit = prepareFit({ table, heldOut, sample }, learner);
  return { fit, held, rows, doubts };
}

/** Each half of the held-out rows decides by the threshold that the other settles. */
function halve({ labels, rows }: Dataset, p: Float64Array): Required<TrainOptions>["nested"] {
  const halves = [0, 1].map((odd) => [...rows.keys()].filter((row) => row % 2 === odd));
  const scored = (some: readonly number[]): Scored => ({
    label: some.map((row) => labels[row]),
    p: some.map((row) => p[row]),
  });
  const splits = [{ train: halves[0], test: halves[1] }, { train: halves[1], test: halves[0] }];
  return {
    splits: splits.map((split) => ({ repeat: 0, ...split })),
    folds: splits.map(({ train, test }) => ({ inner: scored(train), outer: scored(test) })),
  };
}

/**
 * Trains a logistic regression or boosting on a CSV or Parquet file of up to tens of millions of
 * rows, which is read once into four bytes per cell; boosting then learns from one byte per cell.
 *
 * Some rows, drawn at random, are held out: the model, its bins, medians and scales learn nothing
 * from them. The figures of the card and the threshold come from these rows alone. Levels become
 * columns and missing cells the median or the most frequent level, as elsewhere; medians and bins
 * are those of 100,000 training rows. The logistic fit is the optimum for all training rows. The
 * result is an ordinary model file.
 *
 * @throws `SyntaxError` naming the file and the first row that the schema refuses, as
 * `readFileTable`; `RangeError` for too many rows held out, or too few of
 * an outcome among them; else as `prepareFit` and
 * `trainModelFile`.
 *
 * @example
 * ```ts
 * import { atRecallFloor } from "heartbook/choose/floor.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { trainFromFile } from "heartbook/ship/train/file/train.ts";
 * import { describeFileModel } from "heartbook/ship/train/file/words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { file } = await trainFromFile("data/cleveland.csv", {
 *   schema: heartSchema,
 *   learner: { kind: "boosting", settings: { trees: 20 } },
 *   rule: (scored) => ({ threshold: atRecallFloor(scored, 0.9), refer: null }),
 *   describe: describeFileModel,
 *   heldOut: 100,
 *   replicates: 20,
 *   seed: 1,
 *   created: "2026-01-02T03:04:05.000Z",
 * });
 * assertEquals(file.card.outOfFold.p.length, 100);
 * ```
 */
export async function trainFromFile(path: string, options: FileTrainOptions): Promise<FileTrained> {
  checkSchema(options.schema, "schema");
  const dataSha256 = await sha256File(path);
  // The table itself is freed here, before the fit needs memory of its own.
  const { fit, held, rows, doubts } = prepareTable(await readFileTable(path, options), options);
  options.signal?.throwIfAborted();
  const pipeline = fit({ progress: options.progress, signal: options.signal });
  const { schema: _, learner: __, heldOut: ___, progress: ____, outcome: _____, ...rest } = options;
  const made = await trainModelFile(held, {
    replicates: 200,
    ...rest,
    dataSha256,
    learner: () => pipeline,
    nested: halve(held, predictRows(pipeline, held.rows)),
  });
  const { format: ______, version: _______, contentSha256: ________, ...content } = made;
  const { card } = content, count = held.rows.length;
  const file = await sealModelFile({
    ...content,
    card: {
      ...card,
      validation: `The model learned from ${rows - count} rows. The figures are of ${count} ` +
        "others, drawn at random and held out; each half was decided about at a threshold " +
        "settled on the other.",
    },
  });
  return { file, doubts };
}
