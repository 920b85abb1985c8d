/** Choosing among learners inside the training part: a learner like any other. */
import { demandOptions } from "../demand.ts";
import type { Learner, Pipeline } from "../pipeline.ts";
import type { Metric, WorkOptions } from "../types.ts";
import type { Dataset } from "../types.ts";
import { crossValidate } from "./cross-validate.ts";
import { stratifiedFolds } from "./folds.ts";

/** A pipeline that remembers which learner it comes from. */
export interface ChosenPipeline<Name extends string> extends Pipeline {
  readonly chosen: {
    readonly name: Name;
    /** The metric of each learner over the inner test parts, pooled. */
    readonly scores: Readonly<Record<Name, number>>;
  };
}

/**
 * A learner that cross-validates several learners on its training part and fits the best one to all
 * of it. Use it for choices that are not settings of a model, such as which derived features to
 * add. Cross-validating it is nested cross-validation: the outer test patients do not influence the
 * choice.
 *
 * @param learners By name; on a tie the earlier one wins.
 * @param options `metric` is computed on the pooled inner predictions; `folds` at least 2.
 * @throws `RangeError` for no learners, and as `crossValidate` does.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { prevalence } from "heartbook/learners/prevalence.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { chooseLearner } from "heartbook/resample/choose-learner.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const learners = { baseline: prevalence(), logistic: logistic({ l2: 1 }) };
 * const learner = chooseLearner(learners, { metric: metrics.logLoss, folds: 5, seed: 1 });
 * const { chosen } = await learner(readHeart());
 * assertEquals(chosen.name, "logistic");
 * ```
 */
export function chooseLearner<Name extends string>(
  learners: Readonly<Record<Name, Learner>>,
  options: { readonly metric: Metric; readonly folds: number; readonly seed: number },
): (train: Dataset, work?: WorkOptions) => Promise<ChosenPipeline<Name>> {
  demandOptions("chooseLearner", options, ["metric", "folds", "seed"]);
  const { metric, folds, seed } = options;
  const names = Object.keys(learners) as Name[];
  if (names.length === 0) throw new RangeError("learners: expected at least one, got none");
  const sign = metric.better === "higher" ? 1 : -1;
  return async (train, work = {}) => {
    const splits = stratifiedFolds(train.labels, { folds, seed });
    const predictions = await crossValidate(train, learners, splits, { signal: work.signal });
    const scores = Object.fromEntries(
      names.map((name) => [name, metric.score(predictions[name])]),
    ) as Record<Name, number>;
    const name = names.reduce((best, each) =>
      sign * scores[each] > sign * scores[best] ? each : best
    );
    return { ...await learners[name](train, work), chosen: { name, scores } };
  };
}
