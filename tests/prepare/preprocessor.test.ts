import { pickDerived } from "heartbook/heart/derived.ts";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import {
  fitPreprocessor,
  nameColumn,
  type Preparation,
  prepare,
} from "heartbook/prepare/preprocessor.ts";
import type { Matrix, Row } from "heartbook/types.ts";
import reference from "../reference/prepare.json" with { type: "json" };
import { category, number, numbers, toDataset } from "./small.ts";

const plain: Preparation = { numbers: "standardised", levels: "all" };
const patients = readHeart();
const train = takeRows(patients, patients.rows.slice(0, 200).map((_, i) => i));
const test = takeRows(patients, patients.rows.slice(200).map((_, i) => 200 + i));

function columnOf(matrix: Matrix, j: number): number[] {
  return Array.from({ length: matrix.rows }, (_, i) => matrix.values[i * matrix.columns + j]);
}

Deno.test("fitPreprocessor() fills with the median, then takes mean and population deviation", () => {
  // Filled: 1, 2, 9, 2; mean 3.5, squared deviations 6.25 + 2.25 + 30.25 + 2.25 = 41.
  const { columns } = fitPreprocessor(numbers([1, 2, 9, null]), plain);
  assertEquals(columns, [
    { kind: "number", feature: "x", fill: 2, mean: 3.5, scale: Math.sqrt(41 / 4) },
  ]);
  const even = fitPreprocessor(numbers([4, 1, 10, 2, null]), plain);
  assertEquals(even.columns[0].fill, 3);
});

Deno.test("fitPreprocessor() leaves raw numbers unscaled", () => {
  const { columns } = fitPreprocessor(numbers([1, 2, 9, null]), { numbers: "raw", levels: "all" });
  assertEquals(columns, [{ kind: "number", feature: "x", fill: 2, mean: 0, scale: 1 }]);
});

Deno.test("fitPreprocessor() has a column for every level of the schema, or all but the first", () => {
  const colours = toDataset([category("c", ["red", "blue", "green"])], [
    { c: "blue" },
    { c: "red" },
    { c: null },
    { c: "blue" },
  ]);
  const all = fitPreprocessor(colours, plain);
  assertEquals(all.columns.map(nameColumn), ["c: red", "c: blue", "c: green"]);
  assertEquals(Array.from(prepare(all, colours.rows).values), [
    ...[0, 1, 0],
    ...[1, 0, 0],
    ...[0, 1, 0], // missing: the most frequent level
    ...[0, 1, 0],
  ]);
  const reference = fitPreprocessor(colours, { numbers: "raw", levels: "reference" });
  assertEquals(reference.columns.map(nameColumn), ["c: blue", "c: green"]);
});

Deno.test("fitPreprocessor() takes the schema's earlier level where two are as frequent", () => {
  const rows = [{ c: "blue" }, { c: "red" }, { c: "red" }, { c: "blue" }];
  const { columns } = fitPreprocessor(toDataset([category("c", ["red", "blue"])], rows), plain);
  assertEquals(columns.map(({ fill }) => fill), ["red", "red"]);
});

Deno.test("a constant number becomes 0, and differs by itself in other rows", () => {
  const fitted = fitPreprocessor(numbers([0.1, 0.1, 0.1, null]), plain);
  assertEquals(columnOf(prepare(fitted, [{ x: 0.1 }]), 0).map(Math.abs), [0]);
  assertAlmostEquals(columnOf(prepare(fitted, [{ x: 2.1 }]), 0)[0], 2, 1e-12);
});

Deno.test("fitPreprocessor() refuses a column without recorded values, and no rows", () => {
  assertThrows(
    () => fitPreprocessor(numbers([null, null]), plain),
    RangeError,
    "column x: expected a recorded value in at least one of the 2 training rows",
  );
  assertThrows(() => fitPreprocessor(numbers([]), plain), RangeError, "at least one training row");
  const ragged = toDataset([number("x")], [{ x: 1 }, { y: 1 }]);
  assertThrows(() => fitPreprocessor(ragged, plain), TypeError, "a column x in every training row");
});

