/** The distance between two patients when features are numbers, levels or missing. */
import type { Dataset, Feature, Row } from "../types.ts";
import { levelCell, numberCell } from "./cells.ts";
import { recordedValues, standardise } from "./recorded.ts";
import { square } from "../stats/moments.ts";

/** One feature's part in a distance. */
export interface DistanceColumn {
  readonly kind: Feature["kind"];
  readonly feature: string;
  /** Divides a number's difference; 1 for a category. */
  readonly scale: number;
}

/** Learns the population standard deviation of each number's recorded values. */
export function fitDistance(train: Dataset): DistanceColumn[] {
  return train.schema.features.map(({ kind, name }) => ({
    kind,
    feature: name,
    scale: kind === "number" ? standardise(recordedValues(train, name) as number[]).scale : 1,
  }));
}

/** A row's numbers, divided by their scale, and levels, in the columns' order. */
export type Position = readonly (number | string | null)[];

/** A row's position, computed once for several distances. */
export function locate(columns: readonly DistanceColumn[], row: Row, place: number): Position {
  return columns.map(({ kind, feature, scale }) => {
    if (kind === "category") return levelCell(row, feature, place);
    const value = numberCell(row, feature, place);
    return value === null ? null : value / scale;
  });
}

/** One feature of the donors. */
export interface DonorColumn {
  readonly kind: Feature["kind"];
  /** Numbers over their scale, or places among `levels`; `NaN` where missing. */
  readonly positions: Float64Array;
  /** The numbers themselves, or the same places. */
  readonly values: Float64Array;
  /** The donors' levels, each once. */
  readonly levels: readonly string[];
}

/** The patients that others are compared with, column by column. */
export interface Donors {
  readonly columns: readonly DonorColumn[];
  /** Room for the distances to all of them, used again each time. */
  readonly sums: Float64Array;
  readonly compared: Int32Array;
}

/** Rows as donors; throws as {@link locate} does. */
export function toDonors(columns: readonly DistanceColumn[], rows: readonly Row[]): Donors {
  const located = rows.map((row, i) => locate(columns, row, i));
  const made = columns.map(({ kind, feature }, j): DonorColumn => {
    const at = located.map((position) => position[j]);
    if (kind === "number") {
      const positions = Float64Array.from(at, (value) => value as number ?? NaN);
      const values = Float64Array.from(rows, (row) => row[feature] as number ?? NaN);
      return { kind, positions, values, levels: [] };
    }
    const levels = [...new Set(at.filter((level) => level !== null) as string[])];
    const places = new Map<string | number | null, number>(levels.map((level, i) => [level, i]));
    const positions = Float64Array.from(at, (level) => places.get(level) ?? NaN);
    return { kind, positions, values: positions, levels };
  });
  return {
    columns: made,
    sums: new Float64Array(rows.length),
    compared: new Int32Array(rows.length),
  };
}

/** A position in the measure of donors; a level that none of them has is -1. */
export function standAmong({ columns }: Donors, position: Position): number[] {
  return position.map((each, j) =>
    each === null ? NaN : typeof each === "number" ? each : columns[j].levels.indexOf(each)
  );
}

/** Adds the differences in one column to those before. */
function addDifferences(
  { sums, compared }: Donors,
  { kind, positions }: DonorColumn,
  here: number,
): void {
  for (let d = 0; d < positions.length; d++) {
    const there = positions[d];
    if (there !== there) continue;
    compared[d]++;
    if (kind === "number") sums[d] += square(here - there);
    else if (here !== there) sums[d]++;
  }
}

/**
 * The squared distances to all donors: the sum of squared differences over the features recorded in
 * both, with 1 for two different levels, scaled up by the number of features over the number
 * compared. `Infinity` if no feature is recorded in both. They last until the next are measured.
 *
 * For numbers it equals scikit-learn's `nan_euclidean_distances`, squared.
 */
export function squaredDistances(donors: Donors, here: ArrayLike<number>): Float64Array {
  const { columns, sums, compared } = donors;
  sums.fill(0);
  compared.fill(0);
  columns.forEach((column, j) => {
    if (here[j] === here[j]) addDifferences(donors, column, here[j]);
  });
  for (let d = 0; d < sums.length; d++) {
    sums[d] = compared[d] === 0 ? Infinity : sums[d] * here.length / compared[d];
  }
  return sums;
}

/** Which `k` are nearest of those who are recorded in `among`, nearest first, ties in order. */
export function nearest(
  distances: Float64Array,
  { k, among }: { readonly k: number; readonly among: Float64Array },
): number[] {
  const near: number[] = [];
  for (let d = 0; d < distances.length; d++) {
    const distance = distances[d];
    if (among[d] !== among[d]) continue;
    if (near.length < k) near.push(d);
    else if (!(distance < distances[near[k - 1]])) continue;
    let at = near.length - 1;
    for (; at > 0 && distance < distances[near[at - 1]]; at--) near[at] = near[at - 1];
    near[at] = d;
  }
  return near;
}
