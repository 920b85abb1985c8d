import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { tableOf } from "heartbook/data/cell-columns.ts";
import { takeRows } from "heartbook/data/dataset.ts";
import { fitColumns } from "heartbook/prepare/columns.ts";
import { learnByColumn, learnByRow } from "heartbook/prepare/learn-column.ts";
import { prepareByRow } from "heartbook/prepare/matrix.ts";
import { fitAndPrepare, fitPreprocessor, prepare } from "heartbook/prepare/preprocessor.ts";
import type { StepSettings } from "heartbook/prepare/steps.ts";
import { heartDerived } from "heartbook/heart/derived.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import type { Dataset, Feature, Row } from "heartbook/types.ts";
import { category, number, toDataset } from "./small.ts";

const features = [number("x"), number("y"), category("c", ["red", "blue", "green"])];

const rows = fc.array(
  fc.record({
    x: fc.option(fc.integer({ min: -3, max: 3 })),
    y: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((y) => y + 0)),
    // A level that no schema knows is a level all the same.
    c: fc.option(fc.constantFrom("red", "blue", "green", "grey")),
  }),
  { minLength: 1, maxLength: 30 },
);

/** Parts of parts of some rows, with repeats, as bootstraps and folds take them. */
const parts = fc.tuple(rows, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 40 })).map((
  [rows, picks, size],
) => {
  const pick = (of: Dataset): Dataset =>
    takeRows(of, Array.from({ length: size }, () => picks.next().value! % of.rows.length));
  const whole = toDataset(features, rows);
  const part = pick(whole);
  return { whole, part, partOfPart: pick(part) };
});

Deno.test("a column learns the same by column as cell by cell, from any part of the rows", () => {
  fc.assert(fc.property(parts, ({ whole, part, partOfPart }) => {
    for (const train of [whole, part, partOfPart]) {
      for (const feature of features) {
        for (const numbers of ["standardised", "raw"] as const) {
          const learned = learnByColumn(tableOf(train.rows), feature, numbers);
          if (train.rows.every((row) => row[feature.name] === null)) {
            assertEquals(learned, undefined);
          } else assertEquals(learned, learnByRow(train, feature, numbers));
        }
      }
    }
  }));
});

Deno.test("prepare() gives the numbers of the cells one by one, for any part of the rows", () => {
  const train = toDataset(features, [
    { x: 1, y: 2, c: "blue" },
    { x: 3, y: null, c: "blue" },
    { x: null, y: 5, c: "red" },
  ]);
  const fitted = fitPreprocessor(train, { numbers: "standardised", levels: "all" });
  fc.assert(fc.property(parts, ({ whole, part, partOfPart }) => {
    for (const { rows } of [whole, part, partOfPart]) {
      assertEquals(prepare(fitted, rows), prepareByRow(fitted.columns, rows));
    }
  }));
});

Deno.test("a bad cell is told by its row, and only where its row is used", () => {
  const bad: [Feature, unknown, string][] = [
    [features[0], "1", "row 2, column x: expected a number or null, got 1"],
    [features[0], NaN, "row 2, column x: expected a number or null, got NaN"],
    [features[0], 1e300, "row 2, column x: expected a number between"],
    [features[2], 1, "row 2, column c: expected a level or null, got 1"],
  ];
  for (const [feature, cell, message] of bad) {
    const good: Row = { x: 1, y: 1, c: "red" };
    const table = toDataset(features, [good, good, { ...good, [feature.name]: cell } as Row]);
    const columns = fitColumns(takeRows(table, [0, 1]), { numbers: "raw", levels: "all" });
    assertThrows(() => prepare({ columns }, takeRows(table, [0, 2]).rows), Error, message);
    assertEquals(prepare({ columns }, takeRows(table, [0, 1]).rows).rows, 2);
  }
});

Deno.test("fitAndPrepare() is fitPreprocessor() and then prepare(), whatever the steps", () => {
  const patients = readHeart();
  const train = takeRows(patients, patients.rows.flatMap((_, i) => i % 3 === 0 ? [] : [i]));
  const steps: StepSettings[][] = [
    [],
    [{ kind: "indicate-missing" }, { kind: "impute-neighbours", k: 3 }],
    [{ kind: "derive", features: heartDerived }, { kind: "impute-iterative", rounds: 2 }],
    [{ kind: "clip", rule: "z-score" }],
  ];
  for (const each of steps) {
    const wanted = { numbers: "standardised", levels: "all", steps: each } as const;
    const preprocessor = fitPreprocessor(train, wanted);
    assertEquals(fitAndPrepare(train, wanted), {
      preprocessor,
      X: prepare(preprocessor, train.rows),
    });
  }
});
