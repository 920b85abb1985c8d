/** From features read column by column to the numbers of a model, without a row in between. */
import type { Cell, Feature, Matrix, Row } from "../types.ts";
import { fillColumn } from "./fill-columns.ts";
import { prepare, type Preprocessor } from "./preprocessor.ts";

/** Features of some patients: numbers, or places among a feature's levels; `NaN` where missing. */
export interface FeatureColumns {
  readonly features: readonly Feature[];
  /** One per feature, with an entry for each of `rows`, and maybe for others. */
  readonly values: readonly (Float64Array | Float32Array)[];
  /** Which entries, in order. */
  readonly rows: Int32Array;
}

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

/**
 * What `prepare` makes of the same patients as rows. A preprocessor with steps needs them as rows
 * and gets them so.
 *
 * @throws `TypeError` for a feature that is absent or of the wrong kind; `RangeError` for a number
 * too large to compute with.
 */
export function prepareColumns(preprocessor: Preprocessor, table: FeatureColumns): Matrix {
  const { features, values, rows } = table;
  if (preprocessor.steps !== undefined && preprocessor.steps.length > 0) {
    return prepare(preprocessor, toRows(table));
  }
  const columns = preprocessor.columns.length;
  const X: Matrix = {
    values: new Float64Array(rows.length * columns),
    rows: rows.length,
    columns,
  };
  preprocessor.columns.forEach((column, j) => {
    const f = features.findIndex(({ name }) => name === column.feature);
    if (f < 0) throw new TypeError(`expected a column ${column.feature}, got none`);
    const feature = features[f];
    const levels = feature.kind === "category" ? feature.levels : undefined;
    fillColumn(X, column, { j, levels, values: values[f], rows });
  });
  return X;
}
