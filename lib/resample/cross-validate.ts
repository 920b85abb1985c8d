/** Out-of-fold predictions: each patient predicted by models that never saw that patient. */
import { demandOptions } from "../demand.ts";
import { takeRows } from "../data/dataset.ts";
import { isSynthetic } from "../prepare/smote.ts";
import { type Learner, predictRows } from "../pipeline.ts";
import type { Dataset, PredictionTable, Split, WorkOptions } from "../types.ts";

function checkSplits(splits: readonly Split[]): void {
  if (splits.length === 0) throw new RangeError("splits: expected at least one, got none");
  splits.forEach((split, i) => {
    const train = new Set(split.train);
    const shared = split.test.find((row) => train.has(row));
    if (shared !== undefined) {
      throw new RangeError(`split ${i}: row ${shared} is both in training and in test`);
    }
  });
}

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

function emptyTable(dataset: Dataset, splits: readonly Split[]): PredictionTable {
  const row = Int32Array.from(splits.flatMap((split) => split.test));
  return {
    repeat: Int32Array.from(splits.flatMap((split) => split.test.map(() => split.repeat))),
    split: Int32Array.from(splits.flatMap((split, i) => split.test.map(() => i))),
    row,
    label: Uint8Array.from(row, (i) => dataset.labels[i]),
    p: new Float64Array(row.length),
  };
}

/**
 * Fits every learner on the training part of every split and predicts its test part.
 *
 * Learners get raw rows, so everything they learn (medians, means, levels, thresholds) comes from
 * the training part only.
 *
 * @param learners By name; the result has the same names.
 * @returns One table of out-of-fold predictions per learner, in the order of the splits.
 * @throws `RangeError` for no splits, a row on both sides of one, or a made-up patient in a test
 * part; also whatever a learner throws, with its name and the split; the signal's reason when
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
  checkSplits(splits);
  checkReal(dataset, splits);
  const names = Object.keys(learners) as Name[];
  const tables = Object.fromEntries(names.map((name) => [name, emptyTable(dataset, splits)]));
  let start = 0;
  let done = 0;
  for (const [i, split] of splits.entries()) {
    const train = takeRows(dataset, split.train);
    const test = takeRows(dataset, split.test).rows;
    for (const name of names) {
      options.signal?.throwIfAborted();
      try {
        const pipeline = await learners[name](train, { signal: options.signal });
        tables[name].p.set(predictRows(pipeline, test), start);
      } catch (error) {
        options.signal?.throwIfAborted();
        throw new Error(`${name}, split ${i}: ${(error as Error).message}`, { cause: error });
      }
      await options.progress?.(++done, names.length * splits.length);
    }
    start += split.test.length;
  }
  return tables as Record<Name, PredictionTable>;
}
