import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { pickFeatures } from "heartbook/schema.ts";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { canExplain, explain, type Explanation } from "heartbook/explain/shap.ts";
import { boosting } from "heartbook/learners/boosting.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { tree } from "heartbook/learners/tree.ts";
import { fitBoosting } from "heartbook/models/boosting/boosting.ts";
import { fitForest } from "heartbook/models/forest/forest.ts";
import { fitLogistic } from "heartbook/models/logistic/logistic.ts";
import type { Model } from "heartbook/models/model.ts";
import { fitTree } from "heartbook/models/tree/tree.ts";
import { type Learner, prepareOnce, prepareTraining } from "heartbook/pipeline.ts";
import { seeded } from "heartbook/random.ts";
import type { Matrix, PreparedColumn, Training } from "heartbook/types.ts";
import reference from "../reference/shap.json" with { type: "json" };
import { answers, shapley } from "./shapley.ts";

const patients = readHeart();

function matrixOf(rows: readonly (readonly number[])[], columns = rows[0].length): Matrix {
  return { values: Float64Array.from(rows.flat()), rows: rows.length, columns };
}

function rowsOf({ values, rows, columns }: Matrix): number[][] {
  return Array.from(
    { length: rows },
    (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)),
  );
}

/** Columns of these features, one each. */
function columnsOf(features: readonly string[]): PreparedColumn[] {
  return features.map((feature) => ({ kind: "number", feature, fill: 0, mean: 0, scale: 1 }));
}

function valuesOf({ contributions }: Explanation): number[] {
  return contributions.map(({ value }) => value);
}

function assertClose(actual: readonly number[], expected: readonly number[], within: number): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((value, i) => assertAlmostEquals(value, expected[i], within));
}

/** Diseased only where both columns are above one half. */
const both: Model = {
  kind: "tree",
  columns: 2,
  tree: {
    feature: [0, -1, 1, -1, -1],
    threshold: [0.5, 0, 0.5, 0, 0],
    left: [1, -1, 3, -1, -1],
    right: [2, -1, 4, -1, -1],
    value: [0.25, 0, 0.5, 0, 1],
    weight: [4, 2, 2, 1, 1],
  },
};

Deno.test("explain() shares what two features do only together between them, by hand", () => {
  const options = { columns: columnsOf(["a", "b"]), background: matrixOf([[0, 0]]) };
  const [explanation] = explain(both, matrixOf([[1, 1]]), options);
  assertEquals(explanation, {
    unit: "probability",
    base: 0,
    contributions: [{ feature: "a", value: 0.5 }, { feature: "b", value: 0.5 }],
    prediction: 1,
  });
});

Deno.test("explain() gives all to a feature that the other has already, by hand", () => {
  const options = { columns: columnsOf(["a", "b"]), background: matrixOf([[0, 1], [1, 1]]) };
  const [{ base, contributions }] = explain(both, matrixOf([[1, 1]]), options);
  assertEquals([base, ...contributions.map(({ value }) => value)], [0.5, 0.5, 0]);
});

Deno.test("explain() takes the columns of one feature for one player, by hand", () => {
  const options = { columns: columnsOf(["a", "a"]), background: matrixOf([[0, 0]]) };
  const [{ contributions }] = explain(both, matrixOf([[1, 1]]), options);
  assertEquals(contributions, [{ feature: "a", value: 1 }]);
});

const fits: Readonly<
  Record<string, (X: Matrix, columns: PreparedColumn[], seed: number) => Model>
> = {
  logistic: (X, columns, seed) => fitLogistic({ X, columns, y: outcome(X, seed) }, { l2: 1 }),
  tree: (X, columns, seed) => fitTree({ X, columns, y: outcome(X, seed) }),
  forest: (X, columns, seed) => fitForest({ X, columns, y: outcome(X, seed) }, { trees: 7 }),
  boosting: (X, columns, seed) => fitBoosting({ X, columns, y: outcome(X, seed) }, { trees: 7 }),
};

