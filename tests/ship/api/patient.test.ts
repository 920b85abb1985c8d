/** What is said of a cell that was refused. */
import { assertEquals } from "@std/assert";
import { heartSchema } from "heartbook/heart/heart.ts";
import { describeFaults, MOST_FAULTS } from "heartbook/ship/api/faults.ts";
import { describeCellFault, patientShape, quote, toRow } from "heartbook/ship/api/patient.ts";
import type { NumberFeature } from "heartbook/types.ts";

const feature = (name: string): NumberFeature =>
  heartSchema.features.find((each) => each.name === name) as NumberFeature;

Deno.test("quote() tells any value in a few words, of a text the first forty letters", () => {
  const values = [undefined, [1], [], {}, null, true, 5.8, -0, "x"];
  assertEquals(values.map(quote), [
    ...["nothing", "an array", "an array", "an object", "null", "true", "5.8", "0", 'the text "x"'],
  ]);
  assertEquals(quote("x".repeat(40)), `the text "${"x".repeat(40)}"`);
  assertEquals(quote("x".repeat(41)), `the text "${"x".repeat(40)}…"`);
});

Deno.test("describeCellFault() asks for another unit where that explains a number, at the ends of the range too", () => {
  const hint = (name: string, value: unknown): string =>
    /\(perhaps (.*)\)/.exec(describeCellFault(feature(name), value))?.[1] ?? "";
  const chol = { ...feature("chol"), range: [100, 400] as const };
  const ask = (value: number, of: NumberFeature = chol): boolean =>
    describeCellFault(of, value).includes("perhaps");
  // A hundred and four hundred are 2.586 and 10.344 mmol/L.
  assertEquals([2.585, 2.586, 10.343, 10.344].map((value) => ask(value)), [
    ...[false, true, true, false],
  ]);
  assertEquals(ask(1, { ...chol, range: [38.67, 40] }), true);
  assertEquals(ask(1, { ...chol, range: [30, 38.67] }), true);
  assertEquals(hint("chol", 5.8), "mmol/L? 5.8 mmol/L is 224 mg/dl");
  assertEquals(hint("trestbps", 16), "kPa? 16 kPa is 120 mm Hg");
  // Of texts, of other measures, and of the same measure in another unit nothing is guessed.
  assertEquals([hint("chol", "5.8"), hint("age", 0.5), hint("sex", 5)], ["", "", ""]);
  assertEquals([ask(5.8, { ...chol, unit: "g/l" }), ask(5.8, { ...chol, label: "Weight" })], [
    ...[false, false],
  ]);
});

Deno.test("patientShape() takes the ends of each range, whole numbers where they are counts, and unknown cells", () => {
  const shape = patientShape(heartSchema);
  const takes = (patient: unknown): boolean => shape.safeParse(patient).success;
  for (const each of heartSchema.features) {
    if (each.kind !== "number") continue;
    const { name, range: [low, high], whole } = each;
    assertEquals([low, high].map((value) => takes({ [name]: value })), [true, true], name);
    assertEquals([low - 1, high + 1].map((value) => takes({ [name]: value })), [false, false]);
    assertEquals(takes({ [name]: low + 0.5 }), !whole, name);
    assertEquals([takes({ [name]: null }), takes({})], [true, true]);
  }
  assertEquals([takes({ sex: "male" }), takes({ sex: "other" }), takes({ more: 1 })], [
    ...[true, false, false],
  ]);
  const row = toRow(heartSchema, { age: 0, more: 1 });
  assertEquals(Object.keys(row), heartSchema.features.map(({ name }) => name));
  assertEquals([row.age, row.chol], [0, null]);
});

Deno.test("describeFaults() names twenty faults at most, unknown keys by their first hundred letters", () => {
  const body = {
    patients: [{
      ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x${i}`, 1])),
      age: 7,
    }],
  };
  const options = { body, schema: heartSchema };
  const unknown = (keys: string[]) =>
    ({ code: "unrecognized_keys", keys, path: ["patients", 0] }) as never;
  const many = describeFaults([unknown(Object.keys(body.patients[0]))], options);
  assertEquals([many.length, MOST_FAULTS], [20, 20]);
  assertEquals(many[19], {
    pointer: "/patients/0/x19",
    detail: "nothing of that name is expected here",
  });
  const [long] = describeFaults([unknown(["k".repeat(101)])], options);
  assertEquals(long.pointer, `/patients/0/${"k".repeat(100)}`);
  const issue = (code: string, path: PropertyKey[], more: object) =>
    ({ code, path, ...more }) as never;
  const told = describeFaults([
    issue("too_small", ["patients", 0, "age"], { minimum: 18 }),
    issue("invalid_type", ["reasons"], { expected: "boolean" }),
    issue("invalid_type", ["patients"], { expected: "array" }),
    issue("too_big", ["patients"], { maximum: 0 }),
    issue("too_small", ["patients"], { minimum: 1 }),
    issue("invalid_value", ["patients", 0, "x0", "deep"], { values: ["a", 1] }),
    issue("custom", [], { message: "odd" }),
  ], options);
  assertEquals(told.map(({ pointer, detail }) => [pointer, detail]), [
    ["/patients/0/age", "expected 18 to 100 years, got 7"],
    ["/reasons", "expected a boolean, got nothing"],
    ["/patients", "expected an array, got an array"],
    ["/patients", "expected at most 0 entries, got 1"],
    ["/patients", "expected at least 1 entry, got none"],
    ["/patients/0/x0/deep", 'expected "a" or 1, got nothing'],
    ["", "odd, got an object"],
  ]);
});
