/** What the card of a model says that was trained on a file, its numbers computed. */
import { outcomeWords } from "../../../outcome-words.ts";
import type { CardWords } from "../train.ts";
import type { TrainedOnFile } from "./train.ts";

const LEARNERS: Readonly<Record<string, string>> = {
  logistic: "logistic regression",
  boosting: "boosted trees",
};

/** The sentences of the card. */
export function describeFileModel(
  { schema, model, threshold, groups, group }: TrainedOnFile,
): CardWords {
  const { outcome, name, features } = schema;
  const { positive, negative } = outcomeWords(outcome);
  const [{ patients, diseased }] = groups;
  return {
    title: `${positive} or ${negative}, from ${features.length} columns of ${name} by ` +
      LEARNERS[model.kind],
    use: [
      `It estimates the probability of "${positive}" for rows like those of ${name}.`,
      "Learning and research: to be tried on rows of another time or place before anything rests " +
      "on it.",
    ],
    misuse: [
      "It is not a medical device, and no decision about a person may rest on it.",
      `Not where "${positive}" is much rarer or more frequent than here (${diseased} of ` +
      `${patients} held out): its probabilities would have to be recalibrated.`,
      "Not for causes: what moved a prediction is not what brought the outcome about.",
    ],
    reasons: [
      `The threshold ${threshold.value.toFixed(3)} (${threshold.method}) ${threshold.promise}.`,
    ],
    limits: [
      group === undefined
        ? "Rows were held out one by one: where several are of one person, the figures flatter."
        : `Rows with one value of ${group} were held out together, but intervals count each row as ` +
          "one of its own and are too narrow.",
      "A missing value is replaced by the median or the most frequent level.",
    ],
    patients: `${patients} rows of ${name}, held out at random; the model learned from the ` +
      `others. ${outcome.about}`,
  };
}
