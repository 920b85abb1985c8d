/** Several models on the same patients: every figure and difference with its interval. */
import { demandOptions } from "../demand.ts";
import type { Interval, Metric } from "../types.ts";
import {
  bootstrap,
  bootstrapDifference,
  type BootstrapOptions,
  bootstrapOptions,
  type Scoring,
} from "./bootstrap.ts";
import type { MaybeRepeated } from "./patients.ts";
import { comesFrom } from "../workers/origin.ts";
import { spread, type TaskOptions } from "../workers/spread.ts";

/** The interval of each metric, `null` where it is undefined for the model. */
export type BoundedFigures<Key extends string> = Record<Key, Interval | null>;

/** Which of the metrics are defined for this table. */
function definedMetrics<Key extends string>(
  table: MaybeRepeated,
  metrics: Readonly<Record<Key, Scoring>>,
): Key[] {
  return (Object.keys(metrics) as Key[]).filter((key) => {
    try {
      metrics[key].score(table);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  });
}

/** What a helper needs of the options. */
type Drawing = Omit<BootstrapOptions, "progress" | "signal">;

function drawingOf(options: BootstrapOptions): Drawing {
  const { level, method, seed, replicates, stratified } = options;
  return { level, method, seed, replicates, stratified };
}

/** How to tell of a model's replicates, all at once. */
function perModel(options: BootstrapOptions): BootstrapOptions["progress"] {
  const { progress, replicates = 2000 } = options;
  return progress && ((done, models) => progress(done * replicates, models * replicates));
}

/** What the intervals of all models share. */
interface Figures {
  readonly metrics: Readonly<Record<string, Scoring>>;
  readonly drawing: Drawing;
}

/** The intervals of one model. */
export async function boundModel(
  table: MaybeRepeated,
  { shared: { metrics, drawing }, signal }: TaskOptions<Figures>,
): Promise<BoundedFigures<string>> {
  const defined = definedMetrics(table, metrics).map((key) => [key, metrics[key]]);
  const intervals: Record<string, Interval> = await bootstrap(table, Object.fromEntries(defined), {
    ...drawing,
    signal,
  });
  return Object.fromEntries(Object.keys(metrics).map((key) => [key, intervals[key] ?? null]));
}
comesFrom(boundModel, { module: import.meta.url, name: "boundModel" });

/**
 * Bootstrap intervals over patients of every metric for every model. A metric that is undefined
 * for a model, such as a calibration slope where a probability is exactly 0 or 1, is `null`.
 *
 * @throws as `bootstrap` does.
 */
export async function bootstrapModels<Name extends string, Key extends string>(
  models: Readonly<Record<Name, MaybeRepeated>>,
  metrics: Readonly<Record<Key, Scoring>>,
  options: BootstrapOptions,
): Promise<Record<Name, BoundedFigures<Key>>> {
  demandOptions("bootstrapModels", options, bootstrapOptions);
  const names = Object.keys(models) as Name[];
  const bounded = await spread(boundModel, names.map((name) => models[name]), {
    shared: { metrics, drawing: drawingOf(options) },
    progress: perModel(options),
    signal: options.signal,
  });
  return Object.fromEntries(names.map((name, i) => [name, bounded[i]])) as Record<
    Name,
    BoundedFigures<Key>
  >;
}

/** What the differences from one model share. */
interface Comparison {
  readonly first: MaybeRepeated;
  readonly metric: Metric;
  readonly drawing: Drawing;
}

/** The interval of the difference from one other model. */
export async function boundDifference(
  second: MaybeRepeated,
  { shared: { first, metric, drawing }, signal }: TaskOptions<Comparison>,
): Promise<Interval> {
  const pair = { first, second };
  return (await bootstrapDifference(pair, { metric }, { ...drawing, signal })).metric;
}
comesFrom(boundDifference, { module: import.meta.url, name: "boundDifference" });

/**
 * The interval of the difference between one model and each other model, that model minus the
 * other, on the same draws of the same patients.
 *
 * @throws `RangeError` for an unknown model, and as `bootstrapDifference` does.
 */
export async function compareWith(
  models: Readonly<Record<string, MaybeRepeated>>,
  first: string,
  options: BootstrapOptions & { readonly metric: Metric },
): Promise<Record<string, Interval>> {
  demandOptions("compareWith", options, [
    ...bootstrapOptions,
    "metric",
  ]);
  if (!Object.hasOwn(models, first)) throw new RangeError(`compareWith: no model "${first}"`);
  const others = Object.keys(models).filter((name) => name !== first);
  const differences = await spread(boundDifference, others.map((name) => models[name]), {
    shared: { first: models[first], metric: options.metric, drawing: drawingOf(options) },
    progress: perModel(options),
    signal: options.signal,
  });
  return Object.fromEntries(others.map((name, i) => [name, differences[i]]));
}
