import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { thinDiseased } from "heartbook/data/thin-diseased.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import type { Learner } from "heartbook/pipeline.ts";
import { isSynthetic } from "heartbook/prepare/smote.ts";
import { byPatient } from "heartbook/resample/by-patient.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { withSmote } from "heartbook/resample/imbalance.ts";
import { scaleInsideAndBefore, smoteInsideAndBefore } from "heartbook/resample/leak.ts";

const patients = readHeart();
const rare = thinDiseased(patients, { keep: 35, seed: 1 });
const folds = { folds: 5, seed: 4 } as const;
const learners = { knn: neighbours({ k: 5 }), nothing: prevalence() };

Deno.test("SMOTE inside a learner: no made-up patient in a test part, no test patient in training", async () => {
  const seen: (readonly string[])[] = [];
  const spy: Learner = (train) => {
    seen.push(train.ids);
    return prevalence()(train);
  };
  const splits = stratifiedFolds(rare.labels, folds);
  const { spied } = await crossValidate(rare, { spied: withSmote(spy, { seed: 7 }) }, splits);
  assertEquals([...byPatient(spied).row], [...rare.rows.keys()]);
  splits.forEach(({ train, test }, i) => {
    const [real, made] = [false, true].map((wanted) =>
      seen[i].filter((id) => isSynthetic(id) === wanted)
    );
    assertEquals(real, train.map((row) => rare.ids[row]));
    assert(made.length > 50);
    assertEquals(test.filter((row) => real.includes(rare.ids[row])), []);
  });
});

Deno.test("smoteInsideAndBefore() predicts the same patients twice, and the made-up only with the leak", async () => {
  const smote = { seed: 7 };
  const { inside, before, beforeWithMadeUp } = await smoteInsideAndBefore(rare, learners, {
    ...folds,
    smote,
  });
  for (const table of [inside.knn, before.knn]) {
    assertEquals([...table.row], [...rare.rows.keys()]);
    assertEquals([...table.label], [...rare.labels]);
  }
  assertEquals(beforeWithMadeUp.knn.p.length, 2 * 164);
  const splits = stratifiedFolds(rare.labels, folds);
  const rightly = { knn: withSmote(learners.knn, smote) };
  assertEquals(inside.knn, byPatient((await crossValidate(rare, rightly, splits)).knn));
});

Deno.test("smoteInsideAndBefore() flatters a learner that memorises, and not one that learns nothing", async () => {
  const { inside, beforeWithMadeUp } = await smoteInsideAndBefore(rare, learners, {
    ...folds,
    smote: { seed: 7 },
  });
  const auc = metrics.rocAuc.score;
  assert(auc(beforeWithMadeUp.knn) > auc(inside.knn) + 0.05);
  assertEquals(new Set(inside.nothing.p), new Set([0.5]));
  // The thirty-five and their likenesses are as many as the others: half are diseased in each part.
  assert(beforeWithMadeUp.nothing.p.every((p) => Math.abs(p - 0.5) < 0.01));
});

Deno.test("scaleInsideAndBefore(): scaled beforehand and again inside is as scaled inside", async () => {
  const { inside, before, beforeAndInside } = await scaleInsideAndBefore(patients, {
    standardising: neighbours({ k: 15 }),
    asTheyCome: neighbours({ k: 15 }, { numbers: "raw" }),
  }, folds);
  assertEquals(beforeAndInside.p, inside.p);
  assertEquals(before.row, inside.row);
  assert(before.p.some((p, i) => p !== inside.p[i]));
});

Deno.test("scaleInsideAndBefore() scales by mean and deviation of all patients, gaps left", async () => {
  const scaled = new Map<string, number | null>();
  const spy: Learner = (train) => {
    train.rows.forEach(({ ca }, i) => scaled.set(train.ids[i], ca as number | null));
    return prevalence()(train);
  };
  await scaleInsideAndBefore(patients, { standardising: prevalence(), asTheyCome: spy }, folds);
  const known = patients.rows.flatMap(({ ca }) => ca === null ? [] : [ca as number]);
  const mean = known.reduce((sum, each) => sum + each, 0) / known.length;
  const spread = Math.sqrt(
    known.reduce((sum, each) => sum + (each - mean) ** 2, 0) / known.length,
  );
  patients.rows.forEach(({ ca }, i) => {
    const got = scaled.get(patients.ids[i])!;
    if (ca === null) assertEquals(got, null);
    else assertAlmostEquals(got, (Number(ca) - mean) / spread, 1e-12);
  });
});
