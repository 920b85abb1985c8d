/** The headline figures of the comparison, once more without the notebook. */
import { assert, assertEquals } from "@std/assert";
import { learnerTraits, tunedLearners } from "heartbook/choose/tuned-learners.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 10, seed: 42 });

/** Independent nested figures of 5 x 10 folds: AUC, recall at one half, specificity, Brier. */
const independent = {
  "elastic net": [0.902, 0.783, 0.898, 0.122],
  SVM: [0.908, 0.8, 0.899, 0.117],
  forest: [0.907, 0.78, 0.872, 0.125],
  neighbours: [0.89, 0.731, 0.888, 0.132],
} as const;

Deno.test("every tuned learner has its traits", () => {
  const learners = tunedLearners({ folds: 5, seed: 1 });
  assertEquals(Object.keys(learnerTraits).toSorted(), Object.keys(learners).toSorted());
});

Deno.test("the nested figures agree with independent ones within what folds and seeds move", async () => {
  const { "elastic net": net, SVM, forest, neighbours } = tunedLearners({ folds: 5, seed: 1 });
  const learners = { "elastic net": net, SVM, forest, neighbours };
  const tables = await crossValidate(patients, learners, splits);
  for (const [name, [auc, recall, specificity, brier]] of Object.entries(independent)) {
    const table = tables[name as keyof typeof tables];
    const near = (value: number, expected: number, within: number): void =>
      assert(Math.abs(value - expected) <= within, `${name}: ${value}, expected ${expected}`);
    // One pass of ten folds scatters about twice as much as the mean of five; grids differ too.
    near(metrics.rocAuc.score(table), auc, 0.02);
    near(metrics.recall.score(table), recall, 0.06);
    near(metrics.specificity.score(table), specificity, 0.06);
    near(metrics.brier.score(table), brier, 0.012);
  }
});
