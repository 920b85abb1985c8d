import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import { rocAuc } from "heartbook/measure/auc.ts";
import { outOfBag } from "heartbook/models/forest/out-of-bag.ts";
import {
  fitForest,
  fitForestTrees,
  type ForestModel,
  type ForestSettings,
  predictForest,
} from "heartbook/models/forest/forest.ts";
import type { Tree } from "heartbook/models/tree/nodes.ts";
import { prepareOnce, prepareTraining } from "heartbook/pipeline.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import type { Dataset } from "heartbook/types.ts";
import reference from "../../reference/trees.json" with { type: "json" };
import {
  assertSameTree,
  heart,
  smallTraining,
  steady,
  trainingOf,
  uniformTraining,
} from "../trees.ts";

const split = (low: number, high: number): Tree => ({
  feature: [0, -1, -1],
  threshold: [50, 0, 0],
  left: [1, -1, -1],
  right: [2, -1, -1],
  value: [0.5, low, high],
  weight: [8, 4, 4],
});

Deno.test("predictForest() is the mean of what the trees answer", () => {
  const forest: ForestModel = { kind: "forest", columns: 1, trees: [split(0, 1), split(0.5, 0.5)] };
  const X = { values: Float64Array.of(49, 51), rows: 2, columns: 1 };
  assertEquals(predictForest(forest, X), Float64Array.of(0.25, 0.75));
});

Deno.test("fitForest() draws as many rows for a tree as there are", () => {
  for (const { weight } of fitForest(heart, { trees: 5 }).trees) assertEquals(weight[0], 303);
});

Deno.test("fitForest() balances the outcomes in expectation when told to", () => {
  const { trees } = fitForest(heart, { trees: 200, classWeights: "balanced", maxDepth: 1 });
  const mean = trees.reduce((sum, { value }) => sum + value[0], 0) / trees.length;
  // 200 bootstraps of 303 rows: a standard error of 0.5 / sqrt(200 * 303), times four.
  assertAlmostEquals(mean, 0.5, 0.009);
});

Deno.test("fitForestTrees() grows any range of the forest's trees", () => {
  const { trees } = fitForest(heart, { trees: 6, seed: 5 });
  const settings = { seed: 5 };
  assertEquals(fitForestTrees(heart, settings, { from: 0, to: 2 }), trees.slice(0, 2));
  assertEquals(fitForestTrees(heart, settings, { from: 2, to: 6 }), trees.slice(2));
});

Deno.test("fitForest() tells of every tree, and stops when told to", () => {
  const steps: number[][] = [];
  const progress = (done: number, total: number): void => void steps.push([done, total]);
  fitForest(heart, { trees: 3 }, { progress });
  assertEquals(steps, [[1, 3], [2, 3], [3, 3]]);
  const signal = AbortSignal.abort(new Error("enough"));
  assertThrows(() => fitForest(heart, {}, { signal }), Error, "enough");
});

Deno.test("fitForest() refuses settings out of range and data without both outcomes", () => {
  const refuse = (settings: ForestSettings, message: string): void => {
    assertThrows(() => fitForest(heart, settings), RangeError, message);
  };
  refuse({ trees: 0 }, "forest: trees: expected a whole number of 1 or more, got 0");
  refuse({ maxFeatures: 0 }, "forest: maxFeatures: expected a whole number of 1 or more");
  refuse(
    { maxFeatures: 26 },
    "forest: maxFeatures: expected at most 25, the number of columns, got 26",
  );
  refuse(
    { maxDepth: 0.5 },
    "forest: maxDepth: expected a whole number of 1 or more, or Infinity, got 0.5",
  );
  const healthy = trainingOf([[1], [2]], { y: [0, 0] });
  assertThrows(() => fitForest(healthy), RangeError, "forest: expected both outcomes");
});

Deno.test("outOfBag() asks only trees that did not see the row, and leaves out rows all saw", () => {
  const training = trainingOf([[49], [51], [52], [40], [30]], { y: [0, 1, 1, 0, 0] });
  // RandomState(0) seeds its first tree with 209652396, which draws rows 4, 3, 2, 0, 0.
  const settings = { trees: 1, seed: 0 };
  const model = fitForest(training, settings);
  assertEquals(model.trees[0].threshold[0], 50.5);
  assertEquals(outOfBag(training, settings, { model }), {
    row: Int32Array.of(1),
    label: Uint8Array.of(1),
    p: Float64Array.of(1),
  });
});

