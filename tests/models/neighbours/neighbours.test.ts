import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import { rocAuc } from "heartbook/measure/auc.ts";
import {
  fitNeighbours,
  fitNeighboursForAll,
  type NeighbourWeights,
  predictNeighbours,
  predictNeighboursForAll,
} from "heartbook/models/neighbours/neighbours.ts";
import { fitPreprocessor, prepare } from "heartbook/prepare/preprocessor.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import type { Dataset, Matrix, Training } from "heartbook/types.ts";
import reference from "../../reference/neighbours.json" with { type: "json" };

function matrix(rows: readonly (readonly number[])[]): Matrix {
  return { values: Float64Array.from(rows.flat()), rows: rows.length, columns: rows[0].length };
}

function training(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  weights?: readonly number[],
): Training {
  return {
    X: matrix(rows),
    y: Uint8Array.from(labels),
    columns: rows[0].map((_, j) => (
      { kind: "number", feature: `column ${j}`, fill: 0, mean: 0, scale: 1 }
    )),
    ...(weights ? { weights: Float64Array.from(weights) } : {}),
  };
}

const line = training([[0], [1], [3], [7]], [0, 1, 1, 0]);

// By hand.

Deno.test("predictNeighbours() is the share of the diseased among the k nearest", () => {
  const X = matrix([[0.9], [6]]);
  assertEquals(predictNeighbours(fitNeighbours(line, { k: 1 }), X), Float64Array.of(1, 0));
  assertEquals(predictNeighbours(fitNeighbours(line, { k: 3 }), X), Float64Array.of(2 / 3, 2 / 3));
});

Deno.test("predictNeighbours() divides a vote by its distance when asked to", () => {
  const model = fitNeighbours(line, { k: 3, weights: "distance" });
  // From 2: 1 and 3 at distance 1, 0 at distance 2.
  assertAlmostEquals(predictNeighbours(model, matrix([[2]]))[0], 2 / 2.5, 1e-12);
});

Deno.test("predictNeighbours() lets only those at distance 0 vote where there are any", () => {
  const twins = training([[1], [1], [1], [1.5]], [1, 1, 0, 0]);
  const model = fitNeighbours(twins, { k: 4, weights: "distance" });
  assertAlmostEquals(predictNeighbours(model, matrix([[1]]))[0], 2 / 3, 1e-12);
});

Deno.test("predictNeighbours() takes the earlier of two rows at the same distance", () => {
  const X = matrix([[2]]);
  const earlierIll = training([[1], [3]], [1, 0]), earlierWell = training([[3], [1]], [0, 1]);
  assertEquals(predictNeighbours(fitNeighbours(earlierIll, { k: 1 }), X)[0], 1);
  assertEquals(predictNeighbours(fitNeighbours(earlierWell, { k: 1 }), X)[0], 0);
});

Deno.test("predictNeighbours() multiplies a vote by the weight of its row", () => {
  const model = fitNeighbours(training([[0], [1]], [0, 1], [1, 3]), { k: 2 });
  assertEquals(predictNeighbours(model, matrix([[0]]))[0], 0.75);
});

Deno.test("fitNeighbours() leaves out rows of weight 0", () => {
  const weighed = training([[0], [1], [3], [7]], [0, 1, 1, 0], [1, 0, 1, 1]);
  const without = training([[0], [3], [7]], [0, 1, 0]);
  assertEquals(fitNeighbours(weighed, { k: 2 }), fitNeighbours(without, { k: 2 }));
});

Deno.test("fitNeighbours() refuses a k that is not a number of training rows", () => {
  for (const k of [0, -1, 1.5, 5, NaN, Infinity]) {
    assertThrows(
      () => fitNeighbours(line, { k }),
      RangeError,
      k === 5 ? "at most 4, the number of training rows" : "neighbours: k: expected a whole number",
    );
  }
});

Deno.test("fitNeighbours() refuses weights it does not know", () => {
  const weights = "gaussian" as NeighbourWeights;
  assertThrows(() => fitNeighbours(line, { k: 1, weights }), RangeError, "got gaussian");
});

Deno.test("predictNeighbours() refuses other columns and cells that are not finite", () => {
  const model = fitNeighbours(line, { k: 1 });
  assertThrows(() => predictNeighbours(model, matrix([[1, 2]])), TypeError, "expected 1 columns");
  assertThrows(() => predictNeighbours(model, matrix([[1], [NaN]])), RangeError, "in row 1");
});

Deno.test("predictNeighboursForAll() refuses models of different training rows", () => {
  const other = training([[0], [1], [3], [8]], [0, 1, 1, 0]);
  const models = [fitNeighbours(line, { k: 1 }), fitNeighbours(other, { k: 2 })];
  assertThrows(() => predictNeighboursForAll(models, line.X), RangeError, "in model 1");
});

// Oracle: sort all distances, row order deciding ties, and let the first k vote.

