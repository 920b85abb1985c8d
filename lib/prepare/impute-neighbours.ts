/** Missing cells filled from the most similar training patients. */
import type { Dataset, Row } from "../types.ts";
import {
  type DistanceColumn,
  fitDistance,
  locate,
  nearest,
  type Position,
  squaredDistance,
} from "./distance.ts";
import { mostFrequent, recordedValues, standardise } from "./recorded.ts";

/** What {@link fitNeighbourFilling} learns: all training patients. Plain JSON. */
export interface NeighbourFilling {
  readonly k: number;
  readonly columns: readonly DistanceColumn[];
  /** For each column, its fill if no patient is comparable: mean or commonest level. */
  readonly fills: readonly (number | string)[];
  readonly donors: readonly Row[];
}

/**
 * Learns to fill from the `k` nearest training patients.
 *
 * @throws `RangeError` for a `k` that is not a whole number above 0, or a feature nobody records.
 */
export function fitNeighbourFilling(train: Dataset, k: number): NeighbourFilling {
  if (!Number.isInteger(k) || k < 1) {
    throw new RangeError(`k: expected a whole number above 0, got ${k}`);
  }
  const fills = train.schema.features.map((feature) => {
    const values = recordedValues(train, feature.name);
    return feature.kind === "number"
      ? standardise(values as number[]).mean
      : mostFrequent(values as string[], feature.levels);
  });
  return { k, columns: fitDistance(train), fills, donors: train.rows };
}

/** The most frequent level; of equally frequent ones, the first. */
function vote(levels: readonly string[]): string {
  return mostFrequent(levels, [...new Set(levels)]);
}

const donorPositions = new WeakMap<NeighbourFilling, readonly Position[]>();

/** The donors' positions, computed once per filling. */
function locateDonors(filling: NeighbourFilling): readonly Position[] {
  const known = donorPositions.get(filling);
  if (known !== undefined) return known;
  const positions = filling.donors.map((donor, i) => locate(filling.columns, donor, i));
  donorPositions.set(filling, positions);
  return positions;
}

/**
 * The row with each missing cell filled from the `k` nearest training patients for whom it is
 * recorded: the mean of their numbers or their most frequent level, a tie going to the nearer
 * patient. Distances are those of `squaredDistance` on numbers over their population standard
 * deviation; equally near patients count in training order. Fewer than `k` are enough; if no
 * patient is comparable, the training mean or commonest level is used.
 *
 * For numbers it equals scikit-learn's `KNNImputer` between a `StandardScaler` and its inverse.
 *
 * @throws `TypeError` naming row and column for a feature that is absent or of the wrong kind.
 *
 * @example
 * ```ts
 * import { fillFromNeighbours, fitNeighbourFilling } from "heartbook/prepare/impute-neighbours.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const last = fillFromNeighbours(fitNeighbourFilling(patients, 5), patients.rows[302], 302);
 * assertEquals([patients.rows[302].ca, last.ca], [null, 0]);
 * ```
 */
export function fillFromNeighbours(filling: NeighbourFilling, row: Row, place: number): Row {
  const { columns, fills, donors, k } = filling;
  const here = locate(columns, row, place);
  if (!here.includes(null)) return row;
  const all = locateDonors(filling)
    .map((there, i) => ({ donor: donors[i], distance: squaredDistance(here, there) }))
    .filter(({ distance }) => distance < Infinity);
  const filled = columns.flatMap(({ feature, kind }, j) => {
    if (here[j] !== null) return [];
    const neighbours = nearest(all.filter(({ donor }) => donor[feature] !== null), k);
    if (neighbours.length === 0) return [[feature, fills[j]] as const];
    const values = neighbours.map(({ donor }) => donor[feature]);
    const value = kind === "number"
      ? (values as number[]).reduce((sum, each) => sum + each, 0) / values.length
      : vote(values as string[]);
    return [[feature, value] as const];
  });
  return { ...row, ...Object.fromEntries(filled) };
}
