/** The levels of a category, counted with the outcome. */
import { demandName } from "../demand.ts";
import type { Cell, Dataset } from "../types.ts";

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
 * import { crosstab } from "heartbook/describe/crosstab.ts";
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
  const counts = new Map<Cell, { total: number; diseased: number }>();
  dataset.rows.forEach((row, i) => {
    const { total, diseased } = counts.get(row[column]) ?? { total: 0, diseased: 0 };
    counts.set(row[column], { total: total + 1, diseased: diseased + dataset.labels[i] });
  });
  const allDiseased = dataset.labels.reduce<number>((sum, label) => sum + label, 0);
  const allHealthy = dataset.rows.length - allDiseased;
  const share = (part: number, whole: number): number | null => whole > 0 ? part / whole : null;
  return [...feature.levels, null].flatMap((level) => {
    const found = counts.get(level);
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
