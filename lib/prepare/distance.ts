/** How far apart two patients are when some features are numbers, some levels, some missing. */
import type { Dataset, Feature, Row } from "../types.ts";
import { levelCell, numberCell } from "./cells.ts";
import { recordedValues, standardise } from "./recorded.ts";

/** One feature's part in a distance. */
export interface DistanceColumn {
  readonly kind: Feature["kind"];
  readonly feature: string;
  /** What a number's difference is divided by; 1 for a category. */
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

/** Where a row stands, to be measured from more than once. */
export function locate(columns: readonly DistanceColumn[], row: Row, place: number): Position {
  return columns.map(({ kind, feature, scale }) => {
    if (kind === "category") return levelCell(row, feature, place);
    const value = numberCell(row, feature, place);
    return value === null ? null : value / scale;
  });
}

/**
 * The squared distance: the sum of squared differences over the features that both record, with 1
 * for two levels that differ, stretched by the number of features over the number compared.
 * `Infinity` where no feature is recorded in both.
 *
 * For numbers it is scikit-learn's `nan_euclidean_distances`, squared.
 */
export function squaredDistance(a: Position, b: Position): number {
  let sum = 0, compared = 0;
  for (let j = 0; j < a.length; j++) {
    const x = a[j], y = b[j];
    if (x === null || y === null) continue;
    compared++;
    if (typeof x === "number") sum += (x - (y as number)) ** 2;
    else if (x !== y) sum++;
  }
  return compared === 0 ? Infinity : sum * a.length / compared;
}

/** The `k` of these with the smallest distances, the nearest first, ties in the order given. */
export function nearest<T extends { readonly distance: number }>(
  all: readonly T[],
  k: number,
): T[] {
  return all.toSorted((a, b) => a.distance - b.distance).slice(0, k);
}
