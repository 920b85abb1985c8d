/** From features read column by column to the numbers of a model, without a row in between. */
import type { Cell, Feature, Matrix, PreparedColumn, Row } from "../types.ts";
import { applyColumnSteps } from "./by-column/steps.ts";
import { columnOf, type FeatureColumns } from "./by-column/table.ts";
import { fillColumn } from "./fill-columns.ts";
import { prepare, type Preprocessor } from "./preprocessor.ts";

/** The cell of a feature. */
function toCell(feature: Feature, value: number): Cell {
  if (Number.isNaN(value)) return null;
  return feature.kind === "category" ? feature.levels[value] : value;
}

function toRows({ features, values, rows }: FeatureColumns): Row[] {
  return Array.from(rows, (row) =>
    Object.fromEntries(
      features.map((feature, f) => [feature.name, toCell(feature, values[f][row])]),
    ));
}

/** The numbers of columns that no step changes any more. */
function fillColumns(columns: readonly PreparedColumn[], table: FeatureColumns): Matrix {
  const { rows } = table;
  const X: Matrix = {
    values: new Float64Array(rows.length * columns.length),
    rows: rows.length,
    columns: columns.length,
  };
  columns.forEach((column, j) => {
    const { feature, values } = columnOf(table, column.feature);
    const levels = feature.kind === "category" ? feature.levels : undefined;
    fillColumn(X, column, { j, levels, values, rows });
  });
  return X;
}

/**
 * What `prepare` makes of the same patients as rows.
 *
 * @throws what `prepare` does, of the same row and column.
 */
export function prepareColumns(preprocessor: Preprocessor, table: FeatureColumns): Matrix {
  try {
    return fillColumns(preprocessor.columns, applyColumnSteps(preprocessor.steps ?? [], table));
  } catch {
    // Columns come upon what is wrong in another order than rows, which know its place.
    return prepare(preprocessor, toRows(table));
  }
}
