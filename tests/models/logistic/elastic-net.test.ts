import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import {
  elasticNetPath,
  type ElasticNetSettings,
  fitElasticNet,
  fitElasticNets,
  largestPenalty,
} from "heartbook/models/logistic/elastic-net.ts";
import {
  fitLogistic,
  type LogisticModel,
  predictLogistic,
} from "heartbook/models/logistic/logistic.ts";
import { rowWeights } from "heartbook/models/weights.ts";
import { fitPreprocessor, prepare } from "heartbook/prepare/preprocessor.ts";
import type { Training } from "heartbook/types.ts";
import saga from "../../reference/elastic-net.json" with { type: "json" };
import glmnet from "../../reference/elastic-net-glmnet.json" with { type: "json" };
import {
  assertClose,
  coefficients,
  completeHeart,
  drawn,
  everyRow,
  made,
  pick,
  prepared,
  subset,
} from "../trainings.ts";

const standardised = { numbers: "standardised", levels: "all" } as const;
const patients = prepared(readHeart(), standardised);

/** How far from optimal: the longest entry of the loss's slope that the penalty does not explain. */
function violation(
  training: Training,
  { intercept, weights }: LogisticModel,
  { penalty, l1Ratio, classWeights }: ElasticNetSettings,
): number {
  const { values, columns } = training.X;
  const counts = rowWeights(training, classWeights);
  const slopes = [0, ...weights].map(() => 0);
  training.y.forEach((label, i) => {
    const z = weights.reduce((sum, w, j) => sum + w * values[i * columns + j], intercept);
    const residual = counts[i] * (1 / (1 + Math.exp(-z)) - label);
    slopes[0] += residual;
    weights.forEach((_, j) => slopes[j + 1] += residual * values[i * columns + j]);
  });
  const l1 = penalty * l1Ratio, l2 = penalty * (1 - l1Ratio);
  return Math.max(
    Math.abs(slopes[0]),
    ...weights.map((w, j) =>
      w === 0
        ? Math.max(0, Math.abs(slopes[j + 1]) - l1)
        : Math.abs(slopes[j + 1] + l2 * w + l1 * Math.sign(w))
    ),
  );
}

Deno.test("fitElasticNet() takes the lasso's share off a lone weight's slope", () => {
  // With x of -1 and 1 and half of each diseased group turned, p of x = 1 is what solves
  // 8 (p - 3/4) = -penalty.
  const rows = [-1, -1, -1, -1, 1, 1, 1, 1].map((x) => [x]);
  const training = made(rows, [1, 0, 0, 0, 1, 1, 1, 0]);
  const { intercept, weights } = fitElasticNet(training, { penalty: 1, l1Ratio: 1 });
  assertAlmostEquals(intercept, 0, 1e-9);
  const p = 3 / 4 - 1 / 8;
  assertAlmostEquals(weights[0], Math.log(p / (1 - p)), 1e-9);
  assertEquals(fitElasticNet(training, { penalty: 2, l1Ratio: 1 }).weights, [0]);
});

Deno.test("fitElasticNet() without l1 is ridge, and without a penalty maximum likelihood", () => {
  const training = drawn(100, 3, 1);
  assertClose(
    coefficients(fitElasticNet(training, { penalty: 4, l1Ratio: 0 })),
    coefficients(fitLogistic(training, { l2: 4 })),
    1e-9,
  );
  assertClose(
    coefficients(fitElasticNet(training, { penalty: 0, l1Ratio: 0.5 })),
    coefficients(fitLogistic(training)),
    1e-9,
  );
});

Deno.test("fitElasticNet() ends where proximal gradient descent ends", () => {
  const training = drawn(60, 3, 5);
  const [l1, l2, pace] = [2, 1, 0.03];
  const beta = [0, 0, 0, 0];
  for (let step = 0; step < 20_000; step++) {
    const gradient = beta.map((value, j) => j === 0 ? 0 : l2 * value);
    training.y.forEach((label, i) => {
      const x = [1, ...training.X.values.subarray(3 * i, 3 * i + 3)];
      const p = 1 / (1 + Math.exp(-x.reduce((sum, cell, j) => sum + cell * beta[j], 0)));
      x.forEach((cell, j) => gradient[j] += (p - label) * cell);
    });
    gradient.forEach((slope, j) => {
      const moved = beta[j] - pace * slope;
      beta[j] = j === 0 ? moved : Math.sign(moved) * Math.max(0, Math.abs(moved) - pace * l1);
    });
  }
  const model = fitElasticNet(training, { penalty: l1 + l2, l1Ratio: l1 / (l1 + l2) });
  assertClose(coefficients(model), beta, 1e-9);
});

Deno.test("fitElasticNet() agrees with scikit-learn's saga on all patients", () => {
  for (const { penalty, l1Ratio, classWeights, intercept, weights, p } of saga.fits) {
    const balanced = classWeights === "balanced" ? { classWeights } as const : {};
    const model = fitElasticNet(patients, { penalty, l1Ratio, ...balanced });
    assertClose(predictLogistic(model, patients.X).subarray(0, 10), p, 1e-6);
    // Without l2, levels and intercept can trade a constant: saga ends at another of many optima.
    if (l1Ratio < 1) assertClose(coefficients(model), [intercept, ...weights], 1e-6);
  }
});

