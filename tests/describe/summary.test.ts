import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { countLevels, crosstab } from "heartbook/describe/crosstab.ts";
import { describe } from "heartbook/describe/summary.ts";
import type { Dataset } from "heartbook/types.ts";

const described = { label: "", about: "" };
const small: Dataset = {
  schema: {
    name: "small",
    missing: [],
    outcome: { name: "ill", positive: "yes", negative: "no", ...described },
    features: [
      { kind: "number", name: "size", unit: "cm", range: [0, 100], ...described },
      { kind: "category", name: "colour", levels: ["red", "blue", "green"], ...described },
    ],
  },
  rows: [
    { size: 1, colour: "blue" },
    { size: 2, colour: "red" },
    { size: null, colour: "blue" },
    { size: 4, colour: null },
    { size: 10, colour: "blue" },
  ],
  labels: [1, 0, 1, 0, 0],
  ids: ["1", "2", "3", "4", "5"],
};

Deno.test("describe() by hand: recorded values only, sd over n - 1, quartiles interpolated", () => {
  const [{ sd, ...size }] = describe(small);
  assertEquals(size, {
    column: "size",
    unit: "cm",
    count: 4,
    missing: 1,
    mean: 4.25,
    min: 1,
    q1: 1.75,
    median: 3,
    q3: 5.5,
    max: 10,
  });
  // Deviations -3.25, -2.25, -.25, 5.75.
  assertAlmostEquals(sd!, Math.sqrt((10.5625 + 5.0625 + 0.0625 + 33.0625) / 3), 1e-12);
});

Deno.test("describe() has no figures for a column without recorded values", () => {
  const [size] = describe({ ...small, rows: small.rows.map((row) => ({ ...row, size: null })) });
  assertEquals([size.count, size.missing, size.mean, size.sd, size.max], [0, 5, null, null, null]);
});

Deno.test("describe() has a record for each of the six numbers of the heart patients", () => {
  const records = describe(readHeart());
  assertEquals(records.map(({ column }) => column), [
    "age",
    "trestbps",
    "chol",
    "thalach",
    "oldpeak",
    "ca",
  ]);
  assertEquals(records[5].missing, 4);
});

Deno.test("crosstab() by hand: both ways round, missing last, unused levels left out", () => {
  assertEquals(crosstab(small, "colour"), [
    {
      column: "colour",
      level: "red",
      healthy: 1,
      diseased: 0,
      total: 1,
      shareDiseased: 0,
      shareOfHealthy: 1 / 3,
      shareOfDiseased: 0,
    },
    {
      column: "colour",
      level: "blue",
      healthy: 1,
      diseased: 2,
      total: 3,
      shareDiseased: 2 / 3,
      shareOfHealthy: 1 / 3,
      shareOfDiseased: 1,
    },
    {
      column: "colour",
      level: null,
      healthy: 1,
      diseased: 0,
      total: 1,
      shareDiseased: 0,
      shareOfHealthy: 1 / 3,
      shareOfDiseased: 0,
    },
  ]);
});

Deno.test("crosstab() has no share of the diseased if nobody is diseased", () => {
  const [red] = crosstab({ ...small, labels: [0, 0, 0, 0, 0] }, "colour");
  assertEquals(red.shareOfDiseased, null);
});

Deno.test("crosstab() refuses a number or an unknown column", () => {
  assertThrows(() => crosstab(small, "size"), RangeError, "column size: expected a category");
  assertThrows(() => crosstab(small, "taste"), RangeError, 'column "taste": unknown name');
});

Deno.test("countLevels() counts every patient once for each category", () => {
  const patients = readHeart();
  const totals = Map.groupBy(countLevels(patients), ({ column }) => column);
  assertEquals(totals.size, 7);
  for (const counts of totals.values()) {
    assertEquals(counts.reduce((sum, { diseased }) => sum + diseased, 0), 139);
    assertEquals(counts.reduce((sum, { healthy }) => sum + healthy, 0), 164);
  }
});
