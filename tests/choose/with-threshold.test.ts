import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { atRecallFloor } from "heartbook/choose/floor.ts";
import { poolOuter } from "heartbook/choose/recalibrated.ts";
import { predictOuterFolds, withThreshold } from "heartbook/choose/with-threshold.ts";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { naiveBayes } from "heartbook/learners/naive-bayes.ts";
import { calibration } from "heartbook/measure/calibration.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { fitRecalibration } from "heartbook/measure/recalibrate.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";

const patients = readHeart();
const inner = { folds: 5, seed: 3 };
const choose = (scored: Parameters<typeof atRecallFloor>[0]): ReturnType<typeof atRecallFloor> =>
  atRecallFloor(scored, 0.9);

Deno.test("withThreshold() chooses on out-of-fold predictions of the training part alone", async () => {
  const [split] = stratifiedFolds(patients.labels, { folds: 4, seed: 1 });
  const train = takeRows(patients, split.train);
  const { threshold } = await withThreshold(logistic({ l2: 1 }), { ...inner, choose })(train);
  const splits = stratifiedFolds(train.labels, inner);
  const { model } = await crossValidate(train, { model: logistic({ l2: 1 }) }, splits);
  assertEquals(threshold, choose(model));
});

Deno.test("predictOuterFolds() predicts each test patient once, by a model of the whole training part", async () => {
  const splits = stratifiedFolds(patients.labels, { folds: 4, seed: 1 });
  const folds = await predictOuterFolds(patients, logistic({ l2: 1 }), splits, inner);
  const { model } = await crossValidate(patients, { model: logistic({ l2: 1 }) }, splits);
  assertEquals(folds.flatMap(({ outer }) => Array.from(outer.p)), [...model.p]);
  assertEquals(folds.map((fold) => fold.inner.p.length), splits.map(({ train }) => train.length));
});

Deno.test("poolOuter() puts naive Bayes right by what the training parts teach, ranking kept within folds", async () => {
  const splits = stratifiedFolds(patients.labels, { folds: 4, seed: 1 });
  const folds = await predictOuterFolds(patients, naiveBayes(), splits, inner);
  const [before, after] = [poolOuter(folds), poolOuter(folds, fitRecalibration.logistic)];
  assert(calibration.slope.score(before) < 0.6);
  assert(Math.abs(calibration.slope.score(after) - 1) < 0.3);
  assert(metrics.brier.score(after) < metrics.brier.score(before));
  for (const fold of folds) {
    assertAlmostEquals(
      metrics.rocAuc.score(poolOuter([fold], fitRecalibration.logistic)),
      metrics.rocAuc.score(poolOuter([fold])),
      1e-12,
    );
  }
});
