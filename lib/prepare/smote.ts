/** SMOTE: synthetic patients of the rarer outcome, for the training part only. */
import { demandShare } from "../demand.ts";
import { seeded } from "../random.ts";
import type { Cell, Dataset, Feature, Row } from "../types.ts";
import { takeRows } from "../data/dataset.ts";
import { fitDistance, nearest, squaredDistances, toDonors } from "./distance.ts";
import { mostFrequent } from "./recorded.ts";

/** How {@link smote} makes patients. */
export interface SmoteSettings {
  /** Whole number in 0 … 2^32 - 1: the same seed makes the same patients. */
  readonly seed: number;
  /** Nearest patients of the same outcome to choose from; default 5. */
  readonly k?: number;
  /** Target ratio of the rarer to the other outcome; default 1. */
  readonly ratio?: number;
}

const MARK = "synthetic-";

/** Whether an id belongs to a patient made up by {@link smote}. */
export function isSynthetic(id: string): boolean {
  return id.startsWith(MARK);
}

/**
 * The number a share of the way from one to the other; rounded where only whole numbers make sense.
 */
function between(feature: Feature, from: Cell, to: Cell, share: number): Cell {
  if (from === null || to === null) return null;
  const value = Number(from) + share * (Number(to) - Number(from));
  return feature.kind === "number" && feature.whole ? Math.round(value) : value;
}

/**
 * The neighbours' most frequent level; on a tie the patient's own, else the first in the schema.
 */
function vote(
  feature: Feature & { kind: "category" },
  own: Cell,
  neighbours: readonly Row[],
): Cell {
  const levels = neighbours.map((row) => row[feature.name]).filter((level) => level !== null);
  if (levels.length === 0) return own;
  const known = [own, ...feature.levels].filter((level) => level !== null);
  return mostFrequent(levels as string[], known as string[]);
}

/** For each patient, the `k` most similar among the others. */
function findNeighbours(patients: Dataset, k: number): Row[][] {
  const donors = toDonors(fitDistance(patients), patients.rows);
  return patients.rows.map((_, i) => {
    const distances = squaredDistances(donors, donors.columns.map((each) => each.positions[i]));
    distances[i] = NaN;
    return nearest(distances, { k, among: distances }).map((other) => patients.rows[other]);
  });
}

function checkSettings(train: Dataset, rarer: number, k: number, ratio: number): void {
  demandShare("ratio", ratio);
  if (rarer === 0) throw new RangeError("expected both outcomes, got one only");
  if (!Number.isInteger(k) || k < 1 || k >= rarer) {
    throw new RangeError(
      `k: expected a whole number from 1 to ${rarer - 1}, one less than the ${rarer} patients of ` +
        `the rarer outcome, got ${k}`,
    );
  }
  if (train.ids.some(isSynthetic)) {
    throw new RangeError("expected patients, got some that were made up already");
  }
}

/**
 * The training patients, unchanged and first, followed by made-up ones of the rarer outcome.
 *
 * Each starts from a randomly drawn patient and moves a random share of the way to one of that
 * patient's `k` nearest neighbours of the same outcome. Its numbers lie on the segment between the
 * two (whole numbers rounded); each of its levels is the commonest among all `k` (SMOTE-NC). A
 * number missing in either of the two is missing. If the ratio is already reached, no patient is
 * made up.
 *
 * Distances are computed within the rarer outcome, on numbers over their population standard
 * deviation there, so a different level counts as one standard deviation; SMOTE-NC uses the median
 * deviation, which is then 1. Without categories the patients match, draw for draw, those of
 * imbalanced-learn's `SMOTE(random_state=seed)` on such numbers.
 *
 * Made-up patients belong in no test part and in no description of the data: their ids start with
 * "synthetic-". SMOTE barely changes the ranking of patients and spoils the calibration.
 *
 * @throws `RangeError` for a `k` that leaves too few neighbours, a ratio outside (0, 1], one
 * outcome only, or made-up patients in the input.
 *
 * Source: Chawla et al. (2002), doi:10.1613/jair.953.
 *
 * @example
 * ```ts
 * import { smote } from "heartbook/prepare/smote.ts";
 * import { takeRows } from "heartbook/data/dataset.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const train = takeRows(readHeart(), Array.from({ length: 100 }, (_, i) => i)); // 43 diseased
 * const balanced = smote(train, { k: 5, seed: 7 });
 * assertEquals(balanced.labels.filter((label) => label === 1).length, 57);
 * assertEquals(balanced.ids[100], "synthetic-1");
 * ```
 */
export function smote(train: Dataset, settings: SmoteSettings): Dataset {
  const { seed, k = 5, ratio = 1 } = settings;
  const random = seeded(seed);
  const byLabel = ([0, 1] as const).map((label) =>
    train.labels.flatMap((each, i) => each === label ? [i] : [])
  );
  const rarerLabel = byLabel[1].length <= byLabel[0].length ? 1 : 0;
  const rarer = takeRows(train, byLabel[rarerLabel]);
  checkSettings(train, rarer.rows.length, k, ratio);
  const wanted = Math.floor(ratio * byLabel[1 - rarerLabel].length) - rarer.rows.length;
  if (wanted <= 0) return train;

  const neighbours = findNeighbours(rarer, k);
  // All patients are drawn before all shares, as imbalanced-learn does.
  const draws = Array.from({ length: wanted }, () => random.integer(rarer.rows.length * k));
  const made = draws.map((draw): Row => {
    const from = Math.floor(draw / k);
    const base = rarer.rows[from], towards = neighbours[from][draw % k];
    const share = random.uniform();
    return Object.fromEntries(train.schema.features.map((feature) => {
      const { name } = feature;
      const cell = feature.kind === "number"
        ? between(feature, base[name], towards[name], share)
        : vote(feature, base[name], neighbours[from]);
      return [name, cell];
    }));
  });
  return {
    schema: train.schema,
    rows: [...train.rows, ...made],
    labels: [...train.labels, ...made.map(() => rarerLabel)],
    ids: [...train.ids, ...made.map((_, i) => `${MARK}${i + 1}`)],
  };
}
