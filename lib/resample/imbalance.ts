/**
 * Learners that balance the outcomes of their training part before learning from it. That shifts
 * the probabilities towards the rarer outcome, as class weights do; moving the threshold does not.
 *
 * Class weights are not here: they are a setting of the models, such as
 * `logistic({ classWeights: "balanced" })`.
 */
import { demandShare } from "../demand.ts";
import { takeRows } from "../data/dataset.ts";
import type { Learner } from "../pipeline.ts";
import { smote, type SmoteSettings } from "../prepare/smote.ts";
import { seeded } from "../random.ts";
import type { Dataset } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";

/** How {@link undersample} draws. */
export interface UndersamplingSettings {
  readonly seed: number;
  /** Target ratio of the rarer to the other outcome; default 1. */
  readonly ratio?: number;
}

/**
 * All patients of the rarer outcome and some of the other, drawn without replacement, in their
 * original order. If the ratio is already reached, no patient is left out. The patients drawn are
 * those of imbalanced-learn's `RandomUnderSampler(sampling_strategy=ratio, random_state=seed)`.
 *
 * @throws `RangeError` for a ratio outside (0, 1] or one outcome only.
 *
 * @example
 * ```ts
 * import { readCardiotocography } from "heartbook/cardiotocography/recordings.ts";
 * import { undersample } from "heartbook/resample/imbalance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const few = undersample(readCardiotocography(), { ratio: 0.5, seed: 1 });
 * assertEquals(few.rows.length, 3 * 176);
 * ```
 */
export function undersample(train: Dataset, settings: UndersamplingSettings): Dataset {
  const { ratio = 1, seed } = settings;
  demandShare("ratio", ratio);
  const [healthy, diseased] = [0, 1].map((label) =>
    train.labels.flatMap((each, row) => each === label ? [row] : [])
  );
  if (healthy.length === 0 || diseased.length === 0) {
    throw new RangeError("undersample: expected both outcomes, got one only");
  }
  const [rarer, other] = diseased.length <= healthy.length
    ? [diseased, healthy]
    : [healthy, diseased];
  const wanted = Math.floor(rarer.length / ratio);
  if (wanted >= other.length) return train;
  const places = seeded(seed).shuffled(Array.from(other.keys())).slice(0, wanted);
  const kept = [...rarer, ...places.map((place) => other[place])];
  return takeRows(train, kept.sort((a, b) => a - b));
}

/**
 * The learner, trained with the rarer outcome made more frequent by `smote`: inside the training
 * part, so that no made-up patient is ever predicted.
 *
 * The learner throws as `smote` does.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { prevalence } from "heartbook/learners/prevalence.ts";
 * import { withSmote } from "heartbook/resample/imbalance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { model } = await withSmote(prevalence(), { seed: 1 })(readHeart());
 * assertEquals(model, { kind: "prevalence", p: 0.5 });
 * ```
 */
export function withSmote(learner: Learner, settings: SmoteSettings): Learner {
  const origin = { module: import.meta.url, name: "withSmote", settings: [learner, settings] };
  return comesFrom((train, work) => learner(smote(train, settings), work), origin);
}

/**
 * The learner, trained with fewer patients of the more frequent outcome. It throws as `undersample`
 * does.
 */
export function withUndersampling(learner: Learner, settings: UndersamplingSettings): Learner {
  const origin = {
    module: import.meta.url,
    name: "withUndersampling",
    settings: [learner, settings],
  };
  return comesFrom((train, work) => learner(undersample(train, settings), work), origin);
}
