/** Logistic regression with an elastic net: weights are shrunk, and some set to 0. */

import type { Training, WorkOptions } from "../../types.ts";
import { type AllowedSettings, checkAllowed, checkedWithData, from, needed } from "../allowed.ts";
import { checkTraining } from "../check-training.ts";
import { CLOSE, type LogisticModel, toLogisticModel } from "./logistic.ts";
import { minimise } from "./large.ts";
import type { LogisticData } from "./loss.ts";
import { nowhere } from "./newton.ts";
import type { Place } from "./quadratic.ts";
import { type ClassWeights, rowWeights } from "../weights.ts";

export interface ElasticNetSettings {
  /**
   * Penalty strength, 0 or more: scikit-learn's 1 / C, glmnet's lambda times the number of rows.
   */
  readonly penalty: number;
  /** From 0 (ridge) to 1 (lasso): scikit-learn's l1_ratio, glmnet's alpha. */
  readonly l1Ratio: number;
  readonly classWeights?: ClassWeights;
}

/** The allowed settings. */
export const elasticNetAllowed: AllowedSettings<ElasticNetSettings> = {
  penalty: needed(from(0)),
  l1Ratio: needed(from(0, 1)),
  classWeights: checkedWithData,
};

/**
 * Fits P(disease) by minimising the weighted sum of log losses
 * + penalty · (l1Ratio · |weights|₁ + (1 - l1Ratio)/2 · |weights|²), the intercept unpenalised.
 *
 * The result is an ordinary logistic model in which dropped columns weigh exactly 0. It is within
 * about 1e-6 standard errors of the optimum. With `l1Ratio` 1 and a column for every level, the
 * optimum can be a whole segment, because levels and intercept can trade a constant: the
 * predictions are then the same along it, and the weights are one of its points.
 *
 * A penalty that is negative, infinite or NaN is a `RangeError`, and so is an `l1Ratio` outside
 * 0 … 1; bad training data throw as in `checkTraining`; a penalty of 0 means `fitLogistic`.
 *
 * Source: Friedman, Hastie & Tibshirani (2010), J. Stat. Software 33(1), doi:10.18637/jss.v033.i01.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { fitElasticNet } from "heartbook/models/logistic/elastic-net.ts";
 * import { prepareTraining } from "heartbook/pipeline.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { training } = prepareTraining(readHeart(), { numbers: "standardised", levels: "all" });
 * const { weights } = fitElasticNet(training, { penalty: 30, l1Ratio: 1 });
 * assertEquals(weights.filter((weight) => weight !== 0).length, 3); // of 25 columns
 * ```
 */
export function fitElasticNet(training: Training, settings: ElasticNetSettings): LogisticModel {
  return fitElasticNets(training, [settings])[0];
}

/**
 * One model per entry of settings, in order, much faster than one by one: settings that differ only
 * in their penalty are fitted from the largest down, each starting from the previous solution.
 */
export function fitElasticNets(
  training: Training,
  settings: readonly ElasticNetSettings[],
  { signal }: WorkOptions = {},
): LogisticModel[] {
  checkTraining(training, "elastic net");
  for (const each of settings) checkAllowed("elastic net", each, elasticNetAllowed);
  const models: LogisticModel[] = [];
  const paths = Map.groupBy(settings.keys(), (i) => {
    return JSON.stringify([settings[i].l1Ratio, settings[i].classWeights]);
  });
  for (const path of paths.values()) {
    const { l1Ratio, classWeights } = settings[path[0]];
    const data = weighed(training, classWeights);
    let start: Place | undefined;
    for (const i of path.toSorted((a, b) => settings[b].penalty - settings[a].penalty)) {
      signal?.throwIfAborted();
      const { penalty } = settings[i];
      const aim = { l1: penalty * l1Ratio, l2: penalty * (1 - l1Ratio), close: CLOSE };
      const found = minimise(data, aim, start);
      models[i] = toLogisticModel(training, found);
      start = found.end === "optimum" ? found : undefined;
    }
  }
  return models;
}

/** A penalty with its model. */
export interface PathPoint {
  readonly penalty: number;
  readonly model: LogisticModel;
}

export interface PathOptions {
  /** Above 0, because ridge never drops a column. */
  readonly l1Ratio: number;
  /** Number of penalties, 2 or more. */
  readonly points: number;
  /** The last penalty as a share of the first, between 0 and 1; default 0.001. */
  readonly smallest?: number;
  readonly classWeights?: ClassWeights;
}

/**
 * The regularisation path: models for `points` penalties in equal ratios, from
 * {@link largestPenalty}, where all weights are 0, down to `smallest` of it.
 *
 * `RangeError` for an option out of range.
 *
 * @example
 * ```ts
 * import { elasticNetPath } from "heartbook/models/logistic/elastic-net.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(1, 0, 2, 1, 4, 0, 3, 1), rows: 4, columns: 2 },
 *   y: Uint8Array.of(0, 1, 0, 1),
 *   columns: [
 *     { kind: "number", feature: "noise", fill: 0, mean: 0, scale: 1 },
 *     { kind: "number", feature: "sign", fill: 0, mean: 0, scale: 1 },
 *   ] as const,
 * };
 * const [first, second] = elasticNetPath(training, { l1Ratio: 1, points: 30 });
 * assertEquals(first.model.weights, [0, 0]);
 * assertEquals(second.model.weights.map(Math.sign), [0, 1]);
 * ```
 */
export function elasticNetPath(
  training: Training,
  { l1Ratio, points, smallest = 0.001, classWeights }: PathOptions,
): PathPoint[] {
  if (!Number.isInteger(points) || points < 2) {
    throw new RangeError(`elastic net: expected 2 or more points, got ${points}`);
  }
  if (!(smallest > 0 && smallest < 1)) {
    throw new RangeError(`elastic net: expected smallest to be between 0 and 1, got ${smallest}`);
  }
  const largest = largestPenalty(training, { l1Ratio, classWeights });
  const settings = Array.from({ length: points }, (_, i) => {
    return { penalty: largest * smallest ** (i / (points - 1)), l1Ratio, classWeights };
  });
  const models = fitElasticNets(training, settings);
  return settings.map(({ penalty }, i) => ({ penalty, model: models[i] }));
}

/**
 * The smallest penalty that leaves no column in the model, increased slightly to absorb rounding.
 * `RangeError` for an `l1Ratio` that is not above 0 and at most 1.
 */
export function largestPenalty(
  training: Training,
  { l1Ratio, classWeights }: Pick<PathOptions, "l1Ratio" | "classWeights">,
): number {
  checkTraining(training, "elastic net");
  if (!(l1Ratio > 0 && l1Ratio <= 1)) {
    throw new RangeError(
      `elastic net: expected l1Ratio above 0 and at most 1 for a path, got ${l1Ratio}`,
    );
  }
  const data = weighed(training, classWeights);
  const { gradient } = nowhere(data).passed;
  return gradient.subarray(1).reduce((top, slope) => Math.max(top, Math.abs(slope)), 0) /
    l1Ratio * (1 + 1e-12);
}

function weighed(training: Training, classWeights?: ClassWeights): LogisticData {
  return { X: training.X, y: training.y, weights: rowWeights(training, classWeights) };
}
