import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  bestSubset,
  expectedBest,
  nestSubsets,
  pickSubset,
  scoreSubsets,
} from "heartbook/choose/best-subset.ts";
import { takeFeatures } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/mod.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { seeded } from "heartbook/random.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { poolHeldOut } from "heartbook/resample/held-out.ts";
import { pickFeatures } from "heartbook/schema.ts";

const patients = readHeart();
const five = takeFeatures(
  patients,
  pickFeatures(patients.schema, ["age", "fbs", "ca", "thal", "oldpeak"]),
);
const search = { metric: metrics.rocAuc, folds: 5, seed: 1 };

Deno.test("scoreSubsets() of all features is the cross-validated model itself", async () => {
  const scores = scoreSubsets(five, search);
  assertEquals(scores.length, 31);
  const splits = stratifiedFolds(five.labels, { folds: 5, seed: 1 });
  const learner = logistic({ l2: 1 }, { levels: "reference" });
  const { all } = await crossValidate(five, { all: learner }, splits);
  assertAlmostEquals(scores.at(-1)!.score, metrics.rocAuc.score(all), 1e-9);
});

Deno.test("scoreSubsets() by one Newton step is near the models fitted to the optimum", async () => {
  const splits = stratifiedFolds(five.labels, { folds: 5, seed: 1 });
  const learner = logistic({ l2: 1 }, { levels: "reference" });
  for (const { features, score } of scoreSubsets(five, search)) {
    const few = takeFeatures(five, pickFeatures(five.schema, features));
    const { exact } = await crossValidate(few, { exact: learner }, splits);
    assertAlmostEquals(score, metrics.rocAuc.score(exact), 0.02);
  }
});

Deno.test("nestSubsets() chooses in the training part: outer patients change nothing in the choice", async () => {
  const splits = stratifiedFolds(five.labels, { folds: 3, seed: 2 });
  const { best, bySize } = await nestSubsets(five, splits, search);
  const labels = five.labels.map((label, i) =>
    splits[0].test.includes(i) ? 1 - label as 0 | 1 : label
  );
  const turned = await nestSubsets({ ...five, labels }, splits.slice(0, 1), search);
  assertEquals(turned.best[0].pipeline.subset, best[0].pipeline.subset);
  bySize.forEach((held, i) => {
    assertEquals(held.every(({ pipeline }) => pipeline.subset.features.length === i + 1), true);
  });
  assertEquals(poolHeldOut(best).p.length, 303);
});

Deno.test("the best of all combinations promises more than it keeps if there is nothing to find", async () => {
  const labels = seeded(5).shuffled(five.labels);
  const nonsense = { ...five, labels };
  const promised = pickSubset(scoreSubsets(nonsense, search), metrics.rocAuc).score;
  const splits = stratifiedFolds(labels, { folds: 5, seed: 2 });
  const { best } = await nestSubsets(nonsense, splits, search);
  assert(promised > metrics.rocAuc.score(poolHeldOut(best)));
});

Deno.test("bestSubset() predicts rows that have other features too", async () => {
  const fitted = await bestSubset(search)(five);
  assertEquals(predictRows(fitted, patients.rows).length, 303);
});

Deno.test("expectedBest() is the mean of the best over all draws, naively", () => {
  const scores = [0.5, 0.9, 0.7, 0.7, 0.6];
  for (const count of [1, 2, 3, 4, 5]) {
    const bests: number[] = [];
    for (let bits = 0; bits < 32; bits++) {
      const drawn = scores.filter((_, i) => (bits >> i) & 1);
      if (drawn.length === count) bests.push(Math.max(...drawn));
    }
    const mean = bests.reduce((sum, best) => sum + best, 0) / bests.length;
    assertAlmostEquals(expectedBest(scores, count), mean, 1e-12);
  }
});

Deno.test("best subsets refuse no penalty, a count out of range, nothing to pick", () => {
  assertThrows(() => scoreSubsets(five, { ...search, l2: 0 }), RangeError, "l2");
  assertThrows(() => expectedBest([0.5], 2), RangeError, "count");
  assertThrows(() => pickSubset([], metrics.rocAuc), RangeError, "got none");
});
