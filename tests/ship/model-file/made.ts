/** Model files for tests: small, quickly made, one of every kind of model. */
import { pickDerived } from "heartbook/heart/derived.ts";
import { atRecallFloor } from "heartbook/choose/floor.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { takeRows } from "heartbook/data/dataset.ts";
import { chooseBackground } from "heartbook/explain/background.ts";
import { boosting } from "heartbook/learners/boosting.ts";
import { elasticNet } from "heartbook/learners/elastic-net.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { naiveBayes } from "heartbook/learners/naive-bayes.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { svm } from "heartbook/learners/svm.ts";
import { tree } from "heartbook/learners/tree.ts";
import type { Learner, Pipeline } from "heartbook/pipeline.ts";
import { predictRows, prepareOnce } from "heartbook/pipeline.ts";
import type { StepSettings } from "heartbook/prepare/steps.ts";
import type { ModelContent, ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { sealModelFile } from "heartbook/ship/model-file/write.ts";
import { toSample } from "heartbook/watch/sample.ts";
import { summarisePatients } from "heartbook/ship/train/patients.ts";

export const patients = readHeart();

/** Some of the patients, every class and most levels among them. */
export const some = takeRows(patients, Array.from({ length: 60 }, (_, i) => 5 * i));

const steps: readonly StepSettings[] = [
  { kind: "derive", features: pickDerived(["heart_rate_reached"]) },
  { kind: "clip", rule: "interquartile" },
  { kind: "indicate-missing", features: ["ca"] },
  { kind: "impute-neighbours", k: 3 },
  { kind: "impute-iterative", rounds: 2 },
  { kind: "select" },
];

/** A learner for each kind of model, and one with every kind of step. */
export const learners: Readonly<Record<string, Learner>> = {
  prevalence: prevalence(),
  logistic: logistic({ l2: 1 }),
  "elastic net": elasticNet({ penalty: 3, l1Ratio: 0.5 }),
  neighbours: neighbours({ k: 5 }),
  "naive Bayes": naiveBayes(),
  tree: tree({ maxDepth: 4 }),
  forest: forest({ trees: 5, maxDepth: 4 }),
  boosting: boosting({ trees: 5 }),
  "linear SVM": svm({ C: 1, kernel: "linear" }),
  "RBF SVM": svm({ C: 1 }),
  steps: logistic({ l2: 1 }, { steps }),
};

const interval = { estimate: 0.9, low: 0.8, high: 0.95, level: 0.95, method: "by hand" };

/** What a model file of this pipeline would hold, with a card that says little. */
export function contentOf({ schema, preprocessor, model }: Pipeline): ModelContent {
  const p = Array.from(predictRows({ schema, preprocessor, model }, some.rows));
  const scored = { label: some.labels, p };
  const threshold = atRecallFloor(scored, 0.9);
  const diseased = some.labels.filter((label) => label === 1).length;
  return {
    schema,
    preprocessor,
    model,
    calibration: null,
    threshold,
    refer: { low: threshold.value, high: Math.max(threshold.value, 0.9) },
    background: chooseBackground(model, prepareOnce(preprocessor, some.rows), { most: 5, seed: 1 }),
    created: "2026-01-02T03:04:05.678Z",
    seed: 1,
    dataSha256: "0123456789abcdef".repeat(4),
    reference: toSample(schema, { rows: some.rows, p }),
    card: {
      title: "A model for tests",
      use: ["Tests."],
      misuse: ["It is not a medical device."],
      reasons: ["It is quickly made."],
      limits: ["It learned from few."],
      patients: {
        about: "Every fifth of the Cleveland patients.",
        count: some.rows.length,
        diseased,
        features: summarisePatients(some),
      },
      validation: "None.",
      groups: [{
        name: "everybody",
        patients: some.rows.length,
        diseased,
        figures: [{ name: "ROC AUC", interval }],
      }],
      outOfFold: scored,
      calibrationCurve: {
        smoother: "by hand",
        points: [{ p: 0.1, observed: 0.1, low: 0, high: 0.2 }],
        errors: { ici: interval, e50: interval, e90: interval, emax: interval },
        level: 0.95,
      },
    },
  };
}

/** A model file of what this learner makes of the few patients. */
export async function makeModelFile(learner: Learner): Promise<ModelFile> {
  return sealModelFile(contentOf(await learner(some)));
}
