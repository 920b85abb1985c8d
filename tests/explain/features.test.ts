import { assertEquals, assertThrows } from "@std/assert";
import {
  checkComplete,
  findFeature,
  findNumber,
  sortedNumbers,
  withCells,
  withCellsFrom,
} from "heartbook/explain/features.ts";
import { category, number, toDataset } from "../prepare/small.ts";

const { schema, rows } = toDataset(
  [number("x"), category("c", ["u", "v"])],
  [{ x: 10, c: "u" }, { x: null, c: "v" }, { x: 9, c: "v" }],
);

Deno.test("findFeature() and findNumber() find a feature, or name what is wrong", () => {
  assertEquals(findFeature(schema, "c").name, "c");
  assertEquals(findNumber(schema, "x").name, "x");
  assertThrows(() => findFeature(schema, "y"), RangeError, 'feature "y": unknown name');
  const message = 'feature "c": expected a number, got a category';
  assertThrows(() => findNumber(schema, "c"), RangeError, message);
});

Deno.test("withCells() and withCellsFrom() replace the named cells and no others", () => {
  assertEquals(withCells(rows, { x: 1 }), [{ x: 1, c: "u" }, { x: 1, c: "v" }, { x: 1, c: "v" }]);
  assertEquals(withCellsFrom(rows, { names: ["x"], from: [2, 0, 1] }), [
    ...[{ x: 9, c: "u" }, { x: 10, c: "v" }, { x: null, c: "v" }],
  ]);
  assertEquals(rows[0], { x: 10, c: "u" });
});

Deno.test("sortedNumbers() are the recorded numbers by value", () => {
  assertEquals(sortedNumbers(rows, "x"), [9, 10]);
});

Deno.test("checkComplete() names the method and the feature that is absent or missing", () => {
  checkComplete(schema, rows[0], "LIME");
  const missing = "LIME: expected x to be recorded, got a missing value";
  assertThrows(() => checkComplete(schema, rows[1], "LIME"), RangeError, missing);
  const absent = "LIME: expected a column c, got none";
  assertThrows(() => checkComplete(schema, { x: 1 }, "LIME"), TypeError, absent);
});
