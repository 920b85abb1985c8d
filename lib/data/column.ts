/** One column of a data set by its name. */
import { demandName } from "../demand.ts";
import type { Dataset } from "../types.ts";

/**
 * The recorded numbers of a column, in ascending order, without missing cells.
 *
 * @throws `RangeError` for an unknown name, with the nearest ones, or for a column of
 * levels.
 *
 * @example
 * ```ts
 * import { sortedNumbers } from "heartbook/data/column.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sortedNumbers(readHeart(), "age").slice(0, 2), [29, 34]);
 * ```
 */
export function sortedNumbers({ schema, rows }: Dataset, name: string): number[] {
  demandName("column", name, schema.features.map((feature) => feature.name));
  const { kind } = schema.features.find((feature) => feature.name === name)!;
  if (kind !== "number") throw new RangeError(`column "${name}": expected numbers, got levels`);
  return rows.map((row) => row[name]).filter((cell) => cell !== null)
    .map(Number).toSorted((a, b) => a - b);
}
