import { assert, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { derive, type DerivedFeature, type Formula } from "heartbook/prepare/derived.ts";
import { heartDerived } from "heartbook/heart/derived.ts";
import { pickFeatures } from "heartbook/schema.ts";

const patients = readHeart();

Deno.test("derive() by hand, for the first patients", () => {
  const [first, second, , fourth] = derive(patients, heartDerived).rows;
  // 63 years, 150 bpm, 145 mm Hg, 2.3 mm downsloping.
  assertEquals(first.heart_rate_reached, 150 / 157);
  assertEquals(first.rate_pressure_product, 21750);
  assertEquals([first.st_by_slope, first.exercise_ecg_positive], [2.3, "yes"]);
  // 67 years, 108 bpm, 160 mm Hg, 1.5 mm flat; 37 years, 187 bpm, 3.5 mm downsloping.
  assertEquals([second.heart_rate_reached, second.st_by_slope], [108 / 153, 1.5]);
  assertEquals(fourth.heart_rate_reached, 187 / 183);
});

Deno.test("derive() counts no ST depression that slopes upward", () => {
  const rows = [{ ...patients.rows[0], oldpeak: 2, slope: "upsloping" }];
  const [row] = derive({ ...patients, rows }, heartDerived).rows;
  assertEquals([row.st_by_slope, row.exercise_ecg_positive], [0, "no"]);
});

Deno.test("derive() is missing where a need is, and nowhere else", () => {
  const rows = [{ ...patients.rows[0], age: null, slope: null }];
  const [row] = derive({ ...patients, rows }, heartDerived).rows;
  assertEquals(row.heart_rate_reached, null);
  assertEquals([row.st_by_slope, row.exercise_ecg_positive], [null, null]);
  assertEquals(row.rate_pressure_product, 21750);
});

Deno.test("derive() keeps its promises of range and levels for every patient", () => {
  const derived = derive(patients, heartDerived);
  for (const { feature } of heartDerived) {
    for (const row of derived.rows) {
      const cell = row[feature.name];
      if (feature.kind === "category") assert(feature.levels.includes(cell as string));
      else assert(Number(cell) >= feature.range[0] && Number(cell) <= feature.range[1]);
    }
  }
});

Deno.test("derive() refuses a schema without its needs, and deriving twice", () => {
  const fewer = { ...patients, schema: pickFeatures(patients.schema, ["age", "sex"]) };
  assertThrows(() => derive(fewer, heartDerived), RangeError, "heart_rate_reached: needs thalach");
  const twice = derive(patients, heartDerived);
  assertThrows(() => derive(twice, heartDerived), RangeError, "has such a feature already");
});

Deno.test("derive() is missing where a division by zero is on the way, even if it comes out finite", () => {
  const derived = (formula: DerivedFeature["formula"]): DerivedFeature => ({
    feature: { kind: "number", name: "made", unit: "", range: [0, 1], label: "", about: "" },
    formula,
    source: "by hand",
  });
  const zero: Formula = ["-", "age", "age"];
  const cases: readonly Formula[] = [
    ["/", 1, zero],
    ["/", 1, ["/", 1, zero]],
    ["if", [">=", ["/", 1, zero], 3], 1, 0],
    ["if", ["=", ["/", zero, zero], 3], 1, 0],
  ];
  for (const formula of cases) {
    assertEquals(derive(patients, [derived(formula)]).rows[0].made, null);
  }
  const unused: Formula = ["if", [">=", "age", 0], 1, ["/", 1, zero]];
  assertEquals(derive(patients, [derived(unused)]).rows[0].made, 1);
});
