import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { type FeatureCells, fillColumn, fillColumns } from "heartbook/prepare/fill-columns.ts";
import type { PreparedColumn } from "heartbook/types.ts";

const age: PreparedColumn = { kind: "number", feature: "age", fill: 50, mean: 40, scale: 5 };
const male: PreparedColumn = {
  ...{ kind: "level", feature: "sex", level: "male", fill: "female", mean: 0.5, scale: 0.25 },
} as const;

/** The second of three columns, filled for the entries 2, 0, 3 and 0. */
function filled(
  column: PreparedColumn,
  values: readonly number[],
  levels?: readonly string[],
): number[] {
  const X = { values: new Float64Array(12).fill(9), rows: 4, columns: 3 };
  const rows = Int32Array.of(2, 0, 3, 0);
  fillColumn(X, column, { j: 1, levels, values: Float64Array.from(values), rows });
  assertEquals(X.values.filter((value) => value === 9).length, 8);
  return [...X.values.filter((_, cell) => cell % 3 === 1)];
}

Deno.test("fillColumn() writes numbers, centred and scaled, missing ones by their fill", () => {
  assertEquals(filled(age, [45, 1e300, NaN, 30]), [2, 1, -2, 1]);
});

Deno.test("fillColumn() writes whether a row has the level, missing ones by their fill", () => {
  const levels = ["female", "male"];
  assertEquals(filled(male, [1, 0, NaN, 0], levels), [-2, 2, -2, 2]);
  assertEquals(filled({ ...male, fill: "male" } as PreparedColumn, [1, 0, NaN, 0], levels), [
    ...[2, 2, -2, 2],
  ]);
  assertEquals(filled(male, [1, 0, NaN, 0], ["female", "other"]), [-2, -2, -2, -2]);
});

Deno.test("fillColumn() refuses the wrong kind, and a number that is too large", () => {
  const levels = ["female", "male"];
  const wrong = "column age: expected a number, got a category";
  assertThrows(() => filled(age, [0, 0, 0, 0], levels), TypeError, wrong);
  assertThrows(
    () => filled(male, [0, 0, 0, 0]),
    TypeError,
    "column sex: expected a level, got a number",
  );
  assertThrows(() => filled(age, [1e300, 0, 0, 0]), RangeError, "column age: expected");
});

Deno.test("fillColumns() is fillColumn() of each, whatever columns are beside each other", () => {
  const levels = ["red", "blue", "green"], level = fc.constantFrom(...levels, "grey");
  const columns = fc.array(
    fc.record({
      kind: fc.constant("level" as const),
      feature: fc.constantFrom("colour", "other"),
      level,
      fill: level,
      mean: fc.constantFrom(0, 0, 0, 0.5),
      scale: fc.constantFrom(1, 1, 1, 2),
    }) as fc.Arbitrary<PreparedColumn>,
    { maxLength: 8 },
  ).map((levels) => [...levels, age, ...levels.slice(0, 2)]);
  const colour = { levels, values: Float64Array.of(0, 2, NaN, 1) };
  const years = { values: Float64Array.of(45, NaN, 30, 0) };
  const rows = fc.array(fc.nat(3)).map((rows) => Int32Array.from(rows));
  fc.assert(fc.property(columns, rows, (columns, rows) => {
    const cellsOf = ({ feature }: PreparedColumn): FeatureCells =>
      feature === "age" ? years : colour;
    const X = {
      values: new Float64Array(rows.length * columns.length),
      rows: rows.length,
      columns: columns.length,
    };
    columns.forEach((column, j) => fillColumn(X, column, { j, rows, ...cellsOf(column) }));
    assertEquals(fillColumns(columns, rows, cellsOf), X);
  }));
  assertEquals(fillColumns([age], Int32Array.of(0), () => undefined), undefined);
});
