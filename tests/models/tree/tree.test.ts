import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { readHeart } from "heartbook/heart/heart.ts";
import { rocAuc } from "heartbook/measure/auc.ts";
import { fitTree, fitTrees, predictTree, type TreeSettings } from "heartbook/models/tree/tree.ts";
import { prepareOnce, prepareTraining } from "heartbook/pipeline.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import type { Dataset, Training } from "heartbook/types.ts";
import reference from "../../reference/trees.json" with { type: "json" };
import {
  assertSameTree,
  heart,
  rowsOf,
  smallTraining,
  steady,
  trainingOf,
  uniformTraining,
} from "../trees.ts";

Deno.test("fitTree() splits midway between the values beside a cut, and goes left up to it", () => {
  const training = trainingOf([[40], [50], [60]], { y: [0, 1, 1] });
  const model = fitTree(training);
  assertEquals(model, {
    kind: "tree",
    columns: 1,
    tree: {
      feature: [0, -1, -1],
      threshold: [45, 0, 0],
      left: [1, -1, -1],
      right: [2, -1, -1],
      value: [2 / 3, 0, 1],
      weight: [3, 1, 2],
    },
  });
  const X = { values: Float64Array.of(45, 45.001), rows: 2, columns: 1 };
  assertEquals(predictTree(model, X), Float64Array.of(0, 1));
});

Deno.test("fitTree() splits where no single split helps, as for exclusive or", () => {
  const training = trainingOf([[0, 0], [0, 1], [1, 0], [1, 1]], { y: [0, 1, 1, 0] });
  assertEquals(predictTree(fitTree(training), training.X), Float64Array.of(0, 1, 1, 0));
});

Deno.test("fitTree() rounds cells to float32, and takes values less than 1e-7 apart for one", () => {
  const beyondFloat32 = trainingOf([[100], [100 + 1e-9]], { y: [0, 1] });
  const tooClose = trainingOf([[0], [0.9e-7], [1.8e-7]], { y: [0, 1, 1] });
  const farEnough = trainingOf([[0], [1.1e-7]], { y: [0, 1] });
  assertEquals(fitTree(beyondFloat32).tree.feature, [-1]);
  // The ends of the column are apart, but no two neighbours are.
  assertEquals(fitTree(tooClose).tree.feature, [-1]);
  assertEquals(fitTree(farEnough).tree.feature, [0, -1, -1]);
});

Deno.test("fitTree() keeps maxDepth, minLeaf and minSplit", () => {
  const { tree } = fitTree(heart, { maxDepth: 2 });
  assertEquals(tree.feature.length, 7);
  const wide = fitTree(heart, { minLeaf: 40 }).tree;
  assert(wide.weight.every((weight) => weight >= 40));
  const early = fitTree(heart, { minSplit: 100 }).tree;
  assert(early.weight.every((weight, node) => early.feature[node] < 0 || weight >= 100));
});

Deno.test("fitTree() leaves out a row of weight 0", () => {
  const cells = [[1], [2], [3], [4]];
  const weighted = fitTree(trainingOf(cells, { y: [0, 1, 0, 1], weights: [1, 0, 1, 1] }));
  assertEquals(weighted, fitTree(trainingOf([[1], [3], [4]], { y: [0, 0, 1] })));
});

Deno.test("fitTree() weighs classes: balanced, the root is one half diseased", () => {
  const training = trainingOf([[1], [1], [1], [2]], { y: [0, 0, 1, 1] });
  assertEquals(fitTree(training, { classWeights: [1, 3] }).tree.value, [6 / 8, 3 / 5, 1]);
  assertAlmostEquals(fitTree(heart, { classWeights: "balanced" }).tree.value[0], 0.5, 1e-12);
});

Deno.test("fitTree() refuses settings out of range", () => {
  const refuse = (settings: TreeSettings, message: string): void => {
    assertThrows(() => fitTree(heart, settings), RangeError, message);
  };
  refuse(
    { maxDepth: 0 },
    "tree: maxDepth: expected a whole number of 1 or more, or Infinity, got 0",
  );
  refuse({ maxDepth: 2.5 }, "got 2.5");
  refuse({ maxDepth: NaN }, "got NaN");
  refuse({ minLeaf: 0 }, "tree: minLeaf: expected a whole number of 1 or more, got 0");
  refuse({ minSplit: 1 }, "tree: minSplit: expected a whole number of 2 or more, got 1");
  refuse({ ccpAlpha: -0.1 }, "ccpAlpha: expected a finite number of 0 or more, got -0.1");
  refuse({ seed: -1 }, "seed: expected a whole number");
  refuse({ classWeights: [1, NaN] }, "class weight of the diseased");
});

