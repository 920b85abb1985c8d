/** Models on matrices: fit and predict. */
export {
  binEdges,
  type BinnedTable,
  type BinnedTraining,
  type Binner,
  makeBinner,
} from "./boosting/binned.ts";
export {
  type BoostingModel,
  type BoostingSettings,
  type EarlyStopping,
  fitBinnedBoosting,
  fitBoosting,
} from "./boosting/boosting.ts";
export { type Detector, rankDetectors, rankShares, scoreAnomalies } from "./detectors/detector.ts";
export {
  fitIsolationForest,
  type IsolationForest,
  type IsolationSettings,
  scoreIsolationForest,
} from "./detectors/isolation-forest.ts";
export {
  type LocalOutlierDetector,
  localOutlierFactors,
  type LocalOutlierSettings,
} from "./detectors/local-outlier.ts";
export {
  fitMahalanobis,
  type MahalanobisDetector,
  scoreMahalanobis,
} from "./detectors/mahalanobis.ts";
export { fitRobustZ, fitZScore, scoreZScore, type ZScoreDetector } from "./detectors/z-score.ts";
export { fitForestOnAllCores } from "./forest/all-cores.ts";
export { fitForest, type ForestModel, type ForestSettings } from "./forest/forest.ts";
export { type OutOfBag, outOfBag } from "./forest/out-of-bag.ts";
export {
  elasticNetPath,
  type ElasticNetSettings,
  fitElasticNet,
  type PathOptions,
  type PathPoint,
} from "./logistic/elastic-net.ts";
export {
  fitLogistic,
  logisticCovariance,
  type LogisticModel,
  type LogisticSettings,
} from "./logistic/logistic.ts";
export { type Agreement, agreeOnForest, agreeOnLogistic } from "./mljs/agreement.ts";
export { type MlRandomForest, toMlRandomForest } from "./mljs/forest.ts";
export {
  type MlLogisticRegression,
  type MlLogisticSettings,
  toMlLogisticRegression,
} from "./mljs/logistic.ts";
export { type ByModel, type Model, predict } from "./model.ts";
export {
  fitNaiveBayes,
  type NaiveBayesModel,
  type NaiveBayesSettings,
} from "./naive-bayes/naive-bayes.ts";
export {
  fitNeighbours,
  type NeighbourSettings,
  type NeighboursModel,
  type NeighbourWeights,
} from "./neighbours/neighbours.ts";
export { fitSvm, type SvmModel } from "./svm/svm.ts";
export { type PruningPath, pruningPath } from "./tree/prune.ts";
export { fitTree, type TreeModel, type TreeSettings } from "./tree/tree.ts";
export { type ClassWeights, rowWeights } from "./weights.ts";
