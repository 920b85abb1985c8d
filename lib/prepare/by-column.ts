/** From features read column by column to the numbers of a model, without a row in between. */
import type { Cell, Feature, Matrix, PreparedColumn, Row } from "../types.ts";
import { applyColumnSteps } from "./by-column/steps.ts";
import { columnOf, type FeatureColumns } from "./by-column/table.ts";
import { type FeatureCells, fillColumns } from "./fill-columns.ts";
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

/** The cells of a column's feature. */
function cellsIn(table: FeatureColumns): (column: PreparedColumn) => FeatureCells {
  return (column) => {
    const { feature, values } = columnOf(table, column.feature);
    return { levels: feature.kind === "category" ? feature.levels : undefined, values };
  };
}

/**
 * What `prepare` makes of the same patients as rows.
 *
 * @throws what `prepare` does, of the same row and column.
 */
export function prepareColumns(preprocessor: Preprocessor, table: FeatureColumns): Matrix {
  try {
    const changed = applyColumnSteps(preprocessor.steps ?? [], table);
    return fillColumns(preprocessor.columns, changed.rows, cellsIn(changed))!;
  } catch {
    // Columns come upon what is wrong in another order than rows, which know its place.
    return prepare(preprocessor, toRows(table));
  }
}
