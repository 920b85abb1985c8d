/** From rows to numbers: fill, encode, scale, derive, oversample. */
export { type Condition, derive, type DerivedFeature, type Formula } from "./derived.ts";
export {
  fitIterativeFilling,
  type IterativeFilling,
  type IterativeSettings,
} from "./impute-iterative.ts";
export { fillFromNeighbours, type NeighbourFilling } from "./impute-neighbours.ts";
export { distanceShares, type TracedColumn, traceRow } from "./inspect.ts";
export { interactWith } from "./interactions.ts";
export {
  type Fence,
  type FenceSettings,
  fitFences,
  flagOutliers,
  type Outlier,
  type OutlierRule,
} from "./outliers.ts";
export { fitPreprocessor, type Preparation, prepare, type Preprocessor } from "./preprocessor.ts";
export {
  deleteCells,
  type DeleteSettings,
  restorationError,
  restoreCells,
  type RestoredCell,
} from "./restore-cells.ts";
export { selectFeatures, type SelectSettings } from "./select.ts";
export { smote, type SmoteSettings } from "./smote.ts";
export { fitSteps, type FittedSteps, type RowStep, type StepSettings } from "./steps.ts";
