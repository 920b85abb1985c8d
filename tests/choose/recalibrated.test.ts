import { assert, assertAlmostEquals } from "@std/assert";
import { poolOuter } from "heartbook/choose/recalibrated.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { naiveBayes } from "heartbook/learners/naive-bayes.ts";
import { calibration } from "heartbook/measure/calibration.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { fitRecalibration } from "heartbook/measure/recalibrate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { crossValidateNested } from "heartbook/resample/nested.ts";

const patients = readHeart();
const inner = { folds: 5, seed: 3 };

Deno.test("poolOuter() puts naive Bayes right by what the training parts teach, ranking kept within folds", async () => {
  const splits = stratifiedFolds(patients.labels, { folds: 4, seed: 1 });
  const folds = await crossValidateNested(patients, naiveBayes(), splits, inner);
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
