import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  checkComputable,
  columnOf,
  levelPlaces,
  withColumns,
} from "heartbook/prepare/by-column/table.ts";
import type { CategoryFeature } from "heartbook/types.ts";
import { category, number } from "../small.ts";

const x = Float64Array.of(1, NaN), c = Float64Array.of(0, 1);
const rows = Int32Array.of(1, 0);
const table = { features: [number("x"), category("c", ["u", "v"])], values: [x, c], rows };

Deno.test("columnOf() finds a column by name, and of the kind that is wanted", () => {
  assertStrictEquals(columnOf(table, "c").values, c);
  assertEquals(columnOf(table, "x", "number"), { feature: table.features[0], values: x });
  assertThrows(() => columnOf(table, "y"), TypeError, "expected a column y, got none");
  const message = "column c: expected a number, got a category";
  assertThrows(() => columnOf(table, "c", "number"), TypeError, message);
});

Deno.test("withColumns() puts a column in the place of its name, or behind all", () => {
  const other = { feature: number("x"), values: Float64Array.of(7, 8) };
  const more = { feature: number("y"), values: Float64Array.of(5, 6) };
  const changed = withColumns(table, [more, other]);
  assertEquals(changed.features.map(({ name }) => name), ["x", "c", "y"]);
  assertEquals(changed.values, [other.values, c, more.values]);
  assertStrictEquals(changed.rows, rows);
  assertEquals(table.values, [x, c]);
});

Deno.test("checkComputable() passes numbers and the missing, and names one too large", () => {
  for (const value of [0, -1e30, NaN]) checkComputable("x", value);
  for (const value of [1e300, -Infinity]) {
    assertThrows(() => checkComputable("x", value), RangeError, "column x: expected ");
    assertThrows(() => checkComputable("x", value), RangeError, ` or null, got ${value}`);
  }
});

Deno.test("levelPlaces() puts new levels behind the feature's own, each once", () => {
  const { placeOf, grown } = levelPlaces(table.features[1] as CategoryFeature);
  assertEquals(["v", "new", "u", "new", "other"].map(placeOf), [1, 2, 0, 2, 3]);
  assertEquals(grown().levels, ["u", "v", "new", "other"]);
  assertEquals((table.features[1] as CategoryFeature).levels, ["u", "v"]);
});
