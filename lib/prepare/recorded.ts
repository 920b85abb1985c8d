/** What a preparation learns about a column: from the recorded values, never from the outcome. */
import { mean, sumOfSquares } from "../stats/moments.ts";
import type { Dataset } from "../types.ts";

/**
 * The recorded values of a column.
 *
 * @throws `TypeError` for a row without the column, `RangeError` where no row records it.
 */
export function recordedValues(train: Dataset, name: string): (number | string)[] {
  const values = train.rows.map((row) => row[name]).filter((value) => value !== null);
  if (values.includes(undefined as never)) {
    throw new TypeError(`expected a column ${name} in every training row, got rows without it`);
  }
  if (values.length === 0) {
    throw new RangeError(
      `column ${name}: expected a recorded value in at least one of the ${train.rows.length} ` +
        `training rows, got none; leave the feature out`,
    );
  }
  return values;
}

/** The most frequent level; on a tie, the first in `levels`. */
export function mostFrequent(values: readonly string[], levels: readonly string[]): string {
  return mostCounted(
    levels,
    levels.map((level) => values.filter((value) => value === level).length),
  );
}

/** The level with the highest count; on a tie, the first. */
export function mostCounted(levels: readonly string[], counts: readonly number[]): string {
  return levels[counts.indexOf(Math.max(...counts))];
}

/** Mean and population standard deviation; a scale of 1 for a constant column. */
export function standardise(values: ArrayLike<number>): { mean: number; scale: number } {
  const centre = mean(values);
  const deviation = Math.sqrt(sumOfSquares(values) / values.length);
  return { mean: centre, scale: scaleOf(centre, deviation) };
}

/** What to divide by; the rounding error of a constant column is not a spread. */
export function scaleOf(centre: number, deviation: number): number {
  return deviation > 1e-12 * Math.abs(centre) ? deviation : 1;
}
