/** Folds that keep related rows together, such as segments of one recording. */
import { demandOptions, demandWhole } from "../demand.ts";
import { seeded } from "../random.ts";
import type { Label, Split } from "../types.ts";
import type { FoldOptions } from "./folds.ts";
import { sumOfSquares } from "../stats/moments.ts";

/** Row numbers that must stay together; each row in one group. */
export type Groups = readonly (readonly number[])[];

/** Healthy and diseased, counted. */
type Counts = [healthy: number, diseased: number];

function checkGroups(labels: readonly Label[], groups: Groups): void {
  const seen = new Uint8Array(labels.length);
  for (const row of groups.flat()) {
    if (!(row in labels) || seen[row]++ > 0) {
      throw new RangeError(`groups: expected each of ${labels.length} rows once, got row ${row}`);
    }
  }
  const missing = seen.indexOf(0);
  if (missing >= 0) throw new RangeError(`groups: row ${missing} is in none`);
}

/** No part may lack an outcome, so each outcome must be in as many groups as there are folds. */
function checkFolds(counts: readonly Counts[], folds: number, repeats: number): void {
  for (const [name, count, least] of [["folds", folds, 2], ["repeats", repeats, 1]] as const) {
    demandWhole(name, count, least);
  }
  for (const label of [0, 1]) {
    const holding = counts.filter((count) => count[label] > 0).length;
    if (holding < folds) {
      throw new RangeError(
        `folds: expected at most the number of groups with each outcome, got ${folds} folds and ` +
          `${holding} groups with outcome ${label}`,
      );
    }
  }
}

/** What each fold has of one outcome. */
interface Dealt {
  readonly total: number;
  readonly counts: Float64Array;
  /** The share of all patients with this outcome. */
  readonly shares: Float64Array;
}

function deviation(values: Float64Array): number {
  return Math.sqrt(sumOfSquares(values) / values.length);
}

/** How uneven an outcome would be over the folds if one of them got so many more. */
function unevenWith({ total, counts, shares }: Dealt, fold: number, more: number): number {
  const before = shares[fold];
  shares[fold] = (counts[fold] + more) / total;
  const uneven = deviation(shares);
  shares[fold] = before;
  return uneven;
}

/** Whether `a` equals `b` up to rounding, as in NumPy's `isclose`. */
function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b);
}

/**
 * The fold whose getting this group would leave the outcomes least uneven over the folds; on a tie,
 * the one with fewest rows.
 */
function bestFold([healthy, diseased]: readonly [Dealt, Dealt], group: Counts): number {
  // Most groups are of one outcome and leave the other as it is.
  const asItIs = [deviation(healthy.shares), deviation(diseased.shares)];
  let best = -1, least = Infinity, fewest = Infinity;
  for (let fold = 0; fold < healthy.counts.length; fold++) {
    const ofHealthy = group[0] > 0 ? unevenWith(healthy, fold, group[0]) : asItIs[0];
    const ofDiseased = group[1] > 0 ? unevenWith(diseased, fold, group[1]) : asItIs[1];
    const uneven = (ofHealthy + ofDiseased) / 2;
    const rows = healthy.counts[fold] + diseased.counts[fold];
    if (uneven < least || (isClose(uneven, least) && rows < fewest)) {
      best = fold;
      least = uneven;
      fewest = rows;
    }
  }
  return best;
}

/** For each group, the fold it is tested in. The most unbalanced groups are dealt first. */
function dealGroups(counts: readonly Counts[], order: readonly number[], folds: number): number[] {
  const dealtOf = (label: Label): Dealt => ({
    total: counts.reduce((sum, count) => sum + count[label], 0),
    counts: new Float64Array(folds),
    shares: new Float64Array(folds),
  });
  const dealt = [dealtOf(0), dealtOf(1)] as const;
  const foldOf = new Array<number>(counts.length);
  const lopsided = counts.map(([healthy, diseased]) => Math.abs(healthy - diseased));
  for (const group of order.toSorted((a, b) => lopsided[b] - lopsided[a])) {
    const fold = bestFold(dealt, counts[group]);
    dealt.forEach(({ total, counts: rows, shares }, label) => {
      rows[fold] += counts[group][label];
      shares[fold] = rows[fold] / total;
    });
    foldOf[group] = fold;
  }
  return foldOf;
}

/**
 * Folds that never split a group; within that limit the share of the diseased is as even as
 * possible.
 *
 * Equal, index for index, to scikit-learn 1.9's `StratifiedGroupKFold(folds, shuffle=True,
 * random_state=seed)` with groups numbered in the given order. Repeats continue the same
 * stream of random numbers. Row numbers in each part ascend.
 *
 * @param groups Such as from `groupIdentical` or `groupRecordings`.
 * @throws `RangeError` for fewer than 2 folds, groups that do not hold each row once, or an outcome
 * that is in fewer groups than there are folds, or ends up missing in some fold.
 *
 * @example
 * ```ts
 * import { groupedFolds } from "heartbook/resample/groups.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const groups = [[0, 1], [2, 3], [4, 5], [6]];
 * const splits = groupedFolds([0, 0, 0, 1, 0, 1, 0], { groups, folds: 2, seed: 1 });
 * assertEquals(splits.every(({ test }) => test.includes(2) === test.includes(3)), true);
 * ```
 */
export function groupedFolds(
  labels: readonly Label[],
  options: FoldOptions & { readonly groups: Groups },
): Split[] {
  demandOptions("groupedFolds", options, ["folds", "repeats", "seed", "groups"]);
  const { groups, folds, repeats = 1, seed } = options;
  checkGroups(labels, groups);
  const counts = groups.map((rows): Counts => {
    const diseased = rows.filter((row) => labels[row] === 1).length;
    return [rows.length - diseased, diseased];
  });
  checkFolds(counts, folds, repeats);
  const random = seeded(seed);
  return Array.from({ length: repeats }, (_, repeat) => {
    const foldOf = dealGroups(counts, random.shuffled(Array.from(groups.keys())), folds);
    const partOf = new Int32Array(labels.length);
    groups.forEach((rows, group) => rows.forEach((row) => partOf[row] = foldOf[group]));
    const rows = Array.from(labels.keys());
    return Array.from({ length: folds }, (_, fold): Split => {
      const test = rows.filter((row) => partOf[row] === fold);
      if (new Set(test.map((row) => labels[row])).size < 2) {
        throw new RangeError(`folds: expected both outcomes in each, fold ${fold} lacks one`);
      }
      return { repeat, train: rows.filter((row) => partOf[row] !== fold), test };
    });
  }).flat();
}
