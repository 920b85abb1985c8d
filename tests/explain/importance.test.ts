import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { impurityImportance, withNoise } from "heartbook/explain/impurity.ts";
import { takeFeatures } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { boosting, forest, logistic, prevalence } from "heartbook/learners/mod.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { dropColumns } from "heartbook/resample/drop-column.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { dropFeatures } from "heartbook/schema.ts";
import reference from "../reference/explain.json" with { type: "json" };
import { barePipeline, models, training } from "./models.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });
const options = { metric: metrics.rocAuc, replicates: 40, seed: 1 };

for (const kind of ["tree", "forest"] as const) {
  Deno.test(`impurityImportance() is scikit-learn's feature_importances_: ${kind}`, () => {
    const told = impurityImportance(barePipeline(models[kind], training.X.columns));
    reference.impurity[kind].forEach((expected, j) => {
      assertAlmostEquals(told[j].importance, expected, 1e-12);
    });
  });
}

Deno.test("impurityImportance() adds up to 1, a category's columns being one feature", async () => {
  const told = impurityImportance(await forest({ trees: 10 })(patients));
  assertEquals(told.length, 13);
  assertAlmostEquals(told.reduce((sum, { importance }) => sum + importance, 0), 1, 1e-12);
});

Deno.test("impurityImportance() credits random numbers: the bias that it is known for", async () => {
  const told = impurityImportance(await forest({ trees: 50 })(withNoise(patients, { seed: 1 })));
  const of = (name: string): number => told.find(({ feature }) => feature === name)!.importance;
  assert(of("noise") > of("fbs") && of("noise") > of("restecg"));
});

Deno.test("impurityImportance() refuses models that do not split on the Gini index", async () => {
  for (const learner of [boosting({ trees: 2 }), prevalence()]) {
    const fitted = await learner(patients);
    assertThrows(() => impurityImportance(fitted), RangeError, "a tree or a forest");
  }
});

Deno.test("dropColumns() is the difference of two cross-validations, naively", async () => {
  const learner = logistic({ l2: 1 });
  const groups = { ca: ["ca"], rest: ["restecg", "fbs"] };
  const told = await dropColumns(patients, learner, splits, { ...options, groups });
  const scoreOf = async (dataset: typeof patients): Promise<number> => {
    return metrics.rocAuc.score((await crossValidate(dataset, { learner }, splits)).learner);
  };
  const whole = await scoreOf(patients);
  for (const { features, loss } of told) {
    const few = takeFeatures(patients, dropFeatures(patients.schema, features));
    assertAlmostEquals(loss.estimate, whole - await scoreOf(few), 1e-12);
    assert(loss.low <= loss.estimate && loss.estimate <= loss.high);
  }
});

Deno.test("dropColumns() costs a model that uses nothing exactly nothing", async () => {
  const groups = { age: ["age"] };
  const [{ loss }] = await dropColumns(patients, prevalence(), splits, {
    ...options,
    metric: metrics.brier,
    groups,
  });
  assertEquals([loss.low, loss.estimate, loss.high], [0, 0, 0]);
});

Deno.test("dropColumns() refuses a feature that does not exist, and to drop everything", async () => {
  const all = patients.schema.features.map(({ name }) => name);
  await assertRejects(
    () => dropColumns(patients, prevalence(), splits, { ...options, groups: { a: ["colour"] } }),
    RangeError,
    "colour",
  );
  await assertRejects(
    () => dropColumns(patients, prevalence(), splits, { ...options, groups: { all } }),
    RangeError,
    "nothing would be left",
  );
});
