/** Best-subset selection, and how optimistic it makes the score of the winner. */
import { demandOptions } from "../demand.ts";
import { takeFeatures, takeRows } from "../data/dataset.ts";
import { logistic } from "../learners/logistic.ts";
import type { HeldOut } from "../explain/features.ts";
import { fitLogistic, predictLogistic } from "../models/logistic/logistic.ts";
import { type Pipeline, prepareTraining } from "../pipeline.ts";
import { prepare } from "../prepare/preprocessor.ts";
import { stratifiedFolds } from "../resample/folds.ts";
import { pickFeatures } from "../schema.ts";
import type { Dataset, Matrix, Metric, Split, WorkOptions } from "../types.ts";
import { predictParts } from "./subset-predictions.ts";
import { type System, walkSubsets } from "./subset-walk.ts";

/** How to try combinations. */
export interface SubsetSearch {
  readonly metric: Metric;
  /** Inner folds, at least 2. */
  readonly folds: number;
  readonly seed: number;
  /** Ridge penalty on standardised columns, above 0; default 1. */
  readonly l2?: number;
}

/** A combination of features with its score over the folds, all test parts pooled. */
export interface SubsetScore {
  readonly features: readonly string[];
  readonly score: number;
}

/** More features would take too long. */
const MOST_FEATURES = 16;

/**
 * One fold, prepared for any combination of its columns. The matrix is the Hessian of the penalised
 * loss at the weights of all columns, of which column 0 is the intercept; the right side is its
 * product with them.
 */
interface Fold extends System {
  /** The prepared columns of the test part. */
  readonly test: readonly Float64Array[];
  readonly labels: readonly number[];
}

function readyFold(train: Dataset, test: Dataset, l2: number): Fold {
  const wanted = { numbers: "standardised", levels: "reference" } as const;
  const { preprocessor, training } = prepareTraining(train, wanted);
  const { X } = training, size = X.columns + 1;
  const model = fitLogistic(training, { l2 });
  const beta = [model.intercept, ...model.weights];
  const bends = new Float64Array(size * size);
  const cells = new Float64Array(size).fill(1);
  predictLogistic(model, X).forEach((p, row) => {
    cells.set(X.values.subarray(row * X.columns, (row + 1) * X.columns), 1);
    for (let i = 0; i < size; i++) {
      const part = p * (1 - p) * cells[i];
      for (let j = 0; j < size; j++) bends[i * size + j] += part * cells[j];
    }
  });
  for (let i = 1; i < size; i++) bends[i * size + i] += l2;
  // At the optimum the gradient is 0, so the quadratic approximation needs only the Hessian.
  const target = Float64Array.from({ length: size }, (_, i) => {
    return beta.reduce((sum, weight, j) => sum + bends[i * size + j] * weight, 0);
  });
  const columnsOf = train.schema.features.map(({ name }) =>
    preprocessor.columns.flatMap(({ feature }, j) => feature === name ? [j + 1] : [])
  );
  return {
    columnsOf,
    matrix: bends,
    right: target,
    size,
    test: columnsIn(prepare(preprocessor, test.rows)),
    labels: test.labels,
  };
}

function columnsIn({ values, rows, columns }: Matrix): Float64Array[] {
  return Array.from(
    { length: columns },
    (_, j) => Float64Array.from({ length: rows }, (_, row) => values[row * columns + j]),
  );
}

/**
 * The score of every combination of the features over the folds of one cross-validation. The models
 * are ridge logistic regressions, approximated by one Newton step from the model of all features,
 * as is usual for large searches. The combination chosen in the end is fitted to the optimum.
 *
 * @throws `RangeError` for more than 16 features or a penalty that is not above 0; also as the
 * metric does.
 *
 * Source: Lawless & Singhal (1978), doi:10.2307/2530022.
 */
export function scoreSubsets(train: Dataset, options: SubsetSearch): SubsetScore[] {
  const { metric, folds, seed, l2 = 1 } = options;
  const names = train.schema.features.map(({ name }) => name);
  if (names.length > MOST_FEATURES) {
    throw new RangeError(`features: expected at most ${MOST_FEATURES}, got ${names.length}`);
  }
  if (!(l2 > 0 && l2 < Infinity)) throw new RangeError(`l2: expected above 0, got ${l2}`);
  const ready = stratifiedFolds(train.labels, { folds, seed }).map((split) =>
    readyFold(takeRows(train, split.train), takeRows(train, split.test), l2)
  );
  const label = ready.flatMap(({ labels }) => labels);
  const scores = new Array<SubsetScore>(2 ** names.length - 1);
  const predict = predictParts(ready.map(({ test }) => test));
  walkSubsets(ready, (combination, solutions) => {
    const p = predict(solutions);
    const features = names.filter((_, f) => (combination >> f) & 1);
    scores[combination - 1] = { features, score: metric.score({ label, p }) };
  });
  return scores;
}

