/** Rows numbered by group, for intervals that draw whole groups. */
import type { PredictionTable } from "../types.ts";
import type { Groups } from "./groups.ts";

/**
 * The group number of each row.
 *
 * @throws `RangeError` unless each row is in exactly one group.
 *
 * @example
 * ```ts
 * import { numberGroups } from "heartbook/resample/number-groups.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...numberGroups([[0, 3], [1, 2]])], [0, 1, 1, 0]);
 * ```
 */
export function numberGroups(groups: Groups): Int32Array {
  const numbers = new Int32Array(groups.reduce((rows, group) => rows + group.length, 0)).fill(-1);
  groups.forEach((rows, group) => rows.forEach((row) => numbers[row] = group));
  const missing = numbers.indexOf(-1);
  if (missing >= 0) throw new RangeError(`groups: row ${missing} is in none`);
  return numbers;
}

/**
 * The tables with each row number replaced by its group number, for intervals that draw whole
 * groups: `bootstrap` draws all rows with the same number together.
 *
 * @throws as `numberGroups` does, and `RangeError` for a row that is in no group.
 */
export function drawByGroup<Name extends string>(
  tables: Readonly<Record<Name, PredictionTable>>,
  groups: Groups,
): Record<Name, PredictionTable> {
  const numbers = numberGroups(groups);
  const numberOf = (row: number): number => {
    if (!(row in numbers)) throw new RangeError(`groups: row ${row} is in none`);
    return numbers[row];
  };
  const entries = Object.entries<PredictionTable>(tables);
  return Object.fromEntries(
    entries.map(([name, table]) => [name, { ...table, row: table.row.map(numberOf) }]),
  ) as Record<Name, PredictionTable>;
}
