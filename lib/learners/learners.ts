/**
 * The models by name, as learners: settings in, a function from raw patients to a fitted pipeline
 * out. The preparation may be changed in a second argument, such as `{ levels: "reference" }`.
 */
import {
  boostingFamily,
  elasticNetFamily,
  type Family,
  forestFamily,
  logisticFamily,
  naiveBayesFamily,
  neighboursFamily,
  prevalenceFamily,
  svmFamily,
  treeFamily,
} from "./families.ts";
import type { BoostingSettings } from "../models/boosting/boosting.ts";
import type { ElasticNetSettings } from "../models/logistic/elastic-net.ts";
import type { ForestSettings } from "../models/forest/forest.ts";
import type { LogisticSettings } from "../models/logistic/logistic.ts";
import type { NaiveBayesSettings } from "../models/naive-bayes/naive-bayes.ts";
import type { NeighbourSettings } from "../models/neighbours/neighbours.ts";
import type { SvmSettings } from "../models/svm/svm.ts";
import type { TreeSettings } from "../models/tree/tree.ts";
import { type Learner, prepareTraining } from "../pipeline.ts";
import type { Preparation } from "../prepare/preprocessor.ts";

/** What may differ from how a family wants its numbers. */
type Preparing = Partial<Preparation>;

/** The learner of one family with one choice of settings. */
export function learn<Settings>(
  family: Family<Settings>,
  settings: Settings,
  preparation: Preparing = {},
): Learner {
  const wanted = { ...family.preparation, ...preparation };
  return (train, work) => {
    const { preprocessor, training } = prepareTraining(train, wanted);
    const [model] = family.fit(training, [settings], work);
    return { schema: train.schema, preprocessor, model };
  };
}

/** The share of the diseased for everybody: the baseline. */
export function prevalence(): Learner {
  return learn(prevalenceFamily, {});
}

/**
 * Logistic regression, unpenalised or with a ridge penalty `l2` on the standardised numbers and
 * the levels. Without a penalty a reference level is left out, else the levels are collinear.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/learners.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fitted = await logistic({ l2: 1 })(readHeart());
 * assertEquals(fitted.model.kind, "logistic");
 * ```
 */
export function logistic(settings: LogisticSettings = {}, preparation: Preparing = {}): Learner {
  const levels = (settings.l2 ?? 0) > 0 ? "all" : "reference";
  return learn(logisticFamily, settings, { levels, ...preparation });
}

/** Logistic regression with an elastic-net penalty, on standardised numbers and the levels. */
export function elasticNet(settings: ElasticNetSettings, preparation: Preparing = {}): Learner {
  return learn(elasticNetFamily, settings, preparation);
}

/** What became of the `k` patients most like this one, on standardised numbers and the levels. */
export function neighbours(settings: NeighbourSettings, preparation: Preparing = {}): Learner {
  return learn(neighboursFamily, settings, preparation);
}

/** Naive Bayes: numbers as normal, levels as they are counted, all taken as independent. */
export function naiveBayes(
  settings: NaiveBayesSettings = {},
  preparation: Preparing = {},
): Learner {
  return learn(naiveBayesFamily, settings, preparation);
}

/** A classification tree on the numbers as they are. */
export function tree(settings: TreeSettings = {}, preparation: Preparing = {}): Learner {
  return learn(treeFamily, settings, preparation);
}

/** A random forest on the numbers as they are. */
export function forest(settings: ForestSettings = {}, preparation: Preparing = {}): Learner {
  return learn(forestFamily, settings, preparation);
}

/** Gradient-boosted trees on the numbers as they are. */
export function boosting(settings: BoostingSettings = {}, preparation: Preparing = {}): Learner {
  return learn(boostingFamily, settings, preparation);
}

/** A support vector machine on standardised numbers and the levels. */
export function svm(settings: SvmSettings, preparation: Preparing = {}): Learner {
  return learn(svmFamily, settings, preparation);
}
