/** A model file from a table of any size, which is read once. */
import { demandWhole } from "../../../demand.ts";
import type { Doubt } from "../../../data/draft/doubt.ts";
import type { OutcomeRule } from "../../../data/draft/outcome.ts";
import { checkSchema } from "../../../data/check-schema.ts";
import { predictRows } from "../../../pipeline.ts";
import { seeded } from "../../../random.ts";
import { groupedFolds, type Groups } from "../../../resample/groups.ts";
import { outcomeWords } from "../../../outcome-words.ts";
import type { Dataset, FeatureSchema, Scored, Split, WorkOptions } from "../../../types.ts";
import type { ModelFile } from "../../model-file/model-file.ts";
import { sealModelFile } from "../../model-file/write.ts";
import { type CardWords, type Trained, trainModelFile, type TrainOptions } from "../train.ts";
import { type FileLearner, type Fit, prepareFit } from "./fit.ts";
import { drawGroups } from "./groups.ts";
import { sha256File } from "./sha256.ts";
import { type FileTable, joinGroups, readFileTable, takeFileRows } from "./table.ts";

/** How to train on a file. */
export interface FileTrainOptions
  extends WorkOptions, Pick<TrainOptions, "rule" | "groupBy" | "seed" | "created"> {
  readonly schema: FeatureSchema;
  /** How the outcome is written, if not as the schema calls it: see `ReadFileOptions`. */
  readonly outcome?: OutcomeRule;
  /** The column whose repeated values are one person: their rows are held out together. */
  readonly group?: string;
  readonly learner: FileLearner;
  /** The sentences of the card, as in `TrainOptions`. */
  readonly describe: (trained: TrainedOnFile) => CardWords;
  /**
   * Rows that the model does not learn from, or about as many where groups are held out; default
   * 10,000, or a fifth of a smaller table.
   */
  readonly heldOut?: number;
  /** How often they are drawn for bootstrap intervals; default 200. */
  readonly replicates?: number;
}

/** What is known for the words of the card. */
export type TrainedOnFile = Trained & Pick<FileTrainOptions, "group">;

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
  /** Its two halves. */
  readonly halves: readonly Split[];
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

/** Two halves of the held-out rows, each of whole groups. */
function halveGroups(
  { labels }: Dataset,
  { group, groups, seed }: {
    readonly group: string;
    readonly groups: Groups;
    readonly seed: number;
  },
): Split[] {
  try {
    return groupedFolds(labels, { folds: 2, seed, groups });
  } catch (error) {
    throw new RangeError(
      `${group}: expected at least two groups of each outcome among the ${groups.length} held out, ` +
        "so that a threshold can be settled on one half and judged on the other. Give rows of more " +
        "groups, or take `group` out of schema.json if the rows of one do not belong together",
      { cause: error },
    );
  }
}

/** Rows held out at random, or of whole groups where the table has groups; and their halves. */
function holdOut(
  table: FileTable,
  { count, seed, group }: {
    readonly count: number;
    readonly seed: number;
    readonly group?: string;
  },
): Pick<Prepared, "held" | "halves"> & { readonly heldOut: Uint8Array } {
  const { rows } = table, bits = joinGroups(table);
  if (group === undefined || bits === undefined) {
    const heldOut = new Uint8Array(rows);
    const held = takeFileRows(table, draw(count, { rows, taken: heldOut, seed }));
    checkHeld(held);
    return { heldOut, held, halves: alternate(count) };
  }
  const heldOut = drawGroups(bits, { count, seed });
  const drawn = Int32Array.from(heldOut.keys().filter((row) => heldOut[row] === 1));
  const held = takeFileRows(table, drawn);
  const groups = [...Map.groupBy(drawn.keys(), (i) => held.ids[i]).values()];
  const halves = halveGroups(held, { group, groups, seed });
  checkHeld(held);
  return { heldOut, held, halves };
}

