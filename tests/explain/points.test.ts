import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  addPoints,
  makePoints,
  pointsProbability,
  pointsRecords,
  predictPoints,
} from "heartbook/explain/points.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { heartDerived } from "heartbook/heart/derived.ts";
import { logistic, tree } from "heartbook/learners/mod.ts";
import { rocAuc } from "heartbook/measure/auc.ts";
import { predictRows } from "heartbook/pipeline.ts";

const patients = readHeart();
const cuts = { age: [50, 60], ca: [1, 2] };

Deno.test("addPoints() adds up one band per feature, by hand", () => {
  const score = {
    intercept: -2,
    perPoint: 0.5,
    features: [
      {
        feature: "age",
        missing: 1,
        bands: [
          { label: "below 50", from: -Infinity, below: 50, points: 0 },
          { label: "50 or more", from: 50, below: Infinity, points: 3 },
        ],
      },
      { feature: "sex", missing: 0, bands: [{ label: "male", level: "male", points: 2 }] },
    ],
  };
  assertEquals(addPoints(score, { age: 50, sex: "male" }), 5);
  assertEquals(addPoints(score, { age: 49.9, sex: null }), 0);
  assertEquals(addPoints(score, { age: null, sex: "male" }), 3);
  assertAlmostEquals(pointsProbability(score, 4), 0.5, 1e-12);
  assertThrows(() => addPoints(score, { age: 40 }), TypeError, "a column sex");
  assertThrows(
    () => addPoints(score, { age: 40, sex: "female" }),
    RangeError,
    "no band for female",
  );
});

Deno.test("makePoints() comes close to its model, the closer the more points there are", async () => {
  const fitted = await logistic({ l2: 10 })(patients);
  const p = predictRows(fitted, patients.rows);
  const off = [10, 20, 2000].map((most) => {
    const score = makePoints(fitted, patients, { most });
    const told = predictPoints(score, patients.rows);
    return told.reduce((sum, each, i) => sum + Math.abs(each - p[i]), 0) / p.length;
  });
  assert(off[0] > off[1] && off[1] > off[2], off.join());
  const label = patients.labels;
  const card = predictPoints(makePoints(fitted, patients, { most: 20 }), patients.rows);
  assert(rocAuc({ label, p }) - rocAuc({ label, p: card }) < 0.03);
});

Deno.test("makePoints() gives whole points, none below 0, and the cuts that were asked for", async () => {
  const { features } = makePoints(await logistic({ l2: 10 })(patients), patients, { cuts });
  for (const { bands } of features) {
    assertEquals(Math.min(...bands.map(({ points }) => points)), 0);
    assert(bands.every(({ points }) => Number.isInteger(points)));
  }
  const [age] = features, ca = features.find(({ feature }) => feature === "ca")!;
  assertEquals(age.bands.map(({ label }) => label), ["below 50", "50 to below 60", "60 or more"]);
  assertEquals(ca.bands.map(({ label }) => label), ["0", "1", "2 or more"]);
});

Deno.test("pointsRecords() leaves out features that earn nothing", async () => {
  const score = makePoints(await logistic({ l2: 10 })(patients), patients, { cuts, most: 8 });
  const records = pointsRecords(score, patients.schema);
  assert(records.length < 13);
  assertEquals(records.some(({ feature }) => feature === "Vessels coloured"), true);
});

Deno.test("makePoints() refuses other models, steps, cuts of a category and no points", async () => {
  const stump = await tree({ maxDepth: 1 })(patients);
  assertThrows(() => makePoints(stump, patients), RangeError, "got tree");
  const fitted = await logistic({ l2: 10 })(patients);
  assertThrows(
    () => makePoints(fitted, patients, { cuts: { sex: [1] } }),
    RangeError,
    "a category",
  );
  assertThrows(() => makePoints(fitted, patients, { most: 0 }), RangeError, "most");
  const steps = [{ kind: "derive", features: heartDerived } as const];
  const derived = await logistic({ l2: 10 }, { steps })(patients);
  assertThrows(() => makePoints(derived, patients), RangeError, "steps");
});
