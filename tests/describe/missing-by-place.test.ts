import { assertEquals, assertThrows } from "@std/assert";
import { groupsByPlace, missingByPlace } from "heartbook/describe/missing-by-place.ts";
import { category, number, toDataset } from "../prepare/small.ts";

const features = [number("x"), category("c", ["u", "v", "w"])];
const here = toDataset(features, [
  { x: 1, c: "u" },
  { x: null, c: "u" },
  { x: null, c: "v" },
  { x: 0, c: null },
], [1, 0, 1, 1]);
const there = toDataset(features, [{ x: null, c: "v" }, { x: 2, c: "v" }], [0, 1]);

Deno.test("missingByPlace() by hand: a share per feature and place, a zero not missing", () => {
  assertEquals(missingByPlace({ here, there }), [
    { feature: "x", here: 1 / 2, there: 1 / 2 },
    { feature: "c", here: 1 / 4, there: 0 },
  ]);
  assertThrows(() => missingByPlace({}), RangeError, "places: expected at least one, got none");
});

Deno.test("groupsByPlace() by hand: patients, diseased and gaps per level, also of one nobody has", () => {
  const gaps = "features missing per patient";
  assertEquals(groupsByPlace({ here, there }, "c"), [
    { place: "here", c: "u", patients: 2, diseased: 1, [gaps]: 1 / 2 },
    { place: "here", c: "v", patients: 1, diseased: 1, [gaps]: 1 },
    { place: "here", c: "w", patients: 0, diseased: 0, [gaps]: null },
    { place: "there", c: "u", patients: 0, diseased: 0, [gaps]: null },
    { place: "there", c: "v", patients: 2, diseased: 1, [gaps]: 1 / 2 },
    { place: "there", c: "w", patients: 0, diseased: 0, [gaps]: null },
  ]);
});

Deno.test("groupsByPlace() refuses a number and an unknown name", () => {
  for (const name of ["x", "y"]) {
    const message = `category: expected the name of a category, got "${name}"`;
    assertThrows(() => groupsByPlace({ here }, name), RangeError, message);
  }
});
