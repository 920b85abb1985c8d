import { assertEquals, assertThrows } from "@std/assert";
import { isRecorded, levelCell, numberCell, prepareCell } from "heartbook/prepare/cells.ts";
import type { Row } from "heartbook/types.ts";

const row: Row = { age: 63, zero: 0, sex: "male", ca: null };

Deno.test("isRecorded() tells a missing cell from a zero, and refuses a row without the column", () => {
  assertEquals(["age", "zero", "ca"].map((name) => isRecorded(row, name, 0)), [true, true, false]);
  assertThrows(() => isRecorded(row, "chol", 4), TypeError, "row 5: expected a column chol, got n");
});

Deno.test("numberCell() gives a number or null, and refuses anything else by row and column", () => {
  assertEquals(["age", "zero", "ca"].map((name) => numberCell(row, name, 0)), [63, 0, null]);
  const refuse = (value: unknown, message: string, type = TypeError): void => {
    assertThrows(
      () => numberCell({ x: value } as Row, "x", 2),
      type,
      `row 3, column x: ${message}`,
    );
  };
  refuse("male", "expected a number or null, got male");
  refuse(NaN, "expected a number or null, got NaN");
  refuse(Infinity, "expected a number or null, got Infinity");
  refuse(1e300, "expected a number", RangeError);
});

Deno.test("levelCell() gives a level or null, and refuses anything else by row and column", () => {
  assertEquals([levelCell(row, "sex", 0), levelCell(row, "ca", 0)], ["male", null]);
  const message = "row 3, column age: expected a level or null, got 63";
  assertThrows(() => levelCell(row, "age", 2), TypeError, message);
  assertThrows(() => levelCell(row, "chol", 2), TypeError, "row 3: expected a column chol");
});

Deno.test("prepareCell() centres and scales a number or a level, missing ones by their fill", () => {
  const age = { kind: "number", feature: "age", fill: 50, mean: 43, scale: 4 } as const;
  assertEquals(prepareCell(age, row, 0), 5);
  assertEquals(prepareCell({ ...age, feature: "ca" }, row, 0), 7 / 4);
  const male = { kind: "level", feature: "sex", level: "male", fill: "male", mean: 0.5, scale: 2 };
  const level = { ...male, kind: "level" } as const;
  assertEquals(prepareCell(level, row, 0), 0.25);
  assertEquals(prepareCell({ ...level, level: "female" }, row, 0), -0.25);
  assertEquals(prepareCell({ ...level, feature: "ca" }, row, 0), 0.25);
  assertEquals(prepareCell({ ...level, feature: "ca", fill: "female" }, row, 0), -0.25);
});
