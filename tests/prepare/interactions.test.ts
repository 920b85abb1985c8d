import { assertEquals, assertThrows } from "@std/assert";
import { derive } from "heartbook/prepare/derived.ts";
import { interactWith } from "heartbook/prepare/interactions.ts";
import { category, number, toDataset } from "./small.ts";

const features = [
  number("age"),
  category("sex", ["female", "male"]),
  category("pain", ["typical", "atypical", "none"]),
];
const dataset = toDataset(features, [
  { age: 50, sex: "female", pain: "none" },
  { age: 60, sex: "male", pain: "none" },
  { age: null, sex: "female", pain: "typical" },
]);

Deno.test("interactWith() keeps the values of one level's patients and gives 0 to all others", () => {
  const derived = interactWith(dataset.schema, { by: "sex", level: "female" });
  const { rows, schema } = derive(dataset, derived);
  const added = schema.features.slice(3);
  assertEquals(added.map(({ name }) => name), [
    "age if female",
    "pain atypical if female",
    "pain none if female",
  ]);
  assertEquals(rows.map((row) => added.map(({ name }) => row[name])), [
    [50, 0, 1],
    [0, 0, 0],
    [null, 0, 0],
  ]);
});

Deno.test("interactWith() gives a number its own range with 0 in it, and a level 0 to 1", () => {
  const schema = {
    ...dataset.schema,
    features: [
      { ...number("low"), range: [-9, -2] as const, unit: "mm" },
      { ...number("high"), range: [18, 90] as const, unit: "years" },
      ...features.slice(1),
    ],
  };
  const about = interactWith(schema, { by: "sex", level: "male" }).map(({ feature }) =>
    feature.kind === "number" && [feature.unit, ...feature.range]
  );
  assertEquals(about, [["mm", -9, 0], ["years", 0, 90], ["", 0, 1], ["", 0, 1]]);
});

Deno.test("interactWith() refuses a number, and an unknown level", () => {
  for (const by of [{ by: "age", level: "male" }, { by: "sex", level: "other" }]) {
    assertThrows(() => interactWith(dataset.schema, by), RangeError, by.level);
  }
});
