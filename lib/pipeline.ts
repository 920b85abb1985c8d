/** Preprocessor and model, fitted together from raw rows: the only way a model is made. */
import { type Model, predict } from "./models/model.ts";
import {
  fitAndPrepare,
  type Preparation,
  prepare,
  type Preprocessor,
} from "./prepare/preprocessor.ts";
import type { Dataset, FeatureSchema, Matrix, Row, Training, WorkOptions } from "./types.ts";

/** Everything needed to go from a patient to a probability. Plain JSON. */
export interface Pipeline {
  readonly schema: FeatureSchema;
  readonly preprocessor: Preprocessor;
  readonly model: Model;
}

/** Raw training patients in, a fitted pipeline out. The learner closes over its settings. */
export type Learner = (train: Dataset, options?: WorkOptions) => Pipeline | Promise<Pipeline>;

/** Training patients as numbers, with the preprocessor that produced them. */
export interface PreparedTraining {
  readonly preprocessor: Preprocessor;
  readonly training: Training;
}

const preparedTrainings = new WeakMap<Dataset, Map<string, PreparedTraining>>();
const preparedRows = new WeakMap<Preprocessor, WeakMap<readonly Row[], Matrix>>();

/** `compute(key)`, once for each key. */
function remember<K, V>(
  cache: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  compute: () => V,
): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}

/**
 * Fits the preprocessor on these patients and prepares them. Learners with the same training part
 * and preparation share one result, which is safe because data sets are never mutated.
 */
export function prepareTraining(train: Dataset, preparation: Preparation): PreparedTraining {
  const known = remember(preparedTrainings, train, () => new Map());
  return remember(known, JSON.stringify(preparation), () => {
    const { preprocessor, X } = fitAndPrepare(train, preparation);
    return {
      preprocessor,
      training: { X, y: Uint8Array.from(train.labels), columns: preprocessor.columns },
    };
  });
}

/** `prepare`, computed once per preprocessor and list of rows. */
export function prepareOnce(preprocessor: Preprocessor, rows: readonly Row[]): Matrix {
  const known = remember(preparedRows, preprocessor, () => new WeakMap<readonly Row[], Matrix>());
  return remember(known, rows, () => prepare(preprocessor, rows));
}

/**
 * The probability of disease for each raw row, columns found by name.
 *
 * @throws `TypeError` naming row and column where a feature is absent or of the wrong kind.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { predictRows } from "heartbook/pipeline.ts";
 * import { assert } from "@std/assert";
 *
 * const patients = readHeart();
 * const fitted = await logistic({ l2: 1 })(patients);
 * const [p] = predictRows(fitted, patients.rows.slice(0, 1));
 * assert(p > 0 && p < 1);
 * ```
 */
export function predictRows(pipeline: Pipeline, rows: readonly Row[]): Float64Array {
  return predict(pipeline.model, prepareOnce(pipeline.preprocessor, rows));
}
