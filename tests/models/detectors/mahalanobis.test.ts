import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { fitMahalanobis, scoreMahalanobis } from "heartbook/models/detectors/mahalanobis.ts";
import { assertScores, matrix, raw, scores, standardised } from "./recordings.ts";

// By hand.

Deno.test("scoreMahalanobis() is the length in the cloud's own shape", () => {
  // Covariance: 2 and 0 / 0 and 1/2.
  const X = matrix([[2, 0], [-2, 0], [0, 1], [0, -1]]);
  for (const score of scoreMahalanobis(fitMahalanobis(X), X)) {
    assertAlmostEquals(score, Math.SQRT2, 1e-12);
  }
});

Deno.test("a column that follows from the others changes no distance", () => {
  const rows = [[1, 2], [2, 1], [4, 7], [0, 3], [5, 5]];
  const plain = matrix(rows);
  const twice = matrix(rows.map(([a, b]) => [a, b, b - a]));
  const expected = scoreMahalanobis(fitMahalanobis(plain), plain);
  const got = scoreMahalanobis(fitMahalanobis(twice), twice);
  got.forEach((score, i) => assertAlmostEquals(score, expected[i], 1e-9));
});

// Reference.

Deno.test("scoreMahalanobis() is scikit-learn's, though Width is always Max minus Min", () => {
  assertScores(
    scoreMahalanobis(fitMahalanobis(standardised), standardised),
    scores.mahalanobis,
    1e-8,
  );
});

// Law.

Deno.test("the mean squared distance of the fitted rows is the number of columns that say something", () => {
  const squares = scoreMahalanobis(fitMahalanobis(raw), raw).map((score) => score ** 2);
  assertAlmostEquals(squares.reduce((sum, each) => sum + each, 0) / raw.rows, 20, 1e-8);
});

Deno.test("a Mahalanobis detector is plain JSON and scores the same after a round trip", () => {
  const detector = fitMahalanobis(standardised);
  const read = JSON.parse(JSON.stringify(detector));
  assertEquals(read, detector);
  assert(scoreMahalanobis(read, standardised).every((score) => score >= 0));
});

Deno.test("a column that never varied changes no distance, wherever it stands", () => {
  const rows = Array.from({ length: 30 }, (_, i) => [i % 7, (i * i) % 11]);
  const plain = matrix(rows), expected = scoreMahalanobis(fitMahalanobis(plain), plain);
  for (
    const wider of [
      rows.map((row) => [0.1, ...row]),
      rows.map(([a, b]) => [a, 0.1, b]),
      rows.map((row) => [...row, 0.1]),
    ]
  ) {
    const X = matrix(wider);
    scoreMahalanobis(fitMahalanobis(X), X).forEach((score, i) =>
      assertAlmostEquals(score, expected[i], 1e-9)
    );
  }
});
