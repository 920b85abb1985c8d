import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { permutationImportance, shuffles } from "heartbook/explain/permutation.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic, tree } from "heartbook/learners/mod.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { childSeed } from "heartbook/random.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { fitHeldOut, poolHeldOut } from "heartbook/resample/held-out.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import reference from "../reference/explain.json" with { type: "json" };
import { barePipeline, bareRows, models, training } from "./models.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });
const options = { metric: metrics.rocAuc, repeats: 3, replicates: 40, seed: 1 };

Deno.test("shuffles() deal as scikit-learn's permutation_importance does, score for score", () => {
  const { seed, importances } = reference.permutation;
  const pipeline = barePipeline(models.forest, training.X.columns);
  const rows = bareRows(training.X), label = patients.labels;
  const base = metrics.rocAuc.score({ label, p: predictRows(pipeline, rows) });
  const orders = shuffles(rows.length, { repeats: 5, seed });
  importances.forEach((expected, j) => {
    expected.forEach((loss, repeat) => {
      const name = `x${j}`;
      const dealt = rows.map((row, i) => ({ ...row, [name]: rows[orders[repeat][i]][name] }));
      const score = metrics.rocAuc.score({ label, p: predictRows(pipeline, dealt) });
      assertAlmostEquals(base - score, loss, 1e-12);
    });
  });
});

Deno.test("permutationImportance() of a group is what shuffling it in each test part costs, naively", async () => {
  const held = await fitHeldOut(patients, logistic({ l2: 1 }), splits);
  const groups = { both: ["ca", "thal"] };
  const [{ loss }] = await permutationImportance(held, { ...options, groups });
  const label = held.flatMap(({ test }) => test.labels);
  const whole = held.flatMap(({ pipeline, test }) => [...predictRows(pipeline, test.rows)]);
  const losses = [0, 1, 2].map((repeat) => {
    const p = held.flatMap(({ pipeline, test: { rows } }, fold) => {
      const order = shuffles(rows.length, { repeats: 3, seed: childSeed(1, fold) })[repeat];
      const dealt = rows.map((row, i) => {
        const { ca, thal } = rows[order[i]];
        return { ...row, ca, thal };
      });
      return [...predictRows(pipeline, dealt)];
    });
    return metrics.rocAuc.score({ label, p: whole }) - metrics.rocAuc.score({ label, p });
  });
  assertAlmostEquals(loss.estimate, (losses[0] + losses[1] + losses[2]) / 3, 1e-12);
  assert(loss.low <= loss.estimate && loss.estimate <= loss.high);
});

Deno.test("permutationImportance() of a feature that is not used is exactly 0, and so is its interval", async () => {
  const held = await fitHeldOut(patients, tree({ maxDepth: 1 }), splits);
  const importances = await permutationImportance(held, options);
  assertEquals(importances.length, 13);
  for (
    const { name, loss } of importances.filter(({ name }) => name === "chol" || name === "fbs")
  ) {
    assertEquals([name, loss.estimate, loss.low, loss.high], [name, 0, 0, 0]);
  }
});

Deno.test("permutationImportance() is positive for what helps, whichever way the metric is better", async () => {
  const held = await fitHeldOut(patients, logistic({ l2: 1 }), splits);
  for (const metric of [metrics.rocAuc, metrics.brier]) {
    const [{ loss }] = await permutationImportance(held, {
      ...options,
      metric,
      groups: { ca: ["ca"] },
    });
    assert(loss.estimate > 0);
  }
});

Deno.test("permutationImportance() refuses features that do not exist or stand twice, and no folds", async () => {
  const held = await fitHeldOut(patients, tree({ maxDepth: 1 }), splits);
  const wrong = { ...options, groups: { a: ["colour"] } };
  await assertRejects(() => permutationImportance(held, wrong), RangeError, 'feature "colour"');
  const twice = { ...options, groups: { a: ["age"], b: ["age"] } };
  await assertRejects(() => permutationImportance(held, twice), RangeError, "twice");
  await assertRejects(() => permutationImportance([], options), RangeError, "got none");
  await assertRejects(
    () => permutationImportance(held, { ...options, repeats: 0 }),
    RangeError,
    "repeats",
  );
});

Deno.test("poolHeldOut() gives the predictions of crossValidate()", async () => {
  const learner = logistic({ l2: 1 });
  const { plain } = await crossValidate(patients, { plain: learner }, splits);
  assertEquals(poolHeldOut(await fitHeldOut(patients, learner, splits)), plain);
});
