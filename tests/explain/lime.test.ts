import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { lime, repeatLime } from "heartbook/explain/lime.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest, prevalence, tree } from "heartbook/learners/mod.ts";
import type { Dataset, Feature } from "heartbook/types.ts";
import reference from "../reference/explain.json" with { type: "json" };
import { barePipeline, bareRows, eight, small } from "./models.ts";

const patients = readHeart();

Deno.test("lime() gives the package lime's weights from the same seed", () => {
  const bare = barePipeline(small, 8);
  // The last two columns are 0 or 1: categories to lime, and to us.
  const features = bare.schema.features.map((feature, j): Feature =>
    j < 6 ? feature : { kind: "category", name: `x${j}`, label: "", about: "", levels: ["0", "1"] }
  );
  const columns = bare.preprocessor.columns.map((column, j) =>
    j < 6
      ? column
      : { kind: "level", feature: `x${j}`, level: "1", fill: "0", mean: 0, scale: 1 } as const
  );
  const pipeline = {
    ...bare,
    schema: { ...bare.schema, features },
    preprocessor: { columns },
  };
  const rows = bareRows(eight).map((row) => ({ ...row, x6: String(row.x6), x7: String(row.x7) }));
  const train: Dataset = { ...patients, schema: pipeline.schema, rows };
  const told = lime(pipeline, rows[0], { train, samples: 1000, seed: 5 });
  assertAlmostEquals(told.intercept, reference.lime.intercept, 1e-9);
  assertAlmostEquals(told.fidelity, reference.lime.fidelity, 1e-9);
  assertAlmostEquals(told.local, reference.lime.local, 1e-9);
  told.weights.forEach(({ weight }, j) => {
    assertAlmostEquals(weight, reference.lime.weights[j], 1e-9);
  });
});

Deno.test("lime() gives all features 0 where the model says the same of everybody", async () => {
  const told = lime(await prevalence()(patients), patients.rows[0], {
    train: patients,
    samples: 50,
    seed: 1,
  });
  told.weights.forEach(({ weight }) => assertAlmostEquals(weight, 0, 1e-12));
  assertAlmostEquals(told.local, told.prediction, 1e-12);
});

Deno.test("lime() lets a feature that the model does not use come out near 0 only", async () => {
  const stump = await tree({ maxDepth: 1 })(patients);
  const told = lime(stump, patients.rows[0], { train: patients, seed: 1 });
  const largest = told.weights.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  assertEquals(largest[0].feature, "thal");
  assert(Math.abs(largest[1].weight) < 0.03);
});

Deno.test("repeatLime() shows that other draws give other weights, the same seed the same", async () => {
  const fitted = await forest({ trees: 10 })(patients);
  const options = { train: patients, samples: 200, seed: 1, repeats: 5 };
  const { effects, runs, sameFirst } = repeatLime(fitted, patients.rows[0], options);
  assert(effects.every(({ deviation, sameSign }) => deviation > 0 && sameSign <= 1));
  assert(sameFirst >= 1 / 5 && sameFirst <= 1);
  assertEquals(repeatLime(fitted, patients.rows[0], options).runs, runs);
});

Deno.test("lime() refuses a row that lacks a feature or does not record it, and too few samples", async () => {
  const fitted = await tree({ maxDepth: 2 })(patients);
  const options = { train: patients, samples: 50, seed: 1 };
  const { ca: _, ...without } = patients.rows[0];
  assertThrows(() => lime(fitted, without, options), TypeError, "a column ca");
  const missing = { ...patients.rows[0], ca: null };
  assertThrows(() => lime(fitted, missing, options), RangeError, "ca to be recorded");
  assertThrows(
    () => lime(fitted, patients.rows[0], { ...options, samples: 1 }),
    RangeError,
    "samples",
  );
  assertThrows(() => lime(fitted, patients.rows[0], { ...options, width: 0 }), RangeError, "width");
});

Deno.test("repeatLime() sums up the effects of its runs by their mean and standard deviation", async () => {
  const pipeline = await tree({ maxDepth: 3 })(patients);
  const { runs, effects } = repeatLime(pipeline, patients.rows[0], {
    train: patients,
    samples: 200,
    repeats: 3,
    seed: 1,
  });
  effects.forEach(({ mean, deviation }, j) => {
    const [a, b, c] = runs.map(({ weights }) => weights[j].value);
    const middle = (a + b + c) / 3;
    assertAlmostEquals(mean, middle, 1e-12);
    const squares = (a - middle) ** 2 + (b - middle) ** 2 + (c - middle) ** 2;
    assertAlmostEquals(deviation, Math.sqrt(squares / 2), 1e-12);
  });
});

Deno.test("lime() gives a number its weight times its distance from the mean in standard deviations", async () => {
  const fitted = await tree({ maxDepth: 3 })(patients);
  const [row] = patients.rows;
  const { weights } = lime(fitted, row, { train: patients, samples: 200, seed: 1 });
  const { weight, value } = weights.find(({ feature }) => feature === "age")!;
  const ages = patients.rows.map(({ age }) => Number(age));
  const mean = ages.reduce((sum, age) => sum + age, 0) / ages.length;
  const squares = ages.reduce((sum, age) => sum + (age - mean) ** 2, 0);
  const away = (Number(row.age) - mean) / Math.sqrt(squares / ages.length);
  assert(weight !== 0);
  assertAlmostEquals(value, weight * away, 1e-10);
});

Deno.test("lime() gives a level its weight times the share of patients who have another", async () => {
  const fitted = await tree({ maxDepth: 3 })(patients);
  const [row] = patients.rows;
  const { weights } = lime(fitted, row, { train: patients, samples: 200, seed: 1 });
  const { weight, value } = weights.find(({ feature }) => feature === "sex")!;
  const alike = patients.rows.filter(({ sex }) => sex === row.sex).length;
  assertAlmostEquals(value, weight * (1 - alike / patients.rows.length), 1e-10);
});
