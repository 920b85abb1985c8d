/** A patient's cells by name, checked for the right kind. */
import { describeComputable, isComputable } from "../demand.ts";
import type { Cell, PreparedColumn, Row } from "../types.ts";

/** Whether the row records this feature; `TypeError` for a row that does not have the column. */
export function isRecorded(row: Row, feature: string, place: number): boolean {
  const value: Cell | undefined = row[feature];
  if (value === undefined) {
    throw new TypeError(`row ${place + 1}: expected a column ${feature}, got none`);
  }
  return value !== null;
}

/**
 * The number in a cell, or `null` where it is missing.
 *
 * @param place The row's number from 0, for messages (which count from 1).
 * @throws `TypeError` for an absent column, text, or a number that is not finite; `RangeError` for
 * a number too large to compute with.
 */
export function numberCell(row: Row, feature: string, place: number): number | null {
  if (!isRecorded(row, feature, place)) return null;
  const value = row[feature];
  if (!Number.isFinite(value)) {
    throw new TypeError(
      `row ${place + 1}, column ${feature}: expected a number or null, got ${value}`,
    );
  }
  if (!isComputable(value as number)) {
    throw new RangeError(
      `row ${place + 1}, column ${feature}: expected ${describeComputable(value as number)} or ` +
        `null, got ${value}`,
    );
  }
  return value as number;
}

/** The level in a cell, or `null` where it is missing; throws as {@link numberCell} does. */
export function levelCell(row: Row, feature: string, place: number): string | null {
  if (!isRecorded(row, feature, place)) return null;
  const value = row[feature];
  if (typeof value !== "string") {
    throw new TypeError(
      `row ${place + 1}, column ${feature}: expected a level or null, got ${value}`,
    );
  }
  return value;
}

/** The value of a fitted column for a row. */
export function prepareCell(column: PreparedColumn, row: Row, place: number): number {
  const { feature, fill, mean, scale } = column;
  if (column.kind === "number") {
    return ((numberCell(row, feature, place) ?? column.fill) - mean) / scale;
  }
  return (Number((levelCell(row, feature, place) ?? fill) === column.level) - mean) / scale;
}
