import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { fillIteratively, fitIterativeFilling } from "heartbook/prepare/impute-iterative.ts";
import { fillFromNeighbours, fitNeighbourFilling } from "heartbook/prepare/impute-neighbours.ts";
import { applyRule, ridgeFitter } from "heartbook/stats/ridge.ts";
import { pickFeatures } from "heartbook/schema.ts";
import type { Dataset, Row } from "heartbook/types.ts";
import reference from "../reference/imputation.json" with { type: "json" };
import { category, number, numbers, toDataset } from "./small.ts";

const NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak", "ca"];

/** The Cleveland patients with the cells taken out that the reference takes out. */
function punctured(names: readonly string[]): Dataset {
  const patients = readHeart();
  const rows = patients.rows.map((row, i) => {
    const taken = NUMBERS.filter((_, j) => (7 * i + 5 * j * j + Math.floor(i / 9)) % 11 === 0);
    return { ...row, ...Object.fromEntries(taken.map((name) => [name, null])) };
  });
  return { ...patients, schema: pickFeatures(patients.schema, names), rows };
}

function assertFilled(
  expected: readonly (string | number)[][],
  rows: readonly Row[],
  tolerance: number,
): void {
  assert(expected.length > 150);
  for (const [i, name, value] of expected) {
    assertAlmostEquals(Number(rows[Number(i)][name]), Number(value), tolerance);
  }
}

Deno.test("neighbours by hand: the mean of the two nearest who record it", () => {
  const train = toDataset([number("x"), number("y")], [
    { x: 0, y: 10 },
    { x: 1, y: null },
    { x: 2, y: 30 },
    { x: 9, y: 70 },
  ]);
  const filling = fitNeighbourFilling(train, 2);
  assertEquals(fillFromNeighbours(filling, { x: 1, y: null }, 0), { x: 1, y: 20 });
  assertEquals(fillFromNeighbours(filling, { x: 8, y: null }, 0), { x: 8, y: 50 });
});

Deno.test("neighbours by hand: the level most of them have, a tie going to the nearer", () => {
  const train = toDataset([number("x"), category("c", ["a", "b"])], [
    { x: 0, c: "b" },
    { x: 1, c: "a" },
    { x: 2, c: "a" },
  ]);
  const fill = (x: number, k: number): unknown =>
    fillFromNeighbours(fitNeighbourFilling(train, k), { x, c: null }, 0).c;
  assertEquals([fill(0, 1), fill(0, 2), fill(0, 3), fill(0.9, 2)], ["b", "b", "a", "a"]);
});

Deno.test("neighbours: levels that differ count as one standard deviation", () => {
  // x has deviation 2; from (q, b) it is q² / 4 + 1 to the first and (4 - q)² / 4 to the second,
  // which is the same at q = 1.5.
  const train = toDataset([number("x"), category("c", ["a", "b"]), number("y")], [
    { x: 0, c: "a", y: 1 },
    { x: 4, c: "b", y: 2 },
  ]);
  const filling = fitNeighbourFilling(train, 1);
  assertEquals(fillFromNeighbours(filling, { x: 1.4, c: "b", y: null }, 0).y, 1);
  assertEquals(fillFromNeighbours(filling, { x: 1.6, c: "b", y: null }, 0).y, 2);
});

Deno.test("neighbours: fewer than k are enough, and without comparable patients it is the mean", () => {
  const features = [number("x"), number("y"), category("c", ["a", "b"])];
  const train = toDataset(features, [
    { x: 0, y: 10, c: "b" },
    { x: 1, y: 40, c: "b" },
    { x: 2, y: null, c: "a" },
  ]);
  const filling = fitNeighbourFilling(train, 50);
  assertEquals(fillFromNeighbours(filling, { x: 1, y: null, c: "a" }, 0).y, 25);
  assertEquals(fillFromNeighbours(filling, { x: null, y: null, c: null }, 0), {
    x: 1,
    y: 25,
    c: "b",
  });
});

Deno.test("neighbours: what is recorded stays as it is, and k must be a whole number above 0", () => {
  const row = { x: 5 };
  assertEquals(fillFromNeighbours(fitNeighbourFilling(numbers([1, 2]), 1), row, 0), row);
  for (const k of [0, 1.5, NaN]) {
    assertThrows(() => fitNeighbourFilling(numbers([1, 2]), k), RangeError, "k: expected");
  }
});

Deno.test("neighbours equal scikit-learn's KNNImputer on standardised numbers", () => {
  const patients = punctured([...NUMBERS, "sex", "fbs", "exang"]);
  const train = takeRows(patients, patients.rows.slice(0, reference.trainingRows).map((_, i) => i));
  const filling = fitNeighbourFilling(train, 5);
  const rows = patients.rows.map((row, i) => fillFromNeighbours(filling, row, i));
  assertFilled(reference.neighbours, rows, 1e-9);
});

Deno.test("ridgeFitter() by hand: the penalty shrinks the slope and not the intercept", () => {
  // x -1, 0, 1 and y 4, 6, 8 around 6: slope 4 / (2 + l2).
  const X = { values: Float64Array.of(-1, 4, 0, 6, 1, 8), rows: 3, columns: 2 };
  const rule = ridgeFitter(X, 1, { rows: [0, 1, 2], l2: 2, moving: [] })();
  assertAlmostEquals(rule.weights[0], 1, 1e-12);
  assertAlmostEquals(rule.intercept, 6, 1e-12);
  assertEquals(rule.weights[1], 0);
  assertAlmostEquals(applyRule(rule, [3, 0]), 9, 1e-12);
});

Deno.test("iterative: a number that others determine is found again", () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ x: i, y: i % 7, z: 3 * i - 2 * (i % 7) }));
  const train = toDataset([number("x"), number("y"), number("z")], rows);
  const filling = fitIterativeFilling(train, { l2: 1e-9 });
  const filled = fillIteratively(filling, { x: 20, y: 5, z: null }, 0);
  assertAlmostEquals(Number(filled.z), 50, 1e-6);
});

Deno.test("iterative: a number alone is filled with its mean, and categories are left missing", () => {
  assertEquals(fillIteratively(fitIterativeFilling(numbers([1, 2, 6])), { x: null }, 0), { x: 3 });
  const train = toDataset([number("x"), category("c", ["a", "b"])], [
    { x: 1, c: "a" },
    { x: 3, c: "b" },
    { x: 2, c: "a" },
  ]);
  const filled = fillIteratively(fitIterativeFilling(train), { x: null, c: null }, 0);
  assertEquals(filled.c, null);
  assert(Number(filled.x) < 2); // as for the commonest level, a
});

Deno.test("iterative: rounds and penalty are checked", () => {
  for (const rounds of [0, 1.5]) {
    assertThrows(() => fitIterativeFilling(numbers([1, 2]), { rounds }), RangeError, "rounds");
  }
  for (const l2 of [0, -1, NaN]) {
    assertThrows(() => fitIterativeFilling(numbers([1, 2]), { l2 }), RangeError, "l2");
  }
});

Deno.test("iterative equals scikit-learn's IterativeImputer with Ridge", () => {
  const patients = punctured([...NUMBERS, "cp", "thal"]);
  const train = takeRows(patients, patients.rows.slice(0, reference.trainingRows).map((_, i) => i));
  const filling = fitIterativeFilling(train, { rounds: 4, l2: 2 });
  const rows = patients.rows.map((row, i) => fillIteratively(filling, row, i));
  assertFilled(reference.iterative, rows, 1e-9);
});
