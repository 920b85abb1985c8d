import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { heartSchema } from "heartbook/heart/heart.ts";
import { dayNumber, describeExpected, parseCell } from "heartbook/schema.ts";
import type { CategoryFeature, Cell, NumberFeature } from "heartbook/types.ts";

const words = { label: "", about: "" };
const number: NumberFeature = { kind: "number", name: "x", unit: "", range: [-10, 10], ...words };
const category: CategoryFeature = {
  kind: "category",
  name: "thal",
  levels: ["normal", "fixed"],
  codes: { "3.0": "normal", "6": "fixed", "A": "fixed" },
  ...words,
};
const read = (
  feature: NumberFeature | CategoryFeature,
  raw: unknown,
  missing: readonly string[] = [],
): Cell => parseCell(feature, raw, { missing, where: "row 1" });

Deno.test("parseCell() meets a missing code that is a number in any spelling, text or number", () => {
  for (const raw of ["-9", "-9.0", "-9.", "-09", "-9e0", " -9.00 ", -9]) {
    assertEquals(read(number, raw, ["-9"]), null);
    assertEquals(read(category, raw, ["-9.0"]), null);
  }
  assertEquals(read(number, "-9"), -9);
  assertEquals(read(number, "-8.9", ["-9"]), -8.9);
});

Deno.test("parseCell() matches a level's code in any spelling, however the schema spells it", () => {
  for (const raw of ["3", "3.0", "03", "+3", "3e0", 3]) assertEquals(read(category, raw), "normal");
  for (const raw of ["6", "6.0", 6, "A", " A "]) assertEquals(read(category, raw), "fixed");
  for (const raw of ["a", "3.1", "36", "0x3"]) assertThrows(() => read(category, raw), RangeError);
});

Deno.test("parseCell() does not take names of object properties for levels", () => {
  for (const raw of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    assertThrows(() => read(category, raw), RangeError, `got "${raw}"`);
  }
});

Deno.test("parseCell() takes no number of 400 digits, and no exponent of four", () => {
  assertEquals(read(number, `${"0".repeat(399)}1`), 1);
  assertThrows(() => read(number, `${"0".repeat(400)}1`), SyntaxError);
  assertThrows(() => read(number, "1e-1000"), SyntaxError);
  assertEquals(read(number, "1e-999"), 0);
});

Deno.test("parseCell() gives a value of the schema, missing, or an error, whatever comes", () => {
  const { missing } = heartSchema;
  const raw = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.constantFrom(...missing, ...Object.getOwnPropertyNames(Object.prototype)),
    fc.anything(),
  );
  fc.assert(fc.property(raw, fc.constantFrom(...heartSchema.features), (value, feature) => {
    try {
      const cell = parseCell(feature, value, { missing, where: "row 1" });
      if (cell === null) return true;
      if (feature.kind === "category") return feature.levels.includes(cell as string);
      const [low, high] = feature.range;
      return Number(cell) >= low && Number(cell) <= high;
    } catch (error) {
      return (error as Error).message.startsWith(`row 1, column ${feature.name}: expected `);
    }
  }));
});

Deno.test("dayNumber() takes the first century for what it is", () => {
  assertEquals(dayNumber("0063-05-01"), Date.parse("0063-05-01T00:00:00Z") / 86_400_000);
  assertEquals(dayNumber("1.1.0100") - dayNumber("31.12.0099"), 1);
});

Deno.test("describeExpected() says what a cell may hold", () => {
  const [age, ca] = ["age", "ca"].map((name) =>
    heartSchema.features.find((feature) => feature.name === name)!
  );
  assertEquals(describeExpected({ ...age, whole: undefined } as NumberFeature), "18 to 100 years");
  assertEquals(describeExpected(ca), "a whole number from 0 to 3");
  assertEquals(describeExpected(category), '"normal", "fixed"');
});
