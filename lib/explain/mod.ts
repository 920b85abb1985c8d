/** Explanations of models and predictions. */
export { type AccumulatedEffect, accumulatedEffect } from "./accumulated.ts";
export { type AgreementRow, agreeOn } from "./agreement.ts";
export { type BackgroundOptions, chooseBackground } from "./background.ts";
export {
  type Change,
  type Counterfactual,
  type CounterfactualOptions,
  counterfactuals,
  writeChanges,
} from "./counterfactual.ts";
export {
  chooseValues,
  type Dependence,
  type JointCell,
  jointDependence,
  partialDependence,
  type Value,
} from "./dependence.ts";
export { explainRows, type ExplainRowsOptions, type RowExplanation } from "./explain-rows.ts";
export type { HeldOut } from "./features.ts";
export { type ImpurityImportance, impurityImportance, withNoise } from "./impurity.ts";
export { type KernelExplanation, type KernelOptions, kernelShap } from "./kernel-shap.ts";
export {
  lime,
  type LimeExplanation,
  type LimeOptions,
  type LimeStability,
  type LimeWeight,
  repeatLime,
} from "./lime.ts";
export {
  type AdjustedOdds,
  boundOdds,
  type BoundOddsOptions,
  type OddsOptions,
  oddsRatios,
} from "./odds-ratios.ts";
export { type Importance, permutationImportance, type PermutationOptions } from "./permutation.ts";
export {
  type Contribution,
  explain,
  explainByPaths,
  type ExplainOptions,
  type Explanation,
} from "./shap.ts";
export {
  addPoints,
  makePoints,
  type PointsBand,
  type PointsFeature,
  type PointsOptions,
  pointsProbability,
  pointsRecords,
  type PointsScore,
  predictPoints,
} from "./points.ts";
export { treePath, type TreeRule, treeRules } from "./tree-rules.ts";
