/** The model as a file, a card, SQL, a page and an API. */
export { askServer, describeReply, type Reply } from "./client.ts";
export { cardMarkdown } from "./card/card.ts";
export { detect, type Detection, detectionRecords } from "./detect/detect.ts";
export { type DetectionModel, fitDetection } from "./detect/detection-model.ts";
export { type PredictResponse } from "./api/shapes.ts";
export { defaultLimits, type Limits } from "./http/limits.ts";
export { type Running, serve, type ServeOptions } from "./server/serve.ts";
export type { ModelCard, ModelFile } from "./model-file/model-file.ts";
export { type GroupPromise, promisesByGroup } from "./model-file/promise.ts";
export { type Answer, type Decision, predictWith } from "./model-file/predict.ts";
export { parseModelFile, readModelFile } from "./model-file/read.ts";
export { writeModelFile } from "./model-file/write.ts";
export { type ScoreCounts, scoreFile, type ScoreOptions } from "./score/score.ts";
export { type SqlOptions, toSql } from "./sql/sql.ts";
export { decideByFloors } from "./train/decision.ts";
export { patientsNeeded, type SampleSize } from "../measure/sample-size.ts";
export { type CardWords, trainModelFile, type TrainOptions } from "./train/train.ts";
export { type FileLearner } from "./train/file/fit.ts";
export {
  type FileTrained,
  type FileTrainOptions,
  type TrainedOnFile,
  trainFromFile,
} from "./train/file/train.ts";
