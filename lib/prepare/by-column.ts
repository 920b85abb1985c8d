/** From features read column by column to the numbers of a model, without a row in between. */
import { describeComputable, isComputable } from "../demand.ts";
import type { Cell, Feature, Matrix, PreparedColumn, Row } from "../types.ts";
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

function place(features: readonly Feature[], { feature, kind }: PreparedColumn): number {
  const found = features.findIndex(({ name }) => name === feature);
  if (found < 0) throw new TypeError(`expected a column ${feature}, got none`);
  if ((kind === "level") !== (features[found].kind === "category")) {
    throw new TypeError(`column ${feature}: expected a ${kind}, got a ${features[found].kind}`);
  }
  return found;
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
    if (value === value && !isComputable(value)) {
      throw new RangeError(
        `column ${column.feature}: expected ${describeComputable(value)} or null, got ${value}`,
      );
    }
    X.values[cell] = ((value === value ? value : fill) - mean) / scale;
  }
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
    const f = place(features, column), feature = features[f];
    if (column.kind === "number") return fillNumber(X, column, { j, values: values[f], rows });
    const { levels } = feature as Feature & { kind: "category" };
    // NaN is the place of the missing, which no level has.
    const level = levels.indexOf(column.level), missing = column.fill === column.level;
    const { mean, scale } = column;
    for (let i = 0, cell = j; i < rows.length; i++, cell += columns) {
      const value = values[f][rows[i]];
      const is = value === value ? value === level : missing;
      X.values[cell] = (Number(is) - mean) / scale;
    }
  });
  return X;
}
