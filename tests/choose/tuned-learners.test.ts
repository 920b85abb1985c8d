/** The headline figures of the comparison, once more without the notebook. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { learnerTraits, tunedLearners } from "heartbook/choose/tuned-learners.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import reference from "../reference/tuned-learners.json" with { type: "json" };

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 10, seed: 42 });

Deno.test("every tuned learner has its traits", () => {
  const learners = tunedLearners({ folds: 5, seed: 1 });
  assertEquals(Object.keys(learnerTraits).toSorted(), Object.keys(learners).toSorted());
});

/** How far each figure may lie from scikit-learn's, which draws the SVM's and forest's chance anew. */
const within = {
  "elastic net": { rocAuc: 1e-12, recall: 1e-12, specificity: 1e-12, brier: 1e-6 },
  SVM: { rocAuc: 0.005, recall: 0.03, specificity: 0.03, brier: 0.002 },
  forest: { rocAuc: 0.015, recall: 0.03, specificity: 0.03, brier: 0.005 },
  neighbours: { rocAuc: 1e-12, recall: 1e-12, specificity: 1e-12, brier: 1e-12 },
} as const;

Deno.test("on the same outer folds the tuned learners score as scikit-learn's do", async () => {
  const { "elastic net": net, SVM, forest, neighbours } = tunedLearners({ folds: 5, seed: 1 });
  const learners = { "elastic net": net, SVM, forest, neighbours };
  const tables = await crossValidate(patients, learners, splits);
  for (const name of Object.keys(within) as (keyof typeof within)[]) {
    for (const metric of ["rocAuc", "recall", "specificity", "brier"] as const) {
      const figure = metrics[metric].score(tables[name]);
      const expected = reference.figures[name][metric];
      assertAlmostEquals(figure, expected, within[name][metric], `${name}, ${metric}`);
    }
  }
});
