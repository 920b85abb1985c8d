/** Champion and challenger: the model in use is replaced only if the gain is beyond chance. */
import { bootstrap, bootstrapDifference, type BootstrapOptions } from "../measure/bootstrap.ts";
import { numberPatients } from "../measure/patients.ts";
import type { Learner } from "../pipeline.ts";
import { crossValidate } from "../resample/cross-validate.ts";
import type { Dataset, Interval, Metric, Split } from "../types.ts";

/** The decision to replace or keep a model. Plain JSON. */
export interface Challenge {
  readonly decision: "replaced" | "kept";
  /** A sentence without the full stop. */
  readonly reason: string;
  readonly metric: string;
  readonly champion: Interval;
  readonly challenger: Interval;
  /** How much better the challenger is on the same patients; below 0 it is worse. */
  readonly improvement: Interval;
  /** Predicted patients, and the number of folds. */
  readonly patients: number;
  readonly splits: number;
  readonly seed: number;
}

/** The two rivals, as functions from training patients to a fitted pipeline. */
export interface Rivals {
  readonly champion: Learner;
  readonly challenger: Learner;
}

function describe(
  { metric, champion, challenger, improvement }: Omit<Challenge, "reason">,
): string {
  const { estimate, low, high, level } = improvement;
  // Converted back to a number so that a small loss is not written as -0.000.
  const round = (value: number): string => Number(value.toFixed(3)).toFixed(3);
  const verdict = low > 0
    ? "so it takes over"
    : "and the lower end must be above 0, so it is not taken";
  return `${metric} of the challenger is ${round(challenger.estimate)}, of the champion ` +
    `${round(champion.estimate)}, an improvement of ${round(estimate)} ` +
    `(${100 * level} % interval ${round(low)} to ${round(high)}), ${verdict}`;
}

/**
 * Fits both rivals in the same folds and compares their predictions patient by patient. The
 * challenger replaces the champion only if the lower bound of its improvement is above 0.
 *
 * The interval is a paired, stratified bootstrap over patients of the pooled out-of-fold
 * predictions. Models are not refitted in each draw, so between two nearly identical recipes a tiny
 * difference can decide.
 *
 * The model in use was fitted once: pass it as `() => shipped` and take splits from `freshFolds`,
 * so that it is judged only on patients it has not seen.
 *
 * @param rivals Each a learner; both get the same training patients.
 * @param options `metric` decides, in its own direction; `level` defaults to 0.95.
 * @throws as `crossValidate` and `bootstrapDifference` do.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { prevalence } from "heartbook/learners/prevalence.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { stratifiedFolds } from "heartbook/resample/folds.ts";
 * import { challenge } from "heartbook/watch/challenge.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });
 * const rivals = { champion: prevalence(), challenger: logistic({ l2: 1 }) };
 * const options = { splits, metric: metrics.brier, seed: 1, replicates: 200 };
 * assertEquals((await challenge(patients, rivals, options)).decision, "replaced");
 * ```
 */
export async function challenge(
  patients: Dataset,
  { champion, challenger }: Rivals,
  options: Omit<BootstrapOptions, "stratified"> & {
    readonly splits: readonly Split[];
    readonly metric: Metric;
  },
): Promise<Challenge> {
  const { splits, metric, seed, progress, signal, ...drawing } = options;
  const rivals = { champion, challenger };
  const tables = await crossValidate(patients, rivals, splits, { progress, signal });
  const resampling = { ...drawing, seed, signal, stratified: true };
  const [first, second] = metric.better === "higher"
    ? [tables.challenger, tables.champion]
    : [tables.champion, tables.challenger];
  const { figure: improvement } = await bootstrapDifference(
    { first, second },
    { figure: metric },
    resampling,
  );
  const alone = async (name: keyof Rivals): Promise<Interval> =>
    (await bootstrap(tables[name], { figure: metric }, resampling)).figure;
  const record = {
    decision: improvement.low > 0 ? "replaced" as const : "kept" as const,
    metric: metric.name,
    champion: await alone("champion"),
    challenger: await alone("challenger"),
    improvement,
    patients: numberPatients(tables.champion).count,
    splits: splits.length,
    seed,
  };
  return { ...record, reason: describe(record) };
}
