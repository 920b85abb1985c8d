import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import {
  fitLogistic,
  fitLogistics,
  logisticCovariance,
  type LogisticModel,
  predictLogistic,
} from "heartbook/models/logistic/logistic.ts";
import type { Training } from "heartbook/types.ts";
import glm from "../../reference/logistic.json" with { type: "json" };
import ridge from "../../reference/logistic-ridge.json" with { type: "json" };
import {
  assertClose,
  coefficients,
  completeHeart,
  drawn,
  everyRow,
  made,
  pick,
  prepared,
} from "../trainings.ts";

function completePatients(): Training {
  return prepared(completeHeart(), { numbers: "raw", levels: "reference" });
}

Deno.test("fitLogistic() finds the odds of each group in a two by two table", () => {
  // Diseased: 1 of 3 without the sign, 4 of 5 with it.
  const model = fitLogistic(
    made([[0], [0], [0], [1], [1], [1], [1], [1]], [1, 0, 0, 1, 1, 1, 1, 0]),
  );
  assertAlmostEquals(model.intercept, Math.log(1 / 2), 1e-9);
  assertAlmostEquals(model.weights[0], Math.log(4 / (1 / 2)), 1e-9);
  assertEquals(model.converged, true);
  assertEquals(model.warning, undefined);
});

Deno.test("fitLogistic() makes the diseased count for what their class weighs", () => {
  const training = made([[0], [0], [0], [1], [1], [1], [1], [1]], [1, 0, 0, 1, 1, 1, 1, 0]);
  const model = fitLogistic(training, { classWeights: [1, 3] });
  assertAlmostEquals(model.intercept, Math.log(3 / 2), 1e-9);
  const balanced = fitLogistic(training, { classWeights: "balanced" });
  assertAlmostEquals(balanced.intercept, Math.log((1 / 5) / (2 / 3)), 1e-9);
});

Deno.test("logisticCovariance() gives the log odds ratio of a table Woolf's variance", () => {
  const training = made([[0], [0], [0], [1], [1], [1], [1], [1]], [1, 0, 0, 1, 1, 1, 1, 0]);
  const { values, rows, columns } = logisticCovariance(fitLogistic(training), training);
  assertEquals([rows, columns], [2, 2]);
  assertAlmostEquals(values[0], 1 + 1 / 2, 1e-9);
  assertAlmostEquals(values[3], 1 + 1 / 2 + 1 / 4 + 1 / 1, 1e-9);
  assertAlmostEquals(values[1], -(1 + 1 / 2), 1e-9);
});

Deno.test("predictLogistic() is the logistic function of the weighted sum", () => {
  const model: LogisticModel = {
    kind: "logistic",
    intercept: -1,
    weights: [2, 0.5],
    converged: true,
  };
  const X = { values: Float64Array.of(1, 2, 0, 0, 500, 0, -500, 0), rows: 4, columns: 2 };
  assertClose(
    predictLogistic(model, X),
    [1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(1)), 1, 0],
    1e-12,
  );
});

Deno.test("fitLogistic() ends where plain gradient descent ends", () => {
  const training = drawn(60, 2, 5);
  const beta = [0, 0, 0];
  for (let step = 0; step < 20_000; step++) {
    const gradient = [0, beta[1] * 2, beta[2] * 2];
    training.y.forEach((label, i) => {
      const x = [1, training.X.values[2 * i], training.X.values[2 * i + 1]];
      const p = 1 / (1 + Math.exp(-x.reduce((sum, cell, j) => sum + cell * beta[j], 0)));
      x.forEach((cell, j) => gradient[j] += (p - label) * cell);
    });
    gradient.forEach((slope, j) => beta[j] -= 0.03 * slope);
  }
  assertClose(coefficients(fitLogistic(training, { l2: 2 })), beta, 1e-9);
});

Deno.test("fitLogistic() agrees with R's glm on the complete patients", () => {
  const training = completePatients();
  assertEquals(training.X.rows, 297);
  const weights = Float64Array.from(everyRow(training), (i) => (1 + (i + 1) % 3) / 2);
  const cases = [[training, glm.plain], [{ ...training, weights }, glm.weighted]] as const;
  for (const [patients, expected] of cases) {
    const model = fitLogistic(patients);
    assertClose(coefficients(model), expected.coefficients, 1e-6);
    const { values, rows } = logisticCovariance(model, patients);
    const errors = expected.standardErrors.map((_, j) => Math.sqrt(values[j * rows + j]));
    assertClose(errors, expected.standardErrors, 1e-6);
  }
  assertClose(
    predictLogistic(fitLogistic(training), training.X).subarray(0, 10),
    glm.plain.p,
    1e-6,
  );
});

Deno.test("fitLogistic() agrees with scikit-learn's ridge on all patients", () => {
  const training = prepared(readHeart(), { numbers: "standardised", levels: "all" });
  for (const { l2, classWeights, intercept, weights } of ridge.fits) {
    const settings = classWeights === "balanced" ? { l2, classWeights } as const : { l2 };
    const model = fitLogistic(training, settings);
    assertClose(coefficients(model), [intercept, ...weights], 1e-6);
  }
});

