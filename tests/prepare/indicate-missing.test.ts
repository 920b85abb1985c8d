import { assertEquals, assertThrows } from "@std/assert";
import {
  chooseIndicated,
  indicateRow,
  indicateSchema,
} from "heartbook/prepare/indicate-missing.ts";
import { category, number, toDataset } from "./small.ts";

const features = [number("x"), category("c", ["u", "v"]), number("y")];
const small = toDataset(features, [{ x: 0, c: "u", y: 1 }, { x: 2, c: null, y: null }]);

Deno.test("chooseIndicated() takes the features with gaps, or those that are named", () => {
  assertEquals(chooseIndicated(small), ["c", "y"]);
  assertEquals(chooseIndicated(small, ["x"]), ["x"]);
  assertEquals(chooseIndicated(small, []), []);
  const message = "feature z: expected one of x, c, y";
  assertThrows(() => chooseIndicated(small, ["x", "z"]), RangeError, message);
});

Deno.test("indicateSchema() adds a category of no and yes behind the features", () => {
  const schema = indicateSchema(small.schema, ["x"]);
  assertEquals(schema.features.slice(0, 3), features);
  assertEquals(schema.features.slice(3), [{
    kind: "category",
    name: "x_missing",
    label: "x not recorded",
    levels: ["no", "yes"],
    about: "Whether x is missing.",
  }]);
});

Deno.test("indicateRow() says yes for a missing cell, and refuses a row without the column", () => {
  const expected = { x: 2, c: null, y: null, x_missing: "no", c_missing: "yes" };
  assertEquals(indicateRow(["x", "c"], small.rows[1], 1), expected);
  assertThrows(() => indicateRow(["z"], small.rows[1], 1), TypeError, "row 2: expected a column z");
});
