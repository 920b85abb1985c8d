/** Every combination of predictors tried, and what choosing the best of so many does to its score. */
import { takeFeatures, takeRows } from "../data/dataset.ts";
import { logistic } from "../learners/logistic.ts";
import { predictLogistic } from "../models/logistic/logistic.ts";
import { fitLogistic } from "../models/logistic/logistic.ts";
import { type Pipeline, prepareTraining } from "../pipeline.ts";
import { prepare } from "../prepare/preprocessor.ts";
import { stratifiedFolds } from "../resample/folds.ts";
import { pickFeatures } from "../schema.ts";
import { cholesky, solve } from "../stats/linear-algebra.ts";
import { sigmoid } from "../stats/log-odds.ts";
import type { Dataset, Matrix, Metric, WorkOptions } from "../types.ts";

/** How combinations are tried. */
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

/** More combinations would take longer than anybody waits. */
const MOST_FEATURES = 16;

/** One fold, made ready for any combination of its columns. */
interface Fold {
  /** Which columns belong to feature f; column 0 is the intercept and belongs to none. */
  readonly columnsOf: readonly (readonly number[])[];
  /** Second derivative of the penalised loss at the weights of all columns, and what it maps them to. */
  readonly bends: Float64Array;
  readonly target: Float64Array;
  readonly size: number;
  readonly test: Matrix;
  readonly labels: readonly number[];
}

function readyFold(train: Dataset, test: Dataset, l2: number): Fold {
  const wanted = { numbers: "standardised", levels: "all" } as const;
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
  // At the optimum the gradient is 0, so the quadratic around it is all there is to know.
  const target = Float64Array.from({ length: size }, (_, i) => {
    return beta.reduce((sum, weight, j) => sum + bends[i * size + j] * weight, 0);
  });
  const columnsOf = train.schema.features.map(({ name }) =>
    preprocessor.columns.flatMap(({ feature }, j) => feature === name ? [j + 1] : [])
  );
  return {
    columnsOf,
    bends,
    target,
    size,
    test: prepare(preprocessor, test.rows),
    labels: test.labels,
  };
}

/** Probabilities of the test part with the columns of some features alone. */
function predictSubset(fold: Fold, chosen: readonly number[]): Float64Array {
  const columns = [0, ...chosen.flatMap((f) => fold.columnsOf[f])];
  const n = columns.length;
  const square = new Float64Array(n * n), right = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    right[i] = fold.target[columns[i]];
    for (let j = 0; j <= i; j++) {
      square[i * n + j] = fold.bends[columns[i] * fold.size + columns[j]];
    }
  }
  const weights = solve(cholesky(square, n), right);
  const { values, rows, columns: width } = fold.test;
  const p = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let z = weights[0];
    for (let i = 1; i < n; i++) z += weights[i] * values[row * width + columns[i] - 1];
    p[row] = sigmoid(z);
  }
  return p;
}

const scored = new WeakMap<Dataset, Map<string, SubsetScore[]>>();

/**
 * The score of every combination of the features, over the folds of one cross-validation. The
 * models are ridge logistic regressions, approximated by one Newton step from the model of all
 * features, as in best-subset screening; remembered for a data set, so that asking again is free.
 *
 * @throws `RangeError` for more than 16 features or a penalty that is not above 0; what the metric
 * throws.
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
  const known = scored.get(train) ?? new Map<string, SubsetScore[]>();
  scored.set(train, known);
  const key = JSON.stringify([metric.name, folds, seed, l2]);
  const before = known.get(key);
  if (before !== undefined) return before;

  const ready = stratifiedFolds(train.labels, { folds, seed }).map((split) =>
    readyFold(takeRows(train, split.train), takeRows(train, split.test), l2)
  );
  const label = ready.flatMap(({ labels }) => labels);
  const scores = Array.from({ length: 2 ** names.length - 1 }, (_, i) => {
    const chosen = names.flatMap((_, f) => ((i + 1) >> f) & 1 ? [f] : []);
    const p = new Float64Array(label.length);
    let start = 0;
    for (const fold of ready) {
      p.set(predictSubset(fold, chosen), start);
      start += fold.labels.length;
    }
    return { features: chosen.map((f) => names[f]), score: metric.score({ label, p }) };
  });
  known.set(key, scores);
  return scores;
}

/** The best of some scored combinations; of equals the one of fewer features. */
export function pickSubset(scores: readonly SubsetScore[], metric: Metric): SubsetScore {
  if (scores.length === 0) throw new RangeError("subsets: expected at least one, got none");
  const sign = metric.better === "higher" ? 1 : -1;
  return scores.reduce((best, each) => {
    const gain = sign * (each.score - best.score);
    return gain > 0 || (gain === 0 && each.features.length < best.features.length) ? each : best;
  });
}

/** A pipeline that remembers which features were chosen, and out of how many combinations. */
export interface SubsetPipeline extends Pipeline {
  readonly subset: SubsetScore & { readonly tried: number };
}

/**
 * A learner that tries every combination of the features, or every one of `size` features, by inner
 * cross-validation on its training part, and fits a ridge logistic regression to the best.
 * Cross-validating it is nested cross-validation: the outer test patients have no say in the choice.
 *
 * @throws as {@link scoreSubsets} does; `RangeError` for a size that there is not.
 *
 * @example
 * ```ts
 * import { bestSubset } from "heartbook/choose/best-subset.ts";
 * import { takeFeatures } from "heartbook/data/dataset.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { pickFeatures } from "heartbook/schema.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const four = takeFeatures(patients, pickFeatures(patients.schema, ["age", "fbs", "ca", "thal"]));
 * const learner = bestSubset({ metric: metrics.rocAuc, folds: 5, seed: 1, size: 2 });
 * const { subset } = await learner(four);
 * assertEquals(subset.features, ["ca", "thal"]);
 * assertEquals(subset.tried, 6);
 * ```
 */
export function bestSubset(
  options: SubsetSearch & { readonly size?: number },
): (train: Dataset, work?: WorkOptions) => Promise<SubsetPipeline> {
  const { metric, size, l2 = 1 } = options;
  return async (train, work = {}) => {
    const all = scoreSubsets(train, options);
    const allowed = size === undefined
      ? all
      : all.filter(({ features }) => features.length === size);
    const best = pickSubset(allowed, metric);
    const few = takeFeatures(train, pickFeatures(train.schema, best.features));
    const pipeline = await logistic({ l2 })(few, work);
    return { ...pipeline, subset: { ...best, tried: allowed.length } };
  };
}

/**
 * The best score to be expected of `count` combinations drawn at random: how the best grows with
 * how many are tried, though none of them got any better.
 *
 * @throws `RangeError` for a count from outside 1 to as many as there are.
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
  // The best is drawn with this chance; else the next is the best, and so on down.
  let chance = count / n, sum = 0;
  for (let i = 0; i <= n - count; i++) {
    sum += chance * falling[i];
    if (i < n - count) chance *= (n - i - count) / (n - i - 1);
  }
  return sum;
}
