/** Missing cells filled from the most similar training patients, as `fillFromNeighbours` does. */
import { squaredDistances } from "../distance.ts";
import { donorsOf, giveFrom, type NeighbourFilling } from "../impute-neighbours.ts";
import {
  checkComputable,
  columnOf,
  type FeatureColumn,
  type FeatureColumns,
  levelPlaces,
  withColumns,
} from "./table.ts";

/** Where patients stand in a column, in the measure of the donors. */
function standing(
  { feature, values }: FeatureColumn,
  { scale, levels }: { readonly scale: number; readonly levels: readonly string[] },
): (row: number) => number {
  if (feature.kind === "number") {
    return (row) => {
      checkComputable(feature.name, values[row]);
      return values[row] / scale;
    };
  }
  // Levels that no donor has are as far from all of them: -1 will do for each.
  const places = Float64Array.from(feature.levels, (level) => levels.indexOf(level));
  return (row) => values[row] === values[row] ? places[values[row]] : NaN;
}

/** The table with each missing cell filled from the `k` nearest donors who have it. */
export function fillColumnsFromNeighbours(
  table: FeatureColumns,
  filling: NeighbourFilling,
): FeatureColumns {
  const { columns, fills, k } = filling;
  const found = columns.map(({ kind, feature }) => columnOf(table, feature, kind));
  const donors = donorsOf(filling);
  const stand = columns.map(({ scale }, j) =>
    standing(found[j], { scale, levels: donors.columns[j].levels })
  );
  const levels = found.map(({ feature }) =>
    feature.kind === "category" ? levelPlaces(feature) : undefined
  );
  const filled = found.map(({ values }) => Float64Array.from(values));
  const here = new Float64Array(columns.length);
  for (const row of table.rows) {
    let isWhole = true;
    for (let j = 0; j < here.length; j++) {
      here[j] = stand[j](row);
      if (here[j] !== here[j]) isWhole = false;
    }
    if (isWhole) continue;
    const distances = squaredDistances(donors, here);
    for (let j = 0; j < here.length; j++) {
      if (here[j] === here[j]) continue;
      const given = giveFrom(donors.columns[j], { distances, k }) ?? fills[j];
      filled[j][row] = levels[j]?.placeOf(given as string) ?? given as number;
    }
  }
  return withColumns(
    table,
    found.map(({ feature }, j) => ({ feature: levels[j]?.grown() ?? feature, values: filled[j] })),
  );
}
