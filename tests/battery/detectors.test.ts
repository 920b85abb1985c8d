/** What every anomaly detector promises; a kind that is not listed does not compile. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Detector, scoreAnomalies } from "heartbook/models/detectors/detector.ts";
import { fitIsolationForest } from "heartbook/models/detectors/isolation-forest.ts";
import { fitLocalOutlier } from "heartbook/models/detectors/local-outlier.ts";
import { fitMahalanobis } from "heartbook/models/detectors/mahalanobis.ts";
import { fitRobustZ, fitZScore } from "heartbook/models/detectors/z-score.ts";
import { seeded } from "heartbook/random.ts";
import type { Matrix } from "heartbook/types.ts";
import { IMPOSSIBLE, shuffledOrder } from "./patients.ts";

type Exemption = "row order" | "copies" | "constant column" | "unit of one column" | "one row";

interface DetectorCase {
  readonly fit: (X: Matrix) => Detector;
  readonly otherSeed?: (X: Matrix) => Detector;
  /** Why a law does not hold. */
  readonly exempt?: Partial<Record<Exemption, string>>;
}

const draws = "each tree draws rows and columns by their place";
const scale = "distances count the columns as they are: standardise them first";
const others = "it needs another row to compare with, and says so";

const detectors: Readonly<Record<Detector["kind"], DetectorCase>> = {
  "z-score": { fit: fitZScore },
  "robust z-score": { fit: fitRobustZ },
  mahalanobis: { fit: fitMahalanobis },
  "isolation forest": {
    fit: (X) => fitIsolationForest(X, { trees: 10, rows: Math.min(32, X.rows), seed: 1 }),
    otherSeed: (X) => fitIsolationForest(X, { trees: 10, rows: 32, seed: 2 }),
    exempt: {
      "row order": draws,
      copies: draws,
      "constant column": draws,
      "unit of one column": "thresholds are drawn in float32, so that a unit moves a few rows",
      "one row": others,
    },
  },
  "local outlier factor": {
    fit: (X) => fitLocalOutlier(X, { k: Math.min(5, X.rows - 1) }),
    exempt: {
      copies: "a copy is a neighbour at no distance",
      "unit of one column": scale,
      "one row": others,
    },
  },
};

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return { values: Float64Array.from(rows.flat()), rows: rows.length, columns: rows[0].length };
}

const random = seeded(3);
const rows = Array.from({ length: 48 }, () => {
  const a = random.normal();
  return [60 + 9 * a, 240 + 50 * random.normal() + 20 * a, 150 + 20 * random.normal()];
});
rows[7][2] = 260;
const X = matrixOf(rows);

function scores(fit: DetectorCase["fit"], learned: Matrix, asked = learned): Float64Array {
  return scoreAnomalies(fit(learned), asked);
}

function assertAgree(got: Float64Array, expected: Float64Array): void {
  assertEquals(got.length, expected.length);
  got.forEach((score, i) => assertAlmostEquals(score, expected[i], 1e-8, `row ${i}`));
}

function promise(words: string, test: (each: DetectorCase) => void, unless?: Exemption): void {
  for (const [name, each] of Object.entries(detectors)) {
    if (unless !== undefined && each.exempt?.[unless] !== undefined) continue;
    Deno.test(`${name}: ${words}`, () => test(each));
  }
}

promise("each row has a score, and a wild one the highest", ({ fit }) => {
  const found = scores(fit, X);
  assertEquals(found.length, 48);
  assertEquals(found.indexOf(Math.max(...found)), 7);
});

promise("a row asked about alone is answered as in company", ({ fit }) => {
  const together = scores(fit, X);
  for (const i of [0, 7, 47]) assertEquals(scores(fit, X, matrixOf([rows[i]]))[0], together[i]);
});

promise("the order of the rows it learns from changes nothing", ({ fit }) => {
  assertAgree(scores(fit, matrixOf(shuffledOrder(48).map((i) => rows[i])), X), scores(fit, X));
}, "row order");

promise("every row twice is as good as once", ({ fit }) => {
  assertAgree(scores(fit, matrixOf([...rows, ...rows]), X), scores(fit, X));
}, "copies");

promise("a column that never varies changes nothing", ({ fit }) => {
  assertAgree(scores(fit, matrixOf(rows.map((row) => [...row, 0.1]))), scores(fit, X));
}, "constant column");

promise("a column that never varies leaves the scores finite", ({ fit }) => {
  assert(scores(fit, matrixOf(rows.map((row) => [0.1, ...row]))).every(Number.isFinite));
});

promise("another unit of one column changes nothing", ({ fit }) => {
  const other = matrixOf(rows.map(([a, b, c]) => [a, 1.8 * b + 32, c]));
  assertAgree(scores(fit, other), scores(fit, X));
}, "unit of one column");

promise("a power of two as the unit of all columns changes nothing", ({ fit }) => {
  const other = matrixOf(rows.map((row) => row.map((x) => 4 * x)));
  assertAgree(scores(fit, other), scores(fit, X));
});

promise("one row is nothing unusual", ({ fit }) => {
  assertEquals([...scores(fit, matrixOf([rows[0]]))], [0]);
}, "one row");

promise("one row is enough, or refused in words", ({ fit, exempt }) => {
  if (exempt?.["one row"] === undefined) return void fit(matrixOf([rows[0]]));
  assertThrows(() => fit(matrixOf([rows[0]])), RangeError, "row");
});

promise("the same seed gives the same bytes", ({ fit }) => {
  assertEquals(JSON.stringify(fit(structuredClone(X))), JSON.stringify(fit(X)));
});

promise("another seed gives another detector, where chance has a part", ({ fit, otherSeed }) => {
  if (otherSeed) assert(JSON.stringify(otherSeed(X)) !== JSON.stringify(fit(X)));
});

promise("written as JSON and read again it answers to the last bit", ({ fit }) => {
  const detector = fit(X);
  const read: Detector = JSON.parse(JSON.stringify(detector));
  assertEquals(read, detector);
  assertEquals(scoreAnomalies(read, X), scoreAnomalies(detector, X));
});

promise("fitting and scoring write to nothing that they are given", ({ fit }) => {
  const given = structuredClone(X);
  const detector = fit(given), kept = structuredClone(detector);
  scoreAnomalies(detector, given);
  assertEquals([given, detector], [X, kept]);
});

promise("what no measurement is gets refused by row and column", ({ fit }) => {
  const detector = fit(X);
  for (const value of IMPOSSIBLE) {
    const spoiled = { ...X, values: X.values.with(10, value) };
    assertThrows(() => fit(spoiled), RangeError, `got ${value} in row 3, column 1`);
    assertThrows(() => scoreAnomalies(detector, spoiled), RangeError, "in row 3, column 1");
  }
});

for (const [kind, { fit }] of Object.entries(detectors)) {
  const name = kind === "mahalanobis" ? "Mahalanobis" : kind;
  Deno.test(`${name}: refuses what is no matrix, by its own name`, () => {
    const detector = fit(X);
    const none = { values: new Float64Array(), rows: 0, columns: 3 };
    for (const work of [() => fit(none), () => scoreAnomalies(detector, none)]) {
      assertThrows(work, TypeError, `${name}: expected rows of 3 cells, got 0 cells for 0 rows`);
    }
    const narrow = matrixOf([[1, 2]]);
    assertThrows(
      () => scoreAnomalies(detector, narrow),
      TypeError,
      `${name}: expected 3 columns, got 2`,
    );
    assertThrows(() => fit({ ...none, columns: 0 }), TypeError, `${name}: expected 1 columns`);
  });
}
