/** Would more patients help? Cross-validation with training parts cut to size. */
import { demandOptions } from "../demand.ts";
import { seeded } from "../random.ts";
import type { Dataset, PredictionTable, Split, WorkOptions } from "../types.ts";
import type { Learner } from "../pipeline.ts";
import { crossValidate } from "./cross-validate.ts";

/** Predictions of models trained on a given number of patients. */
export interface LearningPoint<Name extends string> {
  /** Training patients per split. */
  readonly patients: number;
  readonly predictions: Record<Name, PredictionTable>;
}

/**
 * Repeats the same splits with their training parts cut to each of `sizes` by a seeded draw. The
 * draws are nested, so a larger training part contains all patients of a smaller one; test parts
 * stay complete.
 *
 * @param options `sizes` are numbers of training patients, none above the smallest training part.
 * @throws `RangeError` for a size out of range, and as `crossValidate` does.
 */
export async function learningCurve<Name extends string>(
  dataset: Dataset,
  learners: Readonly<Record<Name, Learner>>,
  splits: readonly Split[],
  options: WorkOptions & { readonly sizes: readonly number[]; readonly seed: number },
): Promise<LearningPoint<Name>[]> {
  demandOptions("learningCurve", options, ["sizes", "seed", "progress", "signal"]);
  const { sizes, seed, signal } = options;
  const largest = Math.min(...splits.map((split) => split.train.length));
  for (const size of sizes) {
    if (!Number.isInteger(size) || size < 1 || size > largest) {
      throw new RangeError(`sizes: expected whole numbers from 1 to ${largest}, got ${size}`);
    }
  }
  const random = seeded(seed);
  const drawn = splits.map((split) => random.shuffled(split.train));
  const points: LearningPoint<Name>[] = [];
  for (const [i, patients] of sizes.entries()) {
    const cut = splits.map((split, j) => ({ ...split, train: drawn[j].slice(0, patients) }));
    points.push({
      patients,
      predictions: await crossValidate(dataset, learners, cut, {
        signal,
        progress: (done, total) => options.progress?.(i * total + done, sizes.length * total),
      }),
    });
  }
  return points;
}
