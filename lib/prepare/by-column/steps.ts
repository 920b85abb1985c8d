/** The steps of `../steps.ts` on columns: no row is made. */
import type { Cell } from "../../types.ts";
import { deriveCell, type DerivedFeature, featuresOf } from "../derived.ts";
import { indicatorOf } from "../indicate-missing.ts";
import type { Fence } from "../outliers.ts";
import type { RowStep } from "../steps.ts";
import { fillColumnsIteratively } from "./iterative.ts";
import { fillColumnsFromNeighbours } from "./neighbours.ts";
import {
  checkComputable,
  columnOf,
  type FeatureColumn,
  type FeatureColumns,
  levelPlaces,
  withColumns,
} from "./table.ts";

/** Reads a column's cells as those of a row. */
function cellsOf({ feature, values }: FeatureColumn): (row: number) => Cell {
  if (feature.kind === "number") {
    return (row) => values[row] === values[row] ? values[row] : null;
  }
  const { levels } = feature;
  return (row) => values[row] === values[row] ? levels[values[row]] : null;
}

function deriveColumn(table: FeatureColumns, { feature, formula }: DerivedFeature): FeatureColumn {
  const needs = featuresOf(formula);
  const cells = new Map(needs.map((name) => [name, cellsOf(columnOf(table, name))]));
  const levels = feature.kind === "category" ? levelPlaces(feature) : undefined;
  const values = new Float64Array(table.values[0].length).fill(NaN);
  let row = 0;
  const read = (name: string): Cell => cells.get(name)!(row);
  for (row of table.rows) {
    const cell = deriveCell(formula, { needs, read });
    if (cell === null) continue;
    if ((typeof cell === "string") !== (feature.kind === "category")) {
      throw new TypeError(`column ${feature.name}: expected a ${feature.kind}, got ${cell}`);
    }
    values[row] = levels?.placeOf(cell as string) ?? cell as number;
  }
  return { feature: levels?.grown() ?? feature, values };
}

function clipColumn(table: FeatureColumns, { feature: name, low, high }: Fence): FeatureColumn {
  const { feature, values } = columnOf(table, name, "number");
  const clipped = Float64Array.from(values);
  for (const row of table.rows) {
    checkComputable(name, values[row]);
    clipped[row] = Math.min(high, Math.max(low, values[row]));
  }
  return { feature, values: clipped };
}

function indicateColumn(table: FeatureColumns, name: string): FeatureColumn {
  const { values } = columnOf(table, name);
  const missing = Float64Array.from(values, (value) => Number(Number.isNaN(value)));
  return { feature: indicatorOf(name), values: missing };
}

/** What each kind of step makes of a table: a kind without one does not compile. */
const appliers: {
  readonly [Kind in RowStep["kind"]]: (
    table: FeatureColumns,
    step: Extract<RowStep, { readonly kind: Kind }>,
  ) => FeatureColumns;
} = {
  derive: (table, step) =>
    withColumns(table, step.features.map((derived) => deriveColumn(table, derived))),
  clip: (table, step) => withColumns(table, step.fences.map((fence) => clipColumn(table, fence))),
  "indicate-missing": (table, step) =>
    withColumns(table, step.features.map((name) => indicateColumn(table, name))),
  "impute-neighbours": fillColumnsFromNeighbours,
  "impute-iterative": fillColumnsIteratively,
  select: (table) => table, // later columns pick their features by name
};

/**
 * The columns after all steps, in order: the cells that `applySteps` makes of the same patients as
 * rows.
 *
 * @throws what `applySteps` does, but in words without a row, and maybe of another cell.
 */
export function applyColumnSteps(steps: readonly RowStep[], table: FeatureColumns): FeatureColumns {
  return steps.reduce(
    (changed, step) =>
      (appliers[step.kind] as (table: FeatureColumns, step: RowStep) => FeatureColumns)(
        changed,
        step,
      ),
    table,
  );
}