Deno.test("fitTree() refuses data that nothing can be learned from", () => {
  const one = trainingOf([[1]], { y: [1] });
  assertThrows(() => fitTree(one), RangeError, "tree: expected both outcomes among the 1");
  const unknown = trainingOf([[1], [NaN]], { y: [0, 1] });
  assertThrows(() => fitTree(unknown), RangeError, "got NaN in row 1, column 0");
  const huge = trainingOf([[1], [1e300]], { y: [0, 1] });
  assertThrows(() => fitTree(huge), RangeError, "got 1e+300 in row 1, column 0");
});

Deno.test("predictTree() refuses other columns and cells that are no numbers", () => {
  const model = fitTree(trainingOf([[1, 0], [2, 0]], { y: [0, 1] }));
  const narrow = { values: Float64Array.of(1), rows: 1, columns: 1 };
  assertThrows(() => predictTree(model, narrow), TypeError, "tree: expected 2 columns");
  const unknown = { values: Float64Array.of(1, NaN), rows: 1, columns: 2 };
  assertThrows(() => predictTree(model, unknown), RangeError, "got NaN in row 0, column 1");
});

/** The rows that come through each node, by asking the tree's questions of each row. */
function rowsThrough({ X }: Training, tree: ReturnType<typeof fitTree>["tree"]): number[][] {
  const through: number[][] = tree.feature.map(() => []);
  for (let row = 0; row < X.rows; row++) {
    for (let node = 0; node >= 0;) {
      through[node].push(row);
      const value = X.values[row * X.columns + tree.feature[node]];
      node = value <= tree.threshold[node] ? tree.left[node] : tree.right[node];
    }
  }
  return through;
}

/** Total weight times the chance that two rows drawn by weight differ in outcome. */
function disorder({ y, weights }: Training, rows: readonly number[]): number {
  const all = rows.reduce((sum, row) => sum + weights![row], 0);
  const diseased = rows.reduce((sum, row) => sum + weights![row] * y[row], 0);
  return all === 0 ? 0 : 2 * diseased * (all - diseased) / all;
}

/** The least disorder that any split leaves, over every column and every value in it. */
function leastDisorder(training: Training, rows: readonly number[]): number {
  const { values, columns } = training.X;
  let least = Infinity;
  for (let column = 0; column < columns; column++) {
    for (const cut of rows) {
      const isLeft = (row: number): boolean =>
        values[row * columns + column] <= values[cut * columns + column];
      const left = rows.filter(isLeft), right = rows.filter((row) => !isLeft(row));
      if (right.length === 0) continue;
      least = Math.min(least, disorder(training, left) + disorder(training, right));
    }
  }
  return least;
}

Deno.test("fitTree() finds in every node a split as good as an exhaustive search does", () => {
  fc.assert(
    fc.property(smallTraining, (training) => {
      const { tree } = fitTree(training);
      const through = rowsThrough(training, tree);
      tree.feature.forEach((feature, node) => {
        const rows = through[node];
        if (feature < 0) {
          // A leaf is pure, or no column parts its rows.
          assert(disorder(training, rows) === 0 || leastDisorder(training, rows) === Infinity);
        } else {
          const left = disorder(training, through[tree.left[node]]);
          const right = disorder(training, through[tree.right[node]]);
          assertAlmostEquals(left + right, leastDisorder(training, rows), 1e-12);
        }
        const all = rows.reduce((sum, row) => sum + training.weights![row], 0);
        assertEquals(tree.weight[node], all);
      });
    }),
    steady,
  );
});

Deno.test("fitTree() grows scikit-learn's tree, node for node", () => {
  for (const { settings, tree } of reference.trees) {
    assertSameTree(fitTree(heart, settings as TreeSettings).tree, tree);
  }
  const weights = Float64Array.from(heart.y, (_, row) => row % 4);
  assertSameTree(fitTree({ ...heart, weights }, { maxDepth: 5 }).tree, reference.rowWeightsTree);
});

Deno.test("fitTree() grows scikit-learn's tree on columns of more than 256 values too", () => {
  const training = uniformTraining(600, { columns: 5, seed: 1 });
  assertSameTree(fitTree(training).tree, reference.uniformTree);
});

Deno.test("fitTree() with balanced classes predicts as scikit-learn's tree does", () => {
  // Balanced weights do not add up exactly, and the last bit breaks ties differently on both sides:
  // here between two columns of levels that part a node's rows alike, so only the columns differ.
  const settings = { classWeights: "balanced", maxDepth: 4, minLeaf: 10 } as const;
  const expected = {
    kind: "tree",
    columns: heart.X.columns,
    tree: reference.balancedTree,
  } as const;
  const p = predictTree(fitTree(heart, settings), heart.X);
  predictTree(expected, heart.X).forEach((each, row) => assertAlmostEquals(p[row], each, 1e-12));
});