function prepareTable(
  table: FileTable,
  { learner, seed, group, heldOut: wanted }: FileTrainOptions,
): Prepared {
  const { rows, doubts } = table;
  const count = wanted ?? Math.min(10_000, Math.floor(rows / 5));
  demandWhole("heldOut", count, 2);
  if (count >= rows) {
    throw new RangeError(`heldOut: expected fewer than the ${rows} rows there are, got ${count}`);
  }
  const { heldOut, ...rest } = holdOut(table, { count, seed, group });
  const sample = draw(Math.min(SAMPLE, rows - rest.held.rows.length), {
    rows,
    taken: Uint8Array.from(heldOut),
    seed: seed + 1,
  });
  const fit = prepareFit({ table, heldOut, sample }, learner);
  return { ...rest, fit, rows, doubts };
}

/** Every second row, and the others. */
function alternate(rows: number): Split[] {
  const [even, odd] = [0, 1].map((rest) =>
    Array.from({ length: rows }, (_, row) => row).filter((row) => row % 2 === rest)
  );
  return [{ repeat: 0, train: even, test: odd }, { repeat: 0, train: odd, test: even }];
}

/** Each half of the held-out rows decides by the threshold that the other settles. */
function judgeHalves(
  { held: { labels }, halves }: Prepared,
  p: Float64Array,
): Required<TrainOptions>["nested"] {
  const scored = (some: readonly number[]): Scored => ({
    label: some.map((row) => labels[row]),
    p: some.map((row) => p[row]),
  });
  return {
    splits: halves,
    folds: halves.map(({ train, test }) => ({ inner: scored(train), outer: scored(test) })),
  };
}

/** How the rows were parted, for the card. */
function describeHoldOut(
  { rows, held: { rows: { length } } }: Prepared,
  group: string | undefined,
): string {
  const learned = `The model learned from ${rows - length} rows. The figures are of ${length} ` +
    "others, drawn at random and held out";
  return group === undefined
    ? `${learned}; each half was decided about at a threshold settled on the other.`
    : `${learned}: whole groups, so that no value of ${group} stands on both sides. Each half was ` +
      "decided about at a threshold settled on the other, and no group was halved.";
}

/**
 * Trains a logistic regression or boosting on a CSV or Parquet file of up to tens of millions of
 * rows, which is read once into four bytes per cell; boosting then learns from one byte per cell.
 *
 * Some rows, drawn at random, are held out: the model, its bins, medians and scales learn nothing
 * from them. Where a column names groups, such as the visits of a patient, whole groups are held out.
 * The figures of the card and the threshold come from these rows alone. Levels become
 * columns and missing cells the median or the most frequent level, as elsewhere; medians and bins
 * are those of 100,000 training rows. The logistic fit is the optimum for all training rows. The
 * result is an ordinary model file.
 *
 * @throws `SyntaxError` naming the file and the first row that the schema refuses, as
 * `readFileTable`; `RangeError` for too many rows held out, or too few rows
 * or groups of an outcome among them; else as `prepareFit` and
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
  const prepared = prepareTable(await readFileTable(path, options), options);
  const { fit, held, doubts } = prepared, { group } = options;
  options.signal?.throwIfAborted();
  const pipeline = fit({ progress: options.progress, signal: options.signal });
  const { rule, groupBy, seed, created, replicates = 200, signal } = options;
  const made = await trainModelFile(held, {
    rule,
    groupBy,
    seed,
    created,
    replicates,
    signal,
    dataSha256,
    describe: (trained) => options.describe({ ...trained, group }),
    learner: () => pipeline,
    nested: judgeHalves(prepared, predictRows(pipeline, held.rows)),
  });
  const { format: _, version: __, contentSha256: ___, ...content } = made;
  const { card } = content;
  const file = await sealModelFile({
    ...content,
    card: { ...card, validation: describeHoldOut(prepared, group) },
  });
  return { file, doubts };
}
