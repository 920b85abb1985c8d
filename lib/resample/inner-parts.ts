/** The parts of an inner cross-validation, shared by all searches on the same rows. */
import { takeRows } from "../data/dataset.ts";
import type { Dataset, Split } from "../types.ts";
import { patientFolds } from "./patient-folds.ts";

/** The two sides of a split. */
export interface Parts {
  readonly train: Dataset;
  readonly test: Dataset;
}

/** Of a longer table the parts, with all that is prepared from them, would fill the memory. */
const FEW_ROWS = 5000;

const folds = new WeakMap<Dataset, Map<string, readonly Split[]>>();
const parts = new WeakMap<Dataset, Map<Split, Parts>>();

/** What is known of this data set and key, computed and kept if the data set is short. */
function remember<Key, Value>(
  kept: WeakMap<Dataset, Map<Key, Value>>,
  at: { readonly dataset: Dataset; readonly key: Key },
  compute: () => Value,
): Value {
  const { dataset, key } = at;
  if (dataset.rows.length > FEW_ROWS) return compute();
  let known = kept.get(dataset);
  if (!known) kept.set(dataset, known = new Map());
  let value = known.get(key);
  if (value === undefined) known.set(key, value = compute());
  return value;
}

/**
 * `patientFolds` of these rows. Models that are tuned on the same few rows get the very same splits,
 * so that {@link takeParts}, and what is prepared from its parts, serve them all.
 */
export function innerFolds(
  dataset: Dataset,
  options: { readonly folds: number; readonly seed: number },
): readonly Split[] {
  const key = `${options.folds} ${options.seed}`;
  return remember(folds, { dataset, key }, () => patientFolds(dataset, options));
}

/** The rows on either side of a split: up to 5,000 rows, the same data sets at each call. */
export function takeParts(dataset: Dataset, split: Split): Parts {
  return remember(parts, { dataset, key: split }, () => ({
    train: takeRows(dataset, split.train),
    test: takeRows(dataset, split.test),
  }));
}
