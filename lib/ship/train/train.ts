/** From patients to a model file: fitted, judged on patients it never saw, and described. */
import { demandName } from "../../demand.ts";
import { crossValidateNested, type NestedFold } from "../../resample/nested.ts";
import { chooseBackground } from "../../explain/background.ts";
import { calibration } from "../../measure/calibration.ts";
import { type CalibrationCurve, calibrationCurve } from "../../measure/calibration-curve.ts";
import type { ResamplingOptions } from "../../measure/replicates.ts";
import { type Learner, prepareOnce } from "../../pipeline.ts";
import { patientFolds } from "../../resample/patient-folds.ts";
import { outcomeWords, rowWords } from "../../outcome-words.ts";
import { percent } from "../../text.ts";
import type { Dataset, FeatureSchema, Scored, Split, WorkOptions } from "../../types.ts";
import type {
  CardFigure,
  CardGroup,
  ModelCard,
  ModelContent,
  ModelFile,
} from "../model-file/model-file.ts";
import { sealModelFile } from "../model-file/write.ts";
import { type DecidingRule, judge, type Judged } from "./decision.ts";
import { describeGroup, describeProbabilities, hasLogOdds, toScored } from "./figures.ts";
import { summarisePatients } from "./patients.ts";
import { describeExternal, type ExternalPlaces } from "./external.ts";
import { chooseReference } from "./reference.ts";

/** What is known once the model is made, for the words of its card. */
export type Trained =
  & Pick<ModelContent, "model" | "threshold" | "refer" | "schema">
  & Pick<ModelCard, "groups" | "outOfFold">
  & {
    readonly folds: readonly NestedFold[];
    /** A sentence on each group that was too rare for figures. */
    readonly rare: readonly string[];
  };

/** The sentences of a card. */
export type CardWords = Pick<ModelCard, "title" | "use" | "misuse" | "reasons" | "limits"> & {
  readonly patients: string;
};

/** How to train a model file. */
export interface TrainOptions extends WorkOptions {
  readonly learner: Learner;
  readonly rule: DecidingRule;
  /** The sentences of the card, with what they say computed from what was trained. */
  readonly describe: (trained: Trained) => CardWords;
  /** A category whose levels get figures of their own. */
  readonly groupBy?: string;
  /** Where else to try the model; the card is silent about it when absent. */
  readonly external?: ExternalPlaces;
  /** How often patients are drawn for bootstrap intervals; 1,000 by default. */
  readonly replicates?: number;
  readonly seed: number;
  /** ISO 8601 in UTC. */
  readonly created: string;
  /** SHA-256 of the bytes of the data. */
  readonly dataSha256: string;
  /** Nested predictions where they are made already; default 10 folds within 10, made here. */
  readonly nested?: NestedPredictions;
}

/** Splits of all patients with what the learner predicted inside and outside of each. */
export interface NestedPredictions {
  readonly splits: readonly Split[];
  readonly folds: readonly NestedFold[];
}

const FOLDS = 10;

/** The figures of everybody and of each group, and a sentence on each group too rare for any. */
function describeGroups(
  dataset: Dataset,
  judged: readonly Judged[],
  by?: string,
): { readonly groups: CardGroup[]; readonly rare: string[] } {
  const words = outcomeWords(dataset.schema.outcome);
  const groups = [describeGroup("everybody", judged, words)];
  const rare: string[] = [];
  if (by === undefined) return { groups, rare };
  demandName("groupBy", by, dataset.schema.features.map(({ name }) => name));
  const feature = dataset.schema.features.find(({ name }) => name === by);
  if (feature?.kind !== "category") throw new RangeError(`groupBy: expected a category, got ${by}`);
  for (const level of feature.levels) {
    const members = judged.filter((_, row) => dataset.rows[row][by] === level);
    const ones = members.filter(({ label }) => label === 1).length;
    if (Math.min(ones, members.length - ones) >= FEWEST) {
      groups.push({ ...describeGroup(level, members, words), feature: by });
    } else {
      rare.push(
        `${level} has no figures of its own: ${members.length} rows, ${ones} of them ` +
          `${words.positive}, are too few.`,
      );
    }
  }
  return { groups, rare };
}

/** Rows of each outcome without which a group has no figures: DeLong's interval needs two. */
const FEWEST = 2;

