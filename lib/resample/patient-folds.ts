/** Folds that keep copies of a patient together, as a bootstrap sample has them. */
import type { Dataset, Split } from "../types.ts";
import { type FoldOptions, stratifiedFolds } from "./folds.ts";
import { groupedFolds } from "./groups.ts";

/**
 * `stratifiedFolds`, or `groupedFolds` where rows share an id: a patient drawn twice would else
 * teach the model that is judged on the copy, and tuning would take the one that remembers best.
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
export function patientFolds({ ids, labels }: Dataset, options: FoldOptions): Split[] {
  const groups = [...Map.groupBy(ids.keys(), (row) => ids[row]).values()];
  return groups.length === ids.length
    ? stratifiedFolds(labels, options)
    : groupedFolds(labels, { ...options, groups });
}
