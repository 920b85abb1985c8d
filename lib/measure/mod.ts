/** Metrics of predictions, with intervals. */
export { rocAuc } from "./auc.ts";
export {
  bootstrap,
  bootstrapDifference,
  type BootstrapOptions,
  intervalsOf,
  type Scoring,
} from "./bootstrap.ts";
export {
  type CalibrationCurve,
  calibrationCurve,
  type CalibrationErrors,
  calibrationErrors,
  type CalibrationPoint,
  smoothObserved,
} from "./calibration-curve.ts";
export {
  calibration,
  type CalibrationFigure,
  spiegelhalter,
  type SpiegelhalterTest,
} from "./calibration.ts";
export { alarmsPerHundred, callRecords } from "./calls.ts";
export { type Comparison, describeDifference } from "./compare.ts";
export {
  accuracy,
  balancedAccuracy,
  type Confusion,
  confusionAt,
  f1,
  kappa,
  matthews,
  negativePredictiveValue,
  precision,
  recall,
  specificity,
} from "./confusion.ts";
export {
  precisionRecallCurve,
  type PrecisionRecallPoint,
  rocCurve,
  type RocPoint,
} from "./curves.ts";
export { compareAuc, delongInterval } from "./delong.ts";
export {
  figuresByGroup,
  type GroupFigures,
  type GroupOptions,
  groupsOf,
  opportunityDifference,
  type OpportunityOptions,
  splitScored,
} from "./groups.ts";
export {
  type CallOptions,
  compareRecall,
  compareSpecificity,
  type Discordance,
  mcnemar,
} from "./mcnemar.ts";
export { atThreshold, type DecisionKey, type MetricKey, metrics } from "./metrics.ts";
export { decisionCurve, type DecisionPoint, netBenefit } from "./netbenefit.ts";
export { fitRecalibration, recalibrate, type Recalibration } from "./recalibrate.ts";
export {
  type Figures,
  replicateFigures,
  type Replicates,
  type ResamplingOptions,
} from "./replicates.ts";
export { rocBand, type RocBandPoint } from "./roc-band.ts";
export { meanOverSplits, scoreModels, scoreSplits } from "./score.ts";
export { bootstrapModels, type BoundedFigures, compareWith } from "./side-by-side.ts";
export { type SweepPoint, sweepThresholds } from "./sweep.ts";
export { type AcrossPlaces, acrossPlaces } from "./across-places.ts";
export { countParameters, coxSnell, patientsNeeded, type SampleSize } from "./sample-size.ts";
export { pickFigure, validatePlaces } from "./validate-places.ts";
export { validate, type Validation } from "./validation.ts";
export {
  expectElsewhere,
  validationPatientsNeeded,
  type ValidationSize,
} from "./validation-size.ts";
