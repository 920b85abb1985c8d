/** The numbers of prepared columns out of cells that were read by column. */
import type { Matrix, PreparedColumn } from "../types.ts";
import { checkComputable, type FeatureValues } from "./by-column/table.ts";

/** The cells of a feature. */
export interface FeatureCells {
  /** The texts of a category: its cells are places among them. */
  readonly levels?: readonly string[];
  /** `NaN` where missing. */
  readonly values: FeatureValues;
}

/** Where in a matrix a column goes, and which entries of the feature it takes, in order. */
interface Filling extends FeatureCells {
  readonly j: number;
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
  { j, levels, values, rows }: Filling,
): void {
  const { mean, scale } = column, { values: numbers, columns: width } = X;
  if ((column.kind === "level") !== (levels !== undefined)) {
    const got = levels === undefined ? "number" : "category";
    throw new TypeError(`column ${column.feature}: expected a ${column.kind}, got a ${got}`);
  }
  if (column.kind === "number") {
    const { feature, fill } = column;
    for (let i = 0, cell = j; i < rows.length; i++, cell += width) {
      const value = values[rows[i]];
      checkComputable(feature, value);
      numbers[cell] = ((value === value ? value : fill) - mean) / scale;
    }
    return;
  }
  const yes = (1 - mean) / scale, no = (0 - mean) / scale;
  // NaN is the place of the missing, which no level has.
  const level = levels!.indexOf(column.level), missing = column.fill === column.level;
  for (let i = 0, cell = j; i < rows.length; i++, cell += width) {
    const value = values[rows[i]];
    numbers[cell] = (value === value ? value === level : missing) ? yes : no;
  }
}

/**
 * The places, by level, of the columns from `j` on that have one feature and fill and are 1 where a
 * patient has the level, else 0: there a row has at most one cell to write.
 */
function placesOfLevels(columns: readonly PreparedColumn[], j: number): Map<string, number> {
  const places = new Map<string, number>(), { feature, fill } = columns[j];
  for (let k = j; k < columns.length; k++) {
    const each = columns[k];
    const isNext = each.kind === "level" && each.feature === feature && each.fill === fill &&
      each.mean === 0 && each.scale === 1 && !places.has(each.level);
    if (!isNext) break;
    places.set(each.level, k);
  }
  return places;
}

/** Writes a 1 for each row into the column of its level, if there is one. */
function markLevels(
  X: Matrix,
  placeOf: Int32Array,
  { missing, values, rows }: Omit<FeatureCells, "levels"> & {
    readonly missing: number;
    readonly rows: Int32Array;
  },
): void {
  const { values: numbers, columns: width } = X;
  for (let i = 0, start = 0; i < rows.length; i++, start += width) {
    const level = values[rows[i]], j = level === level ? placeOf[level] : missing;
    if (j >= 0) numbers[start + j] = 1;
  }
}

/**
 * The numbers of prepared columns for these rows; nothing where `cellsOf` gives nothing.
 *
 * @param cellsOf The cells of a column's feature.
 * @throws as {@link fillColumn} does.
 */
export function fillColumns(
  columns: readonly PreparedColumn[],
  rows: Int32Array,
  cellsOf: (column: PreparedColumn) => FeatureCells | undefined,
): Matrix | undefined {
  const values = new Float64Array(rows.length * columns.length);
  const X = { values, rows: rows.length, columns: columns.length };
  for (let j = 0; j < columns.length;) {
    const cells = cellsOf(columns[j]);
    if (cells === undefined) return undefined;
    const { levels, values } = cells, places = placesOfLevels(columns, j);
    if (levels === undefined || places.size === 0) {
      fillColumn(X, columns[j], { j, levels, values, rows });
      j++;
    } else {
      const placeOf = new Int32Array(levels.length);
      for (let l = 0; l < levels.length; l++) placeOf[l] = places.get(levels[l]) ?? -1;
      const missing = places.get(columns[j].fill as string) ?? -1;
      markLevels(X, placeOf, { missing, values, rows });
      j += places.size;
    }
  }
  return X;
}
