/** A learner prepares the patients as its record says, and fits with the settings it was given. */
import { assertEquals, assertThrows } from "@std/assert";
import { boosting } from "heartbook/learners/boosting.ts";
import { elasticNet } from "heartbook/learners/elastic-net.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { mlForest, mlLogistic } from "heartbook/learners/mljs.ts";
import { naiveBayes } from "heartbook/learners/naive-bayes.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { learn, raw } from "heartbook/learners/record.ts";
import { svm } from "heartbook/learners/svm.ts";
import { tree } from "heartbook/learners/tree.ts";
import { fitBoosting } from "heartbook/models/boosting/boosting.ts";
import { fitForest } from "heartbook/models/forest/forest.ts";
import { fitElasticNet } from "heartbook/models/logistic/elastic-net.ts";
import { fitLogistic } from "heartbook/models/logistic/logistic.ts";
import { fitMlRandomForest } from "heartbook/models/mljs/forest-fit.ts";
import { fitMlLogisticRegression } from "heartbook/models/mljs/logistic.ts";
import type { Model } from "heartbook/models/model.ts";
import { fitNaiveBayes } from "heartbook/models/naive-bayes/naive-bayes.ts";
import { fitNeighbours } from "heartbook/models/neighbours/neighbours.ts";
import { fitPrevalence } from "heartbook/models/prevalence.ts";
import { fitSvm } from "heartbook/models/svm/svm.ts";
import { fitTree } from "heartbook/models/tree/tree.ts";
import type { Learner } from "heartbook/pipeline.ts";
import { fitPreprocessor, type Preparation, prepare } from "heartbook/prepare/preprocessor.ts";
import type { Training } from "heartbook/types.ts";
import { patients } from "../battery/patients.ts";

function prepared(preparation: Preparation): Training {
  const fitted = fitPreprocessor(patients, preparation);
  const X = prepare(fitted, patients.rows);
  return { X, y: Uint8Array.from(patients.labels), columns: fitted.columns };
}

const onOneScale = prepared({ numbers: "standardised", levels: "all" });
const asTheyAre = prepared({ numbers: "raw", levels: "all" });
const withoutReference = prepared({ numbers: "standardised", levels: "reference" });

const cases: Readonly<Record<string, readonly [Learner, () => Model]>> = {
  prevalence: [prevalence(), () => fitPrevalence(asTheyAre)],
  tree: [tree({ maxDepth: 2 }), () => fitTree(asTheyAre, { maxDepth: 2 })],
  forest: [forest({ trees: 3, seed: 5 }), () => fitForest(asTheyAre, { trees: 3, seed: 5 })],
  boosting: [boosting({ trees: 3 }), () => fitBoosting(asTheyAre, { trees: 3 })],
  "naive Bayes": [naiveBayes({ smoothing: 2 }), () => fitNaiveBayes(asTheyAre, { smoothing: 2 })],
  neighbours: [neighbours({ k: 3 }), () => fitNeighbours(onOneScale, { k: 3 })],
  SVM: [svm({ C: 2 }), () => fitSvm(onOneScale, { C: 2 })],
  "elastic net": [
    elasticNet({ penalty: 1, l1Ratio: 0.5 }),
    () => fitElasticNet(onOneScale, { penalty: 1, l1Ratio: 0.5 }),
  ],
  "logistic, ridge": [logistic({ l2: 1 }), () => fitLogistic(onOneScale, { l2: 1 })],
  "logistic, without a penalty": [logistic(), () => fitLogistic(withoutReference)],
  "logistic, a penalty of 0": [logistic({ l2: 0 }), () => fitLogistic(withoutReference)],
  "logistic of ml.js": [
    mlLogistic({ numSteps: 5 }),
    () => fitMlLogisticRegression(onOneScale, { numSteps: 5 }),
  ],
  "forest of ml.js": [
    mlForest({ nEstimators: 1, maxDepth: 2 }),
    () => fitMlRandomForest(asTheyAre, { nEstimators: 1, maxDepth: 2 }),
  ],
};

for (const [name, [learner, fit]] of Object.entries(cases)) {
  Deno.test(`${name}: the learner fits the prepared patients with its settings`, async () => {
    const { model, schema } = await learner(patients);
    assertEquals(model, fit());
    assertEquals(schema, patients.schema);
  });
}

Deno.test("a learner can be given another preparation", async () => {
  const scaled = { numbers: "standardised", levels: "reference" } as const;
  assertEquals((await tree({}, scaled)(patients)).model, fitTree(withoutReference));
});

/** What a learner with this fit tells of its work. */
function heard(fit: Parameters<typeof learn<object>>[0]["fit"]): [number, number][] {
  const told: [number, number][] = [];
  learn({ preparation: raw, fit }, {})(patients, {
    progress: (done, total) => void told.push([done, total]),
  });
  return told;
}

Deno.test("learn() tells of one step where the model tells of none, else what the model tells", () => {
  const model = fitPrevalence(asTheyAre);
  assertEquals(heard(() => [model]), [[1, 1]]);
  const steps = heard((_, __, work) => {
    work?.progress?.(1, 2);
    work?.progress?.(2, 2);
    return [model];
  });
  assertEquals(steps, [[1, 2], [2, 2]]);
});

Deno.test("learn() does not begin once called off, and hands the signal on", () => {
  const model = fitPrevalence(asTheyAre);
  const given: unknown[] = [];
  const learner = learn({
    preparation: raw,
    fit: (_, __, work) => (given.push(work?.signal), [model]),
  }, {});
  const { signal } = new AbortController();
  learner(patients, { signal });
  assertEquals(given, [signal]);
  const off = AbortSignal.abort(new Error("called off"));
  assertThrows(() => learner(patients, { signal: off }), Error, "called off");
  assertEquals(given.length, 1);
});
