import { assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { chooseBackground } from "heartbook/explain/background.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { svm } from "heartbook/learners/svm.ts";
import { prepareOnce } from "heartbook/pipeline.ts";

const patients = readHeart();

Deno.test("chooseBackground() keeps one row of means for a logistic model, nothing for an SVM", async () => {
  for (const [learner, count] of [[logistic({ l2: 1 }), 1], [svm({ C: 1 }), 0]] as const) {
    const { model, preprocessor } = await learner(patients);
    const X = prepareOnce(preprocessor, patients.rows);
    assertEquals(chooseBackground(model, X, { seed: 1 }).length, count);
  }
});

Deno.test("chooseBackground() keeps patients for trees, the same ones for the same seed", async () => {
  const { model, preprocessor } = await forest({ trees: 2 })(patients);
  const X = prepareOnce(preprocessor, patients.rows);
  const chosen = chooseBackground(model, X, { most: 20, seed: 1 });
  assertEquals(chosen.length, 20);
  assertEquals(chooseBackground(model, X, { most: 20, seed: 1 }), chosen);
  const rows = new Set(patients.rows.map((_, i) => X.values.subarray(25 * i, 25 * i + 25).join()));
  assertEquals(chosen.every((row) => rows.has(row.join())), true);
  assertEquals(chooseBackground(model, X, { most: 1000, seed: 1 }).length, 303);
});
