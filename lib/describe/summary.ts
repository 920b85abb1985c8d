/** Who the patients are: numbers summarised, levels counted, with the outcome. */
import { demandName } from "../demand.ts";
import pl from "nodejs-polars";
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

/** One level of a category beside the outcome. */
export interface LevelCount extends Record<string, string | number | null> {
  readonly column: string;
  /** `null` for the missing cells. */
  readonly level: string | null;
  readonly healthy: number;
  readonly diseased: number;
  readonly total: number;
  /** Share of the diseased among patients with this level. */
  readonly shareDiseased: number;
  /** Share of the healthy who have this level; `null` without healthy patients. */
  readonly shareOfHealthy: number | null;
  /** Share of the diseased who have this level; `null` without diseased patients. */
  readonly shareOfDiseased: number | null;
}

/**
 * The outcome by the levels of one category, both ways: the share of the diseased per level, and
 * the share of each level among the diseased. Levels in the schema's order, missing cells last;
 * levels that no row has are left out.
 *
 * @throws `RangeError` for a name that is not a category.
 *
 * @example
 * ```ts
 * import { crosstab } from "heartbook/describe/summary.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [female, male] = crosstab(readHeart(), "sex");
 * assertEquals([female.diseased, female.total], [25, 97]);
 * assertEquals([male.diseased, male.total], [114, 206]);
 * ```
 */
export function crosstab(dataset: Dataset, column: string): LevelCount[] {
  demandName("column", column, dataset.schema.features.map(({ name }) => name));
  const feature = dataset.schema.features.find(({ name }) => name === column);
  if (feature?.kind !== "category") {
    throw new RangeError(`column ${column}: expected a category of "${dataset.schema.name}"`);
  }
  const counts = pl.DataFrame([
    pl.Series("level", dataset.rows.map((row) => row[column]), pl.Utf8),
    pl.Series("label", dataset.labels, pl.Int32),
  ])
    .groupBy("level")
    .agg(pl.len().alias("total"), pl.col("label").sum().alias("diseased"))
    .toRecords() as { level: string | null; total: number; diseased: number }[];
  const allDiseased = counts.reduce((sum, { diseased }) => sum + diseased, 0);
  const allHealthy = dataset.rows.length - allDiseased;
  const share = (part: number, whole: number): number | null => whole > 0 ? part / whole : null;
  // Polars groups in parallel, so the order is arbitrary: restore the schema's.
  return [...feature.levels, null].flatMap((level) => {
    const found = counts.find((count) => count.level === level);
    if (found === undefined) return [];
    const { total, diseased } = found;
    const healthy = total - diseased;
    return [{
      column,
      level,
      healthy,
      diseased,
      total,
      shareDiseased: diseased / total,
      shareOfHealthy: share(healthy, allHealthy),
      shareOfDiseased: share(diseased, allDiseased),
    }];
  });
}

/** {@link crosstab} of every category, one after the other. */
export function countLevels(dataset: Dataset): LevelCount[] {
  return dataset.schema.features.filter(({ kind }) => kind === "category")
    .flatMap(({ name }) => crosstab(dataset, name));
}
