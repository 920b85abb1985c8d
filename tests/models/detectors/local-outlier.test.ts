import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { scoreAnomalies } from "heartbook/models/detectors/detector.ts";
import {
  fitLocalOutlier,
  localOutlierFactors,
  scoreLocalOutlier,
} from "heartbook/models/detectors/local-outlier.ts";
import { seeded } from "heartbook/random.ts";
import type { Matrix } from "heartbook/types.ts";
import fc from "fast-check";
import { assertScores, matrix, scores, slice, standardised } from "./recordings.ts";

// By hand.

Deno.test("localOutlierFactors() compares a row's density with that of its neighbours", () => {
  // With one neighbour, 0, 1 and 2 stand 1 apart: reach 1, density 1. 5 reaches 2 over 3.
  const [, , , far] = localOutlierFactors(matrix([[0], [1], [2], [5]]), { k: 1 });
  assertAlmostEquals(far, 3, 1e-9);
});

Deno.test("localOutlierFactors() is 1 for rows that are all the same", () => {
  const factors = localOutlierFactors(matrix(Array.from({ length: 8 }, () => [4, 2])), { k: 3 });
  assertEquals([...factors], Array(8).fill(1));
});

// Oracle: sort all distances, and read the definition aloud.

function plainFactors({ values, rows, columns }: Matrix, k: number): number[] {
  const cells = Array.from(
    { length: rows },
    (_, i) => [...values.subarray(i * columns, (i + 1) * columns)],
  );
  const near = cells.map((a, i) =>
    cells.map((b, row) => ({ row, far: Math.hypot(...a.map((cell, j) => cell - b[j])) }))
      .filter(({ row }) => row !== i)
      .toSorted((x, y) => x.far - y.far || x.row - y.row).slice(0, k)
  );
  const reach = near.map((others) => others[k - 1].far);
  const mean = (numbers: number[]): number => numbers.reduce((sum, x) => sum + x, 0) / k;
  const density = near.map((others) =>
    1 / (mean(others.map(({ row, far }) => Math.max(far, reach[row]))) + 1e-10)
  );
  return near.map((others, i) => mean(others.map(({ row }) => density[row])) / density[i]);
}

Deno.test("localOutlierFactors() is what its definition says, no row its own neighbour", () => {
  const shapes = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    rows: fc.integer({ min: 2, max: 260 }),
    columns: fc.integer({ min: 1, max: 6 }),
    most: fc.integer({ min: 1, max: 30 }),
    tied: fc.boolean(),
  });
  fc.assert(
    fc.property(shapes, ({ seed, rows, columns, most, tied }) => {
      const { normal, integer } = seeded(seed);
      const cell = tied ? () => integer(3) : normal;
      const values = Float64Array.from({ length: rows * columns }, cell);
      const X = { values, rows, columns }, k = Math.min(most, rows - 1);
      const factors = localOutlierFactors(X, { k }), plain = plainFactors(X, k);
      plain.forEach((factor, i) => assert(Math.abs(factors[i] / factor - 1) < 1e-9));
    }),
    { seed: 5, numRuns: 40 },
  );
});

// Reference.

Deno.test("localOutlierFactors() is scikit-learn's on the recordings", () => {
  assertScores(localOutlierFactors(standardised), scores.localOutlier, 1e-9);
});

Deno.test("scoreLocalOutlier() is scikit-learn's novelty score of rows it has not seen", () => {
  const detector = fitLocalOutlier(slice(standardised, 0, 1500));
  const scored = scoreLocalOutlier(detector, slice(standardised, 1500, 2126));
  assertScores(scored, scores.localOutlierOfNew, 1e-9);
});

// Law.

Deno.test("stretching all columns alike changes no local outlier factor", () => {
  const X = slice(standardised, 0, 400);
  const stretched = { ...X, values: X.values.map((value) => 8 * value) };
  const before = localOutlierFactors(X), after = localOutlierFactors(stretched);
  assert(before.every((factor, i) => Math.abs(factor - after[i]) < 1e-6));
});

Deno.test("a local outlier detector is plain JSON and scores row by row", () => {
  const detector = fitLocalOutlier(slice(standardised, 0, 200), { k: 5 });
  const read = JSON.parse(JSON.stringify(detector));
  assertEquals(read, detector);
  const fresh = slice(standardised, 300, 320);
  const [, , third] = scoreAnomalies(read, fresh);
  assertEquals(scoreAnomalies(read, slice(fresh, 2, 3))[0], third);
});

Deno.test("localOutlierFactors() refuses more neighbours than there are other rows", () => {
  const X = matrix([[1], [2], [3]]);
  for (const k of [0, 3, 1.5]) {
    assertThrows(() => localOutlierFactors(X, { k }), RangeError, "expected k from 1 to below");
  }
});
