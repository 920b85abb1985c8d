/** From features read column by column to the numbers of a model, without a row in between. */
import type { CategoryFeature, Cell, Feature, Matrix, PreparedColumn, Row } from "../types.ts";
import { applyColumnSteps } from "./by-column/steps.ts";
import { checkComputable, columnOf, type FeatureColumns } from "./by-column/table.ts";
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

function fillNumber(
  X: Matrix,
  column: PreparedColumn & { readonly kind: "number" },
  { j, values, rows }: {
    readonly j: number;
    readonly values: Float64Array | Float32Array;
    readonly rows: Int32Array;
  },
): void {
  const { fill, mean, scale } = column;
  for (let i = 0, cell = j; i < rows.length; i++, cell += X.columns) {
    const value = values[rows[i]];
    checkComputable(column.feature, value);
    X.values[cell] = ((value === value ? value : fill) - mean) / scale;
  }
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
    const kind = column.kind === "number" ? "number" : "category";
    const { feature, values } = columnOf(table, column.feature, kind);
    if (column.kind === "number") return fillNumber(X, column, { j, values, rows });
    // NaN is the place of the missing, which no level has.
    const level = (feature as CategoryFeature).levels.indexOf(column.level);
    const { mean, scale } = column, missing = column.fill === column.level;
    for (let i = 0, cell = j; i < rows.length; i++, cell += X.columns) {
      const value = values[rows[i]];
      const is = value === value ? value === level : missing;
      X.values[cell] = (Number(is) - mean) / scale;
    }
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
