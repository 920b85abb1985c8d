import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { rocAuc } from "heartbook/measure/auc.ts";
import { type Learner, predictRows } from "heartbook/pipeline.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { smote } from "heartbook/prepare/smote.ts";
import { seeded } from "heartbook/random.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import type { Dataset, Label } from "heartbook/types.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 10, seed: 42 });

Deno.test("crossValidate() gives the baseline the prevalence of each training part", async () => {
  const { baseline } = await crossValidate(patients, { baseline: prevalence() }, splits);
  baseline.p.forEach((p, i) => {
    const { train } = splits[baseline.split[i]];
    const diseased = train.filter((row) => patients.labels[row] === 1).length;
    assertAlmostEquals(p, diseased / train.length, 1e-12);
  });
});

Deno.test("crossValidate() equals fitting and predicting split by split", async () => {
  const learner = logistic({ l2: 1 });
  const { model } = await crossValidate(patients, { model: learner }, splits);
  const byHand: number[] = [];
  for (const { train, test } of splits) {
    const pipeline = await learner(takeRows(patients, train));
    byHand.push(...predictRows(pipeline, takeRows(patients, test).rows));
  }
  assertEquals([...model.p], byHand);
});

Deno.test("crossValidate() predicts each patient once a repeat, beside that patient's label", async () => {
  const repeated = stratifiedFolds(patients.labels, { folds: 3, repeats: 2, seed: 1 });
  const { baseline } = await crossValidate(patients, { baseline: prevalence() }, repeated);
  for (const repeat of [0, 1]) {
    const rows = [...baseline.row].filter((_, i) => baseline.repeat[i] === repeat);
    assertEquals(rows.toSorted((a, b) => a - b), patients.labels.map((_, row) => row));
  }
  assert(baseline.row.every((row, i) => baseline.label[i] === patients.labels[row]));
});

Deno.test("ridge logistic regression has a cross-validated AUC of .89 to .92 on all 13", async () => {
  const { model } = await crossValidate(patients, { model: logistic({ l2: 1 }) }, splits);
  const auc = rocAuc(model);
  assert(auc >= 0.89 && auc <= 0.92, `AUC ${auc}`);
});

Deno.test("crossValidate() learns nothing from a test part: editing it moves no other prediction", async () => {
  const [first] = splits;
  const edited: Dataset = {
    ...patients,
    rows: patients.rows.map((row, i) => first.test.includes(i) ? { ...row, chol: 700 } : row),
    labels: patients.labels.map((label, i): Label =>
      first.test.includes(i) ? (label === 1 ? 0 : 1) : label
    ),
  };
  const learners = { model: logistic({ l2: 1 }) };
  const before = await learners.model(takeRows(patients, first.train));
  const after = await learners.model(takeRows(edited, first.train));
  assertEquals(after, before);
});

Deno.test("crossValidate() on outcomes dealt at random ranks no better than chance", async () => {
  const random = { ...patients, labels: seeded(9).shuffled(patients.labels) };
  const folds = stratifiedFolds(random.labels, { folds: 10, seed: 42 });
  const { model } = await crossValidate(random, { model: logistic({ l2: 1 }) }, folds);
  // 303 patients of whom 139 are diseased: the AUC of noise has a standard deviation of 0.033.
  assert(Math.abs(rocAuc(model) - 0.5) < 3 * 0.033, `AUC ${rocAuc(model)}`);
});

Deno.test("crossValidate() reports each step and stops when told to", async () => {
  const steps: number[] = [];
  const controller = new AbortController();
  await assertRejects(
    () =>
      crossValidate(patients, { baseline: prevalence() }, splits, {
        signal: controller.signal,
        progress: (done, total) => {
          steps.push(done / total);
          if (done === 3) controller.abort(new Error("enough"));
        },
      }),
    Error,
    "enough",
  );
  assertEquals(steps, [0.1, 0.2, 0.3]);
});

Deno.test("crossValidate() refuses no splits and rows on both sides, and names who failed", async () => {
  const failing: Learner = () => {
    throw new RangeError("no such thing");
  };
  await assertRejects(
    () => crossValidate(patients, {}, []),
    RangeError,
    "splits: expected at least",
  );
  await assertRejects(
    () => crossValidate(patients, {}, [{ repeat: 0, train: [0, 1], test: [1] }]),
    RangeError,
    "split 0: row 1 is both in training and in test",
  );
  await assertRejects(
    () => crossValidate(patients, { failing }, splits),
    Error,
    "failing, split 0: no such thing",
  );
});

Deno.test("crossValidate() refuses made-up patients in a test part", async () => {
  const more = smote(patients, { seed: 1 });
  const folds = stratifiedFolds(more.labels, { folds: 5, seed: 1 });
  await assertRejects(
    () => crossValidate(more, { baseline: prevalence() }, folds),
    RangeError,
    "is a made-up patient in the test part",
  );
});

const wrong: Readonly<
  Record<string, readonly [changes: Record<string, unknown>, message: string]>
> = {
  "labels that are not one per row": [
    { labels: patients.labels.slice(1) },
    "labels: expected 303, one per row, got 302",
  ],
  "labels in words": [
    { labels: patients.labels.map((label) => label ? "yes" : "no") },
    'labels[0]: expected 0 or 1, got "no"',
  ],
  "ids that are numbers": [{ ids: patients.ids.map(Number) }, "ids[0]: expected a text, got 1"],
  "a level that the schema does not know": [
    { rows: patients.rows.map((row, i) => i === 3 ? { ...row, sex: "femal" } : row) },
    'row 4, column sex: expected "female", "male", got "femal"',
  ],
  "a row that is not there": [
    { splits: [{ repeat: 0, train: [0, 1], test: [303] }] },
    "split 0: expected rows from 0 to 302, got 303",
  ],
  "no rows": [{ rows: [], labels: [], ids: [] }, "rows: expected at least one, got none"],
  "an object instead of a learner": [
    { learners: { mine: { l2: 1 } } },
    'mine: expected a learner such as logistic({ l2: 1 }), got {"l2":1}',
  ],
  "a learner that was not called": [
    { learners: { mine: logistic } },
    "mine, split 0: expected a learner to make a pipeline of schema, preprocessor and model, " +
    "got a function: is it still to be called",
  ],
  "a learner that makes something else": [
    { learners: { mine: () => ({ kind: "prevalence" }) } },
    'mine, split 0: expected a learner to make a pipeline of schema, preprocessor and model, got {"',
  ],
};
for (const [what, [changes, message]] of Object.entries(wrong)) {
  Deno.test(`crossValidate() refuses ${what}, saying what was expected`, async () => {
    const asked = { ...patients, splits, learners: { mine: prevalence() }, ...changes };
    await assertRejects(
      () => crossValidate(asked as Dataset, asked.learners, asked.splits),
      Error,
      message,
    );
  });
}
