/** The default model: coronary disease from the 13 predictors of the Cleveland patients. */
import { tunedLearners } from "../choose/tuned-learners.ts";
import { readHeart } from "./heart.ts";
import type { WorkOptions } from "../types.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import { sha256 } from "../ship/model-file/text.ts";
import { trainModelFile } from "../ship/train/train.ts";
import { decideByFloors } from "../ship/train/decision.ts";
import { describeHeart } from "./words.ts";

const DATA = new URL("../../data/cleveland.csv", import.meta.url);

/** A missed patient is the costly mistake; an alarm for nothing is one too. */
const heartFloors = {
  guarantee: { recall: 0.9, confidence: 0.95 },
  specificity: 0.9,
};

/** What the training of the default model takes. */
export interface HeartOptions extends WorkOptions {
  /** ISO 8601 in UTC, such as `new Date().toISOString()`. */
  readonly created: string;
  /** Default 1. */
  readonly seed?: number;
}

/**
 * Trains the default model on the 303 Cleveland patients: the elastic net of the comparison, tuned
 * by the Brier score, with a Neyman-Pearson threshold below which disease is ruled out and a
 * zone above it that needs a closer look. Takes some seconds; the same options give the same bytes.
 */
export async function trainHeart(options: HeartOptions): Promise<ModelFile> {
  const { seed = 1 } = options;
  return trainModelFile(readHeart(), {
    ...options,
    seed,
    learner: tunedLearners({ folds: 5, seed })["elastic net"],
    rule: decideByFloors(heartFloors),
    describe: (trained) => describeHeart(trained, heartFloors),
    groupBy: "sex",
    dataSha256: await sha256(await Deno.readFile(DATA)),
  });
}
