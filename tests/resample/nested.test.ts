import { assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { crossValidateNested } from "heartbook/resample/nested.ts";

const patients = readHeart();
const inner = { folds: 5, seed: 3 };

Deno.test("crossValidateNested() predicts each test patient once, by a model of the whole training part", async () => {
  const splits = stratifiedFolds(patients.labels, { folds: 4, seed: 1 });
  const folds = await crossValidateNested(patients, logistic({ l2: 1 }), splits, inner);
  const { model } = await crossValidate(patients, { model: logistic({ l2: 1 }) }, splits);
  assertEquals(folds.flatMap(({ outer }) => Array.from(outer.p)), [...model.p]);
  assertEquals(folds.map((fold) => fold.inner.p.length), splits.map(({ train }) => train.length));
});

Deno.test("crossValidateNested() draws the same inner folds from a seed as from a split of its own", async () => {
  const splits = stratifiedFolds(patients.labels, { folds: 2, seed: 1 });
  const split = ({ labels }: typeof patients): ReturnType<typeof stratifiedFolds> =>
    stratifiedFolds(labels, inner);
  assertEquals(
    await crossValidateNested(patients, logistic({ l2: 1 }), splits, inner),
    await crossValidateNested(patients, logistic({ l2: 1 }), splits, { split }),
  );
});
