import { assertEquals, assertThrows } from "@std/assert";
import { checkSchema } from "heartbook/data/check-schema.ts";

type Fields = Readonly<Record<string, unknown>>;

const age = {
  kind: "number",
  name: "age",
  label: "Age",
  about: "",
  unit: "years",
  range: [0, 120],
};
const sex = { kind: "category", name: "sex", label: "Sex", about: "", levels: ["f", "m"] };
const schema = {
  name: "people",
  id: "row",
  missing: ["?"],
  outcome: { name: "ill", label: "Ill", positive: "yes", negative: "no", about: "" },
  features: [age, sex],
};
const withAge = (changes: Fields): unknown => ({
  ...schema,
  features: [{ ...age, ...changes }, sex],
});
const withSex = (changes: Fields): unknown => ({
  ...schema,
  features: [age, { ...sex, ...changes }],
});
const withOutcome = (changes: Fields): unknown => ({
  ...schema,
  outcome: { ...schema.outcome, ...changes },
});

Deno.test("checkSchema() takes a whole schema, and one with all that may be added", () => {
  const { id: _, ...nameless } = schema;
  const full = {
    whole: true,
    codes: { none: 0 },
    since: "1900-01-01",
    decimal: ",",
    missing: ["-9"],
    range: [5, 5],
  };
  for (const each of [schema, nameless, withAge(full), withSex({ codes: { 0: "f" } })]) {
    assertEquals(checkSchema(each, "s"), each);
  }
});

const wrong: Readonly<Record<string, readonly [schema: unknown, message: string]>> = {
  "a list": [[schema], "s: expected an object"],
  "an unknown key": [{ ...schema, labels: [] }, "s.labels: expected one of name, features"],
  "a name that is no text": [{ ...schema, name: 7 }, "s.name: expected a string, got 7"],
  "an id that is no text": [{ ...schema, id: 7 }, "s.id: expected a string, got 7"],
  "a feature that is called as an object's own parts are": [
    withAge({ name: "constructor" }),
    's.features[0].name: expected a name other than __proto__, constructor, prototype, got "con',
  ],
  "missing codes that are no list": [{ ...schema, missing: "?" }, "s.missing: expected a list"],
  "missing codes that are no texts": [{ ...schema, missing: [9] }, "s.missing: expected a list"],
  "an outcome of one level": [withOutcome({ negative: "yes" }), "s.outcome"],
  "an outcome without a label": [
    withOutcome({ label: null }),
    "s.outcome.label: expected a string",
  ],
  "an outcome with more": [withOutcome({ levels: [] }), "s.outcome.levels: expected one of"],
  "features that are no list": [{ ...schema, features: {} }, "s.features: expected a list"],
  "no features": [{ ...schema, features: [] }, "s.features: expected at least one"],
  "a feature twice": [{ ...schema, features: [age, age] }, "age"],
  "a feature named as the outcome": [withAge({ name: "ill" }), "ill"],
  "a feature named as the id": [withAge({ name: "row" }), "row"],
  "a feature without a name": [withAge({ name: "" }), "s.features[0].name: expected a name"],
  "a label that is no text": [withAge({ label: 1 }), "s.features[0].label: expected a string"],
  "words that are no text": [withAge({ about: 1 }), "s.features[0].about: expected a string"],
  "a kind of its own": [withAge({ kind: "date" }), 's.features[0].kind: expected "number" or'],
  "a feature's missing codes": [
    withAge({ missing: [9] }),
    "s.features[0].missing: expected a list",
  ],
  "a number with levels": [withAge({ levels: [] }), "s.features[0].levels: expected one of"],
  "a unit that is no text": [withAge({ unit: 1 }), "s.features[0].unit: expected a string"],
  "a range of one end": [withAge({ range: [0] }), "s.features[0].range: expected two numbers"],
  "an endless range": [withAge({ range: [0, Infinity] }), "s.features[0].range: expected two"],
  "a range upside down": [withAge({ range: [2, 1] }), "s.features[0].range: expected a low end"],
  "a whole that is no truth": [withAge({ whole: 1 }), "s.features[0].whole: expected a boolean"],
  "a code for no number": [withAge({ codes: { x: "1" } }), "s.features[0].codes.x: expected a num"],
  "codes that are a list": [withAge({ codes: [1] }), "s.features[0].codes: expected an object"],
  "a first day that is none": [withAge({ since: "1900-02-30" }), "s.features[0].since: expected a"],
  "a first day that is no text": [withAge({ since: 1900 }), "s.features[0].since: expected a day"],
  "a decimal point": [withAge({ decimal: "." }), 's.features[0].decimal: expected ","'],
  "a category with a unit": [withSex({ unit: "" }), "s.features[1].unit: expected one of"],
  "levels that are no list": [withSex({ levels: 2 }), "s.features[1].levels: expected a list"],
  "no levels": [withSex({ levels: [] }), "s.features[1].levels: expected at least one"],
  "a level twice": [withSex({ levels: ["f", "f"] }), "s.features[1].levels"],
  "a code for no text": [withSex({ codes: { 0: 1 } }), "s.features[1].codes.0: expected a string"],
  "a code for no level": [
    withSex({ codes: { 0: "x" } }),
    "s.features[1].codes.0: expected one of f",
  ],
};
for (const [what, [bad, message]] of Object.entries(wrong)) {
  Deno.test(`checkSchema() refuses ${what}, naming the field`, () => {
    assertThrows(() => checkSchema(bad, "s"), Error, message);
  });
}
