import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { counterfactuals, writeChanges } from "heartbook/explain/counterfactual.ts";
import { takeFeatures } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest, logistic, prevalence, tree } from "heartbook/learners/mod.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { standardise } from "heartbook/prepare/recorded.ts";
import { pickFeatures } from "heartbook/schema.ts";
import type { Row } from "heartbook/types.ts";

const patients = readHeart();
const four = takeFeatures(patients, pickFeatures(patients.schema, ["sex", "ca", "thal", "exang"]));
const options = { train: four, threshold: 0.4, fixed: ["sex"] };

Deno.test("counterfactuals() are on the other side, each with other features, nothing fixed moved", async () => {
  const fitted = await forest({ trees: 20, seed: 1 })(patients);
  for (const row of patients.rows.slice(0, 12)) {
    if (Object.values(row).includes(null)) continue;
    const [p] = predictRows(fitted, [row]);
    const found = counterfactuals(fitted, row, {
      train: patients,
      threshold: 0.4,
      fixed: ["age", "sex"],
      most: 2,
    });
    for (const { changes, probability } of found) {
      const changed = Object.fromEntries(changes.map(({ feature, to }) => [feature, to]));
      assertAlmostEquals(predictRows(fitted, [{ ...row, ...changed }])[0], probability, 1e-12);
      assertEquals(probability >= 0.4, p < 0.4);
      for (const { feature, from, to } of changes) {
        assert(!["age", "sex"].includes(feature));
        assertEquals(from, row[feature]);
        assert(patients.rows.some((each) => each[feature] === to), "a value that somebody has");
      }
    }
    const sets = found.map(({ changes }) => changes.map(({ feature }) => feature).join());
    assertEquals(new Set(sets).size, sets.length);
  }
});

Deno.test("counterfactuals() are minimal on their grid, by asking about all of it", async () => {
  const fitted = await logistic({ l2: 1 })(four);
  const { scale } = standardise(
    four.rows.map(({ ca }) => ca).filter((ca) => ca !== null) as number[],
  );
  const grid: Row[] = [0, 1, 2, 3].flatMap((ca) =>
    ["normal", "fixed defect", "reversible defect"].flatMap((thal) =>
      ["no", "yes"].map((exang) => ({ ca, thal, exang }))
    )
  );
  for (const row of four.rows.slice(0, 40)) {
    if (Object.values(row).includes(null)) continue;
    const isOver = (p: number): boolean => p >= 0.4;
    const own = isOver(predictRows(fitted, [row])[0]);
    const all = grid.map((cells) => {
      const changed = ["ca", "thal", "exang"].filter((name) => cells[name] !== row[name]);
      const distance = changed.reduce(
        (sum, name) =>
          sum + (name === "ca" ? Math.abs(Number(cells.ca) - Number(row.ca)) / scale : 1),
        0,
      );
      const p = predictRows(fitted, [{ ...row, ...cells }])[0];
      return { size: changed.length, distance, over: isOver(p) !== own };
    }).filter(({ over }) => over)
      .sort((a, b) => a.size - b.size || a.distance - b.distance);
    const [first] = counterfactuals(fitted, row, options);
    assertEquals(first?.changes.length, all[0]?.size);
    if (first) assertAlmostEquals(first.distance, all[0].distance, 1e-12);
  }
});

Deno.test("counterfactuals() finds none where no change of values helps", async () => {
  assertEquals(counterfactuals(await prevalence()(four), four.rows[0], options), []);
});

Deno.test("counterfactuals() refuses a missing value, an absent feature, a fixed one that is not there", async () => {
  const fitted = await logistic({ l2: 1 })(four);
  const [row] = four.rows;
  assertThrows(() => counterfactuals(fitted, { ...row, ca: null }, options), RangeError, "ca");
  const { ca: _, ...without } = row;
  assertThrows(() => counterfactuals(fitted, without, options), TypeError, "a column ca");
  const fixed = ["colour"];
  assertThrows(() => counterfactuals(fitted, row, { ...options, fixed }), RangeError, "colour");
  for (const threshold of [0, 1]) {
    const message = `threshold: expected a probability in (0, 1), got ${threshold}`;
    const asked = { ...options, threshold };
    assertThrows(() => counterfactuals(fitted, row, asked), RangeError, message);
  }
});

Deno.test("writeChanges() gives the old and the new value, with units", () => {
  const changes = [
    { feature: "thal", from: "normal", to: "fixed defect" },
    { feature: "thalach", from: 110, to: 150 },
  ];
  assertEquals(
    writeChanges(patients.schema, changes),
    "Thallium scan fixed defect instead of normal, Maximum heart rate 150 bpm instead of 110",
  );
});

Deno.test("counterfactuals() names no change beside those that are enough without it", async () => {
  const stump = await tree({ maxDepth: 1 })(patients);
  const [asked] = patients.rows.filter((row) => !Object.values(row).includes(null));
  const found = counterfactuals(stump, asked, { train: patients, threshold: 0.5, count: 9 });
  assertEquals(found.map(({ changes }) => changes.map(({ feature }) => feature)), [["thal"]]);
});