/** The best of the scored combinations; on a tie, the one with fewer features. */
export function pickSubset(scores: readonly SubsetScore[], metric: Metric): SubsetScore {
  if (scores.length === 0) throw new RangeError("subsets: expected at least one, got none");
  const sign = metric.better === "higher" ? 1 : -1;
  return scores.reduce((best, each) => {
    const gain = sign * (each.score - best.score);
    return gain > 0 || (gain === 0 && each.features.length < best.features.length) ? each : best;
  });
}

/** A pipeline that remembers the chosen features and the number of combinations tried. */
export interface SubsetPipeline extends Pipeline {
  readonly subset: SubsetScore & { readonly tried: number };
}

async function fitBest(
  train: Dataset,
  scores: readonly SubsetScore[],
  { metric, l2 = 1 }: SubsetSearch,
): Promise<SubsetPipeline> {
  const best = pickSubset(scores, metric);
  const few = takeFeatures(train, pickFeatures(train.schema, best.features));
  const pipeline = await logistic({ l2 }, { levels: "reference" })(few);
  return { ...pipeline, subset: { ...best, tried: scores.length } };
}

/**
 * A learner that tries every combination of the features by inner cross-validation on its training
 * part and fits a ridge logistic regression to the best. Cross-validating it is nested
 * cross-validation: the outer test patients do not influence the choice.
 *
 * @throws as {@link scoreSubsets} does.
 *
 * @example
 * ```ts
 * import { bestSubset } from "heartbook/choose/best-subset.ts";
 * import { takeFeatures } from "heartbook/data/dataset.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { pickFeatures } from "heartbook/schema.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const four = takeFeatures(patients, pickFeatures(patients.schema, ["age", "fbs", "ca", "thal"]));
 * const { subset } = await bestSubset({ metric: metrics.rocAuc, folds: 5, seed: 1 })(four);
 * assertEquals(subset.tried, 15);
 * assert(subset.features.includes("thal"));
 * ```
 */
export function bestSubset(
  options: SubsetSearch,
): (train: Dataset) => Promise<SubsetPipeline> {
  return (train) => fitBest(train, scoreSubsets(train, options), options);
}

/** The result of choosing predictors inside every training part. */
export interface NestedSubsets {
  /** The best of all combinations in each outer fold, with its unseen patients. */
  readonly best: readonly HeldOut<SubsetPipeline>[];
  /** The same for the best of each size; entry 0 is for one feature. */
  readonly bySize: readonly (readonly HeldOut<SubsetPipeline>[])[];
}

/**
 * Nested cross-validation of {@link bestSubset}, and of the best combination of every size, all
 * from one screening per outer training part.
 *
 * @throws as {@link scoreSubsets} does.
 */
export async function nestSubsets(
  dataset: Dataset,
  splits: readonly Split[],
  options: SubsetSearch & WorkOptions,
): Promise<NestedSubsets> {
  demandOptions("nestSubsets", options, ["metric", "folds", "seed", "l2", "progress", "signal"]);
  const { length } = dataset.schema.features;
  const best: HeldOut<SubsetPipeline>[] = [];
  const bySize = Array.from({ length }, (): HeldOut<SubsetPipeline>[] => []);
  for (const { train: rows, test } of splits) {
    options.signal?.throwIfAborted();
    const train = takeRows(dataset, rows);
    const scores = scoreSubsets(train, options);
    const left = { train, test: takeRows(dataset, test), rows: test };
    best.push({ pipeline: await fitBest(train, scores, options), ...left });
    for (const [i, each] of bySize.entries()) {
      const sized = scores.filter(({ features }) => features.length === i + 1);
      each.push({ pipeline: await fitBest(train, sized, options), ...left });
    }
    await options.progress?.(best.length, splits.length);
  }
  return { best, bySize };
}

/**
 * The expected best score of `count` combinations drawn at random: how the best score grows with
 * the number tried, although no combination improves.
 *
 * @throws `RangeError` for a count outside 1 to the number of scores.
 *
 * @example
 * ```ts
 * import { expectedBest } from "heartbook/choose/best-subset.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(expectedBest([0.7, 0.8, 0.9], 1), 0.8, 1e-12);
 * assertAlmostEquals(expectedBest([0.7, 0.8, 0.9], 2), (0.8 + 0.9 + 0.9) / 3, 1e-12);
 * ```
 */
export function expectedBest(scores: readonly number[], count: number): number {
  const n = scores.length;
  if (!Number.isInteger(count) || count < 1 || count > n) {
    throw new RangeError(`count: expected 1 to ${n}, got ${count}`);
  }
  const falling = scores.toSorted((a, b) => b - a);
  // The chance that the best is drawn; if not, the next best, and so on.
  let chance = count / n, sum = 0;
  for (let i = 0; i <= n - count; i++) {
    sum += chance * falling[i];
    if (i < n - count) chance *= (n - i - count) / (n - i - 1);
  }
  return sum;
}
