import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import { fitNaiveBayes, predictNaiveBayes } from "heartbook/models/naive-bayes/naive-bayes.ts";
import type { PreparedColumn, Training } from "heartbook/types.ts";
import reference from "../../reference/naive-bayes.json" with { type: "json" };
import { assertClose, drawn, everyRow, made, pick, prepared } from "../trainings.ts";

function level(feature: string, name: string): PreparedColumn {
  return { kind: "level", feature, level: name, fill: name, mean: 0, scale: 1 };
}

/** Age, then one column for each of two kinds of pain. */
const eight: Training = {
  ...made([
    [40, 1, 0],
    [50, 1, 0],
    [60, 0, 1],
    [50, 1, 0],
    [50, 0, 1],
    [70, 0, 1],
    [60, 0, 1],
    [60, 1, 0],
  ], [0, 0, 0, 0, 1, 1, 1, 1]),
  columns: [
    { kind: "number", feature: "age", fill: 55, mean: 0, scale: 1 },
    level("pain", "none"),
    level("pain", "angina"),
  ],
};

function normal(x: number, mean: number, variance: number): number {
  return Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
}

Deno.test("fitNaiveBayes() multiplies what age and pain say of eight patients", () => {
  const model = fitNaiveBayes(eight, { varianceSmoothing: 0 });
  assertEquals(model.prior, [0.5, 0.5]);
  assertEquals(model.numbers, [{ column: 0, mean: [50, 60], variance: [50, 50] }]);
  const [pain] = model.categories;
  assertEquals(pain.levels.map(({ share }) => share), [[4 / 6, 2 / 6], [2 / 6, 4 / 6]]);
  assertEquals(pain.rest, undefined);

  const sick = 0.5 * normal(60, 60, 50) * 4 / 6, well = 0.5 * normal(60, 50, 50) * 2 / 6;
  assertAlmostEquals(predictNaiveBayes(model, eight.X)[2], sick / (sick + well), 1e-12);
});

Deno.test("fitNaiveBayes() adds a share of the largest variance, and of the counts", () => {
  const model = fitNaiveBayes(eight, { varianceSmoothing: 0.1, smoothing: 2 });
  // Over all eight the variance is 75: 50 within the classes and 25 between.
  assertAlmostEquals(model.numbers[0].variance[0], 50 + 7.5, 1e-12);
  assertAlmostEquals(model.categories[0].levels[0].share[0], (3 + 2) / (4 + 4), 1e-12);
});

Deno.test("fitNaiveBayes() takes a row with no level on for the level that was left out", () => {
  const { X, y, columns } = eight;
  const left = made(everyRow(eight).map((i) => [X.values[3 * i], X.values[3 * i + 2]]), [...y]);
  const training = { ...left, columns: [columns[0], columns[2]] };
  const model = fitNaiveBayes(training);
  assertEquals(model.categories[0].rest, [4 / 6, 2 / 6]);
  assertClose(
    predictNaiveBayes(model, training.X),
    predictNaiveBayes(fitNaiveBayes(eight), X),
    1e-12,
  );
});

Deno.test("predictNaiveBayes() learns nothing from a level it has never seen", () => {
  const model = fitNaiveBayes(eight);
  const X = { values: Float64Array.of(60, 0, 0), rows: 1, columns: 3 };
  const withoutPain = { ...model, categories: [] };
  assertEquals(predictNaiveBayes(model, X), predictNaiveBayes(withoutPain, X));
});

Deno.test("fitNaiveBayes() agrees with scikit-learn on every patient", () => {
  for (const levels of ["all", "reference"] as const) {
    const patients = prepared(readHeart(), { numbers: "raw", levels });
    for (const { smoothing, varianceSmoothing, weighted, p } of reference.fits) {
      const training = weighted
        ? { ...patients, weights: Float64Array.from(p, (_, i) => 1 + i % 3) }
        : patients;
      const model = fitNaiveBayes(training, { smoothing, varianceSmoothing });
      assertClose(predictNaiveBayes(model, patients.X), p, 1e-9);
    }
  }
});

Deno.test("standardising the numbers changes nothing", () => {
  const [raw, standardised] = (["raw", "standardised"] as const).map((numbers) => {
    const training = prepared(readHeart(), { numbers, levels: "all" });
    return predictNaiveBayes(fitNaiveBayes(training, { varianceSmoothing: 0 }), training.X);
  });
  assertClose(raw, standardised, 1e-9);
});

Deno.test("weights, row order and swapped labels act on naive Bayes as they should", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const training = drawn(40, 3, seed);
      const rows = everyRow(training);
      const copy = structuredClone(training);
      const p = predictNaiveBayes(fitNaiveBayes(training), training.X);
      assert(p.every((value) => value >= 0 && value <= 1));

      const predictWith = (other: Training): Float64Array =>
        predictNaiveBayes(fitNaiveBayes(other), training.X);
      assertClose(predictWith(pick(training, rows.toReversed())), p, 1e-9);
      const swapped = { ...training, y: training.y.map((label) => 1 - label) };
      assertClose(predictWith(swapped), p.map((value) => 1 - value), 1e-9);
      assertEquals(training, copy);

      const weights = Float64Array.from(rows, (row) => 1 + row % 3);
      const repeated = pick(training, rows.flatMap((row) => Array(1 + row % 3).fill(row)));
      assertClose(predictWith({ ...training, weights }), predictWith(repeated), 1e-9);
    }),
    { seed: 4, numRuns: 50 },
  );
});

Deno.test("a class weight moves the prior and nothing else", () => {
  const plain = fitNaiveBayes(eight, { varianceSmoothing: 0, smoothing: 1e-12 });
  const heavy = fitNaiveBayes(eight, {
    varianceSmoothing: 0,
    smoothing: 1e-12,
    classWeights: [1, 3],
  });
  assertEquals(heavy.prior, [0.25, 0.75]);
  assertEquals(heavy.numbers, plain.numbers);
  assertClose(heavy.categories[0].levels[0].share, plain.categories[0].levels[0].share, 1e-9);
});

Deno.test("a constant number says nothing", () => {
  const { X, y } = drawn(30, 1, 2);
  const training = made(Array.from(X.values, (x) => [x, 0.1]), [...y]);
  const alone = made(Array.from(X.values, (x) => [x]), [...y]);
  assertEquals(
    predictNaiveBayes(fitNaiveBayes(training), training.X),
    predictNaiveBayes(fitNaiveBayes(alone), alone.X),
  );
});

Deno.test("naive Bayes refuses what it cannot describe", () => {
  for (const smoothing of [0, -1, NaN, Infinity]) {
    assertThrows(() => fitNaiveBayes(eight, { smoothing }), RangeError, "smoothing");
  }
  for (const varianceSmoothing of [-1, NaN]) {
    assertThrows(() => fitNaiveBayes(eight, { varianceSmoothing }), RangeError, "of 0 or more");
  }
  const flat = made([[1], [1], [2], [3]], [0, 0, 1, 1]);
  assertThrows(() => fitNaiveBayes(flat, { varianceSmoothing: 0 }), RangeError, "x0 to vary");
  assert(predictNaiveBayes(fitNaiveBayes(flat), flat.X).every(Number.isFinite));
  assertThrows(
    () => predictNaiveBayes(fitNaiveBayes(eight), flat.X),
    TypeError,
    "expected 3 columns, got 1",
  );
});
