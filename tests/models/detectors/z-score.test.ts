import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { fitRobustZ, fitZScore, scoreZScore } from "heartbook/models/detectors/z-score.ts";
import { assertScores, matrix, raw, scores } from "./recordings.ts";

// By hand.

Deno.test("scoreZScore() is the distance of the most unusual column, in standard deviations", () => {
  const X = matrix([[0, 10], [2, 10], [0, 10], [2, 14]]);
  const [first, , , last] = scoreZScore(fitZScore(X), X);
  assertEquals(first, 1);
  assertAlmostEquals(last, 3 / Math.sqrt(3), 1e-12);
});

Deno.test("fitRobustZ() is not moved by one wild value", () => {
  const calm = fitRobustZ(matrix([[1], [2], [3], [4], [5]]));
  const wild = fitRobustZ(matrix([[1], [2], [3], [4], [5000]]));
  assertEquals(wild, calm);
});

Deno.test("fitRobustZ() takes the mean deviation where the median deviation is 0", () => {
  const { spreads } = fitRobustZ(matrix([[0], [0], [0], [4]]));
  assertAlmostEquals(spreads[0], Math.sqrt(Math.PI / 2), 1e-12);
});

Deno.test("a column that never varied scores 0 at its value and Infinity elsewhere", () => {
  for (const fit of [fitZScore, fitRobustZ]) {
    const detector = fit(matrix([[0.1], [0.1], [0.1]]));
    assertEquals([...scoreZScore(detector, matrix([[0.1], [0.2]]))], [0, Infinity]);
  }
});

// Reference.

Deno.test("scoreZScore() is SciPy's largest z-score on every recording", () => {
  assertScores(scoreZScore(fitZScore(raw), raw), scores.zScore, 1e-10);
});

Deno.test("scoreZScore() with median and deviation is SciPy's on every recording", () => {
  assertScores(scoreZScore(fitRobustZ(raw), raw), scores.robustZ, 1e-10);
});

// Law.

Deno.test("the units of a column change no score", () => {
  const other = { ...raw, values: raw.values.map((value, i) => i % 21 === 3 ? 60 * value : value) };
  for (const fit of [fitZScore, fitRobustZ]) {
    const before = scoreZScore(fit(raw), raw), after = scoreZScore(fit(other), other);
    assert(before.every((score, i) => Math.abs(score - after[i]) < 1e-10));
  }
});

Deno.test("a detector refuses other columns and cells that are no numbers", () => {
  const detector = fitZScore(matrix([[1, 2], [3, 4]]));
  assertThrows(() => scoreZScore(detector, matrix([[1]])), TypeError, "expected 2 columns, got 1");
  assertThrows(
    () => scoreZScore(detector, matrix([[1, 2], [1, NaN]])),
    RangeError,
    "got NaN in row 1, column 1",
  );
  assertThrows(() => fitZScore({ values: new Float64Array(0), rows: 0, columns: 2 }), TypeError);
});

Deno.test("a z-score is named where its recordings cannot be used", () => {
  const X = { values: Float64Array.of(1, NaN), rows: 2, columns: 1 };
  assertThrows(() => fitZScore(X), RangeError, "z-score: ");
  assertThrows(() => fitRobustZ(X), RangeError, "robust z-score: ");
});