Deno.test("fitLogistic() reaches the same optimum by a sample as the score equations ask", () => {
  const training = drawn(20_000, 6, 11);
  const model = fitLogistic(training, { l2: 3 });
  const p = predictLogistic(model, training.X);
  const slopes = [0, ...model.weights.map((weight) => 3 * weight)];
  training.y.forEach((label, i) => {
    slopes[0] += p[i] - label;
    for (let j = 0; j < 6; j++) slopes[j + 1] += (p[i] - label) * training.X.values[6 * i + j];
  });
  assertClose(slopes, slopes.map(() => 0), 1e-3);
  const errors = slopes.map((slope) => Math.abs(slope) / Math.sqrt(20_000));
  assert(Math.max(...errors) < 1e-6, `still ${Math.max(...errors)} standard errors away`);
});

Deno.test("fitLogistic() is not misled by a sample that shows nothing of the rest", () => {
  // Every 8th row is healthy and has x = 0, whatever the others do.
  const others = drawn(4000, 2, 3);
  const rows = everyRow(others);
  const cells = rows.map((i) =>
    i % 8 === 0 ? [0, 0] : [...others.X.values.slice(2 * i, 2 * i + 2)]
  );
  const training = made(cells, rows.map((i) => i % 8 === 0 ? 0 : others.y[i]));
  const { X, y, columns } = training;
  const model = fitLogistic(training);
  const moved = fitLogistic(pick({ X, y, columns }, [...rows.slice(1), 0]));
  assertEquals(model.converged, true);
  assertClose(coefficients(model), coefficients(moved), 1e-8);
});

Deno.test("an unpenalised fit solves the score equations, and its mean p is the prevalence", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 4 }), (seed, k) => {
      const training = drawn(100, k, seed);
      const p = predictLogistic(fitLogistic(training), training.X);
      for (let j = -1; j < k; j++) {
        const score = everyRow(training).reduce((sum, i) => {
          return sum + (p[i] - training.y[i]) * (j < 0 ? 1 : training.X.values[k * i + j]);
        }, 0);
        assertAlmostEquals(score / 100, 0, 1e-10);
      }
    }),
    { seed: 1, numRuns: 50 },
  );
});

Deno.test("swapped labels flip every sign", () => {
  const training = drawn(200, 3, 1);
  for (const l2 of [0, 5]) {
    const model = fitLogistic(training, { l2 });
    const swapped = fitLogistic({ ...training, y: training.y.map((label) => 1 - label) }, { l2 });
    assertClose(coefficients(swapped), coefficients(model).map((value) => -value), 1e-9);
  }
});

Deno.test("a weight of 2 is a duplicate, and duplicating every row changes nothing", () => {
  const training = drawn(80, 3, 2);
  const rows = everyRow(training);
  const plain = coefficients(fitLogistic(training));
  const doubled = pick(training, rows.flatMap((row) => [row, row]));
  assertClose(coefficients(fitLogistic(doubled)), plain, 1e-9);

  const weights = Float64Array.from(rows, (row) => row % 3);
  const repeated = pick(training, rows.flatMap((row) => Array(row % 3).fill(row)));
  assertClose(
    coefficients(fitLogistic({ ...training, weights }, { l2: 1 })),
    coefficients(fitLogistic(repeated, { l2: 1 })),
    1e-9,
  );
});

Deno.test("the order of the rows changes nothing, and the inputs stay as they were", () => {
  const training = drawn(90, 3, 4);
  const copy = structuredClone(training);
  const model = fitLogistic(training, { classWeights: "balanced" });
  const turned = fitLogistic(pick(training, everyRow(training).toReversed()), {
    classWeights: "balanced",
  });
  assertClose(coefficients(turned), coefficients(model), 1e-9);
  assertEquals(training, copy);
  assertEquals(fitLogistic(training, { classWeights: "balanced" }), model);
  assertEquals(JSON.parse(JSON.stringify(model)), model);
});

Deno.test("rescaling a measurement leaves a standardised fit alone", () => {
  const patients = readHeart();
  const inMillimoles = {
    ...patients,
    rows: patients.rows.map((row) => ({ ...row, chol: Number(row.chol) / 38.67 })),
  };
  const preparation = { numbers: "standardised", levels: "all" } as const;
  const [before, after] = [
    prepared(patients, preparation),
    prepared(inMillimoles, preparation),
  ];
  assertClose(
    predictLogistic(fitLogistic(after, { l2: 1 }), after.X),
    predictLogistic(fitLogistic(before, { l2: 1 }), before.X),
    1e-9,
  );
});

