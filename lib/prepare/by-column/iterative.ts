/** Missing numbers predicted from all other columns, as `fillIteratively` does row by row. */
import type { PreparedColumn } from "../../types.ts";
import type { IterativeFilling } from "../impute-iterative.ts";
import {
  checkComputable,
  columnOf,
  type FeatureColumn,
  type FeatureColumns,
  withColumns,
} from "./table.ts";

/** Reads a prepared column of a patient. */
function preparedValue(
  column: PreparedColumn,
  { feature, values }: FeatureColumn,
): (row: number) => number {
  const { mean, scale } = column;
  if (column.kind === "number") {
    const { fill } = column;
    return (row) => {
      const value = values[row];
      checkComputable(feature.name, value);
      return ((value === value ? value : fill) - mean) / scale;
    };
  }
  const level = feature.kind === "category" ? feature.levels.indexOf(column.level) : -1;
  const missing = column.fill === column.level;
  return (row) => {
    const value = values[row];
    return (Number(value === value ? value === level : missing) - mean) / scale;
  };
}

/** The table with its missing numbers filled by the learned rules, in order. */
export function fillColumnsIteratively(
  table: FeatureColumns,
  { columns, rules }: IterativeFilling,
): FeatureColumns {
  const found = columns.map(({ kind, feature }) =>
    columnOf(table, feature, kind === "number" ? "number" : "category")
  );
  const read = columns.map((column, j) => preparedValue(column, found[j]));
  const numbers = columns.flatMap(({ kind }, j) => kind === "number" ? [j] : []);
  const filled = found.map(({ feature, values }) => ({
    feature,
    values: Float64Array.from(values),
  }));
  const weights = rules.map((rule) => Float64Array.from(rule.weights));
  const isMissing = new Uint8Array(columns.length), x = new Float64Array(columns.length);
  for (const row of table.rows) {
    let any = 0;
    for (const j of numbers) {
      const value = found[j].values[row];
      any |= isMissing[j] = value === value ? 0 : 1;
    }
    if (any === 0) continue;
    for (let j = 0; j < x.length; j++) x[j] = read[j](row);
    for (let r = 0; r < rules.length; r++) {
      const { column, intercept } = rules[r], weight = weights[r];
      if (isMissing[column] === 0) continue;
      // In the order of `applyRule`, on which the last digits depend.
      let sum = intercept;
      for (let j = 0; j < weight.length; j++) sum += weight[j] * x[j];
      x[column] = sum;
    }
    for (const j of numbers) {
      const { mean, scale } = columns[j];
      if (isMissing[j] === 1) filled[j].values[row] = mean + scale * x[j];
    }
  }
  return withColumns(table, numbers.map((j) => filled[j]));
}
