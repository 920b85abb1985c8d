/** Metrics over prediction tables: per split, and side by side for several models. */
import type { Metric, PredictionTable, Scored } from "../types.ts";
import { mean } from "../stats/moments.ts";

/**
 * The metric on each split's test part, in the order of the splits.
 *
 * @throws `RangeError` naming the split if the metric is undefined there.
 *
 * @example
 * ```ts
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { scoreSplits } from "heartbook/measure/score.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const predictions = {
 *   repeat: Int32Array.of(0, 0, 0, 0),
 *   split: Int32Array.of(0, 0, 1, 1),
 *   row: Int32Array.of(0, 1, 2, 3),
 *   label: Uint8Array.of(1, 0, 1, 0),
 *   p: Float64Array.of(0.9, 0.1, 0.4, 0.6),
 * };
 * assertEquals(scoreSplits(predictions, metrics.rocAuc), [1, 0]);
 * ```
 */
export function scoreSplits(predictions: PredictionTable, metric: Metric): number[] {
  const members = new Map<number, number[]>();
  predictions.split.forEach((split, i) => {
    if (!members.has(split)) members.set(split, []);
    members.get(split)!.push(i);
  });
  return [...members].map(([split, rows]) => {
    const part = {
      label: rows.map((i) => predictions.label[i]),
      p: rows.map((i) => predictions.p[i]),
    };
    try {
      return metric.score(part);
    } catch (error) {
      throw new RangeError(`${metric.name}, split ${split}: ${(error as Error).message}`);
    }
  });
}

/** The mean of {@link scoreSplits}: scikit-learn's `cross_val_score(...).mean()`. */
export function meanOverSplits(predictions: PredictionTable, metric: Metric): number {
  return mean(scoreSplits(predictions, metric));
}

/**
 * One record per model: its name and each metric over all its predictions pooled. A metric that is
 * undefined for a model, such as precision when nobody is called diseased, is `null`, which a table
 * shows as a dash.
 *
 * @throws `TypeError` for what is no metric.
 */
export function scoreModels(
  models: Readonly<Record<string, Scored>>,
  metrics: readonly Metric[],
): Record<string, string | number | null>[] {
  metrics.forEach((metric: Partial<Metric>, i) => {
    if (typeof metric?.score === "function") return;
    const got = JSON.stringify(metric) ?? "nothing";
    throw new TypeError(`metrics[${i}]: expected a metric such as metrics.rocAuc, got ${got}`);
  });
  return Object.entries(models).map(([model, scored]) => {
    const scores = metrics.map((metric) => {
      try {
        return [metric.name, metric.score(scored)];
      } catch (error) {
        if (error instanceof RangeError) return [metric.name, null];
        throw error;
      }
    });
    return { model, ...Object.fromEntries(scores) };
  });
}