function predictedBySorting(
  { X, y, weights = new Float64Array(X.rows).fill(1) }: Training,
  { k, weights: kind }: { k: number; weights: NeighbourWeights },
  query: readonly number[],
): number {
  const neighbours = Array.from({ length: X.rows }, (_, row) => {
    const distance = Math.hypot(...query.map((q, j) => q - X.values[row * X.columns + j]));
    return { distance, label: y[row], weight: weights[row] };
  });
  const voters = neighbours.toSorted((a, b) => a.distance - b.distance).slice(0, k);
  const twins = voters.filter(({ distance }) => distance === 0);
  const votes = kind === "uniform"
    ? voters
    : twins.length > 0
    ? twins
    : voters.map((voter) => ({ ...voter, weight: voter.weight / voter.distance }));
  const total = (some: typeof votes): number => some.reduce((sum, { weight }) => sum + weight, 0);
  return total(votes.filter(({ label }) => label === 1)) / total(votes);
}

/** Small whole numbers, so that many distances tie. */
const problems = fc.integer({ min: 2, max: 30 }).chain((n) =>
  fc.record({
    rows: fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
      minLength: n,
      maxLength: n,
    }),
    labels: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: n - 2, maxLength: n - 2 }),
    weights: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: n, maxLength: n }),
    queries: fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), {
      minLength: 1,
      maxLength: 5,
    }),
    k: fc.integer({ min: 1, max: n }),
    kind: fc.constantFrom<NeighbourWeights>("uniform", "distance"),
  })
);

Deno.test("predictNeighbours() equals sorting all training rows by distance", () => {
  fc.assert(
    fc.property(problems, ({ rows, labels, weights, queries, k, kind }) => {
      const data = training(rows, [0, 1, ...labels], weights);
      const p = predictNeighbours(fitNeighbours(data, { k, weights: kind }), matrix(queries));
      queries.forEach((query, i) => {
        assertAlmostEquals(p[i], predictedBySorting(data, { k, weights: kind }, query), 1e-12);
      });
    }),
    { seed: 1, numRuns: 500 },
  );
});

// Reference: scikit-learn, tests/reference/neighbours.py.

function prepared(train: Dataset, test: Dataset): { training: Training; X: Matrix } {
  const preprocessor = fitPreprocessor(train, { numbers: "standardised", levels: "all" });
  return {
    training: {
      X: prepare(preprocessor, train.rows),
      y: Uint8Array.from(train.labels),
      columns: preprocessor.columns,
    },
    X: prepare(preprocessor, test.rows),
  };
}

Deno.test("predictNeighbours() is scikit-learn's on every patient, its AUC in every fold", () => {
  const patients = readHeart();
  const some = (rows: readonly number[]): Dataset => ({
    ...patients,
    rows: rows.map((row) => patients.rows[row]),
    labels: rows.map((row) => patients.labels[row]),
    ids: rows.map((row) => patients.ids[row]),
  });
  stratifiedFolds(patients.labels, { folds: 10, seed: 42 }).forEach(({ train, test }, fold) => {
    const { training, X } = prepared(some(train), some(test));
    const settings = reference.models.map(({ k, weights }) => ({
      k,
      weights: weights as NeighbourWeights,
    }));
    const predictions = predictNeighboursForAll(fitNeighboursForAll(training, settings), X);
    reference.models.forEach((expected, i) => {
      const p = predictions[i], label = test.map((row) => patients.labels[row]);
      test.forEach((row, place) => assertAlmostEquals(p[place], expected.p[row], 1e-12));
      assertAlmostEquals(rocAuc({ label, p }), expected.auc[fold], 1e-12);
    });
  });
});

// Laws.

const patients = readHeart();
const heart = prepared(patients, patients).training;

Deno.test("predictNeighboursForAll() gives each model what it is given alone", () => {
  const settings = [{ k: 5 }, { k: 1, weights: "distance" }, {
    k: 50,
    weights: "distance",
  }] as const;
  const models = settings.map((each) => fitNeighbours(heart, each));
  assertEquals(
    predictNeighboursForAll(models, heart.X),
    models.map((model) => predictNeighbours(model, heart.X)),
  );
  assertEquals(predictNeighboursForAll([], heart.X), []);
});

Deno.test("predictNeighbours() stays in [0, 1] and treats every query alone", () => {
  const model = fitNeighbours(heart, { k: 7, weights: "distance" });
  const p = predictNeighbours(model, heart.X);
  assert(p.every((each) => each >= 0 && each <= 1));
  for (const row of [0, 150, 302]) {
    const values = heart.X.values.slice(row * heart.X.columns, (row + 1) * heart.X.columns);
    const alone = predictNeighbours(model, { values, rows: 1, columns: heart.X.columns });
    assertEquals(alone[0], p[row]);
  }
});

Deno.test("predictNeighbours() with the 1 nearest gives training rows their own label", () => {
  const p = predictNeighbours(fitNeighbours(heart, { k: 1 }), heart.X);
  assertEquals(Uint8Array.from(p), heart.y);
});

Deno.test("fitNeighbours() gives plain JSON and leaves its input alone", () => {
  const before = structuredClone(heart);
  const model = fitNeighbours(heart, { k: 7 });
  const copy = JSON.parse(JSON.stringify(model));
  assertEquals(copy, model);
  assertEquals(predictNeighbours(copy, heart.X), predictNeighbours(model, heart.X));
  assertEquals(heart, before);
});
