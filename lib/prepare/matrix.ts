/** Rows as the numbers of fitted columns. */
import type { CellTable } from "../data/cell-columns.ts";
import type { Matrix, PreparedColumn, Row } from "../types.ts";
import { prepareCell } from "./cells.ts";
import { fillColumns } from "./fill-columns.ts";

/**
 * The numbers of rows that are also at hand as a table.
 *
 * @throws `TypeError` naming row and column for a feature that is absent or of the wrong kind.
 */
export function toMatrix(
  columns: readonly PreparedColumn[],
  { rows, table }: { readonly rows: readonly Row[]; readonly table: CellTable },
): Matrix {
  return fillMatrix(columns, table) ?? prepareByRow(columns, rows);
}

/** Column by column; nothing where a cell is not of the kind that its column wants. */
function fillMatrix(
  columns: readonly PreparedColumn[],
  { column: read, places }: CellTable,
): Matrix | undefined {
  return fillColumns(columns, places, ({ feature, kind }) => {
    const cells = read(feature), wanted = kind === "level" ? "category" : "number";
    if (cells === undefined || cells.kind !== undefined && cells.kind !== wanted) return undefined;
    return { levels: wanted === "category" ? cells.levels : undefined, values: cells.values };
  });
}

/** The same cell by cell, which says what is wrong with one. */
export function prepareByRow(columns: readonly PreparedColumn[], rows: readonly Row[]): Matrix {
  const values = new Float64Array(rows.length * columns.length);
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      values[i * columns.length + j] = prepareCell(column, row, i);
    });
  });
  return { values, rows: rows.length, columns: columns.length };
}
