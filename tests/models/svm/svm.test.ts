import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { decideSvm, fitSvm, fitSvms, predictSvm, type SvmModel } from "heartbook/models/svm/svm.ts";
import type { SvmSettings } from "heartbook/models/svm/settings.ts";
import { fitPreprocessor, prepare } from "heartbook/prepare/preprocessor.ts";
import type { Matrix, Training } from "heartbook/types.ts";
import reference from "../../reference/svm.json" with { type: "json" };

const patients = readHeart();
const preprocessor = fitPreprocessor(patients, { numbers: "standardised", levels: "all" });
const heart: Training = {
  X: prepare(preprocessor, patients.rows),
  y: Uint8Array.from(patients.labels),
  columns: preprocessor.columns,
};

function taken(training: Training, rows: readonly number[]): Training {
  const { X, y, columns, weights } = training;
  const cells = rows.flatMap((row) =>
    Array.from(X.values.subarray(row * X.columns, (row + 1) * X.columns))
  );
  return {
    X: { values: Float64Array.from(cells), rows: rows.length, columns: X.columns },
    y: Uint8Array.from(rows, (row) => y[row]),
    columns,
    ...(weights ? { weights: Float64Array.from(rows, (row) => weights[row]) } : {}),
  };
}

function assertClose(actual: Float64Array, expected: ArrayLike<number>, within: number): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((value, i) => assertAlmostEquals(value, expected[i], within));
}

const some = taken(heart, reference.train);

// By hand.

Deno.test("fitSvm() keeps the patients on the margin and no others", () => {
  const model = fitSvm({
    X: { values: Float64Array.of(0, 1, 5, 9), rows: 4, columns: 1 },
    y: Uint8Array.of(0, 0, 1, 1),
    columns: [{ kind: "number", feature: "oldpeak", fill: 0, mean: 0, scale: 1 }],
  }, { C: 10, kernel: "linear" });
  assertEquals(model.vectors, [1, 5]);
  assertClose(Float64Array.from(model.coefficients), [-1 / 8, 1 / 8], 1e-6);
});

Deno.test("fitSvm() scales gamma by the columns and the variance of all cells", () => {
  const training = {
    X: { values: Float64Array.of(0, 0, 0, 4, 4, 4, 0, 4), rows: 4, columns: 2 },
    y: Uint8Array.of(0, 1, 1, 0),
    columns: [heart.columns[0], heart.columns[1]],
  };
  assertEquals(fitSvm(training, { C: 1 }).kernel, { kind: "rbf", gamma: 1 / (2 * 4) });
});

Deno.test("fitSvm() gives everyone much the same probability where columns are constant", () => {
  const training = { ...heart, X: { ...heart.X, values: heart.X.values.map(() => 1) } };
  const p = predictSvm(fitSvm(training, { C: 1 }), training.X);
  assert(p.every((each) => each === p[0] && each > 0.4 && each < 0.6));
});

Deno.test("fitSvm() refuses settings out of their range", () => {
  for (const C of [0, -1, NaN, Infinity]) {
    assertThrows(() => fitSvm(heart, { C }), RangeError, "svm: C: expected");
  }
  for (const gamma of [0, -1, NaN, Infinity]) {
    assertThrows(() => fitSvm(heart, { C: 1, gamma }), RangeError, "svm: gamma: expected");
  }
  assertThrows(() => fitSvm(heart, { C: 1, tolerance: 0 }), RangeError, "svm: tolerance: expected");
  assertThrows(
    () => fitSvm(heart, { C: 1, tolerance: 1e-20 }),
    RangeError,
    "of 1e-12 or more, got 1e-20",
  );
  assertThrows(() => fitSvm(heart, { C: 1, seed: -1 }), RangeError, "seed");
  const polynomial = { C: 1, kernel: "polynomial" } as unknown as SvmSettings;
  assertThrows(() => fitSvm(heart, polynomial), RangeError, "got polynomial");
  const linear: SvmSettings = { C: 1, kernel: "linear", gamma: 1 };
  assertThrows(
    () => fitSvm(heart, linear),
    RangeError,
    "svm: gamma: expected no gamma with the linear kernel",
  );
});

Deno.test("fitSvm() refuses a single patient of an outcome", () => {
  const ill = heart.y.indexOf(1), well = Array.from(heart.y.keys()).filter((row) => !heart.y[row]);
  assertThrows(
    () => fitSvm(taken(heart, [ill, ...well]), { C: 1 }),
    RangeError,
    "at least 2 training rows of outcome 1",
  );
});

Deno.test("decideSvm() and predictSvm() refuse other columns and cells that are not finite", () => {
  const model = fitSvm(some, { C: 1 });
  const unknown = { ...heart.X, values: heart.X.values.with(30, NaN) };
  assertThrows(() => predictSvm(model, unknown), RangeError, "got NaN in row 1, column 5");
  const X: Matrix = { values: new Float64Array(3), rows: 1, columns: 3 };
  assertThrows(() => decideSvm(model, X), TypeError, "expected 25 columns, got 3");
  assertThrows(() => predictSvm(model, X), TypeError, "expected 25 columns, got 3");
});

// Oracle: Σ coefficient · kernel + intercept, written out.

Deno.test("decideSvm() is the weighted sum of kernels with the support vectors", () => {
  const model = fitSvm(some, { C: 1, gamma: 0.1 });
  const row = (values: ArrayLike<number>, i: number): number[] =>
    Array.from(values).slice(i * model.columns, (i + 1) * model.columns);
  const x = row(heart.X.values, 7);
  const decision = model.coefficients.reduce((sum, coefficient, i) => {
    const distance = Math.hypot(...row(model.vectors, i).map((cell, j) => cell - x[j]));
    return sum + coefficient * Math.exp(-0.1 * distance ** 2);
  }, model.intercept);
  assertAlmostEquals(decideSvm(model, heart.X)[7], decision, 1e-12);
});

