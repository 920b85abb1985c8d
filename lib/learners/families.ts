/**
 * The kinds of model as families: how its models want their numbers, and how several settings are
 * fitted and predicted in one go, sharing what work they can. That is what makes tuning fast.
 */
import {
  type BoostingModel,
  type BoostingSettings,
  fitBoostings,
} from "../models/boosting/boosting.ts";
import { type ElasticNetSettings, fitElasticNets } from "../models/logistic/elastic-net.ts";
import { fitForest, type ForestModel, type ForestSettings } from "../models/forest/forest.ts";
import {
  fitLogistic,
  type LogisticModel,
  type LogisticSettings,
} from "../models/logistic/logistic.ts";
import type { Model } from "../models/model.ts";
import {
  fitNaiveBayes,
  type NaiveBayesModel,
  type NaiveBayesSettings,
} from "../models/naive-bayes/naive-bayes.ts";
import {
  fitNeighboursForAll,
  type NeighbourSettings,
  type NeighboursModel,
  predictNeighboursForAll,
} from "../models/neighbours/neighbours.ts";
import { fitPrevalence, type PrevalenceModel } from "../models/prevalence.ts";
import { fitSvms, type SvmModel, type SvmSettings } from "../models/svm/svm.ts";
import { fitTrees, type TreeModel, type TreeSettings } from "../models/tree/tree.ts";
import type { Preparation } from "../prepare/preprocessor.ts";
import type { Matrix, Training, WorkOptions } from "../types.ts";

/** Models of one kind that differ in their settings. */
export interface Family<Settings, Fitted extends Model = Model> {
  readonly name: string;
  /** How these models want their numbers. */
  readonly preparation: Preparation;
  /** One model for each of the settings, in their order. */
  fit(training: Training, settings: readonly Settings[], work?: WorkOptions): Fitted[];
  /** Predictions of models that were fitted together, where they can share work. */
  predict?(models: readonly Fitted[], X: Matrix): Float64Array[];
}

/** For models that compare or penalise columns: all on one scale. */
const standardised: Preparation = { numbers: "standardised", levels: "all" };
/** For models that ask about one column at a time, whatever its scale. */
const raw: Preparation = { numbers: "raw", levels: "all" };

export const prevalenceFamily: Family<Record<never, never>, PrevalenceModel> = {
  name: "prevalence",
  preparation: raw,
  fit: (training, settings) => settings.map(() => fitPrevalence(training)),
};

export const logisticFamily: Family<LogisticSettings, LogisticModel> = {
  name: "logistic",
  preparation: standardised,
  fit: (training, settings) => settings.map((each) => fitLogistic(training, each)),
};

export const elasticNetFamily: Family<ElasticNetSettings, LogisticModel> = {
  name: "elastic net",
  preparation: standardised,
  fit: fitElasticNets,
};

export const neighboursFamily: Family<NeighbourSettings, NeighboursModel> = {
  name: "neighbours",
  preparation: standardised,
  fit: fitNeighboursForAll,
  predict: predictNeighboursForAll,
};

export const naiveBayesFamily: Family<NaiveBayesSettings, NaiveBayesModel> = {
  name: "naive Bayes",
  preparation: raw,
  fit: (training, settings) => settings.map((each) => fitNaiveBayes(training, each)),
};

export const treeFamily: Family<TreeSettings, TreeModel> = {
  name: "tree",
  preparation: raw,
  fit: fitTrees,
};

export const forestFamily: Family<ForestSettings, ForestModel> = {
  name: "forest",
  preparation: raw,
  fit: (training, settings, work) => settings.map((each) => fitForest(training, each, work)),
};

export const boostingFamily: Family<BoostingSettings, BoostingModel> = {
  name: "boosting",
  preparation: raw,
  fit: fitBoostings,
};

export const svmFamily: Family<SvmSettings, SvmModel> = {
  name: "svm",
  preparation: standardised,
  fit: fitSvms,
};
