/** Folds that keep copies of a patient together, for bootstrap samples. */
import type { Dataset, Split } from "../types.ts";
import { type FoldOptions, stratifiedFolds } from "./folds.ts";
import { groupedFolds } from "./groups.ts";

/**
 * `stratifiedFolds`, or `groupedFolds` if rows share an id. Otherwise a patient drawn twice would
 * train the model that is tested on the copy, and tuning would favour the one that memorises best.
 *
 * @throws as they do.
 *
 * @example
 * ```ts
 * import { takeRows } from "heartbook/data/dataset.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { patientFolds } from "heartbook/resample/patient-folds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const drawn = takeRows(readHeart(), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8]);
 * const [{ test }] = patientFolds(drawn, { folds: 2, seed: 1 });
 * assertEquals(test.filter((row) => row % 2 === 0).length, test.length / 2);
 * ```
 */
export function patientFolds(
  { ids, labels }: Dataset,
  { folds, repeats, seed }: FoldOptions,
): Split[] {
  const groups = [...Map.groupBy(ids.keys(), (row) => ids[row]).values()];
  return groups.length === ids.length
    ? stratifiedFolds(labels, { folds, repeats, seed })
    : groupedFolds(labels, { folds, repeats, seed, groups });
}
