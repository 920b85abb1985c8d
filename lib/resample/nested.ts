/** Cross-validation inside cross-validation, for whatever is chosen on predictions. */
import { takeRows } from "../data/dataset.ts";
import { type Learner, predictRows } from "../pipeline.ts";
import type { Dataset, PredictionTable, Scored, Split, WorkOptions } from "../types.ts";
import { crossValidate } from "./cross-validate.ts";

/** What one outer training part can choose on, and what its choice is judged on. */
export interface NestedFold {
  /** Out-of-fold predictions of the training part. */
  readonly inner: PredictionTable;
  /** Predictions of the test part by a model of the whole training part. */
  readonly outer: Scored;
}

/**
 * For each outer split, inner out-of-fold predictions of its training part beside the predictions
 * of its test part: a threshold chosen on the one is judged on the other.
 *
 * @param options `split` parts a training part, such as
 * `(train) => groupedFolds(train.labels, { groups: groupRecordings(train), folds: 5, seed: 1 })`.
 * @throws what `crossValidate`, the learner or `split` throws.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { prevalence } from "heartbook/learners/prevalence.ts";
 * import { stratifiedFolds } from "heartbook/resample/folds.ts";
 * import { crossValidateNested } from "heartbook/resample/nested.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const split = ({ labels }: typeof patients) => stratifiedFolds(labels, { folds: 5, seed: 1 });
 * const folds = await crossValidateNested(patients, prevalence(), split(patients), { split });
 * assertEquals(folds[0].inner.p.length + folds[0].outer.p.length, 303);
 * ```
 */
export async function crossValidateNested(
  dataset: Dataset,
  learner: Learner,
  splits: readonly Split[],
  options: WorkOptions & { readonly split: (train: Dataset) => readonly Split[] },
): Promise<NestedFold[]> {
  const { split, progress, signal } = options;
  const folds: NestedFold[] = [];
  for (const { train: trainRows, test: testRows } of splits) {
    const train = takeRows(dataset, trainRows), test = takeRows(dataset, testRows);
    const { inner } = await crossValidate(train, { inner: learner }, split(train), { signal });
    const p = predictRows(await learner(train, { signal }), test.rows);
    folds.push({ inner, outer: { label: test.labels, p } });
    await progress?.(folds.length, splits.length);
  }
  return folds;
}
