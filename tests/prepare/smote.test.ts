import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { isSynthetic, smote } from "heartbook/prepare/smote.ts";
import { pickFeatures } from "heartbook/schema.ts";
import type { Dataset, Label } from "heartbook/types.ts";
import reference from "../reference/smote.json" with { type: "json" };
import { category, number, toDataset } from "./small.ts";

const patients = readHeart();
const NUMBERS = ["age", "trestbps", "chol", "thalach", "oldpeak"];

/** All healthy and every third diseased patient, as in the reference. */
const imbalanced = takeRows(
  patients,
  patients.rows.flatMap((_, i) => patients.labels[i] === 0 || i % 3 === 0 ? [i] : []),
);
const rarer = imbalanced.rows.filter((_, i) => imbalanced.labels[i] === 1);

function madeRows(resampled: Dataset): Dataset["rows"] {
  return resampled.rows.filter((_, i) => isSynthetic(resampled.ids[i]));
}

Deno.test("smote() keeps every patient, first and unchanged, and adds the rarer outcome only", () => {
  const resampled = smote(imbalanced, { seed: 1 });
  const n = imbalanced.rows.length;
  assertEquals(resampled.rows.slice(0, n), imbalanced.rows);
  assertEquals(resampled.labels.slice(0, n), imbalanced.labels);
  assertEquals(resampled.ids.slice(0, n), imbalanced.ids);
  assertEquals(new Set(resampled.labels.slice(n)), new Set<Label>([1]));
  assert(resampled.ids.slice(n).every(isSynthetic) && !imbalanced.ids.some(isSynthetic));
  assertEquals(new Set(resampled.ids).size, resampled.ids.length);
  assertEquals(resampled.labels.filter((label) => label === 1).length, 164);
});

Deno.test("smote() makes up either outcome, whichever is rarer", () => {
  const labels = imbalanced.labels.map((label) => (1 - label) as Label);
  const swapped = smote({ ...imbalanced, labels }, { seed: 1 });
  assertEquals(madeRows(swapped), madeRows(smote(imbalanced, { seed: 1 })));
  assertEquals(swapped.labels.at(-1), 0);
});

Deno.test("smote() stops at the ratio, and makes nobody up if it is already reached", () => {
  const resampled = smote(imbalanced, { seed: 1, ratio: 0.5 });
  assertEquals(resampled.labels.filter((label) => label === 1).length, 82);
  assertEquals(smote(patients, { seed: 1, ratio: 0.5 }), patients);
});

Deno.test("smote() puts each made-up patient on the segment between two of the rarer outcome", () => {
  const schema = pickFeatures(imbalanced.schema, NUMBERS);
  for (const made of madeRows(smote({ ...imbalanced, schema }, { seed: 4 }))) {
    const isBetween = rarer.some((a) =>
      rarer.some((b) => {
        const name = NUMBERS.find((each) => a[each] !== b[each]);
        if (name === undefined) return false;
        const share = (Number(made[name]) - Number(a[name])) / (Number(b[name]) - Number(a[name]));
        return share >= 0 && share <= 1 && NUMBERS.every((each) => {
          const expected = Number(a[each]) + share * (Number(b[each]) - Number(a[each]));
          return Math.abs(expected - Number(made[each])) < 1e-9;
        });
      })
    );
    assert(isBetween, JSON.stringify(made));
  }
});

Deno.test("smote() makes up patients that the schema allows", () => {
  for (const made of madeRows(smote(imbalanced, { seed: 9 }))) {
    for (const feature of imbalanced.schema.features) {
      const cell = made[feature.name];
      if (cell === null) continue;
      if (feature.kind === "category") assert(feature.levels.includes(cell as string));
      else {
        assert(Number(cell) >= feature.range[0] && Number(cell) <= feature.range[1]);
        assert(!feature.whole || Number.isInteger(cell));
      }
    }
  }
});