Deno.test("outOfBag() throws without a bootstrap", () => {
  const settings = { trees: 1, bootstrap: false };
  const model = fitForest(heart, settings);
  assertThrows(() => outOfBag(heart, settings, { model }), RangeError, "expected a bootstrap");
});

Deno.test("fitForest() grows scikit-learn's trees, node for node", () => {
  for (const { settings, trees } of reference.forests) {
    const forest = fitForest(heart, { ...settings as ForestSettings, trees: trees.length });
    forest.trees.forEach((tree, i) => assertSameTree(tree, trees[i]));
  }
});

Deno.test("fitForest() grows scikit-learn's trees on columns of more than 256 values too", () => {
  const training = uniformTraining(600, { columns: 5, seed: 1 });
  const { trees } = fitForest(training, { trees: 3, maxDepth: 6 });
  trees.forEach((tree, i) => assertSameTree(tree, reference.uniformForest[i]));
});

Deno.test("fitForest() grows scikit-learn's trees on 12,000 rows of few values", () => {
  const change = (x: number): number => Math.floor(x * 200);
  const training = uniformTraining(12_000, { columns: 4, seed: 2, change });
  const { trees } = fitForest(training, { trees: 2, maxDepth: 4 });
  trees.forEach((tree, i) => assertSameTree(tree, reference.manyRowsForest[i]));
});

Deno.test("predictForest() and outOfBag() have scikit-learn's probabilities", () => {
  const settings = { trees: 50 };
  const model = fitForest(heart, settings);
  const p = predictForest(model, heart.X);
  reference.forestProbabilities.forEach((each, row) => assertAlmostEquals(p[row], each, 1e-12));
  const out = outOfBag(heart, settings, { model });
  assertEquals(out.row.length, 303);
  reference.outOfBag.forEach((each, row) => assertAlmostEquals(out.p[row], each, 1e-12));
});

Deno.test("fitForest() has scikit-learn's AUC in each of ten folds", () => {
  const patients = readHeart();
  const part = (rows: readonly number[]): Dataset => ({
    schema: patients.schema,
    rows: rows.map((row) => patients.rows[row]),
    labels: rows.map((row) => patients.labels[row]),
    ids: rows.map((row) => patients.ids[row]),
  });
  stratifiedFolds(patients.labels, { folds: 10, seed: 42 }).forEach(({ train, test }, fold) => {
    const preparation = { numbers: "raw", levels: "all" } as const;
    const { preprocessor, training } = prepareTraining(part(train), preparation);
    const X = prepareOnce(preprocessor, part(test).rows);
    const p = predictForest(fitForest(training, { trees: 30 }), X);
    const auc = rocAuc({ label: part(test).labels, p });
    assertAlmostEquals(auc, reference.foldAucs[fold][6], 1e-12);
  });
});

Deno.test("fitForest() with bins orders new patients about as well as with every value", () => {
  const many = uniformTraining(12_000, { columns: 4, seed: 3 });
  const fresh = uniformTraining(4_000, { columns: 4, seed: 4 });
  const fewer = uniformTraining(9_999, { columns: 4, seed: 3 });
  const settings = { trees: 10, minLeaf: 20 };
  const [binned, exact] = [many, fewer].map((training) =>
    rocAuc({ label: fresh.y, p: predictForest(fitForest(training, settings), fresh.X) })
  );
  // The standard error of an AUC of 4,000 patients is about 0.005.
  assertAlmostEquals(binned, exact, 0.005);
});

Deno.test("fitForest() gives plain JSON, the same each time, and changes nothing it was given", () => {
  fc.assert(
    fc.property(smallTraining, fc.nat(), (training, seed) => {
      const before = structuredClone(training);
      const settings = { trees: 4, seed };
      const model = fitForest(training, settings);
      assertEquals(JSON.parse(JSON.stringify(model)), model);
      assertEquals(fitForest(training, settings), model);
      assert(predictForest(model, training.X).every((p) => p >= 0 && p <= 1));
      assertEquals(training, before);
    }),
    steady,
  );
});
