/** The chosen model as a file: thresholds from inside each training part, figures, and its card. */
import { atRecallFloor } from "../choose/floor.ts";
import { diseasedNeeded, neymanPearson } from "../choose/neyman-pearson.ts";
import type { Shortlist } from "../choose/shortlist.ts";
import type { TunedLearnerName } from "../choose/tuned-learners.ts";
import { takeRows } from "../data/dataset.ts";
import { crossValidate } from "../resample/cross-validate.ts";
import { patientFolds } from "../resample/patient-folds.ts";
import type { NestedFold } from "../resample/nested.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import type { DecidingRule } from "../ship/train/decision.ts";
import { trainModelFile } from "../ship/train/train.ts";
import { whoAre } from "../outcome-words.ts";
import { percent } from "../text.ts";
import type { Dataset, Split, WorkOptions } from "../types.ts";
import { describeModel } from "./card-words.ts";
import { type ComparedModel, replicatesFor } from "./compare.ts";
import { settledLearner, tunedLearner } from "./models.ts";
import type { OpenedTable } from "./open.ts";
import { CONFIDENCE } from "./settings.ts";

const INNER = 5;

/** Rows of a training part of which a fifth suffices to choose a threshold on. */
const ENOUGH = 20_000;

/** The folds in which a threshold is chosen; of many rows one is held out for it, not each in turn. */
function innerSplits(part: Dataset, seed: number): Split[] {
  const splits = patientFolds(part, { folds: INNER, seed });
  return part.rows.length > ENOUGH ? splits.slice(0, 1) : splits;
}

/** What is to be trained. */
export interface TrainChosenOptions extends WorkOptions {
  readonly chosen: Shortlist & { readonly choice: TunedLearnerName };
  readonly compared: ComparedModel;
  readonly recall: number;
  readonly seed: number;
  readonly group?: string;
  /** ISO 8601 in UTC. */
  readonly created: string;
}

/**
 * The threshold by the recall floor: with a margin that keeps it on new rows where there are rows
 * enough for that in each training part, else as it is on the rows at hand.
 */
function recallRule(
  { labels, recall, folds, word }: {
    readonly labels: readonly number[];
    readonly recall: number;
    readonly folds: number;
    /** What the positive outcome is called. */
    readonly word: string;
  },
): DecidingRule {
  const guarantee = { recall, confidence: CONFIDENCE };
  const positive = labels.filter((label) => label === 1).length;
  const isEnough = Math.floor(positive * (1 - 1 / folds)) - 1 >= diseasedNeeded(guarantee);
  const share = percent(recall, { digits: "needed" });
  const promise = isEnough
    ? `finds at least ${share} of all ${whoAre(word)} like these, with a confidence of ${
      percent(CONFIDENCE)
    }`
    : `finds at least ${share} of ${whoAre(word)} it was chosen on`;
  return (scored) => {
    const threshold = isEnough
      ? neymanPearson({ label: scored.label, p: scored.p }, guarantee)
      : atRecallFloor(scored, recall);
    return { threshold: { ...threshold, promise }, refer: null };
  };
}

/**
 * Trains the chosen model on all rows and judges it by the outer folds of the comparison. Within
 * each training part the settings it had chosen there are cross-validated once more, for the
 * threshold, so that neither settings nor threshold know of the rows they are judged on.
 */
export async function trainChosen(
  { patients, splits, dataSha256, words }: OpenedTable,
  options: TrainChosenOptions,
): Promise<ModelFile> {
  const { chosen, compared, recall, seed, group, created, progress, signal } = options;
  const folds: NestedFold[] = [];
  let start = 0;
  for (const [i, { train, test }] of splits.entries()) {
    const part = takeRows(patients, train);
    const learner = settledLearner(chosen.choice, compared.settings[i]);
    const inner = await crossValidate(
      part,
      { inner: learner },
      innerSplits(part, seed),
      { signal },
    );
    const p = compared.predictions.p.subarray(start, start += test.length);
    folds.push({
      inner: inner.inner,
      outer: { label: test.map((row) => patients.labels[row]), p },
    });
    await progress?.(folds.length, splits.length + 1);
  }
  const isRepeated = new Set(patients.ids).size < patients.ids.length;
  const rule = recallRule({
    labels: patients.labels,
    recall,
    folds: splits.length,
    word: words.positive,
  });
  const file = await trainModelFile(patients, {
    learner: tunedLearner(chosen.choice, seed),
    rule,
    describe: (trained) => describeModel(trained, { chosen, recall, words, isRepeated }),
    ...(group === undefined ? {} : { groupBy: group }),
    nested: { splits, folds },
    replicates: replicatesFor(patients.rows.length),
    seed,
    created,
    dataSha256,
    signal,
  });
  await progress?.(splits.length + 1, splits.length + 1);
  return file;
}
