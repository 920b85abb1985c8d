/** A model against one that may also learn from the patients whose outcome has come since. */
import { type TunedLearnerName, tunedLearners } from "../../choose/tuned-learners.ts";
import { metrics } from "../../measure/metrics.ts";
import type { Learner } from "../../pipeline.ts";
import type { Dataset, WorkOptions } from "../../types.ts";
import { type Challenge, challenge } from "../../watch/challenge.ts";
import { freshFolds } from "../../watch/fresh-folds.ts";
import type { ModelContent, ModelFile } from "../model-file/model-file.ts";
import { sha256 } from "../model-file/text.ts";
import { trainModelFile } from "../train/train.ts";
import { ownPromise } from "./own-promise.ts";

/** Patients with their outcomes. */
export interface Patients {
  /** Those whose outcome came after the model was made: on them both are judged. */
  readonly fresh: Dataset;
  /** Those whom the model has learned from, if they are still there: the new one may use them too. */
  readonly known?: Dataset;
}

/** How to retrain. */
export interface RetrainOptions extends WorkOptions {
  readonly seed: number;
}

const FOLDS = 5;

/** Below this many diseased or healthy patients a comparison says nothing. */
const LEAST_PER_CLASS = 20;

/** The same kind of model, tuned anew. */
const KINDS: Readonly<Record<ModelContent["model"]["kind"], TunedLearnerName>> = {
  prevalence: "elastic net",
  logistic: "elastic net",
  neighbours: "neighbours",
  "naive-bayes": "naive Bayes",
  tree: "tree",
  forest: "forest",
  boosting: "boosting",
  svm: "SVM",
};

function learnerOf({ model }: ModelFile, seed: number): Learner {
  return tunedLearners({ folds: FOLDS, seed })[KINDS[model.kind]];
}

function checkFresh({ labels }: Dataset): void {
  const diseased = labels.filter((label) => label === 1).length;
  const healthy = labels.length - diseased;
  if (Math.min(diseased, healthy) >= LEAST_PER_CLASS) return;
  throw new RangeError(
    `expected known outcomes of at least ${LEAST_PER_CLASS} diseased and ${LEAST_PER_CLASS} ` +
      `healthy patients, got ${diseased} and ${healthy}: collect more before retraining`,
  );
}

/** The known patients, or none. */
function together(
  { fresh, known }: Patients,
): { readonly known: Dataset; readonly fresh: Dataset } {
  const { schema } = fresh;
  return { fresh, known: known ?? { schema, rows: [], labels: [], ids: [] } };
}

/**
 * Compares the model with one of its kind that is tuned and fitted anew, in folds that test on the
 * fresh patients only. By the Brier score; by the AUC where the model's probabilities are
 * recalibrated, which leaves their order alone. Nothing is replaced, whatever comes out.
 *
 * @throws `RangeError` for fewer than 20 fresh patients of either outcome, and as `challenge` and
 * `freshFolds` do.
 */
export function compareRetrained(
  champion: ModelFile,
  patients: Patients,
  { seed, ...work }: RetrainOptions,
): Promise<Challenge> {
  checkFresh(patients.fresh);
  const { schema, preprocessor, model, calibration } = champion;
  const folded = freshFolds(together(patients), { folds: FOLDS, seed });
  return challenge(folded.patients, {
    champion: () => ({ schema, preprocessor, model }),
    challenger: learnerOf(champion, seed),
  }, {
    ...work,
    splits: folded.splits,
    metric: calibration === null ? metrics.brier : metrics.rocAuc,
    seed,
  });
}

/**
 * The challenger as a model file, learned from all patients: its thresholds keep the champion's
 * promise. Its card has the sentences of the champion's, and why it was
 * made.
 *
 * @throws as `trainModelFile` does.
 */
export async function trainChallenger(
  champion: ModelFile,
  patients: Patients,
  { created, compared, ...options }: RetrainOptions & {
    readonly created: string;
    readonly compared: Challenge;
  },
): Promise<ModelFile> {
  const { known, fresh } = together(patients);
  const { schema } = fresh;
  const all: Dataset = {
    schema,
    rows: [...known.rows, ...fresh.rows],
    labels: [...known.labels, ...fresh.labels],
    ids: [...known.ids, ...fresh.ids],
  };
  const { title, use, misuse, limits } = champion.card;
  return trainModelFile(all, {
    ...options,
    created,
    learner: learnerOf(champion, options.seed),
    rule: ownPromise(champion),
    describe: () => ({
      title,
      use,
      misuse,
      limits,
      reasons: [
        `It was retrained to replace ${champion.contentSha256.slice(0, 12)}: ${compared.reason}.`,
      ],
      patients: `${known.rows.length} patients of the earlier training and ${fresh.rows.length} ` +
        "whose outcome has come since.",
    }),
    dataSha256: await sha256(JSON.stringify([all.rows, all.labels])),
  });
}
