/** The heart data: its patients, codes, editions and originals. */
export { heartDerived, pickDerived } from "./derived.ts";
export { readEcg } from "./ecg.ts";
export { heartSchema, readHeart } from "./heart.ts";
export { type OddsThreeWays, oddsThreeWays } from "./originals/odds.ts";
export { publishedOdds } from "./originals/published.ts";
export {
  type RecallLed,
  recallLedGrids,
  type RecallLedName,
  type RecallLedResult,
  runRecallLed,
  type SetAside,
  setAsideAgain,
} from "./originals/recall-led.ts";
export { runStacked, stackEditions, type StackedResult } from "./originals/stacked.ts";
export {
  chosenSettings,
  recallLedRecords,
  type SpreadRecord,
  spreadRecords,
  stackedRecords,
  type ThreeColumns,
} from "./originals/tables.ts";
export { type CodePair, popularCodebook } from "./popular/codebook.ts";
export {
  correctPopular,
  popularEdition,
  popularEditionRepeated,
  popularRiskFactors,
} from "./popular/popular.ts";
export { readPopular } from "./popular/read.ts";
export { describePatient } from "./patient-words.ts";
export { heartRiskFactors } from "./risk-factors.ts";
export { type HeartOptions, trainHeart } from "./train.ts";
export { takeMeasuredEverywhere } from "./hospitals/everywhere.ts";
export { hospitalFiles, type HospitalName, hospitalSource } from "./hospitals/files.ts";
export { readHospitalsOrSkip } from "./hospitals/or-skip.ts";
export { type Hospital, hospitalSchema, parseHospital } from "./hospitals/parse.ts";
export { findHospitalPatients, findHospitals, readHospitals } from "./hospitals/read.ts";
export {
  agreementOnBest,
  rangeOfDraws,
  repeatValidationTable,
  type ValidationCell,
} from "./originals/validation-table.ts";
export { biasQuestions, reportingItems, reportingRecords } from "./reporting.ts";
