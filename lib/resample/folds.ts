/** Splitting the rows into training and test parts. */
import { demandOptions, demandWhole } from "../demand.ts";
import { type Random, seeded } from "../random.ts";
import type { Label, Split } from "../types.ts";

/** How to split the rows. */
export interface FoldOptions {
  /** Number of folds, at least 2. */
  readonly folds: number;
  /** Number of repeats, each shuffled again; default 1. */
  readonly repeats?: number;
  readonly seed: number;
}

function checkCount(name: string, count: number, least: number): void {
  demandWhole(name, count, least);
}

/** Label by label, in order of first appearance, the fold each row is tested in. */
function drawFolds(labels: readonly Label[], folds: number, random: Random): Int32Array {
  const classes = [...new Set(labels)];
  const foldOf = new Int32Array(labels.length);
  let dealt = 0;
  for (const label of classes) {
    const members = labels.flatMap((value, row) => (value === label ? [row] : []));
    // Rows sorted by class are dealt to the folds in turn; a class continues where the last one
    // stopped.
    const counts = new Array<number>(folds).fill(0);
    members.forEach((_, i) => counts[(dealt + i) % folds]++);
    dealt += members.length;
    const deal = random.shuffled(counts.flatMap((count, fold) => Array<number>(count).fill(fold)));
    members.forEach((row, i) => foldOf[row] = deal[i]);
  }
  return foldOf;
}

/**
 * Stratified folds: the share of the diseased is as even as possible.
 *
 * Equal, index for index, to scikit-learn's `StratifiedKFold(folds, shuffle=True,
 * random_state=seed)`, and with `repeats` to its `RepeatedStratifiedKFold`. Row numbers in each
 * part ascend.
 *
 * @throws `RangeError` for fewer than 2 folds, or more folds than the rarer outcome has patients,
 * since some test part would then contain only one outcome.
 *
 * @example
 * ```ts
 * import { stratifiedFolds } from "heartbook/resample/folds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const splits = stratifiedFolds([0, 0, 1, 1], { folds: 2, seed: 42 });
 * assertEquals(splits[0].test.length + splits[0].train.length, 4);
 * ```
 */
export function stratifiedFolds(labels: readonly Label[], options: FoldOptions): Split[] {
  demandOptions("stratifiedFolds", options, ["folds", "repeats", "seed"]);
  const { folds, repeats = 1, seed } = options;
  checkCount("folds", folds, 2);
  checkCount("repeats", repeats, 1);
  for (const label of [0, 1]) {
    const count = labels.filter((value) => value === label).length;
    if (count < folds) {
      throw new RangeError(
        `folds: expected at most the number of patients of each outcome, got ${folds} folds and ` +
          `${count} patients with outcome ${label}`,
      );
    }
  }
  const random = seeded(seed);
  const rows = labels.map((_, row) => row);
  return Array.from({ length: repeats }, (_, repeat) => {
    const foldOf = drawFolds(labels, folds, random);
    return Array.from({ length: folds }, (_, fold) => ({
      repeat,
      train: rows.filter((row) => foldOf[row] !== fold),
      test: rows.filter((row) => foldOf[row] === fold),
    }));
  }).flat();
}
