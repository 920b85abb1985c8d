/** A forest tuned on its out-of-bag rows. */
import { demandOptions } from "../demand.ts";
import { fitForestOnAllCores } from "../models/forest/all-cores.ts";
import type { ForestModel, ForestSettings } from "../models/forest/forest.ts";
import { outOfBag } from "../models/forest/out-of-bag.ts";
import { type Pipeline, prepareTraining } from "../pipeline.ts";
import { forestRecord } from "../learners/forest.ts";
import type { Dataset, Metric, WorkOptions } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";

/** A forest that remembers its settings. */
export interface TunedForest extends Pipeline {
  readonly tuned: { readonly chosen: ForestSettings };
}

/**
 * A learner that fits one forest per entry of settings and keeps the one whose out-of-bag
 * predictions score best; on a tie, the first. Each row is judged only by trees that did not learn
 * from it, so no inner folds are needed: one fit per entry instead of one per entry and fold.
 *
 * @param options `settings` to try, all with a bootstrap, and the `metric` to compare them by.
 * @throws `RangeError` for no settings, and as `fitForest` and `outOfBag` do.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { tuneForest } from "heartbook/resample/tune-forest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const settings = [{ trees: 30, minLeaf: 1 }, { trees: 30, minLeaf: 5 }];
 * const { model } = await tuneForest({ settings, metric: metrics.brier })(readHeart());
 * assertEquals(model.kind, "forest");
 * ```
 */
export function tuneForest(
  options: { readonly settings: readonly ForestSettings[]; readonly metric: Metric },
): (train: Dataset, work?: WorkOptions) => Promise<TunedForest> {
  demandOptions("tuneForest", options, ["settings", "metric"]);
  const { settings, metric } = options;
  if (settings.length === 0) throw new RangeError("settings: expected at least one, got none");
  const sign = metric.better === "higher" ? 1 : -1;
  const learner = async (train: Dataset, work?: WorkOptions): Promise<TunedForest> => {
    const { preprocessor, training } = prepareTraining(train, forestRecord.preparation);
    let best: { model: ForestModel; score: number; chosen: ForestSettings } | undefined;
    for (const each of settings) {
      const model = await fitForestOnAllCores(training, each, { signal: work?.signal });
      const score = sign * metric.score(outOfBag(training, each, { model }));
      if (best === undefined || score > best.score) best = { model, score, chosen: each };
    }
    const { model, chosen } = best!;
    return { schema: train.schema, preprocessor, model, tuned: { chosen } };
  };
  return comesFrom(learner, { module: import.meta.url, name: "tuneForest", settings: [options] });
}
