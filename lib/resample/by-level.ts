/** A separate model for each level of a category, such as women and men. */
import { demandOptions } from "../demand.ts";
import type { Learner } from "../pipeline.ts";
import type { Dataset, PredictionTable, Split, WorkOptions } from "../types.ts";
import { byPatient } from "./by-patient.ts";
import { crossValidate } from "./cross-validate.ts";

function joinTables(tables: readonly PredictionTable[]): PredictionTable {
  const join = (column: "repeat" | "split" | "row"): Int32Array =>
    Int32Array.from(tables.flatMap((table) => [...table[column]]));
  return {
    repeat: join("repeat"),
    split: join("split"),
    row: join("row"),
    label: Uint8Array.from(tables.flatMap((table) => [...table.label])),
    p: Float64Array.from(tables.flatMap((table) => [...table.p])),
  };
}

/**
 * Out-of-fold predictions of separate models: within every split, the test patients of each level
 * are predicted by a model of the training patients of that level. In the order of `byPatient`.
 *
 * @param by The category.
 * @throws `RangeError` if `by` is not a category or is missing for a patient; also as
 * `crossValidate` does.
 */
export async function crossValidateByLevel(
  dataset: Dataset,
  learner: Learner,
  splits: readonly Split[],
  options: WorkOptions & { readonly by: string },
): Promise<PredictionTable> {
  demandOptions("crossValidateByLevel", options, ["by", "progress", "signal"]);
  const { by, signal } = options;
  const feature = dataset.schema.features.find(({ name }) => name === by);
  if (feature?.kind !== "category") throw new RangeError(`by: expected a category, got "${by}"`);
  const unknown = dataset.rows.findIndex((row) => row[by] === null);
  if (unknown >= 0) throw new RangeError(`row ${unknown}: expected ${by} to be recorded`);
  const tables: PredictionTable[] = [];
  for (const level of feature.levels) {
    const own = (rows: readonly number[]): number[] =>
      rows.filter((row) => dataset.rows[row][by] === level);
    const parts = splits.map((split) => ({
      ...split,
      train: own(split.train),
      test: own(split.test),
    }));
    tables.push((await crossValidate(dataset, { own: learner }, parts, { signal })).own);
    await options.progress?.(tables.length, feature.levels.length);
  }
  return byPatient(joinTables(tables));
}
