import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { rocAuc } from "heartbook/measure/auc.ts";
import { binEdges, type BinnedTraining, makeBinner } from "heartbook/models/boosting/binned.ts";
import { binTable } from "heartbook/models/boosting/bin-table.ts";
import { quickSigmoid } from "heartbook/models/boosting/loops-plain.ts";
import {
  fitBinnedBoosting,
  fitBoosting,
  predictBoosting,
} from "heartbook/models/boosting/boosting.ts";
import { binnedStages } from "heartbook/models/boosting/stages.ts";
import type { Tree } from "heartbook/models/tree/nodes.ts";
import { seeded } from "heartbook/random.ts";
import { sigmoid } from "heartbook/stats/log-odds.ts";
import type { Training } from "heartbook/types.ts";
import { heart, steady, trainingOf, uniformTraining } from "../trees.ts";

const binned = ({ X, y, weights }: Training): BinnedTraining => ({
  table: binTable(X),
  y,
  weights,
});

/** Tables of all kinds: one row, one column, constant columns, repeated rows, weights of 0. */
const anyTraining = fc
  .record({ rows: fc.integer({ min: 1, max: 60 }), columns: fc.integer({ min: 1, max: 9 }) })
  .chain(({ rows, columns }) => {
    const cell = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
      fc.constant(7),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    );
    return fc.record({
      cells: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      y: fc.array(fc.constantFrom(0, 1), { minLength: rows, maxLength: rows }),
      weights: fc.array(fc.constantFrom(0, 1, 1, 1, 2, 0.3, 1e12), {
        minLength: rows,
        maxLength: rows,
      }),
      weighted: fc.boolean(),
    });
  })
  .map(({ cells, y, weights, weighted }) => trainingOf(cells, { y, ...(weighted && { weights }) }));

const anyLimits = fc.record({
  maxDepth: fc.constantFrom(1, 3, 20, Infinity),
  minLeaf: fc.constantFrom(1, 1, 2, 5),
  minSplit: fc.constantFrom(2, 2, 8),
});

Deno.test("Boosting on histograms grows the same trees, bit for bit, compiled and plain", () => {
  fc.assert(
    fc.property(anyTraining, anyLimits, fc.double({ min: -3, max: 3, noNaN: true }), (
      training,
      limits,
      start,
    ) => {
      const weights = training.weights ?? new Float64Array(training.y.length).fill(1);
      if (weights.every((weight) => weight === 0)) weights[0] = 1;
      const grown = [true, false].map((plain) => {
        const make = binnedStages(binned(training), { plain });
        const { logOdds, next } = make({ ...limits, learningRate: 0.5 });
        logOdds.fill(start);
        const trees = [0, 1, 2].map((seed) => next(weights, seed));
        return { trees, logOdds: [...logOdds] };
      });
      assertEquals(grown[1], grown[0]);
      assert(grown[0].logOdds.every(Number.isFinite));
    }),
    { ...steady, numRuns: 400 },
  );
});

Deno.test("Boosting on histograms agrees bit for bit across blocks of rows, weighted or not", () => {
  const training = uniformTraining(9_001, { columns: 6, seed: 8 });
  for (const change of [() => 1, (row: number): number => row % 4]) {
    const weights = Float64Array.from(training.y, (_, row) => change(row));
    const [plain, compiled] = [true, false].map((plain): Tree[] => {
      const make = binnedStages(binned(training), { plain });
      const { next } = make({ maxDepth: 4, minLeaf: 3, minSplit: 2, learningRate: 0.1 });
      return [0, 1, 2].map((seed) => next(weights, seed));
    });
    assertEquals(compiled, plain);
  }
});

Deno.test("quickSigmoid() is a sigmoid to within 1e-11", () => {
  fc.assert(
    fc.property(fc.double({ min: -800, max: 800, noNaN: true }), (z) => {
      assertAlmostEquals(quickSigmoid(z), sigmoid(z), 1e-11);
    }),
    steady,
  );
});

Deno.test("fitBinnedBoosting() takes a table as fitBoosting() bins a matrix", () => {
  const training = uniformTraining(10_000, { columns: 3, seed: 5 });
  const settings = { trees: 5, earlyStopping: { heldOut: 0.2 }, subsample: 0.5, seed: 4 };
  assertEquals(fitBinnedBoosting(binned(training), settings), fitBoosting(training, settings));
});

Deno.test("fitBinnedBoosting() orders new patients about as well as with every value", () => {
  const [many, fewer] = [10_000, 9_999].map((rows) =>
    uniformTraining(rows, { columns: 4, seed: 3 })
  );
  const fresh = uniformTraining(4_000, { columns: 4, seed: 4 });
  const [onHistograms, exact] = [many, fewer].map((training) =>
    rocAuc({ label: fresh.y, p: predictBoosting(fitBoosting(training), fresh.X) })
  );
  assertAlmostEquals(onHistograms, exact, 0.003);
});

