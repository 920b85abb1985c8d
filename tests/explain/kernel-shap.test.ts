import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { explain } from "heartbook/explain/shap.ts";
import { explainRows } from "heartbook/explain/explain-rows.ts";
import { kernelShap } from "heartbook/explain/kernel-shap.ts";
import { takeFeatures } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest, neighbours, svm } from "heartbook/learners/mod.ts";
import { pickFeatures } from "heartbook/schema.ts";
import { prepareOnce } from "heartbook/pipeline.ts";
import reference from "../reference/explain.json" with { type: "json" };
import { columnsOf, eight, everyRow, small } from "./models.ts";
import { shapley } from "./shapley.ts";

const patients = readHeart();
const names = columnsOf(Array.from({ length: 8 }, (_, j) => `x${j}`));
const background = everyRow(eight, 30);

Deno.test("kernelShap() agrees with shap's KernelExplainer where all coalitions are asked about", () => {
  const first = { values: eight.values.slice(0, 24), rows: 3, columns: 8 };
  const told = kernelShap(small, first, { columns: names, background, seed: 1 });
  told.forEach(({ base, contributions, errors }, i) => {
    assertAlmostEquals(base, reference.kernel.base, 1e-6);
    contributions.forEach(({ value }, j) => {
      assertAlmostEquals(value, reference.kernel.values[i][j], 1e-6);
    });
    assertEquals(errors, new Array(8).fill(0));
  });
});

Deno.test("kernelShap() equals the definition over every coalition for a model of any kind", async () => {
  const some = pickFeatures(patients.schema, ["thal", "ca", "cp", "age", "oldpeak"]);
  const few = takeFeatures(patients, some);
  for (const learner of [svm({ C: 1 }), neighbours({ k: 10 })]) {
    const { model, preprocessor } = await learner(few);
    const { columns } = preprocessor;
    const X = prepareOnce(preprocessor, few.rows.slice(0, 2));
    const others = prepareOnce(preprocessor, few.rows.slice(10, 20));
    kernelShap(model, X, { columns, background: others, seed: 1 }).forEach((told, i) => {
      const patient = [...X.values.subarray(i * X.columns, (i + 1) * X.columns)];
      const expected = shapley(model, patient, { columns, background: others });
      told.contributions.forEach(({ value }, j) => assertAlmostEquals(value, expected[j], 1e-10));
    });
  }
});

Deno.test("kernelShap() from a sample adds up exactly, and is off by about its standard error", async () => {
  const { model, preprocessor } = await forest({ trees: 20 })(patients);
  const { columns } = preprocessor;
  const X = prepareOnce(preprocessor, patients.rows.slice(0, 10));
  const others = prepareOnce(preprocessor, patients.rows.slice(100, 110));
  const exact = explain(model, X, { columns, background: others });
  const told = kernelShap(model, X, { columns, background: others, samples: 600, seed: 1 });
  const away = told.flatMap(({ base, contributions, errors, prediction }, i) => {
    const sum = contributions.reduce((total, { value }) => total + value, base);
    assertAlmostEquals(sum, prediction, 1e-10);
    return contributions.map(({ value }, j) => {
      return (value - exact[i].contributions[j].value) / errors[j];
    });
  });
  const spread = Math.sqrt(away.reduce((sum, z) => sum + z ** 2, 0) / away.length);
  assert(spread > 0.6 && spread < 1.6, `${spread}`);
});

Deno.test("kernelShap() tells the standard error that its values have from seed to seed", () => {
  const first = { values: eight.values.slice(0, 8), rows: 1, columns: 8 };
  const few = everyRow(eight, 2);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const [{ contributions: exact }] = kernelShap(small, first, {
    columns: names,
    background: few,
    seed: 1,
  });
  const size = sum(exact.map(({ value }) => value ** 2));
  // Off by 3 % of the contributions from 60 of the 254 coalitions, by 0.4 % from all but one.
  for (const [samples, most, seeds] of [[60, 0.03, 400], [253, 0.004, 40]]) {
    const told = Array.from(
      { length: seeds },
      (_, seed) => kernelShap(small, first, { columns: names, background: few, samples, seed })[0],
    );
    let spread = 0, expected = 0, off = 0;
    for (let j = 0; j < 8; j++) {
      const values = told.map(({ contributions }) => contributions[j].value);
      const mean = sum(values) / seeds;
      spread += sum(values.map((value) => (value - mean) ** 2)) / (seeds - 1);
      expected += sum(told.map(({ errors }) => errors[j] ** 2)) / seeds;
      off += sum(values.map((value) => (value - exact[j].value) ** 2)) / seeds;
    }
    // A tenth of the batches more or fewer would be seen; 400 seeds know the spread to 5 %.
    if (seeds === 400) assertAlmostEquals(expected / spread, 1, 0.08);
    assert(Math.sqrt(off / size) < most, `${Math.sqrt(off / size)}`);
  }
});

Deno.test("kernelShap() gives the same for the same seed, and refuses what it cannot use", () => {
  const first = { values: eight.values.slice(0, 8), rows: 1, columns: 8 };
  const options = { columns: names, background, samples: 100, seed: 3 };
  assertEquals(kernelShap(small, first, options), kernelShap(small, first, options));
  const none = { values: new Float64Array(), rows: 0, columns: 8 };
  assertThrows(
    () => kernelShap(small, first, { ...options, background: none }),
    RangeError,
    "no rows",
  );
  assertThrows(() => kernelShap(small, first, { ...options, samples: 1 }), RangeError, "samples");
  const narrow = { values: Float64Array.of(1), rows: 1, columns: 1 };
  assertThrows(() => kernelShap(small, narrow, options), TypeError, "8 columns");
});

Deno.test("explainRows() is exact where it can be, tells its errors where it cannot, and needs a background", async () => {
  const rows = patients.rows.slice(0, 1), others = patients.rows.slice(100, 105);
  const trees = await forest({ trees: 3 })(patients);
  assertEquals(explainRows(trees, rows, { background: others })[0].errors, undefined);
  const machine = await svm({ C: 1 })(patients);
  const [{ errors }] = explainRows(machine, rows, { background: others, samples: 300 });
  assertEquals(errors!.length, 13);
  assertThrows(() => explainRows(machine, rows), RangeError, "got svm");
  assertThrows(() => explainRows(trees, [{ age: 50 }]), TypeError, "expected a column");
});
