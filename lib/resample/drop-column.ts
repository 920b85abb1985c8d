/** Drop-column importance: how much worse a model is without the feature. */
import { demandOptions } from "../demand.ts";
import { takeFeatures } from "../data/dataset.ts";
import { checkGroups, type Importance } from "../explain/permutation.ts";
import { bootstrapDifference } from "../measure/bootstrap.ts";
import type { Learner } from "../pipeline.ts";
import { dropFeatures } from "../schema.ts";
import type { Dataset, Metric, Scored, Split, WorkOptions } from "../types.ts";
import { crossValidate } from "./cross-validate.ts";

/** What to measure, and the bootstrap. */
export interface DropOptions extends WorkOptions {
  readonly metric: Metric;
  /**
   * Names of features by the name of their group, dropped together; default each feature
   * separately.
   */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly seed: number;
  /** Draws of patients; default 500. */
  readonly replicates?: number;
}

/**
 * Cross-validates the learner without each feature in turn, on the same splits: how much worse the
 * metric gets, with a bootstrap interval over patients. Unlike permutation importance it refits, so
 * the remaining features can compensate; a feature can be used a lot and still be dispensable.
 *
 * @throws `RangeError` for a feature that does not exist or is in two groups, or if no feature
 * would be left; also as the learner and the metric do.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/mod.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { dropColumns } from "heartbook/resample/drop-column.ts";
 * import { stratifiedFolds } from "heartbook/resample/folds.ts";
 * import { assert } from "@std/assert";
 *
 * const patients = readHeart();
 * const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });
 * const [{ loss }] = await dropColumns(patients, logistic({ l2: 1 }), splits, {
 *   metric: metrics.rocAuc,
 *   groups: { "late tests": ["ca", "thal"] },
 *   seed: 1,
 * });
 * assert(loss.estimate > 0);
 * ```
 */
export async function dropColumns(
  dataset: Dataset,
  learner: Learner,
  splits: readonly Split[],
  options: DropOptions,
): Promise<Importance[]> {
  demandOptions("dropColumns", options, [
    "metric",
    "groups",
    "seed",
    "replicates",
    "progress",
    "signal",
  ]);
  const { metric, seed, replicates = 500, signal, progress } = options;
  const groups = checkGroups(dataset, options.groups);
  const { whole } = await crossValidate(dataset, { whole: learner }, splits, { signal });
  const sign = metric.better === "higher" ? 1 : -1;
  const worse = { score: (scored: Scored): number => sign * metric.score(scored) };
  const found: Importance[] = [];
  for (const [name, features] of groups) {
    const schema = dropFeatures(dataset.schema, features);
    if (schema.features.length === 0) throw new RangeError(`${name}: nothing would be left`);
    const few = takeFeatures(dataset, schema);
    const { left } = await crossValidate(few, { left: learner }, splits, { signal });
    const pair = { first: whole, second: left };
    const draws = { seed, replicates, stratified: true, signal };
    const { loss } = await bootstrapDifference(pair, { loss: worse }, draws);
    found.push({ name, features, loss });
    await progress?.(found.length, groups.length);
  }
  return found;
}
