/** Folds, cross-validation, tuning, and what follows from them. */
export { crossValidateByLevel } from "./by-level.ts";
export { byPatient } from "./by-patient.ts";
export { chooseLearner, type ChosenPipeline } from "./choose-learner.ts";
export {
  aucDifferences,
  type ComparedLearners,
  compareLearners,
  differenceOverSplits,
  type LearnerComparison,
  type SplitComparison,
} from "./compare-learners.ts";
export { crossValidate } from "./cross-validate.ts";
export { dropColumns, type DropOptions } from "./drop-column.ts";
export { type FoldOptions, stratifiedFolds } from "./folds.ts";
export { groupedFolds, type Groups } from "./groups.ts";
export { fitHeldOut, poolHeldOut, type PoolOptions } from "./held-out.ts";
export { holdOut, type HoldOutOptions } from "./hold-out.ts";
export {
  undersample,
  type UndersamplingSettings,
  withSmote,
  withUndersampling,
} from "./imbalance.ts";
export {
  scaleInsideAndBefore,
  type ScalePredictions,
  type ScalingLearners,
  smoteInsideAndBefore,
  type SmotePredictions,
} from "./leak.ts";
export { learningCurve, type LearningPoint } from "./learning-curve.ts";
export { crossValidateNested, type InnerSplits, type NestedFold } from "./nested.ts";
export { drawByGroup, numberGroups } from "./number-groups.ts";
export {
  drawSettings,
  gridOf,
  logUniform,
  type SettingsGrid,
  type SettingsSpace,
} from "./settings.ts";
export { tuneForest } from "./tune-forest.ts";
export {
  bestSoFar,
  chooseSettings,
  scoreSettings,
  type SearchOptions,
  type SettingsScore,
  tune,
  type TunedPipeline,
  type TuningRule,
} from "./tune.ts";
export { type BootstrapFits, bootstrapFits } from "./bootstrap-fits.ts";
export { conformalByPlace } from "./conformal-places.ts";
export {
  answerConformally,
  type ConformalRule,
  describeConformal,
  fitConformal,
} from "./conformal.ts";
export { type Corrected, correctOptimism } from "./optimism.ts";
export { patientFolds } from "./patient-folds.ts";
export { callLoss, point632, squaredLoss } from "./point-632.ts";
export { leaveOnePlaceOut, type Places, poolPlaces, predictPlaces } from "./transport.ts";
