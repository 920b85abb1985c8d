/** Thresholds, and which model to choose. */
export { answerQuestions } from "./answers.ts";
export {
  bestSubset,
  expectedBest,
  type NestedSubsets,
  nestSubsets,
  pickSubset,
  scoreSubsets,
  type SubsetPipeline,
  type SubsetScore,
  type SubsetSearch,
} from "./best-subset.ts";
export { atCosts, type Costs } from "./cost.ts";
export { fearOfMissing, fullHospital, newDoctors, rootCauses } from "./criteria.ts";
export {
  evaluateThreshold,
  type FoldEvaluation,
  type ThresholdEvaluation,
} from "./evaluate-threshold.ts";
export { atRecallFloor, atSpecificityFloor, recallAtSpecificity } from "./floor.ts";
export {
  type GroupFloor,
  type GroupFloorOptions,
  keepFloorFor,
  type Price,
} from "./group-floor.ts";
export { diseasedNeeded, type Guarantee, neymanPearson } from "./neyman-pearson.ts";
export { reasonFor } from "./reason.ts";
export { poolOuter } from "./recalibrated.ts";
export {
  type ByClass,
  type ReferZone,
  referZone,
  referZoneAtFloors,
  type ZoneFloors,
} from "./refer-zone.ts";
export { atFloors, type Floors } from "./several-floors.ts";
export { type Shortlist, shortlist } from "./shortlist.ts";
export {
  bestPoint,
  describeThreshold,
  type Figure,
  type Threshold,
  type ThresholdRule,
} from "./threshold.ts";
export {
  learnerTraits,
  type TunedLearnerName,
  type TunedLearnerOptions,
  tunedLearners,
} from "./tuned-learners.ts";
