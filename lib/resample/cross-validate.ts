/** Out-of-fold predictions: each patient predicted by models that never saw that patient. */
import { demandOptions } from "../demand.ts";
import { takeRows } from "../data/dataset.ts";
import { isSynthetic } from "../prepare/smote.ts";
import { type Learner, predictRows } from "../pipeline.ts";
import type { Dataset, PredictionTable, Split, WorkOptions } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";
import { checkDataset, checkLearners, checkSplits, demandPipeline } from "./check-input.ts";
import { spread, type TaskOptions } from "../workers/spread.ts";

/** Made-up patients may be used for training but never for testing. */
function checkReal(dataset: Dataset, splits: readonly Split[]): void {
  splits.forEach(({ test }, i) => {
    const made = test.find((row) => isSynthetic(dataset.ids[row]));
    if (made !== undefined) {
      throw new RangeError(
        `split ${i}: row ${made} is a made-up patient in the test part; ` +
          `let withSmote make them inside the training part`,
      );
    }
  });
}

/** What the tables of all learners have in common: who is tested where. */
function listTested({ labels }: Dataset, splits: readonly Split[]): Omit<PredictionTable, "p"> {
  const length = splits.reduce((sum, { test }) => sum + test.length, 0);
  const repeat = new Int32Array(length), split = new Int32Array(length);
  const row = new Int32Array(length), label = new Uint8Array(length);
  let start = 0;
  splits.forEach(({ test, repeat: own }, i) => {
    const end = start + test.length;
    repeat.fill(own, start, end);
    split.fill(i, start, end);
    row.set(test, start);
    start = end;
  });
  for (let i = 0; i < length; i++) label[i] = labels[row[i]];
  return { repeat, split, row, label };
}

/** What the folds of a cross-validation share. */
interface Shared {
  readonly dataset: Dataset;
  readonly learners: Readonly<Record<string, Learner>>;
  readonly splits: readonly Split[];
}

/** One learner on one split, by its number. */
interface Fold {
  readonly name: string;
  readonly split: number;
}

/** The parts of the split at work, which the learners share with all that they prepare of them. */
const parts = new WeakMap<Shared, { split: number; train: Dataset; test: Dataset["rows"] }>();

function partsOf(shared: Shared, split: number): { train: Dataset; test: Dataset["rows"] } {
  const known = parts.get(shared);
  if (known?.split === split) return known;
  const { dataset, splits } = shared;
  const train = takeRows(dataset, splits[split].train);
  const taken = { split, train, test: takeRows(dataset, splits[split].test).rows };
  parts.set(shared, taken);
  return taken;
}

/** The predictions of one fold's test part. */
export async function predictFold(
  { name, split }: Fold,
  { shared, signal }: TaskOptions<Shared>,
): Promise<Float64Array> {
  const { train, test } = partsOf(shared, split);
  try {
    return predictRows(demandPipeline(await shared.learners[name](train, { signal })), test);
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(`${name}, split ${split}: ${(error as Error).message}`, { cause: error });
  }
}
comesFrom(predictFold, { module: import.meta.url, name: "predictFold" });

/**
 * Fits every learner on the training part of every split and predicts its test part.
 *
 * Learners get raw rows, so everything they learn (medians, means, levels, thresholds) comes from
 * the training part only.
 *
 * @param learners By name; the result has the same names.
 * @returns One table of out-of-fold predictions per learner, in the order of the splits.
 * @throws `RangeError` for no splits, a row that is not there or on both sides of one, a made-up
 * patient in a test part, a label other than 0 and 1 and a level that the schema does not know;
 * `TypeError` for labels or ids that are not one per row, ids that are no texts, and what is no
 * learner; also whatever a learner throws, with its name and the split; the signal's reason when
 * aborted.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { prevalence } from "heartbook/learners/prevalence.ts";
 * import { crossValidate } from "heartbook/resample/cross-validate.ts";
 * import { stratifiedFolds } from "heartbook/resample/folds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const splits = stratifiedFolds(patients.labels, { folds: 10, seed: 42 });
 * const predictions = await crossValidate(patients, { baseline: prevalence() }, splits);
 * assertEquals(predictions.baseline.p.length, 303);
 * ```
 */
export async function crossValidate<Name extends string>(
  dataset: Dataset,
  learners: Readonly<Record<Name, Learner>>,
  splits: readonly Split[],
  options: WorkOptions = {},
): Promise<Record<Name, PredictionTable>> {
  demandOptions("crossValidate", options, ["progress", "signal"]);
  checkDataset(dataset);
  checkLearners(learners);
  checkSplits(dataset, splits);
  checkReal(dataset, splits);
  const names = Object.keys(learners) as Name[];
  const folds = splits.flatMap((_, split) => names.map((name) => ({ name, split })));
  const predicted = await spread(predictFold, folds, {
    ...options,
    shared: { dataset, learners, splits },
  });
  const tested = listTested(dataset, splits);
  const tables = names.map((name, first) => {
    const p = new Float64Array(tested.row.length);
    for (let fold = first, start = 0; fold < folds.length; fold += names.length) {
      p.set(predicted[fold], start);
      start += predicted[fold].length;
    }
    return [name, { ...tested, p }];
  });
  return Object.fromEntries(tables);
}
