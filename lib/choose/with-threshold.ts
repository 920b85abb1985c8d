/** A threshold that is learned, like all else, inside the training part. */
import type { Learner, Pipeline } from "../pipeline.ts";
import { crossValidate } from "../resample/cross-validate.ts";
import { stratifiedFolds } from "../resample/folds.ts";
import { crossValidateNested } from "../resample/nested.ts";
import type { Dataset, Split, WorkOptions } from "../types.ts";
import type { OuterFold } from "./evaluate-threshold.ts";
import type { Threshold, ThresholdRule } from "./threshold.ts";

/** A pipeline with the threshold that its training part gave. */
export interface ThresholdPipeline extends Pipeline {
  readonly threshold: Threshold;
}

/** The inner cross-validation whose predictions a threshold is chosen on. */
export interface InnerFolds {
  readonly folds: number;
  readonly seed: number;
}

/**
 * A learner that also chooses a threshold: by `choose`, on out-of-fold predictions of its training
 * part, so that neither the model's own training rows nor any test row has a say.
 *
 * @example
 * ```ts
 * import { atRecallFloor } from "heartbook/choose/floor.ts";
 * import { withThreshold } from "heartbook/choose/with-threshold.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { assert } from "@std/assert";
 *
 * const learner = withThreshold(logistic({ l2: 1 }), {
 *   choose: (scored) => atRecallFloor(scored, 0.9),
 *   folds: 10,
 *   seed: 1,
 * });
 * const { threshold } = await learner(readHeart());
 * assert(threshold.value > 0.1 && threshold.value < 0.5);
 * ```
 */
export function withThreshold(
  learner: Learner,
  options: InnerFolds & { readonly choose: ThresholdRule },
): (train: Dataset, work?: WorkOptions) => Promise<ThresholdPipeline> {
  return async (train, work = {}) => {
    const splits = stratifiedFolds(train.labels, options);
    const { inner } = await crossValidate(train, { inner: learner }, splits, {
      signal: work.signal,
    });
    const pipeline = await learner(train, work);
    return { ...pipeline, threshold: options.choose(inner) };
  };
}

/**
 * For each split the inner out-of-fold predictions of its training part beside the predictions of
 * its test part: what `evaluateThreshold` needs to tell what a way of choosing thresholds delivers. Several
 * ways can be told from the same predictions.
 */
export async function predictOuterFolds(
  dataset: Dataset,
  learner: Learner,
  splits: readonly Split[],
  options: InnerFolds & WorkOptions,
): Promise<OuterFold[]> {
  const { folds, seed, progress, signal } = options;
  const split = ({ labels }: Dataset): Split[] => stratifiedFolds(labels, { folds, seed });
  return await crossValidateNested(dataset, learner, splits, { split, progress, signal });
}
