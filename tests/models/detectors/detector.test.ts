import { assertEquals, assertThrows } from "@std/assert";
import { rankDetectors, rankShares, scoreAnomalies } from "heartbook/models/detectors/detector.ts";
import { fitIsolationForest } from "heartbook/models/detectors/isolation-forest.ts";
import { fitLocalOutlier } from "heartbook/models/detectors/local-outlier.ts";
import { fitMahalanobis } from "heartbook/models/detectors/mahalanobis.ts";
import { fitRobustZ, fitZScore } from "heartbook/models/detectors/z-score.ts";
import { matrix } from "./recordings.ts";

const crowd = Array.from({ length: 30 }, (_, i) => [i % 5, i % 7]);

Deno.test("every detector gives the row far out the highest score, also read from JSON", () => {
  const X = matrix([...crowd, [40, -30]]);
  const detectors = [
    fitZScore(X),
    fitRobustZ(X),
    fitMahalanobis(X),
    fitIsolationForest(X),
    fitLocalOutlier(matrix(crowd), { k: 5 }),
  ];
  for (const detector of detectors) {
    const scores = scoreAnomalies(JSON.parse(JSON.stringify(detector)), X);
    assertEquals(scores.indexOf(Math.max(...scores)), 30, detector.kind);
    assertThrows(() => scoreAnomalies(detector, matrix([[1, 2, 3]])), TypeError, "got 3");
  }
});

Deno.test("rankShares() counts how many scores are no higher", () => {
  assertEquals([...rankShares([5, -1, 5, Infinity])], [0.75, 0.25, 0.75, 1]);
  assertThrows(() => rankShares([1, NaN]), RangeError, "got NaN");
});

Deno.test("rankDetectors() sets each detector's ranks beside what is known", () => {
  const { a, b } = rankDetectors({ a: [3, 1], b: [0, 9] }, { label: [1, 0] });
  assertEquals(a, { label: [1, 0], p: Float64Array.of(1, 0.5) });
  assertEquals(b.p, Float64Array.of(0.5, 1));
});
