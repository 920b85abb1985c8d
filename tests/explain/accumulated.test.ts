import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { accumulatedEffect } from "heartbook/explain/accumulated.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic, tree } from "heartbook/learners/mod.ts";
import { predictRows } from "heartbook/pipeline.ts";

const patients = readHeart();

Deno.test("accumulatedEffect() adds up mean changes bin by bin, naively", async () => {
  const fitted = await logistic({ l2: 1 })(patients);
  const { values, effect, patients: counts } = accumulatedEffect(fitted, patients.rows, {
    feature: "thalach",
    bins: 7,
  });
  assertEquals([values.length, effect.length, counts.length], [8, 8, 7]);
  for (let b = 1; b < values.length; b++) {
    const own = patients.rows.filter(({ thalach }) => {
      const value = Number(thalach);
      return b === 1 ? value <= values[1] : value > values[b - 1] && value <= values[b];
    });
    assertEquals(own.length, counts[b - 1]);
    const changes = own.map((row) => {
      const [high, low] = predictRows(fitted, [
        { ...row, thalach: values[b] },
        { ...row, thalach: values[b - 1] },
      ]);
      return high - low;
    });
    const mean = changes.reduce((sum, each) => sum + each, 0) / own.length;
    assertAlmostEquals(effect[b] - effect[b - 1], mean, 1e-12);
  }
  assertEquals(counts.reduce((sum, count) => sum + count, 0), 303);
});

Deno.test("accumulatedEffect() is 0 on average over the patients, and level for what is not used", async () => {
  const fitted = await logistic({ l2: 1 })(patients);
  const { effect, patients: counts } = accumulatedEffect(fitted, patients.rows, { feature: "age" });
  const sum = counts.reduce((s, count, b) => s + count * (effect[b] + effect[b + 1]) / 2, 0);
  assertAlmostEquals(sum, 0, 1e-10);
  const stump = await tree({ maxDepth: 1 })(patients);
  const unused = accumulatedEffect(stump, patients.rows, { feature: "chol" });
  assertEquals(new Set(unused.effect.map(Math.abs)), new Set([0]));
});

Deno.test("accumulatedEffect() leaves out patients who do not record the feature", async () => {
  const fitted = await logistic({ l2: 1 })(patients);
  const { patients: counts } = accumulatedEffect(fitted, patients.rows, { feature: "ca" });
  assertEquals(counts.reduce((sum, count) => sum + count, 0), 299);
});

Deno.test("accumulatedEffect() refuses a category, a feature that does not exist, no bins, a constant", async () => {
  const fitted = await tree({ maxDepth: 1 })(patients);
  const ask = (feature: string, rows = patients.rows, bins = 5): unknown =>
    accumulatedEffect(fitted, rows, { feature, bins });
  assertThrows(() => ask("sex"), RangeError, "a category");
  assertThrows(() => ask("colour"), RangeError, "colour");
  assertThrows(() => ask("age", patients.rows, 0), RangeError, "bins");
  assertThrows(() => ask("age", patients.rows.slice(0, 1)), RangeError, "vary");
});
