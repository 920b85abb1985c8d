/** Models of bootstrap samples, each with its predictions for all patients. */
import { takeRows } from "../data/dataset.ts";
import { type Learner, type Pipeline, predictRows } from "../pipeline.ts";
import { childSeed, seeded } from "../random.ts";
import type { Dataset, Progress, Scored, WorkOptions } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";
import { spread, type TaskOptions } from "../workers/spread.ts";
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

/** What the samples share. */
interface Modelling<Fitted extends Pipeline> {
  readonly dataset: Dataset;
  readonly learner: (train: Dataset, work?: WorkOptions) => Fitted | Promise<Fitted>;
  /** Whether the model itself is wanted. */
  readonly keep: boolean;
}

/** One sample: the rows drawn, and its name in errors. */
interface Sample {
  readonly rows: readonly number[];
  readonly called?: string;
}

function nameSample({ called }: Sample, error: unknown): unknown {
  if (called === undefined) return error;
  return new Error(`${called}: ${(error as Error).message}`, { cause: error });
}

/** The model of one sample, if it is to be kept, and its predictions for all patients. */
export async function fitSample<Fitted extends Pipeline>(
  sample: Sample,
  { shared: { dataset, learner, keep }, signal }: TaskOptions<Modelling<Fitted>>,
): Promise<{ readonly p: Float64Array; readonly pipeline?: Fitted }> {
  try {
    const pipeline = await learner(takeRows(dataset, sample.rows), { signal });
    const p = predictRows(pipeline, dataset.rows);
    return keep ? { p, pipeline } : { p };
  } catch (error) {
    signal?.throwIfAborted();
    throw nameSample(sample, error);
  }
}
comesFrom(fitSample, { module: import.meta.url, name: "fitSample" });

/** A sample with its own inner folds. */
interface InnerSample extends Sample {
  readonly learner: Learner;
  readonly seed: number;
}

/** Out-of-fold predictions inside one sample. */
export async function predictInside(
  sample: InnerSample,
  { shared, signal }: TaskOptions<{ readonly dataset: Dataset; readonly folds: number }>,
): Promise<Scored> {
  const { learner, seed, rows } = sample;
  try {
    const drawn = takeRows(shared.dataset, rows);
    const splits = patientFolds(drawn, { folds: shared.folds, seed });
    const { inner } = await crossValidate(drawn, { inner: learner }, splits, { signal });
    return inner;
  } catch (error) {
    signal?.throwIfAborted();
    throw nameSample(sample, error);
  }
}
comesFrom(predictInside, { module: import.meta.url, name: "predictInside" });

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
  const drawn = Array.from({ length: replicates }, (_, i) => {
    const own = childSeed(seed, i);
    const random = seeded(own);
    const rows = Array.from({ length: patients }, () => random.integer(patients));
    return { rows, seed: own, called: `sample ${i} of ${replicates}` };
  });
  const all = Array.from({ length: patients }, (_, row) => row);
  const samples: (Sample & { readonly seed: number })[] = [{ rows: all, seed }, ...drawn];
  const stages = threshold === undefined ? 1 : 2;
  /** The model of all patients is not counted. */
  const tell = (stage: number): Progress => (done) =>
    done === 1 ? undefined : progress?.(stage * replicates + done - 1, stages * replicates);

  const fitted = await spread(fitSample<Fitted>, samples, {
    shared: { dataset, learner, keep: threshold?.learner !== undefined },
    progress: tell(0),
    signal,
  });
  const inner = threshold && await spread(
    predictInside,
    samples.map((sample, i) => ({
      ...sample,
      learner: threshold.learner?.(fitted[i].pipeline!) ?? learner,
    })),
    { shared: { dataset, folds: threshold.folds }, progress: tell(1), signal },
  );
  const [apparent, ...others] = samples.map((sample, i): BootstrapFit => {
    const counts = new Uint16Array(patients);
    for (const row of sample.rows) counts[row]++;
    const value = (): number => {
      try {
        return threshold!.choose(inner![i]).value;
      } catch (error) {
        throw nameSample(sample, error);
      }
    };
    return { counts, p: fitted[i].p, threshold: inner === undefined ? null : value() };
  });
  return { labels: dataset.labels, apparent, samples: others };
}
