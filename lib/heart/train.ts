/** The default model: coronary disease from the 13 predictors of the Cleveland patients. */
import { tunedLearners } from "../choose/tuned-learners.ts";
import { readHeart } from "./heart.ts";
import type { Dataset, WorkOptions } from "../types.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import { sha256 } from "../ship/model-file/text.ts";
import { trainModelFile } from "../ship/train/train.ts";
import { decideByFloors } from "../ship/train/decision.ts";
import { describeHeart } from "./words.ts";

const DATA = new URL("../../data/cleveland.csv", import.meta.url);

/** A missed patient is the costliest mistake, but a false alarm has a cost too. */
const heartFloors = {
  guarantee: { recall: 0.9, confidence: 0.95 },
  specificity: 0.9,
};

const TRIED =
  "Tried as it is, threshold included, on all patients of other hospitals, who had no " +
  "part in its making. What they did not measure was filled in as for anybody: three of the " +
  "predictors are missing for most of them. In brackets the diseased, of all.";

const untried = {
  about: "It was not tried in another hospital: the files were not there when it was trained. " +
    "`deno task data` fetches them.",
  places: {},
};

/** Options for training the default model. */
export interface HeartOptions extends WorkOptions {
  /** ISO 8601 in UTC, such as `new Date().toISOString()`. */
  readonly created: string;
  /** Default 1. */
  readonly seed?: number;
  /** How often patients are redrawn for the intervals that need it; default 1,000. */
  readonly replicates?: number;
  /**
   * Other hospitals to try the model in, from `findHospitalPatients`; the card says if there are
   * none.
   */
  readonly hospitals?: Readonly<Record<string, Dataset>>;
}

/**
 * Trains the default model on the 303 Cleveland patients: the elastic net of the comparison, tuned
 * by the Brier score, with a Neyman-Pearson threshold below which disease is ruled out and a
 * zone above it that needs a closer look. Takes some seconds; the same options give the same bytes.
 */
export async function trainHeart(options: HeartOptions): Promise<ModelFile> {
  const { seed = 1, hospitals, ...work } = options;
  return trainModelFile(readHeart(), {
    ...work,
    seed,
    learner: tunedLearners({ folds: 5, seed })["elastic net"],
    rule: decideByFloors(heartFloors),
    describe: (trained) => describeHeart(trained, heartFloors),
    groupBy: "sex",
    external: hospitals === undefined ? untried : { about: TRIED, places: hospitals },
    dataSha256: await sha256(await Deno.readFile(DATA)),
  });
}