// Reference: scikit-learn, tests/reference/svm.py.

for (
  const { settings: { rowWeights, ...settings }, exact, libsvm, objective } of reference.models
) {
  const name = JSON.stringify({ ...settings, rowWeights });
  const training = rowWeights
    ? { ...some, weights: Float64Array.from(some.y, (_, i) => 0.5 + i % 3) }
    : some;
  const model = fitSvm(training, { ...settings, tolerance: 1e-9 } as SvmSettings);
  const decisions = decideSvm(model, heart.X);

  Deno.test(`fitSvm() decides as the exact optimum does, ${name}`, () => {
    assertClose(decisions, exact, 1e-6);
  });

  Deno.test(`fitSvm() decides as libsvm does, ${name}`, () => {
    // libsvm's 32-bit kernel matrix, not its tolerance, is what keeps them apart.
    assertClose(decisions, libsvm, settings.C > 1 || settings.kernel === "linear" ? 5e-5 : 1e-6);
  });

  Deno.test(`fitSvm() reaches the objective of the exact optimum, ${name}`, () => {
    const fitted = decideSvm(model, {
      values: Float64Array.from(model.vectors),
      rows: model.coefficients.length,
      columns: model.columns,
    });
    const reached = model.coefficients.reduce(
      (sum, coefficient, i) =>
        sum + Math.abs(coefficient) - coefficient * (fitted[i] - model.intercept) / 2,
      0,
    );
    assertAlmostEquals(reached, objective, 1e-6);
  });
}

Deno.test("predictSvm() is near libsvm's probabilities, whose folds are drawn otherwise", () => {
  const { settings, p: expected } = reference.probability;
  const p = predictSvm(fitSvm(some, settings as SvmSettings), heart.X);
  const off = p.map((each, i) => Math.abs(each - expected[i]));
  assert(Math.max(...off) < 0.05, `${Math.max(...off)}`);
});

// Laws.

const rbf: SvmSettings = { C: 2, gamma: 0.05, tolerance: 1e-9 };

Deno.test("fitSvm() decides the same whatever the order of the rows", () => {
  const reversed = reference.train.toReversed();
  const decisions = decideSvm(fitSvm(taken(heart, reversed), rbf), heart.X);
  assertClose(decisions, decideSvm(fitSvm(some, rbf), heart.X), 1e-6);
});

Deno.test("fitSvm() decides with a weight of 2 as with a duplicate, gamma included", () => {
  const settings: SvmSettings = { C: 1, classWeights: "balanced", tolerance: 1e-9 };
  const twice = taken(heart, [...reference.train, ...reference.train.slice(0, 50)]);
  const weights = Float64Array.from(some.y, (_, i) => i < 50 ? 2 : 1);
  assertClose(
    decideSvm(fitSvm({ ...some, weights }, settings), heart.X),
    decideSvm(fitSvm(twice, settings), heart.X),
    1e-6,
  );
});

Deno.test("fitSvm() takes no notice of rows of weight 0", () => {
  const weights = new Float64Array(303);
  for (const row of reference.train) weights[row] = 1;
  assertClose(
    decideSvm(fitSvm({ ...heart, weights }, rbf), heart.X),
    decideSvm(fitSvm(some, rbf), heart.X),
    1e-6,
  );
});

Deno.test("fitSvm() calls more patients diseased the more a missed one costs", () => {
  const found = [1, 2, 4, 8].map((weight) => {
    const model = fitSvm(some, { ...rbf, classWeights: [1, weight] });
    return decideSvm(model, heart.X).filter((decision) => decision > 0).length;
  });
  assertEquals(found, found.toSorted((a, b) => a - b));
  assert(found[0] < found[3]);
});

Deno.test("fitSvms() gives each model what it is given alone", () => {
  const settings: SvmSettings[] = [
    { C: 10, gamma: 0.05 },
    { C: 1, kernel: "linear" },
    { C: 1, gamma: 0.05, seed: 4, classWeights: [1, 3] },
    { C: 1, gamma: 0.3 },
  ];
  assertEquals(fitSvms(some, settings), settings.map((each) => fitSvm(some, each)));
  assertEquals(fitSvms(some, []), []);
});

Deno.test("fitSvm() gives the same bytes for the same seed and other folds for another", () => {
  const [first, again, other] = [7, 7, 8].map((seed) => fitSvm(some, { ...rbf, seed }));
  assertEquals(JSON.stringify(again), JSON.stringify(first));
  assert(other.sigmoid.slope !== first.sigmoid.slope);
  assertEquals({ ...other, sigmoid: first.sigmoid }, first);
});

Deno.test("predictSvm() stays within 0 and 1, rises with the decision, treats rows alone", () => {
  const model = fitSvm(some, rbf);
  const p = predictSvm(model, heart.X), decisions = decideSvm(model, heart.X);
  assert(p.every((each) => each > 0 && each < 1));
  const order = Array.from(p.keys()).sort((a, b) => decisions[a] - decisions[b]);
  for (let i = 1; i < order.length; i++) assert(p[order[i]] >= p[order[i - 1]]);
  assertEquals(predictSvm(model, taken(heart, [5]).X)[0], p[5]);
});

Deno.test("fitSvm() gives plain JSON and leaves its input alone", () => {
  const before = structuredClone(some);
  const model = fitSvm(some, { C: 1 });
  const copy: SvmModel = JSON.parse(JSON.stringify(model));
  assertEquals(copy, model);
  assertEquals(predictSvm(copy, heart.X), predictSvm(model, heart.X));
  assertEquals(some, before);
});
