/** The numbers of a prepared column out of cells that were read by column. */
import type { Matrix, PreparedColumn } from "../types.ts";
import { checkComputable, type FeatureValues } from "./by-column/table.ts";

/** The cells of a feature, and which of them to take. */
export interface FeatureCells {
  /** The texts of a category: its cells are places among them. */
  readonly levels?: readonly string[];
  /** `NaN` where missing. */
  readonly values: FeatureValues;
  /** Which entries, in order. */
  readonly rows: Int32Array;
}

/**
 * Writes a prepared column into `X` at column `j`.
 *
 * @throws `TypeError` for cells of the wrong kind; `RangeError` for a number too large to compute
 * with.
 */
export function fillColumn(
  X: Matrix,
  column: PreparedColumn,
  { j, levels, values, rows }: FeatureCells & { readonly j: number },
): void {
  const { mean, scale } = column;
  if ((column.kind === "level") !== (levels !== undefined)) {
    const got = levels === undefined ? "number" : "category";
    throw new TypeError(`column ${column.feature}: expected a ${column.kind}, got a ${got}`);
  }
  if (column.kind === "number") {
    for (let i = 0, cell = j; i < rows.length; i++, cell += X.columns) {
      const value = values[rows[i]];
      checkComputable(column.feature, value);
      X.values[cell] = ((value === value ? value : column.fill) - mean) / scale;
    }
    return;
  }
  const yes = (1 - mean) / scale, no = (0 - mean) / scale;
  // NaN is the place of the missing, which no level has.
  const level = levels!.indexOf(column.level), missing = column.fill === column.level;
  for (let i = 0, cell = j; i < rows.length; i++, cell += X.columns) {
    const value = values[rows[i]];
    X.values[cell] = (value === value ? value === level : missing) ? yes : no;
  }
}