Deno.test("prepare() finds features by name and refuses what is absent or of the wrong kind", () => {
  const features = [number("x"), category("c", ["red", "blue"])];
  const fitted = fitPreprocessor(toDataset(features, [{ x: 1, c: "red" }]), plain);
  assertEquals(prepare(fitted, [{ c: "red", x: 1 }]), prepare(fitted, [{ x: 1, c: "red" }]));
  const wrong: [Row, string][] = [
    [{ c: "red" }, "row 2: expected a column x, got none"],
    [{ x: 1 }, "row 2: expected a column c, got none"],
    [{ x: "1", c: "red" }, "row 2, column x: expected a number or null, got 1"],
    [{ x: NaN, c: "red" }, "row 2, column x: expected a number or null, got NaN"],
    [{ x: Infinity, c: "red" }, "row 2, column x: expected a number or null, got Infinity"],
    [{ x: 1, c: 0 }, "row 2, column c: expected a level or null, got 0"],
  ];
  for (const [row, message] of wrong) {
    assertThrows(() => prepare(fitted, [{ x: 1, c: "red" }, row]), TypeError, message);
  }
});

Deno.test("a level that no column stands for is 0 in all its siblings", () => {
  const fitted = fitPreprocessor(
    toDataset([category("c", ["red", "blue"])], [{ c: "red" }]),
    plain,
  );
  assertEquals(Array.from(prepare(fitted, [{ c: "violet" }]).values), [0, 0]);
});

Deno.test("prepare() of no rows has the columns and no rows", () => {
  const { rows, columns, values } = prepare(fitPreprocessor(train, plain), []);
  assertEquals([rows, columns, values.length], [0, 25, 0]);
});

Deno.test("the prepared Cleveland patients are scikit-learn's, on training and on new rows", () => {
  assertEquals(reference.trainingRows, train.rows.length);
  const fitted = fitPreprocessor(train, plain);
  for (const [part, expected] of [[train, reference.train], [test, reference.test]] as const) {
    const matrix = prepare(fitted, part.rows);
    assertEquals(fitted.columns.length, Object.keys(expected).length);
    fitted.columns.forEach((column, j) => {
      const values = columnOf(matrix, j);
      const wanted = expected[nameColumn(column) as keyof typeof expected];
      const sum = (weigh: (value: number, i: number) => number): number =>
        values.reduce((total, value, i) => total + weigh(value, i), 0);
      assertAlmostEquals(sum((value) => value), wanted.sum, 1e-9);
      assertAlmostEquals(sum((value) => value ** 2), wanted.squares, 1e-9);
      assertAlmostEquals(sum((value, i) => value * (i + 1)), wanted.weighted, 1e-9);
    });
  }
});

const everyStep: Preparation = {
  ...plain,
  steps: [
    { kind: "indicate-missing" },
    { kind: "clip", rule: "interquartile" },
    { kind: "impute-neighbours", k: 3 },
    { kind: "impute-iterative", rounds: 2 },
    { kind: "derive", features: pickDerived(["heart_rate_reached", "st_by_slope"]) },
    { kind: "select", correlation: 0.9 },
  ],
};

for (const [name, preparation] of Object.entries({ plain, "with every step": everyStep })) {
  Deno.test(`${name}: the statistics are unchanged when test patients are edited`, () => {
    const rows = new Set(train.rows);
    const edited = {
      ...patients,
      rows: patients.rows.map((row) => rows.has(row) ? row : { ...row, chol: 9999, ca: null }),
    };
    const numbersOfTrain = train.rows.map((_, i) => i);
    assertEquals(
      fitPreprocessor(takeRows(edited, numbersOfTrain), preparation),
      fitPreprocessor(train, preparation),
    );
  });

  Deno.test(`${name}: nothing is mutated`, () => {
    const before = structuredClone(patients);
    const fitted = fitPreprocessor(train, preparation);
    const fittedBefore = structuredClone(fitted);
    prepare(fitted, patients.rows);
    assertEquals(patients, before);
    assertEquals(fitted, fittedBefore);
  });

  Deno.test(`${name}: a fitted preprocessor survives JSON`, () => {
    const fitted = fitPreprocessor(train, preparation);
    const revived = JSON.parse(JSON.stringify(fitted));
    assertEquals(revived, fitted);
    assertEquals(prepare(revived, test.rows), prepare(fitted, test.rows));
  });

  Deno.test(`${name}: a row is prepared alike alone, in any company and in any order`, () => {
    const fitted = fitPreprocessor(train, preparation);
    const whole = prepare(fitted, patients.rows);
    const places = fc.array(fc.nat({ max: patients.rows.length - 1 }), { maxLength: 5 });
    fc.assert(
      fc.property(places, (chosen) => {
        const part = prepare(fitted, chosen.map((i) => patients.rows[i]));
        const expected = chosen.flatMap((i) =>
          Array.from(whole.values.subarray(i * whole.columns, (i + 1) * whole.columns))
        );
        assertEquals(Array.from(part.values), expected);
      }),
      { seed: 3, numRuns: 50 },
    );
  });
}
