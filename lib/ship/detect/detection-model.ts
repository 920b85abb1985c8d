/** What `detect` needs to judge new recordings: a fitted pipeline, a threshold, and what is usual. */
import { takeRows } from "../../data/dataset.ts";
import type { Threshold } from "../../choose/threshold.ts";
import type { Learner, Pipeline } from "../../pipeline.ts";
import { mostFrequent, recordedValues } from "../../prepare/recorded.ts";
import { median, quantile } from "../../stats/quantile.ts";
import type { Dataset, Feature, WorkOptions } from "../../types.ts";

/** What one feature looked like. */
export type Usual =
  | {
    readonly kind: "number";
    readonly feature: string;
    /** Median of the healthy. */
    readonly middle: number;
    /** The middle 95 % of the healthy. */
    readonly range: readonly [number, number];
    /** Smallest and largest value of everybody it learned from. */
    readonly seen: readonly [number, number];
  }
  | {
    readonly kind: "category";
    readonly feature: string;
    /** Most frequent level of the healthy. */
    readonly middle: string;
    /** Levels of everybody it learned from. */
    readonly seen: readonly string[];
  };

/** Plain JSON. */
export interface DetectionModel extends Pipeline {
  readonly format: "heartbook detection";
  readonly version: 1;
  /** An alarm is raised where the probability reaches its value. */
  readonly threshold: Threshold;
  /** One a feature, in the schema's order. */
  readonly usual: readonly Usual[];
}

function describeUsual(train: Dataset, healthy: Dataset, feature: Feature): Usual {
  const { name } = feature;
  const ofHealthy = recordedValues(healthy, name), all = recordedValues(train, name);
  if (feature.kind === "category") {
    return {
      kind: "category",
      feature: name,
      middle: mostFrequent(ofHealthy as string[], feature.levels),
      seen: feature.levels.filter((level) => all.includes(level)),
    };
  }
  const [usual, seen] = [ofHealthy, all].map((values) =>
    (values as number[]).toSorted((a, b) => a - b)
  );
  return {
    kind: "number",
    feature: name,
    middle: median(usual),
    range: [quantile(usual, 0.025), quantile(usual, 0.975)],
    seen: [seen[0], seen.at(-1)!],
  };
}

/**
 * Fits the learner to all of these patients and notes what is usual among the healthy ones.
 *
 * @param options `threshold` should come from out-of-fold predictions of the same learner.
 * @throws what the learner throws; `RangeError` for a feature that no healthy patient records.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { fitDetection } from "heartbook/ship/detect/detection-model.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
 * const threshold = { value: 0.3, method: "by hand", promise: "none", confusion: counts };
 * const model = await fitDetection(readHeart(), logistic({ l2: 1 }), { threshold });
 * assertEquals(model.usual[0].seen, [29, 77]); // years
 * ```
 */
export async function fitDetection(
  train: Dataset,
  learner: Learner,
  options: WorkOptions & { readonly threshold: Threshold },
): Promise<DetectionModel> {
  const { threshold, ...work } = options;
  const healthy = takeRows(
    train,
    [...train.labels.keys()].filter((row) => train.labels[row] === 0),
  );
  const { schema, preprocessor, model } = await learner(train, work);
  return {
    format: "heartbook detection",
    version: 1,
    schema,
    preprocessor,
    model,
    threshold,
    usual: schema.features.map((feature) => describeUsual(train, healthy, feature)),
  };
}
