/** Naive Bayes. */
import {
  fitNaiveBayes,
  naiveBayesAllowed,
  type NaiveBayesModel,
  type NaiveBayesSettings,
} from "../models/naive-bayes/naive-bayes.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, type Preparing, raw } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const naiveBayesRecord: ModelRecord<NaiveBayesSettings, NaiveBayesModel> = {
  name: "naive Bayes",
  kind: "naive-bayes",
  traits: { complexity: 3, readable: true },
  preparation: raw,
  allowed: naiveBayesAllowed,
  grid: () => [{}],
  fit: (training, settings) => settings.map((each) => fitNaiveBayes(training, each)),
};
comesFrom(naiveBayesRecord, { module: import.meta.url, name: "naiveBayesRecord" });

/** Naive Bayes: normal numbers, counted levels, all assumed independent. */
export function naiveBayes(
  settings: NaiveBayesSettings = {},
  preparation: Preparing = {},
): Learner {
  return learn(naiveBayesRecord, settings, preparation);
}
