/** What the card of a model of somebody's own table says, its numbers computed. */
import { evaluateThreshold } from "../choose/evaluate-threshold.ts";
import { atRecallFloor } from "../choose/floor.ts";
import type { Shortlist } from "../choose/shortlist.ts";
import { TUNING_ROWS } from "./models.ts";
import type { OutcomeWords } from "../outcome-words.ts";
import { countParameters, coxSnell, patientsNeeded } from "../measure/sample-size.ts";
import type { CardWords, Trained } from "../ship/train/train.ts";
import { percent } from "../text.ts";

/** What the words are about besides the trained model. */
export interface CardWordsOptions {
  readonly chosen: Shortlist;
  readonly recall: number;
  readonly words: OutcomeWords;
  /** Whether several rows share an id. */
  readonly isRepeated: boolean;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

function sampleSizeLimit({ schema, outOfFold, groups: [everybody] }: Trained): string[] {
  const { patients, diseased } = everybody;
  const parameters = countParameters(schema);
  const rSquared = coxSnell(outOfFold);
  if (rSquared === -Infinity) {
    return [
      "It gave some rows a probability of 0 or 1 and was wrong, so how many rows it should have " +
      "learned from cannot be computed.",
    ];
  }
  if (rSquared <= 0) return ["By log loss it predicts no better than the overall share does."];
  const prevalence = diseased / patients;
  try {
    const { needed } = patientsNeeded({ parameters, prevalence, rSquared });
    const enough = patients >= needed ? "and had" : "but had";
    return [
      `For ${parameters} parameters it should have learned from at least ${needed} rows ` +
      `(Riley et al. 2020), ${enough} ${patients}.`,
    ];
  } catch (error) {
    // The formula has no answer where the outcomes are told apart all but perfectly.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function thresholdReason({ threshold, folds }: Trained, { recall }: CardWordsOptions): string {
  const { shortShare } = evaluateThreshold(folds, {
    choose: (scored) => atRecallFloor(scored, recall),
    floor: recall,
  });
  return `The threshold ${
    threshold.value.toFixed(3)
  } (${threshold.method}) ${threshold.promise}. ` +
    `A plain floor of ${percent(recall)}, chosen inside each training part, fell short of it in ` +
    `${Math.round(shortShare * folds.length)} of ${folds.length} test folds.`;
}

/** The sentences of the card. */
export function describeModel(trained: Trained, options: CardWordsOptions): CardWords {
  const { chosen, words, isRepeated } = options;
  const { outcome, name, features } = trained.schema;
  const [{ patients, diseased }] = trained.groups;
  return {
    title: `${
      capital(words.positive)
    } or ${words.negative}, from ${features.length} columns of ${name}`,
    use: [
      `It estimates the probability of "${words.positive}" for rows like those of ${name}.`,
      "Learning and research: to be tried on rows of another time or place before anything rests " +
      "on it.",
    ],
    misuse: [
      "It is not a medical device, and no decision about a person may rest on it.",
      `Not where "${words.positive}" is much rarer or more frequent than here ` +
      `(${diseased} of ${patients}): its probabilities would have to be recalibrated.`,
      "Not for causes: what moved a prediction is not what brought the outcome about.",
    ],
    reasons: [`${capital(chosen.reason)}.`, thresholdReason(trained, options)],
    limits: [
      `${patients} rows of one table; nothing is known of others.`,
      ...sampleSizeLimit(trained),
      ...patients > TUNING_ROWS
        ? [`Settings were chosen on ${TUNING_ROWS} rows drawn from each training part.`]
        : [],
      ...isRepeated
        ? [
          "Several rows are about the same one. They stay together in the folds, but intervals count " +
          "each row as one of its own and are too narrow.",
        ]
        : [],
      "A missing value is replaced by the median or the most frequent level.",
    ],
    patients: `Rows of ${name}. ${outcome.about}`,
  };
}