Deno.test("one column has an optimum unless a threshold parts the outcomes", () => {
  const few = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 4,
    maxLength: 12,
  });
  fc.assert(
    fc.property(few, (rows) => {
      const [healthy, diseased] = [0, 1].map((label) => {
        return rows.filter(([, y]) => y === label).map(([x]) => x);
      });
      fc.pre(healthy.length > 0 && diseased.length > 0);
      fc.pre(new Set(rows.map(([x]) => x)).size > 1);
      const parted = Math.max(...healthy) <= Math.min(...diseased) ||
        Math.max(...diseased) <= Math.min(...healthy);
      const model = fitLogistic(made(rows.map(([x]) => [x]), rows.map(([, y]) => y)));
      assertEquals(model.converged, !parted);
      assertEquals(model.warning === undefined, !parted);
      assert(coefficients(model).every((value) => Math.abs(value) < 1000));
    }),
    { seed: 7, numRuns: 500 },
  );
});

Deno.test("fitLogistic() warns of a level in which everybody is diseased, and stays finite", () => {
  const training = drawn(100, 2, 8);
  const cells = everyRow(training).map((i) => [
    training.X.values[2 * i],
    Number(training.y[i] === 1 && i % 5 === 0),
  ]);
  const parted = made(cells, Array.from(training.y));
  const model = fitLogistic(parted);
  assertEquals(model.converged, false);
  assert(model.warning?.includes("give l2 above 0"));
  assert(Math.abs(model.weights[1]) < 100);
  assertThrows(() => logisticCovariance(model, parted), RangeError, "converged");
  assertEquals(fitLogistic(parted, { l2: 1e-6 }).converged, true);
});

Deno.test("fitLogistic() names the columns that follow from those before them", () => {
  const all = prepared(readHeart(), { numbers: "standardised", levels: "all" });
  const error = assertThrows(() => fitLogistic(all), RangeError);
  for (const level of ["sex: male", "cp: asymptomatic", "thal: reversible defect"]) {
    assert(error.message.includes(level), error.message);
  }
  assert(!error.message.includes("chol"));
  assertThrows(() => fitLogistic(made([[1], [1]], [0, 1])), RangeError, "x0");
  assertEquals(fitLogistic(all, { l2: 1 }).converged, true);
});

Deno.test("fitLogistic() refuses a penalty below 0, training with holes and one outcome", () => {
  const training = made([[1], [2], [3]], [0, 1, 0]);
  for (const l2 of [-1, NaN, Infinity]) {
    assertThrows(() => fitLogistic(training, { l2 }), RangeError, `got ${l2}`);
  }
  assertThrows(() => fitLogistic(made([[1], [NaN]], [0, 1])), RangeError, "row 1");
  assertThrows(() => fitLogistic(made([[1], [2]], [1, 1])), RangeError, "only 1");
});

Deno.test("predictLogistic() refuses another number of columns", () => {
  const model = fitLogistic(made([[1], [2], [3]], [0, 1, 0]));
  assertThrows(
    () => predictLogistic(model, { values: new Float64Array(4), rows: 2, columns: 2 }),
    TypeError,
    "expected 1 columns, got 2",
  );
});

Deno.test("logisticCovariance() names columns that depend on each other, though a penalty fits them", () => {
  const training = made([[1, 2], [2, 4], [3, 6], [4, 8], [5, 10]], [0, 1, 0, 1, 1]);
  const model = fitLogistic(training, { l2: 1 });
  assertThrows(() => logisticCovariance(model, training), RangeError, "earlier ones: x1; leave");
  const other = made([[1], [2], [3]], [0, 1, 0]);
  assertThrows(() => logisticCovariance(model, other), TypeError, "expected 2 columns, got 1");
});

Deno.test("fitLogistic() says what to do where it has no optimum, or two columns are one", () => {
  assertEquals(
    fitLogistic(made([[1], [2], [3], [4]], [0, 0, 1, 1])).warning,
    "logistic: some combination of the columns separates the diseased from the healthy, so the " +
      "maximum-likelihood weights are infinite and these are only large; give l2 above 0, merge " +
      "rare levels or drop the column with the largest weight",
  );
  const error = assertThrows(
    () => fitLogistic(made([[1, 1], [2, 2], [3, 3]], [0, 1, 0])),
    RangeError,
  );
  assertEquals(
    error.message,
    "logistic: expected linearly independent columns, but each of these is constant or depends on " +
      "earlier ones: x1; leave them out, code levels against a reference, or give l2 above 0",
  );
});

Deno.test("fitLogistics() equals the fits one by one to the last bit", () => {
  const settings = [
    { l2: 100 },
    { l2: 1 },
    { l2: 10, classWeights: "balanced" as const },
    { l2: 1, classWeights: [1, 3] as const },
    { l2: 0 },
    {},
  ];
  for (const training of [drawn(90, 3, 1), drawn(61, 7, 2), drawn(2500, 2, 3)]) {
    assertEquals(
      fitLogistics(training, settings),
      settings.map((each) => fitLogistic(training, each)),
    );
  }
});

Deno.test("fitLogistics() reads the numbers anew at each call", () => {
  const training = drawn(40, 2, 1), [before] = fitLogistics(training, [{ l2: 1 }]);
  training.X.values.forEach((value, cell) => training.X.values[cell] = -value);
  const [after] = fitLogistics(training, [{ l2: 1 }]);
  assertClose(after.weights, before.weights.map((weight) => -weight), 1e-9);
});
