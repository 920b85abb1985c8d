/** The log of predictions, and whether the model is out of date. */
export { type CalibrationDrift, calibrationDrift, type TestedFigure } from "./calibration-drift.ts";
export { type Challenge, challenge, type Rivals } from "./challenge.ts";
export { type ColumnDrift, type CorrectedTest, findDrift } from "./drift.ts";
export { type ExpectedPerformance, expectPerformance } from "./expected-performance.ts";
export { type FreshFolds, freshFolds } from "./fresh-folds.ts";
export { populationStabilityIndex, type Stability } from "./population-stability-index.ts";
export {
  type DriftOptions,
  openPredictionLog,
  type PredictionLog,
  type PredictionLogOptions,
} from "./prediction-log.ts";
export { type Predicted, type Sample, toSample } from "./sample.ts";
export { localGain, type LocalPoint, localThreshold, patientsUntilGain } from "./local-patients.ts";
export { driftByPlace, driftRecords } from "./places.ts";
export { type ClosedTest, closedTest } from "./update.ts";
