/** The models of a cross-validation, each with its unseen patients. */
import { demandOptions } from "../demand.ts";
import { takeRows } from "../data/dataset.ts";
import type { HeldOut } from "../explain/features.ts";
import { type Pipeline, predictRows } from "../pipeline.ts";
import type { Dataset, PredictionTable, Split, WorkOptions } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";
import { spread, type TaskOptions } from "../workers/spread.ts";

/** What the splits share. */
interface Taught<Fitted extends Pipeline> {
  readonly dataset: Dataset;
  readonly learner: (train: Dataset, work?: WorkOptions) => Fitted | Promise<Fitted>;
}

/** The model of one training part. */
export async function fitPart<Fitted extends Pipeline>(
  rows: readonly number[],
  { shared: { dataset, learner }, signal }: TaskOptions<Taught<Fitted>>,
): Promise<Fitted> {
  return await learner(takeRows(dataset, rows), { signal });
}
comesFrom(fitPart, { module: import.meta.url, name: "fitPart" });

/**
 * Fits the learner on the training part of every split and keeps it with the test part, for
 * analyses of models on unseen patients.
 *
 * @throws `RangeError` for no splits; also as the learner does.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/mod.ts";
 * import { stratifiedFolds } from "heartbook/resample/folds.ts";
 * import { fitHeldOut } from "heartbook/resample/held-out.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });
 * const held = await fitHeldOut(patients, logistic({ l2: 1 }), splits);
 * assertEquals(held.flatMap(({ rows }) => rows).length, 303);
 * ```
 */
export async function fitHeldOut<Fitted extends Pipeline>(
  dataset: Dataset,
  learner: (train: Dataset, work?: WorkOptions) => Fitted | Promise<Fitted>,
  splits: readonly Split[],
  options: WorkOptions = {},
): Promise<HeldOut<Fitted>[]> {
  demandOptions("fitHeldOut", options, ["progress", "signal"]);
  if (splits.length === 0) throw new RangeError("splits: expected at least one, got none");
  const parts = splits.map(({ train }) => train);
  const shared = { dataset, learner };
  const pipelines = await spread(fitPart<Fitted>, parts, { ...options, shared });
  return splits.map(({ train, test }, i) => ({
    pipeline: pipelines[i],
    train: takeRows(dataset, train),
    test: takeRows(dataset, test),
    rows: test,
  }));
}

/** Options of {@link poolHeldOut}. */
export interface PoolOptions<Fitted> {
  /** A probability for each test patient; default the pipeline's own. */
  readonly predict?: (held: HeldOut<Fitted>) => ArrayLike<number>;
}

/** The pooled out-of-fold predictions of these models, as one repeat. */
export function poolHeldOut<Fitted extends Pipeline>(
  held: readonly HeldOut<Fitted>[],
  options: PoolOptions<Fitted> = {},
): PredictionTable {
  const { predict = ({ pipeline, test }) => predictRows(pipeline, test.rows) } = options;
  const row = Int32Array.from(held.flatMap(({ rows }) => rows));
  return {
    repeat: new Int32Array(row.length),
    split: Int32Array.from(held.flatMap(({ rows }, i) => rows.map(() => i))),
    row,
    label: Uint8Array.from(held.flatMap(({ test }) => test.labels)),
    p: Float64Array.from(
      held.flatMap((each) => Array.from(predict(each))),
    ),
  };
}
