/** What the rooms above know of a model: everything, in one record, that is not fit or predict itself. */
import type { AllowedSettings } from "../models/allowed.ts";
import type { Model } from "../models/model.ts";
import { type Learner, prepareTraining } from "../pipeline.ts";
import type { Preparation } from "../prepare/preprocessor.ts";
import type { Matrix, Training, WorkOptions } from "../types.ts";

/** What a reader has to do with a model. */
export interface Traits {
  /** How hard it is to follow: the lower is preferred among equals. */
  readonly complexity: number;
  /** Whether a doctor can read off why it says what it says. */
  readonly readable: boolean;
}

/**
 * Models of one kind that differ in their settings. Several are fitted and predicted in one go, so
 * that they share what work they can: that is what makes tuning fast.
 */
export interface ModelRecord<Settings, Fitted extends Model = Model> {
  /** What a reader calls it, such as "elastic net". */
  readonly name: string;
  readonly kind: Fitted["kind"];
  readonly traits: Traits;
  /** How these models want their numbers. */
  readonly preparation: Preparation;
  /** What each setting may be. */
  readonly allowed: AllowedSettings<Settings>;
  /** The settings worth trying, the simplest first; `seed` for those that draw. */
  grid(seed: number): readonly Settings[];
  /** One model for each of the settings, in their order. */
  fit(training: Training, settings: readonly Settings[], work?: WorkOptions): Fitted[];
  /** Predictions of models that were fitted together, where they can share work. */
  predict?(models: readonly Fitted[], X: Matrix): Float64Array[];
}

/** For models that compare or penalise columns: all on one scale. */
export const standardised: Preparation = { numbers: "standardised", levels: "all" };
/** For models that ask about one column at a time, whatever its scale. */
export const raw: Preparation = { numbers: "raw", levels: "all" };

/** What may differ from how a model wants its numbers. */
export type Preparing = Partial<Preparation>;

/** The learner of one kind of model with one choice of settings. */
export function learn<Settings>(
  record: Pick<ModelRecord<Settings>, "preparation" | "fit">,
  settings: Settings,
  preparation: Preparing = {},
): Learner {
  const wanted = { ...record.preparation, ...preparation };
  return (train, work = {}) => {
    work.signal?.throwIfAborted();
    const { preprocessor, training } = prepareTraining(train, wanted);
    let told = false;
    const progress = (done: number, total: number): unknown => {
      told = true;
      return work.progress?.(done, total);
    };
    const [model] = record.fit(training, [settings], { ...work, progress });
    // What is fitted in one step is told as one.
    if (!told) work.progress?.(1, 1);
    return { schema: train.schema, preprocessor, model };
  };
}
