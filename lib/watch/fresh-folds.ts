/** Folds for judging a model that is already in use. */
import { type FoldOptions, stratifiedFolds } from "../resample/folds.ts";
import type { Dataset, Split } from "../types.ts";

/** All patients, the known ones first, and their splits. */
export interface FreshFolds {
  readonly patients: Dataset;
  readonly splits: readonly Split[];
}

/**
 * Folds that test on fresh patients only. The known patients, from whom the model in use has
 * learned, are in every training part: a challenger may use them, but no model is judged on them.
 *
 * @throws `RangeError` for a patient whose id is in both, and as `stratifiedFolds` does for
 * the fresh ones; `TypeError` if the two have different features.
 *
 * @example
 * ```ts
 * import { takeRows } from "heartbook/data/dataset.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { freshFolds } from "heartbook/watch/fresh-folds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const all = readHeart();
 * const rows = all.rows.map((_, i) => i);
 * const known = takeRows(all, rows.slice(0, 203)), fresh = takeRows(all, rows.slice(203));
 * const { patients, splits } = freshFolds({ known, fresh }, { folds: 5, seed: 1 });
 * assertEquals(patients.rows.length, 303);
 * assertEquals(splits[0].test.length, 20);
 * assertEquals(splits[0].train.length, 283);
 * ```
 */
export function freshFolds(
  { known, fresh }: { readonly known: Dataset; readonly fresh: Dataset },
  options: FoldOptions,
): FreshFolds {
  const [then, now] = [known, fresh].map(({ schema }) => schema.features.map(({ name }) => name));
  if (then.join() !== now.join()) {
    throw new TypeError(`expected the same features, got ${then.join(", ")} and ${now.join(", ")}`);
  }
  const ids = new Set(known.ids);
  const twice = fresh.ids.find((id) => ids.has(id));
  if (twice !== undefined) throw new RangeError(`patient "${twice}" is both known and fresh`);
  const offset = known.rows.length;
  const shift = (rows: readonly number[]): number[] => rows.map((row) => row + offset);
  return {
    patients: {
      schema: known.schema,
      rows: [...known.rows, ...fresh.rows],
      labels: [...known.labels, ...fresh.labels],
      ids: [...known.ids, ...fresh.ids],
    },
    splits: stratifiedFolds(fresh.labels, options).map(({ repeat, train, test }) => ({
      repeat,
      train: [...known.rows.keys(), ...shift(train)],
      test: shift(test),
    })),
  };
}