function describeValidation(
  judged: readonly Judged[],
  { figures, folds, schema }: {
    readonly figures: readonly CardFigure[];
    readonly folds: number;
    readonly schema: FeatureSchema;
  },
): string {
  const { one, many } = rowWords(schema);
  const how = `Cross-validation in ${folds} folds: each ${one} was predicted, and decided ` +
    `about, by a model and thresholds made without that ${one}. Intervals are of ` +
    `${percent(figures[0].interval.level)}.`;
  if (!hasLogOdds(judged)) {
    return `${how} Calibration slope and calibration in the large are undefined, as the model is ` +
      `certain of some ${many}.`;
  }
  return figures.some(({ name }) => name === calibration.slope.name)
    ? how
    : `${how} The calibration slope is left out: in some samples of these ${many} the model ` +
      "tells the outcomes apart without a mistake, and then no slope is best.";
}

/** The calibration curve, or `null` where the smoother says that it has too little to go by. */
async function drawCurve(
  scored: Scored,
  draws: ResamplingOptions,
): Promise<CalibrationCurve | null> {
  try {
    return await calibrationCurve(scored, draws);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function predictNested(
  dataset: Dataset,
  { learner, seed, signal, progress }: TrainOptions,
): Promise<NestedPredictions> {
  const split = (part: Dataset): Split[] => patientFolds(part, { folds: FOLDS, seed });
  const splits = split(dataset), work = { signal, progress };
  return { splits, folds: await crossValidateNested(dataset, learner, splits, { split, ...work }) };
}

/**
 * Trains on all patients and judges by cross-validation in 10 folds, in which the learner and the
 * rule are made anew from each training part. Rows that share an id stay together.
 *
 * The rule of the file itself is settled on the same out-of-fold predictions of all patients that
 * the figures are drawn from; the figures of decisions come from rules that were settled on the
 * inner predictions of each training part.
 *
 * @throws what learner, rule and figures throw.
 *
 * @example
 * ```ts
 * import { atRecallFloor } from "heartbook/choose/floor.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { predictWith } from "heartbook/ship/model-file/predict.ts";
 * import { trainModelFile } from "heartbook/ship/train/train.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const words = { use: [], misuse: [], reasons: [], limits: [], patients: "The 303." };
 * const file = await trainModelFile(patients, {
 *   learner: logistic({ l2: 1 }),
 *   rule: (scored) => ({ threshold: atRecallFloor(scored, 0.9), refer: null }),
 *   describe: () => ({ title: "Ridge", ...words }),
 *   replicates: 20,
 *   seed: 1,
 *   created: "2026-01-02T03:04:05.000Z",
 *   dataSha256: "0".repeat(64),
 * });
 * assertEquals(predictWith(file, patients.rows).length, 303);
 * ```
 */
export async function trainModelFile(dataset: Dataset, options: TrainOptions): Promise<ModelFile> {
  const { learner, rule, seed, replicates = 1000, signal } = options;
  const { splits, folds } = options.nested ?? await predictNested(dataset, options);
  const judged = judge(folds, splits, rule);
  const outOfFold = toScored(judged);
  const draws = { seed, replicates, signal };
  const { groups: [everybody, ...groups], rare } = describeGroups(dataset, judged, options.groupBy);
  const figures = [...everybody.figures, ...await describeProbabilities(judged, draws)];
  const { schema, preprocessor, model } = await learner(dataset, { signal });

  const trained = {
    schema,
    model,
    ...rule(outOfFold),
    groups: [{ ...everybody, figures }, ...groups],
    outOfFold,
    folds,
    rare,
  };
  const { patients, ...words } = options.describe(trained);
  const external = options.external && describeExternal(
    { schema, preprocessor, model },
    options.external,
    { threshold: trained.refer?.low ?? trained.threshold.value },
  );
  return sealModelFile({
    schema,
    preprocessor,
    model,
    calibration: null,
    threshold: trained.threshold,
    refer: trained.refer,
    background: chooseBackground(model, prepareOnce(preprocessor, dataset.rows), { seed }),
    created: options.created,
    seed,
    dataSha256: options.dataSha256,
    reference: chooseReference(dataset, { p: outOfFold.p, seed }),
    card: {
      ...words,
      limits: [...words.limits, ...rare],
      patients: {
        about: patients,
        count: dataset.labels.length,
        diseased: everybody.diseased,
        features: summarisePatients(dataset),
      },
      validation: describeValidation(judged, {
        figures,
        folds: splits.length,
        schema: trained.schema,
      }),
      groups: trained.groups,
      outOfFold,
      calibrationCurve: await drawCurve(outOfFold, draws),
      ...(external === undefined ? {} : { external }),
    },
  });
}
