/** Splits the patients by level or by outcome. */
import { demandName } from "../demand.ts";
import type { Dataset } from "../types.ts";
import { takeRows } from "./dataset.ts";

/**
 * One data set a level that anybody has, by the level's name, in the schema's order. Patients whose
 * level is missing are in none.
 *
 * @throws `RangeError` for a name that is not a category.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { splitByLevel } from "heartbook/data/split.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { female, male } = splitByLevel(readHeart(), "sex");
 * assertEquals([female.rows.length, male.rows.length], [97, 206]);
 * ```
 */
export function splitByLevel(dataset: Dataset, column: string): Record<string, Dataset> {
  demandName("column", column, dataset.schema.features.map(({ name }) => name));
  const feature = dataset.schema.features.find(({ name }) => name === column);
  if (feature?.kind !== "category") {
    throw new RangeError(`column ${column}: expected a category of "${dataset.schema.name}"`);
  }
  return Object.fromEntries(feature.levels.flatMap((level) => {
    const rows = dataset.rows.flatMap((row, i) => row[column] === level ? [i] : []);
    return rows.length === 0 ? [] : [[level, takeRows(dataset, rows)]];
  }));
}

/** The diseased and the healthy, each in their original order. */
export function splitByOutcome(dataset: Dataset): Record<"diseased" | "healthy", Dataset> {
  const [healthy, diseased] = [0, 1].map((label) =>
    takeRows(dataset, dataset.labels.flatMap((each, i) => each === label ? [i] : []))
  );
  return { diseased, healthy };
}
