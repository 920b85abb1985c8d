/** Who the patients are: numbers summarised. */
import defer * as polars from "nodejs-polars";
import type { Dataset } from "../types.ts";

/** One number feature summarised; `null` where too few values are recorded. */
export interface Description extends Record<string, string | number | null> {
  readonly column: string;
  readonly unit: string;
  /** Recorded values. */
  readonly count: number;
  readonly missing: number;
  readonly mean: number | null;
  /** Sample standard deviation, over n - 1. */
  readonly sd: number | null;
  readonly min: number | null;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  readonly max: number | null;
}

/**
 * One record per number feature. The standard deviation is the sample's (n - 1); the quartiles
 * interpolate linearly between order statistics (type 7, the default of R and NumPy).
 *
 * @example
 * ```ts
 * import { describe } from "heartbook/describe/summary.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [age] = describe(readHeart());
 * assertEquals([age.min, age.median, age.max], [29, 56, 77]);
 * ```
 */
export function describe(dataset: Dataset): Description[] {
  const { default: pl } = polars;
  return dataset.schema.features.filter((feature) => feature.kind === "number").map((feature) => {
    const { name } = feature;
    const column = pl.Series(name, dataset.rows.map((row) => row[name]), pl.Float64);
    const value = pl.col(name);
    const [figures] = pl.DataFrame([column]).select(
      value.count().alias("count"),
      value.nullCount().alias("missing"),
      value.mean().alias("mean"),
      value.std().alias("sd"),
      value.min().alias("min"),
      value.quantile(0.25, "linear").alias("q1"),
      value.median().alias("median"),
      value.quantile(0.75, "linear").alias("q3"),
      value.max().alias("max"),
    ).toRecords();
    return { column: name, unit: feature.unit, ...figures } as Description;
  });
}
