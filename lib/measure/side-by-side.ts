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
  const bounded = {} as Record<Name, BoundedFigures<Key>>;
  for (const [i, name] of names.entries()) {
    const keys = definedMetrics(models[name], metrics);
    const defined: Record<string, Scoring> = Object.fromEntries(
      keys.map((key) => [key, metrics[key]]),
    );
    const intervals: Record<string, Interval> = await bootstrap(models[name], defined, {
      ...options,
      progress: (done, total) => options.progress?.(i * total + done, names.length * total),
    });
    bounded[name] = Object.fromEntries(
      Object.keys(metrics).map((key) => [key, intervals[key] ?? null]),
    ) as BoundedFigures<Key>;
  }
  return bounded;
}

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
  const differences: Record<string, Interval> = {};
  for (const [i, name] of others.entries()) {
    const pair = { first: models[first], second: models[name] };
    const { figure } = await bootstrapDifference(pair, { figure: options.metric }, {
      ...options,
      progress: (done, total) => options.progress?.(i * total + done, others.length * total),
    });
    differences[name] = figure;
  }
  return differences;
}