Deno.test("fitTrees() has scikit-learn's AUC in each of ten folds for each of six depths", () => {
  const patients = readHeart();
  const part = (rows: readonly number[]): Dataset => ({
    schema: patients.schema,
    rows: rows.map((row) => patients.rows[row]),
    labels: rows.map((row) => patients.labels[row]),
    ids: rows.map((row) => patients.ids[row]),
  });
  stratifiedFolds(patients.labels, { folds: 10, seed: 42 }).forEach(({ train, test }, fold) => {
    const { preprocessor, training } = prepareTraining(part(train), {
      numbers: "raw",
      levels: "all",
    });
    const X = prepareOnce(preprocessor, part(test).rows);
    const label = part(test).labels;
    const depths = [2, 3, 4, 5, 6, 8];
    fitTrees(training, depths.map((maxDepth) => ({ maxDepth }))).forEach((model, i) => {
      const auc = rocAuc({ label, p: predictTree(model, X) });
      assertAlmostEquals(auc, reference.foldAucs[fold][i], 1e-12);
    });
  });
});

Deno.test("fitTrees() fits what fitTree() fits, setting by setting", () => {
  const settings: TreeSettings[] = [
    {},
    { maxDepth: 3 },
    { ccpAlpha: 0.01 },
    { ccpAlpha: 0.02, maxDepth: 3 },
    { minLeaf: 7, seed: 3 },
    { classWeights: "balanced" },
  ];
  const training = uniformTraining(400, { columns: 3, seed: 5 });
  assertEquals(fitTrees(training, settings), settings.map((each) => fitTree(training, each)));
});

Deno.test("fitTree() takes weight 2 for a duplicate", () => {
  fc.assert(
    fc.property(smallTraining, (training) => {
      const copies = Array.from(training.y.keys())
        .flatMap((row) => Array<number>(training.weights![row]).fill(row));
      const { weights: _, ...duplicated } = rowsOf(training, copies);
      assertEquals(fitTree(training), fitTree(duplicated));
    }),
    steady,
  );
});

Deno.test("fitTree() does not mind the order of the rows", () => {
  fc.assert(
    fc.property(smallTraining, (training) => {
      const backwards = Array.from(training.y.keys()).reverse();
      assertEquals(fitTree(rowsOf(training, backwards)), fitTree(training));
    }),
    steady,
  );
});

Deno.test("fitTree() parts the training rows alike after a monotone change of the columns", () => {
  fc.assert(
    fc.property(smallTraining, (training) => {
      const values = training.X.values.map((x) => x ** 3 + 2 * x - 50);
      const changed = { ...training, X: { ...training.X, values } };
      const before = fitTree(training), after = fitTree(changed);
      assertEquals(predictTree(after, changed.X), predictTree(before, training.X));
      assertEquals(after.tree.feature, before.tree.feature);
    }),
    steady,
  );
});

Deno.test("fitTree() gives plain JSON, the same each time, and changes nothing it was given", () => {
  fc.assert(
    fc.property(smallTraining, fc.nat(), (training, seed) => {
      const before = structuredClone(training);
      const model = fitTree(training, { seed });
      assertEquals(JSON.parse(JSON.stringify(model)), model);
      assertEquals(fitTree(training, { seed }), model);
      assertEquals(training, before);
      const p = predictTree(model, training.X);
      assert(p.every((each) => each >= 0 && each <= 1));
      assertEquals(training, before);
    }),
    steady,
  );
});

Deno.test("fitTree() keeps its least rows on either side in columns of a thousand values too", () => {
  const training = uniformTraining(1000, { columns: 2, seed: 4 });
  const { tree } = fitTree(training, { minLeaf: 60 });
  const leaves = tree.weight.filter((_, node) => tree.feature[node] < 0);
  assert(leaves.length > 4 && leaves.every((weight) => weight >= 60), `${leaves}`);
});

Deno.test("each leaf weighs as many rows as reach it, in columns of hundreds of values with ties too", () => {
  const training = uniformTraining(1000, {
    columns: 2,
    seed: 5,
    change: (x) => Math.round(400 * x) / 400,
  });
  const { tree: { feature, threshold, left, right, weight } } = fitTree(training);
  const { values, rows, columns } = training.X;
  const reached = weight.map(() => 0);
  for (let row = 0; row < rows; row++) {
    let node = 0;
    while (feature[node] >= 0) {
      node = values[row * columns + feature[node]] <= threshold[node] ? left[node] : right[node];
    }
    reached[node]++;
  }
  assertEquals(weight.filter((_, node) => feature[node] < 0), reached.filter((count) => count > 0));
});