/** An outcome that hangs on the columns together, and on chance. */
function outcome(X: Matrix, seed: number): Uint8Array {
  const random = seeded(seed);
  const sums = rowsOf(X).map((row) =>
    row.reduce((sum, x, j) => sum + x * row[(j + 1) % row.length], 0)
  );
  const middle = sums.toSorted((a, b) => a - b)[sums.length >> 1];
  const y = Uint8Array.from(
    sums,
    (sum) => Number(random.uniform() < 0.2 ? sum <= middle : sum > middle),
  );
  y[0] = 0;
  y[1] = 1;
  return y;
}

const problem = fc.record({
  seed: fc.nat(1e6),
  features: fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 2, maxLength: 8 }),
  others: fc.integer({ min: 1, max: 6 }),
});

for (const [kind, fit] of Object.entries(fits)) {
  Deno.test(`explain() equals the definition over every coalition: ${kind}`, () => {
    fc.assert(
      fc.property(problem, ({ seed, features, others }) => {
        const random = seeded(seed);
        // Few values, so that patients are often alike in some columns.
        const draw = (): number[] => features.map(() => random.integer(4) + random.integer(2) / 3);
        const columns = columnsOf(features);
        const model = fit(matrixOf(Array.from({ length: 40 }, draw)), columns, seed);
        const background = matrixOf(Array.from({ length: others }, draw));
        const patient = draw();
        const [explanation] = explain(model, matrixOf([patient]), { columns, background });
        assertClose(valuesOf(explanation), shapley(model, patient, { columns, background }), 1e-12);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
}

Deno.test("explain() equals the definition for patients with categories and missing cells", async () => {
  const few = takeFeatures(patients, pickFeatures(patients.schema, ["thal", "ca", "cp", "age"]));
  const fitted = await forest({ trees: 10 })(few);
  const { columns } = fitted.preprocessor;
  const X = prepareOnce(fitted.preprocessor, few.rows);
  const background = matrixOf(rowsOf(X).slice(0, 8));
  const chosen = rowsOf(X).filter((_, i) => Object.values(few.rows[i]).includes(null));
  explain(fitted.model, matrixOf(chosen), { columns, background }).forEach((explanation, i) => {
    const expected = shapley(fitted.model, chosen[i], { columns, background });
    assertClose(valuesOf(explanation), expected, 1e-12);
  });
});

/** ST depression in tenths of a millimetre: see what the reference says of it. */
const inTenths = {
  ...patients,
  rows: patients.rows.map((row) => ({ ...row, oldpeak: Math.round(10 * Number(row.oldpeak)) })),
};
const { training: raw } = prepareTraining(inTenths, { numbers: "raw", levels: "all" });
const { training: scaled } = prepareTraining(inTenths, { numbers: "standardised", levels: "all" });
const { columns: width } = raw.X;
/** The very models that shap explained; the linear one is fitted again, which is as good. */
const explained = {
  tree: [{ kind: "tree", columns: width, tree: reference.tree.trees[0] }, raw],
  forest: [{ kind: "forest", columns: width, trees: reference.forest.trees }, raw],
  boosting: [
    { kind: "boosting", columns: width, start: reference.start, trees: reference.boosting.trees },
    raw,
  ],
  logistic: [fitLogistic(scaled, { l2: 1 }), scaled],
} satisfies Record<string, [Model, Training]>;

for (const kind of ["tree", "forest", "boosting", "logistic"] as const) {
  Deno.test(`explain() agrees with the package shap where each column is a player: ${kind}`, () => {
    const [model, { X }] = explained[kind];
    const every = (step: number): Matrix => matrixOf(rowsOf(X).filter((_, i) => i % step === 0));
    const columns = columnsOf(Array.from({ length: width }, (_, j) => `x${j}`));
    const { base, values } = reference[kind];
    explain(model, every(60), { columns, background: every(15) }).forEach((explanation, i) => {
      // shap adds up in single precision.
      assertAlmostEquals(explanation.base, base, 1e-6);
      assertClose(valuesOf(explanation), values[i], 1e-6);
    });
  });
}

const learners: Readonly<Record<string, Learner>> = {
  prevalence: prevalence(),
  logistic: logistic({ l2: 1 }),
  tree: tree(),
  forest: forest({ trees: 20 }),
  boosting: boosting(),
};

for (const [name, learner] of Object.entries(learners)) {
  Deno.test(`explain() adds up to the prediction of every patient: ${name}`, async () => {
    const { model, preprocessor: { columns } } = await learner(patients);
    const X = prepareOnce({ columns }, patients.rows);
    const background = matrixOf(rowsOf(X).filter((_, i) => i % 10 === 0));
    const explanations = explain(model, X, { columns, background });
    const expected = answers(model, X);
    assertEquals(explanations.length, expected.length);
    explanations.forEach(({ base, contributions, prediction }, i) => {
      const sum = contributions.reduce((total, { value }) => total + value, base);
      assertAlmostEquals(sum, prediction, 1e-12);
      // Going to a probability and back costs some digits.
      assertAlmostEquals(prediction, expected[i], 1e-9);
    });
  });
}

Deno.test("explain() gives 0 to a feature that the model does not use", async () => {
  const { model, preprocessor: { columns } } = await tree({ maxDepth: 1 })(patients);
  const X = prepareOnce({ columns }, patients.rows);
  for (const { contributions } of explain(model, X, { columns, background: X })) {
    const used = contributions.filter(({ value }) => value !== 0).map(({ feature }) => feature);
    assertEquals(used, ["thal"]);
    assertEquals(contributions.length, 13);
  }
});

Deno.test("explain() gives nothing to anybody who is all of the background", async () => {
  const { model, preprocessor: { columns } } = await forest({ trees: 10 })(patients);
  const X = prepareOnce({ columns }, patients.rows.slice(0, 1));
  const [{ base, contributions, prediction }] = explain(model, X, { columns, background: X });
  assertEquals(contributions.every(({ value }) => value === 0), true);
  assertEquals(base, prediction);
});

Deno.test("explain() needs only the mean of the background for a logistic model", async () => {
  const { model, preprocessor: { columns } } = await logistic({ l2: 1 })(patients);
  const X = prepareOnce({ columns }, patients.rows);
  const mean = columns.map((_, j) => rowsOf(X).reduce((sum, row) => sum + row[j], 0) / X.rows);
  const all = explain(model, X, { columns, background: X });
  explain(model, X, { columns, background: matrixOf([mean]) }).forEach((each, i) => {
    assertAlmostEquals(each.base, all[i].base, 1e-12);
    assertClose(valuesOf(each), valuesOf(all[i]), 1e-12);
  });
});

Deno.test("explain() explains a patient the same way whatever other rows are explained", async () => {
  const { model, preprocessor: { columns } } = await boosting({ trees: 20 })(patients);
  const X = prepareOnce({ columns }, takeRows(patients, [5, 6, 7]).rows);
  const options = { columns, background: X };
  const alone = rowsOf(X).flatMap((row) => explain(model, matrixOf([row]), options));
  assertEquals(alone, explain(model, X, options));
});

Deno.test("explain() refuses models it knows no exact values of, and rows that do not fit", async () => {
  const { model, preprocessor: { columns } } = await neighbours({ k: 5 })(patients);
  const X = prepareOnce({ columns }, patients.rows.slice(0, 2));
  assertEquals(canExplain(model), false);
  assertThrows(() => explain(model, X, { columns, background: X }), RangeError, "got neighbours");

  const { model: fine } = await tree({ maxDepth: 2 })(patients);
  const nobody = matrixOf([], X.columns);
  assertThrows(() => explain(fine, X, { columns, background: nobody }), RangeError, "no rows");
  const narrow = matrixOf([[1, 2]]);
  assertThrows(() => explain(fine, narrow, { columns, background: X }), TypeError, "expected rows");
  assertThrows(() => explain(fine, X, { columns, background: narrow }), TypeError, "background");
});