Deno.test("smote() gives a made-up patient the level most of all k neighbours have", () => {
  const features = [number("x"), category("c", ["a", "b"])];
  const rows = [..."abbb"].map((c, i) => ({ x: i / 100, c }));
  const healthy = Array.from({ length: 30 }, () => ({ x: 50, c: "a" }));
  const labels = [...rows.map(() => 1 as const), ...healthy.map(() => 0 as const)];
  const train = toDataset(features, [...rows, ...healthy], labels);
  assertEquals(new Set(madeRows(smote(train, { seed: 2, k: 3 })).map(({ c }) => c)), new Set("b"));
});

Deno.test("smote() breaks a tied vote by the patient's own level", () => {
  const features = [number("x"), category("c", ["a", "b"])];
  const rows = [..."aabb"].map((c, i) => ({ x: i, c }));
  const train = toDataset(
    features,
    [...rows, ...rows, ...rows],
    [...rows.map(() => 1 as const), ...rows.map(() => 0 as const), ...rows.map(() => 0 as const)],
  );
  // With k = 2 each has one neighbour of its own level and one of the other.
  const ownLevel = madeRows(smote(train, { seed: 3, k: 2 })).map(({ x, c }) => [x, c]);
  for (const [x, c] of ownLevel) {
    if (Number(x) < 1) assertEquals(c, "a");
    if (Number(x) > 2) assertEquals(c, "b");
  }
});

Deno.test("smote() leaves a number missing that either of the two misses", () => {
  const rows = [{ x: 1 }, { x: null }, { x: 0 }, { x: 0 }, { x: 0 }, { x: 0 }];
  const train = toDataset([number("x")], rows, [1, 1, 0, 0, 0, 0]);
  assertEquals(madeRows(smote(train, { seed: 1, k: 1 })), [{ x: null }, { x: null }]);
});

Deno.test("smote() refuses too large a k, ratios outside (0, 1], one outcome, and its own output", () => {
  assertThrows(
    () => smote(imbalanced, { seed: 1, k: rarer.length }),
    RangeError,
    `k: expected a whole number from 1 to ${rarer.length - 1}`,
  );
  for (const ratio of [0, 1.5, NaN]) {
    assertThrows(() => smote(imbalanced, { seed: 1, ratio }), RangeError, "ratio");
  }
  const healthy = { ...imbalanced, labels: imbalanced.labels.map(() => 0 as const) };
  assertThrows(() => smote(healthy, { seed: 1 }), RangeError, "both outcomes");
  const once = smote(imbalanced, { seed: 1, ratio: 0.5 });
  assertThrows(() => smote(once, { seed: 1 }), RangeError, "made up already");
});

Deno.test("smote() on numbers is imbalanced-learn's SMOTE, draw for draw", () => {
  const schema = pickFeatures(imbalanced.schema, NUMBERS);
  const made = madeRows(smote({ ...imbalanced, schema }, { seed: 7, ratio: 0.8 }));
  assertEquals(made.length, reference.made.length);
  made.forEach((row, i) =>
    NUMBERS.forEach((name, j) => assertAlmostEquals(Number(row[name]), reference.made[i][j], 1e-9))
  );
});

Deno.test("smote() makes the same patients of the same seed, whatever the unit, and mutates nothing", () => {
  const before = structuredClone(imbalanced);
  const inFeet = {
    ...imbalanced,
    rows: imbalanced.rows.map((row) => ({ ...row, chol: Number(row.chol) * 8 })),
  };
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const made = madeRows(smote(imbalanced, { seed }));
      assertEquals(madeRows(smote(imbalanced, { seed })), made);
      madeRows(smote(inFeet, { seed })).forEach((row, i) =>
        assertAlmostEquals(Number(row.chol), 8 * Number(made[i].chol), 1e-9)
      );
    }),
    { seed: 6, numRuns: 5 },
  );
  assertEquals(imbalanced, before);
});
