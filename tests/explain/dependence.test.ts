import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { chooseValues, jointDependence, partialDependence } from "heartbook/explain/dependence.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic, tree } from "heartbook/learners/mod.ts";
import { predictRows } from "heartbook/pipeline.ts";
import reference from "../reference/explain.json" with { type: "json" };
import { barePipeline, bareRows, models, training } from "./models.ts";

const patients = readHeart();

Deno.test("partialDependence() agrees with scikit-learn's, mean and single curves", () => {
  const { column, values, mean, curves } = reference.dependence;
  const pipeline = barePipeline(models.forest, training.X.columns);
  const told = partialDependence(pipeline, bareRows(training.X), { feature: `x${column}`, values });
  mean.forEach((each, i) => assertAlmostEquals(told.mean[i], each, 1e-12));
  curves.forEach((curve, row) => {
    curve.forEach((each, i) => assertAlmostEquals(told.curves[row][i], each, 1e-12));
  });
});

Deno.test("partialDependence() of a feature that is not used is level", async () => {
  const stump = await tree({ maxDepth: 1 })(patients);
  const { mean } = partialDependence(stump, patients.rows, { feature: "chol" });
  assertEquals(new Set(mean).size, 1);
});

Deno.test("partialDependence() at a patient's own value is the patient's prediction", async () => {
  const fitted = await logistic({ l2: 1 })(patients);
  const rows = patients.rows.slice(0, 5);
  const p = predictRows(fitted, rows);
  rows.forEach((row, i) => {
    const told = partialDependence(fitted, rows, { feature: "age", values: [Number(row.age)] });
    assertEquals(told.curves[i][0], p[i]);
  });
});

Deno.test("jointDependence() asks about every combination, as one feature after the other would", async () => {
  const fitted = await logistic({ l2: 1 })(patients);
  const rows = patients.rows.slice(0, 20);
  const values = [[40, 60], ["female", "male"]] as const;
  const cells = jointDependence(fitted, rows, { features: ["age", "sex"], values });
  assertEquals(cells.length, 4);
  const men = rows.map((row) => ({ ...row, sex: "male" }));
  const { mean } = partialDependence(fitted, men, { feature: "age", values: [40, 60] });
  assertEquals([cells[1].value, cells[3].value], mean);
});

Deno.test("chooseValues() takes all levels, all of few numbers, and 30 of many", () => {
  const rows = patients.rows;
  assertEquals(chooseValues(patients, rows, "sex"), ["female", "male"]);
  assertEquals(chooseValues(patients, rows, "ca"), [0, 1, 2, 3]);
  assertEquals(chooseValues(patients, rows, "chol").length, 30);
});

Deno.test("partialDependence() refuses a feature that does not exist and no rows", async () => {
  const fitted = await tree({ maxDepth: 1 })(patients);
  const feature = "colour";
  assertThrows(() => partialDependence(fitted, patients.rows, { feature }), RangeError, "colour");
  assertThrows(() => partialDependence(fitted, [], { feature: "age" }), RangeError, "no");
});
