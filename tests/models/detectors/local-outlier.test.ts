import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { scoreAnomalies } from "heartbook/models/detectors/detector.ts";
import {
  fitLocalOutlier,
  localOutlierFactors,
  scoreLocalOutlier,
} from "heartbook/models/detectors/local-outlier.ts";
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
