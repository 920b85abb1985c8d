/** Models of bootstrap samples, each with its predictions for all patients. */
import { takeRows } from "../data/dataset.ts";
import { type Learner, type Pipeline, predictRows } from "../pipeline.ts";
import { childSeed, seeded } from "../random.ts";
import type { Dataset, Scored, WorkOptions } from "../types.ts";
import { crossValidate } from "./cross-validate.ts";
import { patientFolds } from "./patient-folds.ts";

/** The predictions of one model, built by all modelling steps, for all patients. */
export interface BootstrapFit {
  /** How often each patient was drawn for its training; 1 for the model of all patients. */
  readonly counts: Uint16Array;
  /** Its probability for each patient of the data set. */
  readonly p: Float64Array;
  /** The threshold chosen on its own training sample; `null` if none was requested. */
  readonly threshold: number | null;
}

/** The model of all patients and those of the samples: the input for optimism. */
export interface BootstrapFits {
  readonly labels: readonly number[];
  readonly apparent: BootstrapFit;
  readonly samples: readonly BootstrapFit[];
}

/** How a threshold is chosen in every sample: on inner out-of-fold predictions. */
export interface InnerThreshold<Fitted extends Pipeline = Pipeline> {
  readonly choose: (scored: Scored) => { readonly value: number };
  readonly folds: number;
  /**
   * The learner for the inner folds, given the sample's own model, such as its kind with the
   * settings that tuning chose; default the learner itself, which tunes in each inner fold.
   */
  readonly learner?: (fitted: Fitted) => Learner;
}

/** How many samples, and what to do in each. */
export interface BootstrapFitOptions<Fitted extends Pipeline = Pipeline> extends WorkOptions {
  /** Default 500. */
  readonly replicates?: number;
  readonly seed: number;
  /** Set if choosing a threshold is part of the modelling. */
  readonly threshold?: InnerThreshold<Fitted>;
}

async function chooseThreshold(
  sample: Dataset,
  learner: Learner,
  options: Pick<InnerThreshold, "choose" | "folds"> & {
    readonly seed: number;
    readonly signal?: AbortSignal;
  },
): Promise<number> {
  const splits = patientFolds(sample, options);
  const { inner } = await crossValidate(sample, { inner: learner }, splits, {
    signal: options.signal,
  });
  return options.choose(inner).value;
}

/**
 * Draws as many patients as there are, with replacement, repeatedly, and builds a model from each
 * sample by all modelling steps: whatever the learner does (imputation, scaling, tuning), and the
 * choice of a threshold if requested. Each model then predicts every patient of the data set.
 *
 * Copies of a patient stay on one side of inner folds (see `patientFolds`). Each sample has its own
 * seed, so adding replicates does not change the first ones.
 *
 * @throws `RangeError` for no replicates; also as learner and threshold do, naming the sample.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { bootstrapFits } from "heartbook/resample/bootstrap-fits.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fits = await bootstrapFits(readHeart(), logistic({ l2: 1 }), { replicates: 5, seed: 1 });
 * assertEquals(fits.samples.map(({ p }) => p.length), [303, 303, 303, 303, 303]);
 * ```
 */
export async function bootstrapFits<Fitted extends Pipeline>(
  dataset: Dataset,
  learner: (train: Dataset, work?: WorkOptions) => Fitted | Promise<Fitted>,
  options: BootstrapFitOptions<Fitted>,
): Promise<BootstrapFits> {
  const { replicates = 500, seed, threshold, progress, signal } = options;
  if (!Number.isInteger(replicates) || replicates < 1) {
    throw new RangeError(`replicates: expected a whole number from 1, got ${replicates}`);
  }
  const patients = dataset.rows.length;
  const fit = async (rows: readonly number[], own: number): Promise<BootstrapFit> => {
    const sample = takeRows(dataset, rows);
    const counts = new Uint16Array(patients);
    for (const row of rows) counts[row]++;
    const pipeline = await learner(sample, { signal });
    return {
      counts,
      p: predictRows(pipeline, dataset.rows),
      threshold: threshold === undefined
        ? null
        : await chooseThreshold(sample, threshold.learner?.(pipeline) ?? learner, {
          ...threshold,
          seed: own,
          signal,
        }),
    };
  };
  const apparent = await fit(Array.from({ length: patients }, (_, row) => row), seed);
  const samples: BootstrapFit[] = [];
  for (let i = 0; i < replicates; i++) {
    signal?.throwIfAborted();
    const own = childSeed(seed, i);
    const random = seeded(own);
    const rows = Array.from({ length: patients }, () => random.integer(patients));
    try {
      samples.push(await fit(rows, own));
    } catch (error) {
      signal?.throwIfAborted();
      throw new Error(`sample ${i} of ${replicates}: ${(error as Error).message}`, {
        cause: error,
      });
    }
    await progress?.(i + 1, replicates);
  }
  return { labels: dataset.labels, apparent, samples };
}
