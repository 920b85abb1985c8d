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

/**
 * The squared distance: the sum of squared differences over the features recorded in both, with 1
 * for two different levels, scaled up by the number of features over the number compared.
 * `Infinity` if no feature is recorded in both.
 *
 * For numbers it equals scikit-learn's `nan_euclidean_distances`, squared.
 */
export function squaredDistance(a: Position, b: Position): number {
  let sum = 0, compared = 0;
  for (let j = 0; j < a.length; j++) {
    const x = a[j], y = b[j];
    if (x === null || y === null) continue;
    compared++;
    if (typeof x === "number") sum += square(x - (y as number));
    else if (x !== y) sum++;
  }
  return compared === 0 ? Infinity : sum * a.length / compared;
}

/** The `k` nearest of these, nearest first, ties in the given order. */
export function nearest<T extends { readonly distance: number }>(
  all: readonly T[],
  k: number,
): T[] {
  const near: T[] = [];
  for (const each of all) {
    if (near.length === k && !(each.distance < near[k - 1].distance)) continue;
    if (near.length === k) near.pop();
    let at = near.length;
    while (at > 0 && each.distance < near[at - 1].distance) at--;
    near.splice(at, 0, each);
  }
  return near;
}
