/** Missing cells filled from the most similar training patients. */
import type { Dataset, Row } from "../types.ts";
import {
  type DistanceColumn,
  type DonorColumn,
  type Donors,
  fitDistance,
  locate,
  nearest,
  squaredDistances,
  standAmong,
  toDonors,
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

const donorsOfFillings = new WeakMap<NeighbourFilling, Donors>();

/** The donors column by column, made once per filling. */
export function donorsOf(filling: NeighbourFilling): Donors {
  const known = donorsOfFillings.get(filling);
  if (known !== undefined) return known;
  const donors = toDonors(filling.columns, filling.donors);
  donorsOfFillings.set(filling, donors);
  return donors;
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

/** The number or level that the nearest donors give; nothing if nobody is comparable. */
export function giveFrom(
  { kind, values, levels }: DonorColumn,
  { distances, k }: { readonly distances: Float64Array; readonly k: number },
): number | string | undefined {
  const near = nearest(distances, { k, among: values }).filter((d) => distances[d] < Infinity);
  if (near.length === 0) return undefined;
  return kind === "number" ? meanOf(values, near) : levels[voteOf(values, near)];
}

/**
 * The row with each missing cell filled from the `k` nearest training patients for whom it is
 * recorded: the mean of their numbers or their most frequent level, a tie going to the nearer
 * patient. Distances are those of `squaredDistances` on numbers over their population standard
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
  const { columns, fills, k } = filling;
  const here = locate(columns, row, place);
  if (!here.includes(null)) return row;
  const donors = donorsOf(filling), distances = squaredDistances(donors, standAmong(donors, here));
  const filled = columns.flatMap(({ feature }, j) =>
    here[j] === null
      ? [[feature, giveFrom(donors.columns[j], { distances, k }) ?? fills[j]] as const]
      : []
  );
  return { ...row, ...Object.fromEntries(filled) };
}