Deno.test("fitElasticNet() agrees with saga on every patient of ten folds", () => {
  const heart = readHeart();
  for (const { test, p } of saga.folds) {
    const train = subset(heart, heart.rows.flatMap((_, i) => test.includes(i) ? [] : [i]));
    const fitted = fitPreprocessor(train, standardised);
    const model = fitElasticNet(prepared(train, standardised), { penalty: 3, l1Ratio: 0.5 });
    const X = prepare(fitted, test.map((i) => heart.rows[i]));
    assertClose(predictLogistic(model, X), p, 1e-6);
  }
});

Deno.test("fitElasticNets() agrees with R's glmnet on the complete patients", () => {
  const training = prepared(completeHeart(), { numbers: "standardised", levels: "reference" });
  for (const { l1Ratio, coefficients: expected } of glmnet.fits) {
    const settings = glmnet.penalties.map((penalty) => ({ penalty, l1Ratio }));
    fitElasticNets(training, settings).forEach((model, i) => {
      assertClose(coefficients(model), expected[i], 1e-6);
    });
  }
});

Deno.test("fitElasticNets() satisfies the conditions of an optimum for every setting of a grid", () => {
  const settings = [0.01, 0.5, 10].flatMap((penalty) =>
    [0, 0.01, 0.5, 1].flatMap((l1Ratio) => [
      { penalty, l1Ratio },
      { penalty, l1Ratio, classWeights: "balanced" as const },
    ])
  );
  const models = fitElasticNets(patients, settings);
  models.forEach((model, i) => {
    assertEquals(model.converged, true);
    assert(violation(patients, model, settings[i]) < 1e-6, JSON.stringify(settings[i]));
  });
});

Deno.test("a model is the same whether it is fitted alone or along a path", () => {
  const settings = [3, 0.1, 30].flatMap((penalty) =>
    [0.2, 0.8].map((l1Ratio) => ({ penalty, l1Ratio }))
  );
  fitElasticNets(patients, settings).forEach((model, i) => {
    assertClose(coefficients(model), coefficients(fitElasticNet(patients, settings[i])), 1e-8);
  });
});

Deno.test("the largest penalty leaves exactly nothing, and just below it something enters", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (
      seed,
      l1Ratio,
    ) => {
      const training = drawn(50, 4, seed);
      const penalty = largestPenalty(training, { l1Ratio });
      assertEquals(fitElasticNet(training, { penalty, l1Ratio }).weights, [0, 0, 0, 0]);
      const { weights } = fitElasticNet(training, { penalty: penalty * 0.999, l1Ratio });
      assertEquals(weights.filter((weight) => weight !== 0).length, 1);
    }),
    { seed: 2, numRuns: 50 },
  );
});

Deno.test("columns that follow from each other, nearly or fully, do not keep it from the optimum", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.double({ min: -4, max: 2, noNaN: true }),
      fc.constantFrom(0.5, 0.99, 1),
      (seed, exponent, l1Ratio) => {
        const { X, y } = drawn(80, 4, seed);
        const rows = Array.from(y, (_, i) => {
          const [a, b, c, d] = X.values.subarray(4 * i, 4 * i + 4);
          const level = Math.floor(Math.abs(d) * 2) % 4;
          return [a, a, a + 0.01 * b, a - 0.01 * c, c, ...[0, 1, 2, 3].map((k) => +(k === level))];
        });
        const training = made(rows, [...y]);
        const settings = { penalty: 10 ** exponent, l1Ratio };
        const model = fitElasticNet(training, settings);
        assertEquals(model.converged, true);
        assert(violation(training, model, settings) < 1e-7, JSON.stringify(settings));
      },
    ),
    { seed: 8, numRuns: 200 },
  );
});

Deno.test("any penalty leads to an optimum, many rows or few", () => {
  const trainings = [drawn(150, 6, 3), drawn(6000, 6, 4)];
  fc.assert(
    fc.property(
      fc.constantFrom(...trainings),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (training, exponent, l1Ratio) => {
        const settings = { penalty: 10 ** exponent, l1Ratio };
        const model = fitElasticNet(training, settings);
        // The slope of the loss is known to about the square root of the number of rows.
        const error = violation(training, model, settings) / Math.sqrt(training.X.rows);
        assert(error < 1e-6, `${error} for ${JSON.stringify(settings)}`);
      },
    ),
    { seed: 3, numRuns: 60 },
  );
});

Deno.test("elasticNetPath() goes from no columns to many, in equal ratios", () => {
  const path = elasticNetPath(patients, { l1Ratio: 0.9, points: 5, smallest: 1e-4 });
  assertEquals(path.length, 5);
  assertAlmostEquals(path[1].penalty / path[0].penalty, 0.1, 1e-12);
  assertAlmostEquals(path[4].penalty / path[0].penalty, 1e-4, 1e-12);
  const kept = path.map(({ model }) => model.weights.filter((weight) => weight !== 0).length);
  assertEquals(kept[0], 0);
  assert(kept[4] > 15);
  path.forEach(({ penalty, model }) => {
    assert(violation(patients, model, { penalty, l1Ratio: 0.9 }) < 1e-6);
  });
});

