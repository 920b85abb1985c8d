/** The detector of pathologic cardiotocograms, from the shipped recordings to a finished model. */
import { atFloors } from "../choose/several-floors.ts";
import { groupRecordings } from "./groups.ts";
import { readCardiotocography } from "./recordings.ts";
import { forest } from "../learners/forest.ts";
import { crossValidate } from "../resample/cross-validate.ts";
import { groupedFolds } from "../resample/groups.ts";
import type { WorkOptions } from "../types.ts";
import { type DetectionModel, fitDetection } from "../ship/detect/detection-model.ts";

/** The floors that the threshold must keep. */
export const cardiotocographyFloors = { accuracy: 0.95, precision: 0.6 } as const;

/**
 * A forest on all recordings. Its threshold maximises recall while at least 95 of 100 calls and 60
 * of 100 alarms are right, on out-of-fold predictions.
 */
export async function fitCardiotocography(work: WorkOptions = {}): Promise<DetectionModel> {
  const recordings = readCardiotocography();
  const learner = forest({ trees: 100, seed: 7 });
  const splits = groupedFolds(recordings.labels, {
    groups: groupRecordings(recordings),
    folds: 10,
    seed: 42,
  });
  const { outOfFold } = await crossValidate(recordings, { outOfFold: learner }, splits, work);
  const threshold = atFloors(outOfFold, cardiotocographyFloors);
  return fitDetection(recordings, learner, { threshold, signal: work.signal });
}
