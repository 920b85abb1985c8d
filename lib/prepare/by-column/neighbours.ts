/** Missing cells filled from the most similar training patients, as `fillFromNeighbours` does. */
import { locate } from "../distance.ts";
import type { NeighbourFilling } from "../impute-neighbours.ts";
import {
  checkComputable,
  columnOf,
  type FeatureColumn,
  type FeatureColumns,
  levelPlaces,
  withColumns,
} from "./table.ts";
import { square } from "../../stats/moments.ts";

/** One feature of all donors. */
interface DonorColumn {
  /** Numbers over their scale, or places among `levels`; `NaN` where missing. */
  readonly positions: Float64Array;
  /** The numbers themselves, or the same places. */
  readonly values: Float64Array;
  /** The donors' levels, each once. */
  readonly levels: readonly string[];
}

const donorColumns = new WeakMap<NeighbourFilling, readonly DonorColumn[]>();

/** The donors column by column, made once per filling. */
function columnsOfDonors(filling: NeighbourFilling): readonly DonorColumn[] {
  const known = donorColumns.get(filling);
  if (known !== undefined) return known;
  const located = filling.donors.map((donor, i) => locate(filling.columns, donor, i));
  const made = filling.columns.map(({ kind, feature }, j): DonorColumn => {
    const at = located.map((position) => position[j]);
    if (kind === "number") {
      return {
        positions: Float64Array.from(at, (value) => value as number ?? NaN),
        values: Float64Array.from(filling.donors, (donor) => donor[feature] as number ?? NaN),
        levels: [],
      };
    }
    const levels = [...new Set(at.filter((level) => level !== null) as string[])];
    const places = new Map<string | number | null, number>(levels.map((level, i) => [level, i]));
    const positions = Float64Array.from(at, (level) => places.get(level) ?? NaN);
    return { positions, values: positions, levels };
  });
  donorColumns.set(filling, made);
  return made;
}

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

/** Room for the distances to all donors, used again from row to row. */
interface Distances {
  readonly sums: Float64Array;
  readonly compared: Int32Array;
}

/** Adds the differences in one column to those before, in the order of `squaredDistance`. */
function addDifferences(
  { sums, compared }: Distances,
  { positions }: DonorColumn,
  { here, isNumber }: { readonly here: number; readonly isNumber: boolean },
): void {
  for (let d = 0; d < positions.length; d++) {
    const there = positions[d];
    if (there !== there) continue;
    compared[d]++;
    if (isNumber) sums[d] += square(here - there);
    else if (here !== there) sums[d]++;
  }
}

/** The `k` nearest donors who have a value here, nearest first, ties in their order. */
function nearestDonors(
  distances: Float64Array,
  { values }: DonorColumn,
  k: number,
): number[] {
  const near: number[] = [];
  for (let d = 0; d < distances.length; d++) {
    const distance = distances[d];
    if (!(distance < Infinity) || values[d] !== values[d]) continue;
    if (near.length === k && !(distance < distances[near[k - 1]])) continue;
    if (near.length === k) near.pop();
    let at = near.length;
    while (at > 0 && distance < distances[near[at - 1]]) at--;
    near.splice(at, 0, d);
  }
  return near;
}

function meanOf(values: Float64Array, near: readonly number[]): number {
  let sum = 0;
  for (const d of near) sum += values[d];
  return sum / near.length;
}

/** The most frequent value; of equally frequent ones, that of the nearest. */
function voteOf(values: Float64Array, near: readonly number[]): number {
  let best = NaN, most = 0;
  for (const d of near) {
    let count = 0;
    for (const other of near) if (values[other] === values[d]) count++;
    if (count > most) [best, most] = [values[d], count];
  }
  return best;
}

/** The table with each missing cell filled from the `k` nearest donors who have it. */
export function fillColumnsFromNeighbours(
  table: FeatureColumns,
  filling: NeighbourFilling,
): FeatureColumns {
  const { columns, fills, k } = filling;
  const found = columns.map(({ kind, feature }) => columnOf(table, feature, kind));
  const donors = columnsOfDonors(filling);
  const stand = columns.map(({ scale }, j) =>
    standing(found[j], { scale, levels: donors[j].levels })
  );
  const levels = found.map(({ feature }) =>
    feature.kind === "category" ? levelPlaces(feature) : undefined
  );
  const filled = found.map(({ values }) => Float64Array.from(values));
  const count = filling.donors.length;
  const sums = new Float64Array(count), compared = new Int32Array(count);
  const here = new Float64Array(columns.length);
  for (const row of table.rows) {
    let isWhole = true;
    for (let j = 0; j < here.length; j++) {
      here[j] = stand[j](row);
      if (here[j] !== here[j]) isWhole = false;
    }
    if (isWhole) continue;
    sums.fill(0);
    compared.fill(0);
    for (let j = 0; j < here.length; j++) {
      if (here[j] !== here[j]) continue;
      const isNumber = levels[j] === undefined;
      addDifferences({ sums, compared }, donors[j], { here: here[j], isNumber });
    }
    for (let d = 0; d < count; d++) {
      sums[d] = compared[d] === 0 ? Infinity : sums[d] * here.length / compared[d];
    }
    for (let j = 0; j < here.length; j++) {
      if (here[j] === here[j]) continue;
      const near = nearestDonors(sums, donors[j], k), level = levels[j];
      const { values, levels: own } = donors[j];
      if (level === undefined) {
        filled[j][row] = near.length === 0 ? fills[j] as number : meanOf(values, near);
      } else {
        filled[j][row] = level.placeOf(
          near.length === 0 ? fills[j] as string : own[voteOf(values, near)],
        );
      }
    }
  }
  return withColumns(
    table,
    found.map(({ feature }, j) => ({ feature: levels[j]?.grown() ?? feature, values: filled[j] })),
  );
}