Deno.test("fitElasticNet() stays finite where a column parts the outcomes", () => {
  const training = made([[1, 0], [2, 1], [3, 0], [4, 1]], [0, 0, 1, 1]);
  const settings = { penalty: 1e-6, l1Ratio: 0.5 };
  const model = fitElasticNet(training, settings);
  assertEquals(model.converged, true);
  assert(violation(training, model, settings) < 1e-9);
});

Deno.test("of two equal columns the lasso needs one, and the elastic net weighs both alike", () => {
  const { X, y } = drawn(80, 1, 9);
  const twins = made(Array.from(X.values, (x) => [x, x]), Array.from(y));
  const lasso = fitElasticNet(twins, { penalty: 1, l1Ratio: 1 });
  const alone = fitElasticNet(made(Array.from(X.values, (x) => [x]), Array.from(y)), {
    penalty: 1,
    l1Ratio: 1,
  });
  assertAlmostEquals(lasso.weights[0] + lasso.weights[1], alone.weights[0], 1e-8);
  const both = fitElasticNet(twins, { penalty: 1, l1Ratio: 0.5 }).weights;
  assertAlmostEquals(both[0], both[1], 1e-8);
});

Deno.test("row order, duplicates and weights act on an elastic net as on any fit", () => {
  const training = drawn(90, 4, 6);
  const rows = everyRow(training);
  const settings = { penalty: 3, l1Ratio: 0.6 };
  const plain = coefficients(fitElasticNet(training, settings));
  const copy = structuredClone(training);
  const turned = coefficients(fitElasticNet(pick(training, rows.toReversed()), settings));
  assertClose(turned, plain, 1e-8);

  const weights = Float64Array.from(rows, (row) => row % 3);
  const repeated = pick(training, rows.flatMap((row) => Array(row % 3).fill(row)));
  assertClose(
    coefficients(fitElasticNet({ ...training, weights }, settings)),
    coefficients(fitElasticNet(repeated, settings)),
    1e-8,
  );
  const doubled = pick(training, rows.flatMap((row) => [row, row]));
  assertClose(coefficients(fitElasticNet(doubled, { ...settings, penalty: 6 })), plain, 1e-8);

  const swapped = { ...training, y: training.y.map((label) => 1 - label) };
  assertClose(
    coefficients(fitElasticNet(swapped, settings)),
    plain.map((value) => -value),
    1e-8,
  );
  assertEquals(training, copy);
  assertEquals(coefficients(fitElasticNet(training, settings)), plain);
});

Deno.test("a constant column and a level without patients get weight 0", () => {
  const { X, y } = drawn(60, 1, 7);
  const training = made(Array.from(X.values, (x) => [x, 0, 5]), Array.from(y));
  const { weights } = fitElasticNet(training, { penalty: 0.5, l1Ratio: 0.5 });
  assertEquals(weights[1], 0);
  assertAlmostEquals(weights[2], 0, 1e-9);
});

Deno.test("the elastic net refuses settings out of their range", () => {
  const training = drawn(20, 2, 1);
  for (const penalty of [-1, NaN, Infinity]) {
    assertThrows(() => fitElasticNet(training, { penalty, l1Ratio: 0.5 }), RangeError, "penalty");
  }
  for (const l1Ratio of [-0.1, 1.1, NaN]) {
    assertThrows(() => fitElasticNet(training, { penalty: 1, l1Ratio }), RangeError, "l1Ratio");
  }
  assertThrows(() => largestPenalty(training, { l1Ratio: 0 }), RangeError, "l1Ratio");
  for (const points of [1, 2.5]) {
    assertThrows(() => elasticNetPath(training, { l1Ratio: 1, points }), RangeError, "points");
  }
  for (const smallest of [0, 1, -0.1, NaN]) {
    const path = { l1Ratio: 1, points: 3, smallest };
    assertThrows(
      () => elasticNetPath(training, path),
      RangeError,
      `smallest to be between 0 and 1`,
    );
  }
  assertThrows(
    () => fitElasticNet(made([[1], [2]], [1, 1]), { penalty: 1, l1Ratio: 1 }),
    RangeError,
  );
});

Deno.test("largestPenalty() by hand: the slope where all weights are 0, over the l1 ratio", () => {
  const training: Training = {
    X: { values: Float64Array.of(0.1, 0.2), rows: 2, columns: 1 },
    y: Uint8Array.of(0, 1),
    columns: [{ kind: "number", feature: "x", fill: 0, mean: 0, scale: 1 }],
  };
  // Both are predicted 1/2: 0.1 / 2 - 0.2 / 2.
  assertAlmostEquals(largestPenalty(training, { l1Ratio: 1 }), 0.05, 1e-12);
  assertAlmostEquals(largestPenalty(training, { l1Ratio: 0.5 }), 0.1, 1e-12);
});
