/** Bootstrap intervals over patients, for any metric. */

import { normalCdf } from "../stats/distributions.ts";
import type { Interval, Metric } from "../types.ts";
import { checkLevel } from "../stats/intervals.ts";
import { normalQuantile } from "../stats/normal-quantile.ts";
import { checkPair, type ScoredPair } from "./pairs.ts";
import type { MaybeRepeated } from "./patients.ts";
import { quantile } from "../stats/quantile.ts";
import { replicateFigures, type Replicates, type ResamplingOptions } from "./replicates.ts";
import { mean, square } from "../stats/moments.ts";

/** How to draw patients and how to read an interval off the draws. */
export interface BootstrapOptions extends ResamplingOptions {
  /** Coverage; default 0.95. */
  readonly level?: number;
  /**
   * `"percentile"` (the default): the middle share of the replicates. `"BCa"` shifts the two ends
   * for bias and skewness, at the cost of one more computation per patient.
   */
  readonly method?: "percentile" | "BCa";
}

/** The names of {@link BootstrapOptions}, for those who refuse others. */
export const bootstrapOptions = [
  "level",
  "method",
  "seed",
  "replicates",
  "stratified",
  "progress",
  "signal",
] as const;

/** All that is needed of a metric: any function of scored patients. */
export type Scoring = Pick<Metric, "score">;

/**
 * The shares at which BCa reads the replicates, instead of `tail` and `1 - tail`.
 *
 * Source: Efron (1987), doi:10.1080/01621459.1987.10478410.
 */
function correctedTails(
  tail: number,
  { estimate, sorted, jackknife }: {
    estimate: number;
    sorted: Float64Array;
    jackknife: Float64Array;
  },
): [number, number] {
  let below = 0;
  // A replicate equal to the estimate counts as half below: with few patients there are many.
  for (const value of sorted) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const share = below / sorted.length;
  if (share === 0 || share === 1) {
    throw new RangeError("BCa is undefined: every replicate lies on one side of the estimate");
  }
  const bias = normalQuantile(share);
  const centre = mean(jackknife);
  let squares = 0, cubes = 0;
  for (const value of jackknife) {
    squares += square(centre - value);
    cubes += (centre - value) ** 3;
  }
  // A figure that no patient moves is not skewed.
  const acceleration = squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
  const corrected = (share: number): number => {
    const z = bias + normalQuantile(share);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  return [corrected(tail), corrected(1 - tail)];
}

/**
 * The intervals of figures already replicated, in their order: for callers that compute their own
 * figures. Throws `RangeError` for a level outside (0, 1).
 *
 * @example
 * ```ts
 * import { intervalsOf } from "heartbook/measure/bootstrap.ts";
 * import { replicateFigures } from "heartbook/measure/replicates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = { label: [1, 0, 1, 0], p: [0.9, 0.2, 0.4, 0.6] };
 * const figures = await replicateFigures([table], ([{ p }]) => [Math.max(...Array.from(p))], {
 *   seed: 1,
 * });
 * assertEquals(intervalsOf(figures)[0].high, 0.9);
 * ```
 */
export function intervalsOf(
  { estimates, replicates, jackknife }: Replicates,
  options: Pick<BootstrapOptions, "level" | "method"> = {},
): Interval[] {
  const { level = 0.95, method = "percentile" } = options;
  const tail = (1 - checkLevel(level)) / 2;
  const leftOut = method === "BCa" ? jackknife() : undefined;
  return Array.from(estimates, (estimate, f) => {
    const sorted = replicates[f].slice().sort();
    const [low, high] = leftOut
      ? correctedTails(tail, { estimate, sorted, jackknife: leftOut[f] })
      : [tail, 1 - tail];
    return {
      estimate,
      low: quantile(sorted, low),
      high: quantile(sorted, high),
      level,
      method: `${method} bootstrap over patients`,
    };
  });
}

/**
 * Bootstrap intervals of any metrics of one model, by key. Patients are drawn with all their rows,
 * so repeated cross-validation does not count as more patients.
 *
 * The metrics are computed on all rows pooled. Quantiles are interpolated (type 7). The intervals
 * do not cover the learning itself: models are not refitted.
 *
 * Throws as `replicateFigures` does; with `"BCa"` also `RangeError` if all replicates lie on one
 * side of the estimate.
 *
 * @example
 * ```ts
 * import { bootstrap } from "heartbook/measure/bootstrap.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = { label: [1, 0, 1, 0, 1, 0], p: [0.9, 0.2, 0.4, 0.6, 0.7, 0.1] };
 * const { auc } = await bootstrap(table, { auc: metrics.rocAuc }, { seed: 1, stratified: true });
 * assertEquals(auc.low <= auc.estimate && auc.estimate <= auc.high, true);
 * assertEquals(auc.method, "percentile bootstrap over patients");
 * ```
 */
export async function bootstrap<Key extends string>(
  table: MaybeRepeated,
  metrics: Readonly<Record<Key, Scoring>>,
  options: BootstrapOptions,
): Promise<Record<Key, Interval>> {
  const scorings = Object.values<Scoring>(metrics);
  const figures = await replicateFigures(
    [table],
    ([sample]) => scorings.map(({ score }) => score(sample)),
    options,
  );
  return byKey(metrics, intervalsOf(figures, options));
}

/**
 * Bootstrap intervals of the first minus the second model, metric by metric, both computed on the
 * same draws of the same patients.
 *
 * Throws as `bootstrap` and `checkPair` do.
 *
 * @example
 * ```ts
 * import { bootstrapDifference } from "heartbook/measure/bootstrap.ts";
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = [1, 0, 1, 0, 1, 0];
 * const first = { label, p: [0.9, 0.2, 0.4, 0.6, 0.7, 0.1] };
 * const { brier } = metrics;
 * const gap = await bootstrapDifference({ first, second: first }, { brier }, { seed: 1 });
 * assertEquals([gap.brier.low, gap.brier.estimate, gap.brier.high], [0, 0, 0]);
 * ```
 */
export async function bootstrapDifference<Key extends string>(
  pair: ScoredPair,
  metrics: Readonly<Record<Key, Scoring>>,
  options: BootstrapOptions,
): Promise<Record<Key, Interval>> {
  const { first, second } = checkPair(pair);
  const scorings = Object.values<Scoring>(metrics);
  const figures = await replicateFigures(
    [first, second],
    ([a, b]) => scorings.map(({ score }) => score(a) - score(b)),
    options,
  );
  return byKey(metrics, intervalsOf(figures, options));
}

function byKey<Key extends string, Value>(
  keys: Readonly<Record<Key, unknown>>,
  values: readonly Value[],
): Record<Key, Value> {
  return Object.fromEntries(Object.keys(keys).map((key, i) => [key, values[i]])) as Record<
    Key,
    Value
  >;
}
