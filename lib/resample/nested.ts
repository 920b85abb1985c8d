/** Nested cross-validation, for choices made on predictions. */
import { takeRows } from "../data/dataset.ts";
import { type Learner, predictRows } from "../pipeline.ts";
import type { Dataset, Scored, Split, WorkOptions } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";
import { spread, type TaskOptions } from "../workers/spread.ts";
import { crossValidate } from "./cross-validate.ts";
import { stratifiedFolds } from "./folds.ts";

/** The predictions one outer training part can choose on, and those that test the choice. */
export interface NestedFold {
  /** Out-of-fold predictions of the training part. */
  readonly inner: Scored;
  /** Predictions of the test part by a model of the whole training part. */
  readonly outer: Scored;
}

/** The inner cross-validation: stratified folds drawn from a seed, or any other `split`. */
export type InnerSplits =
  | { readonly folds: number; readonly seed: number }
  | { readonly split: (train: Dataset) => readonly Split[] };

/** An outer split, divided further. */
interface OuterSplit extends Pick<Split, "train" | "test"> {
  readonly inner: readonly Split[];
}

/** The fold of one outer split. */
export async function predictNested(
  split: OuterSplit,
  { shared, signal }: TaskOptions<{ readonly dataset: Dataset; readonly learner: Learner }>,
): Promise<NestedFold> {
  const { dataset, learner } = shared;
  const train = takeRows(dataset, split.train), test = takeRows(dataset, split.test);
  const { inner } = await crossValidate(train, { inner: learner }, split.inner, { signal });
  const p = predictRows(await learner(train, { signal }), test.rows);
  return { inner, outer: { label: test.labels, p } };
}
comesFrom(predictNested, { module: import.meta.url, name: "predictNested" });

/**
 * For each outer split, the inner out-of-fold predictions of its training part and the predictions
 * of its test part: a threshold chosen on the former is tested on the latter.
 *
 * @param options `folds` and `seed` for stratified inner folds; or `split`, which divides a
 * training part, such as `(train) => groupedFolds(train.labels, { groups: groupRecordings(train),
 * folds: 5, seed: 1 })`.
 * @throws as `crossValidate`, the learner and `split` do.
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
 * const outer = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });
 * const folds = await crossValidateNested(patients, prevalence(), outer, { folds: 5, seed: 2 });
 * assertEquals(folds[0].inner.p.length + folds[0].outer.p.length, 303);
 * ```
 */
export async function crossValidateNested(
  dataset: Dataset,
  learner: Learner,
  splits: readonly Split[],
  options: WorkOptions & InnerSplits,
): Promise<NestedFold[]> {
  const { progress, signal } = options;
  const split = "split" in options ? options.split : ({ labels }: Dataset): Split[] => {
    const { folds, seed } = options;
    return stratifiedFolds(labels, { folds, seed });
  };
  const outer = splits.map(({ train, test }) => ({
    train,
    test,
    inner: split(takeRows(dataset, train)),
  }));
  return await spread(predictNested, outer, { shared: { dataset, learner }, progress, signal });
}