Deno.test("fitBinnedBoosting() has the probabilities of fitBoosting() where no split is tied", () => {
  const training = uniformTraining(250, { columns: 4, seed: 6 });
  const settings = { trees: 20 };
  const exact = predictBoosting(fitBoosting(training, settings), training.X);
  const p = predictBoosting(fitBinnedBoosting(binned(training), settings), training.X);
  exact.forEach((each, row) => assertAlmostEquals(p[row], each, 1e-9));
});

Deno.test("fitBinnedBoosting() adds a tree's steps to rows it did not learn from too", () => {
  const weights = Float64Array.from(heart.y, (_, row) => row % 3);
  const make = binnedStages(binned({ ...heart, weights }));
  const { logOdds, next } = make({ maxDepth: 3, minLeaf: 1, minSplit: 2, learningRate: 0.1 });
  const trees = [0, 1, 2].map((seed) => next(weights, seed));
  const model = { kind: "boosting", columns: heart.X.columns, start: 0, trees } as const;
  const p = predictBoosting(model, heart.X);
  p.forEach((each, row) => assertAlmostEquals(sigmoid(logOdds[row]), each, 1e-12));
});

Deno.test("fitBinnedBoosting() refuses a table that does not fit together", () => {
  const edges = [Float64Array.of(1)], codes = [Uint8Array.of(0, 1)], y = Uint8Array.of(0, 1);
  const table = { rows: 2, codes, edges };
  const refuse = (changed: Partial<BinnedTraining>, message: string, type = TypeError): void => {
    assertThrows(() => fitBinnedBoosting({ table, y, ...changed }), type, message);
  };
  refuse({ table: { ...table, rows: 0 } }, "expected at least one row and one column, got 0 x 1");
  refuse({ table: { ...table, codes: [], edges: [] } }, "got 2 x 0");
  refuse({ y: Uint8Array.of(1) }, "boosting: y: expected a length of 2, got 1");
  refuse({ weights: new Float64Array(3) }, "boosting: weights: expected a length of 2, got 3");
  refuse({ table: { ...table, edges: [] } }, "boosting: edges: expected a length of 1, got 0");
  refuse({ table: { ...table, codes: [new Uint8Array(3)] } }, "codes[0]: expected a length of 2");
  const high = { ...table, codes: [Uint8Array.of(0, 2)] };
  refuse({ table: high }, "codes[0][1]: expected a code from 0 to 1, got 2", RangeError);
  const wide = { ...table, edges: [new Float64Array(255)] };
  refuse({ table: wide }, "edges[0]: expected at most 254 borders, got 255", RangeError);
  refuse({ y: Uint8Array.of(0, 2) }, "expected a label of 0 or 1, got 2 in row 1", RangeError);
  refuse({ y: Uint8Array.of(0, 0) }, "expected both outcomes among the 2", RangeError);
});

Deno.test("binTable() gives each value a bin in a column of few, and bins a column of many", () => {
  const few = Array.from({ length: 25_000 }, (_, row) => row === 24_999 ? 300 : row % 200);
  const many = Array.from({ length: 25_000 }, (_, row) => (row * 7919) % 25_000);
  const values = Float64Array.from(few.flatMap((each, row) => [each, many[row]]));
  const { rows, codes, edges } = binTable({ values, rows: 25_000, columns: 2 });
  assertEquals(rows, 25_000);
  assertEquals(edges[0].length, 200);
  assertEquals(codes[0][24_999], 200);
  assertEquals(codes[0].subarray(0, 24_999), Uint8Array.from(few).subarray(0, 24_999));
  assertEquals(edges[1].length, 254);
  const counts = new Int32Array(255);
  for (const code of codes[1]) counts[code]++;
  // About 98 rows each; borders come from a sample of 39 each: give or take 4 of its root, 64%.
  assert(counts.every((count) => count > 35 && count < 161));
  const again = new Uint8Array(rows);
  makeBinner(edges[1])(many, again);
  assertEquals(again, codes[1]);
  const plain = binTable({ values, rows: 25_000, columns: 2 }, { plain: true });
  assertEquals(plain.codes.map((column) => [...column]), codes.map((column) => [...column]));
});

Deno.test("binTable() learns its borders from 10,000 rows at most, drawn where there are more", () => {
  // A column of more than 255 values, of which a sample may hold fewer.
  const cellOf = (row: number): number => row < 300 ? -1000 - 3 * row : row % 2;
  for (const rows of [9999, 10_000, 10_001, 20_000]) {
    const values = Float64Array.from({ length: rows }, (_, row) => cellOf(row));
    const random = seeded(0);
    const sample = Array.from(
      { length: Math.min(rows, 10_000) },
      (_, i) => rows > 10_000 ? random.integer(rows) : i,
    );
    const expected = binEdges(sample.map(cellOf));
    assertEquals([...binTable({ values, rows, columns: 1 }).edges[0]], [...expected], `${rows}`);
  }
});
