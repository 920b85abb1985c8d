/** The record of a model: everything the other rooms need besides fit and predict. */
import type { AllowedSettings } from "../models/allowed.ts";
import type { Model } from "../models/model.ts";
import { type Learner, type Pipeline, prepareTraining } from "../pipeline.ts";
import type { Preparation } from "../prepare/preprocessor.ts";
import type { Matrix, Training, WorkOptions } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";

/** What a model asks of its reader. */
export interface Traits {
  /** Complexity: lower is preferred among ties. */
  readonly complexity: number;
  /** Whether a doctor can read the reasons for its predictions. */
  readonly readable: boolean;
}

/**
 * Models of one kind that differ in their settings. Several are fitted and predicted together so
 * that they can share work, which makes tuning fast.
 */
export interface ModelRecord<Settings, Fitted extends Model = Model> {
  /** Display name, such as "elastic net". */
  readonly name: string;
  readonly kind: Fitted["kind"];
  readonly traits: Traits;
  /** How these models need their numbers. */
  readonly preparation: Preparation;
  /** The allowed values of each setting. */
  readonly allowed: AllowedSettings<Settings>;
  /** The settings worth trying, the simplest first; `seed` for those that draw. */
  grid(seed: number): readonly Settings[];
  /** Whether so many training rows are enough for these settings; any are, where it is left out. */
  fits?(settings: Settings, rows: number): boolean;
  /** One model per entry of settings, in order. */
  fit(
    training: Training,
    settings: readonly Settings[],
    work?: WorkOptions,
  ): Fitted[] | Promise<Fitted[]>;
  /** Predictions of models that were fitted together, if they can share work. */
  predict?(models: readonly Fitted[], X: Matrix): Float64Array[];
}

/** For models that compare or penalise columns: all on the same scale. */
export const standardised: Preparation = { numbers: "standardised", levels: "all" };
/** For models that look at one column at a time, whatever its scale. */
export const raw: Preparation = { numbers: "raw", levels: "all" };

/** Overrides of the model's usual preparation. */
export type Preparing = Partial<Preparation>;

/** The learner of one kind of model with one choice of settings. */
export function learn<Settings>(
  record: Pick<ModelRecord<Settings>, "preparation" | "fit">,
  settings: Settings,
  preparation: Preparing = {},
): Learner {
  const wanted = { ...record.preparation, ...preparation };
  const learner: Learner = (train, work = {}) => {
    work.signal?.throwIfAborted();
    const { preprocessor, training } = prepareTraining(train, wanted);
    let told = false;
    const progress = (done: number, total: number): unknown => {
      told = true;
      return work.progress?.(done, total);
    };
    const finish = ([model]: readonly Model[]): Pipeline => {
      // A single-step fit reports a single step.
      if (!told) work.progress?.(1, 1);
      return { schema: train.schema, preprocessor, model };
    };
    const fitted = record.fit(training, [settings], { ...work, progress });
    return fitted instanceof Promise ? fitted.then(finish) : finish(fitted);
  };
  const origin = { module: import.meta.url, name: "learn" };
  return comesFrom(learner, { ...origin, settings: [record, settings, preparation] });
}
