/** What a preparation learns of a column: the recorded values alone, never an outcome. */
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

/** The middle value, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value with this share below it, interpolated linearly (type 7, as NumPy and R). */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** The level that most values are; of levels as frequent, the one earlier in `levels`. */
export function mostFrequent(values: readonly string[], levels: readonly string[]): string {
  const counts = levels.map((level) => values.filter((value) => value === level).length);
  return levels[counts.indexOf(Math.max(...counts))];
}

/** Mean and population standard deviation; a scale of 1 for a constant column. */
export function standardise(values: readonly number[]): { mean: number; scale: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / values.length);
  // What rounding leaves of a constant column is not spread to divide by.
  return { mean, scale: deviation > 1e-12 * Math.abs(mean) ? deviation : 1 };
}
