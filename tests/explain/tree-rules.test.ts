import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { treePath, treeRules } from "heartbook/explain/tree-rules.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest, prevalence, tree } from "heartbook/learners/mod.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { barePipeline, bareRows, everyRow, models, training } from "./models.ts";

const patients = readHeart();

Deno.test("treeRules() gives one rule per leaf, with every patient in exactly one", async () => {
  const fitted = await tree({ maxDepth: 3, minLeaf: 10 })(patients);
  const rules = treeRules(fitted);
  assertEquals(rules.reduce((sum, { patients }) => sum + patients, 0), 303);
  assertEquals(new Set(rules.map(({ words }) => words)).size, rules.length);
});

Deno.test("treeRules() makes one condition of two questions about the same number, by hand", () => {
  const two = {
    feature: [0, -1, 0, -1, -1],
    threshold: [0.5, 0, 2.5, 0, 0],
    left: [1, -1, 3, -1, -1],
    right: [2, -1, 4, -1, -1],
    value: [0.5, 0, 0.7, 0.5, 1],
    weight: [10, 4, 6, 4, 2],
  };
  const rules = treeRules(barePipeline({ kind: "tree", columns: 1, tree: two }, 1));
  assertEquals(rules.map(({ words }) => words), [
    "x0 at most 0.5",
    "x0 above 0.5 and at most 2.5",
    "x0 above 2.5",
  ]);
});

Deno.test("treePath() ends in the leaf whose share is the prediction", () => {
  const pipeline = barePipeline(models.tree, training.X.columns);
  const rows = bareRows(everyRow(training.X, 3));
  fc.assert(
    fc.property(fc.nat(rows.length - 1), (i) => {
      const path = treePath(pipeline, rows[i]);
      assertEquals(path[0], 0);
      assertEquals(models.tree.tree.value[path.at(-1)!], predictRows(pipeline, [rows[i]])[0]);
    }),
    { seed: 1, numRuns: 30 },
  );
});

Deno.test("treeRules() says of a tree without questions that it is for everybody", () => {
  const leaf = {
    feature: [-1],
    threshold: [0],
    left: [-1],
    right: [-1],
    value: [0.3],
    weight: [10],
  };
  const [rule] = treeRules(barePipeline({ kind: "tree", columns: 1, tree: leaf }, 1));
  assertEquals([rule.words, rule.share], ["Everybody", 0.3]);
});

Deno.test("treeRules() refuses what is not a single tree", async () => {
  for (const learner of [forest({ trees: 2 }), prevalence()]) {
    const fitted = await learner(patients);
    assertThrows(() => treeRules(fitted), RangeError, "expected a tree");
  }
});
