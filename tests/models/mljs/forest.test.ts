import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { fitForest, type ForestModel, predictForest } from "heartbook/models/forest/forest.ts";
import { fitMlRandomForest } from "heartbook/models/mljs/forest-fit.ts";
import {
  fromMlRandomForest,
  predictByVote,
  toMlRandomForest,
} from "heartbook/models/mljs/forest.ts";
import type { Matrix } from "heartbook/types.ts";
import { RandomForestClassifier } from "ml-random-forest";
import { drawn, made, prepared } from "../trainings.ts";

const raw = prepared(readHeart(), { numbers: "raw", levels: "all" });
const standardised = prepared(readHeart(), { numbers: "standardised", levels: "all" });

function toRows({ values, rows, columns }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => [...values.slice(i * columns, (i + 1) * columns)]);
}

/** Class by class, tree by tree: the first to have the most votes. */
function vote({ trees }: ForestModel, row: readonly number[]): number {
  const votes = [0, 0];
  let winner = 0, most = 0;
  for (const tree of trees) {
    let node = 0;
    while (tree.feature[node] >= 0) {
      const left = Math.fround(row[tree.feature[node]]) <= tree.threshold[node];
      node = left ? tree.left[node] : tree.right[node];
    }
    const label = tree.value[node] > 0.5 ? 1 : 0;
    if (++votes[label] > most) [winner, most] = [label, votes[label]];
  }
  return winner;
}

/** Age at most 50 is healthy; above, 3 of 4 diseased. */
const stump: ForestModel = {
  kind: "forest",
  columns: 2,
  trees: [{
    feature: [1, -1, -1],
    threshold: [50, 0, 0],
    left: [1, -1, -1],
    right: [2, -1, -1],
    value: [0.5, 0, 0.75],
    weight: [6, 2, 4],
  }],
};

Deno.test("toMlRandomForest() turns at most in float32 into below in double", () => {
  const { baseModel: { estimators: [{ root }], ...base } } = toMlRandomForest(stump);
  assertEquals(root, {
    splitColumn: 1,
    splitValue: 50 + 2 ** -19 + 2 ** -47, // halfway to the next float32, which rounds down to 50
    left: { distribution: [[1, 0]] },
    right: { distribution: [[0.25, 0.75]] },
  });
  assertEquals([base.nEstimators, base.n, base.indexes], [1, 2, [[0, 1]]]);
});

Deno.test("predictByVote() counts trees, not shares", () => {
  const X = { values: Float64Array.of(0, 50, 0, 51), rows: 2, columns: 2 };
  assertEquals(predictByVote(stump, X), Float64Array.of(0, 1));
  assertEquals(predictForest(stump, X), Float64Array.of(0, 0.75));
});

Deno.test("the package predicts the vote of our trees for every patient, from JSON text too", () => {
  for (const training of [raw, standardised]) {
    for (const settings of [{ trees: 31 }, { trees: 10, maxDepth: 3 }, { trees: 15, minLeaf: 8 }]) {
      const forest = fitForest(training, { ...settings, seed: 3 });
      const rows = toRows(training.X);
      const expected = rows.map((row) => vote(forest, row));
      const json = toMlRandomForest(forest);
      for (const each of [json, JSON.parse(JSON.stringify(json))]) {
        assertEquals(RandomForestClassifier.load(each).predict(rows), expected);
      }
      if (settings.trees % 2 === 1) {
        const votes = predictByVote(forest, training.X);
        assertEquals(Array.from(votes, (share) => Number(share > 0.5)), expected);
      }
    }
  }
});

Deno.test("a vote is our forest's class for all but a few patients near one half", () => {
  const forest = fitForest(raw, { trees: 101, seed: 1 });
  const p = predictForest(forest, raw.X), votes = predictByVote(forest, raw.X);
  p.forEach((value, i) => {
    if ((value >= 0.5) !== (votes[i] >= 0.5)) assert(Math.abs(value - 0.5) < 0.1);
  });
});

Deno.test("a forest comes back from the package with the same answers", () => {
  const forest = fitForest(raw, { trees: 12, minLeaf: 5, seed: 4 });
  const theirs = RandomForestClassifier.load(toMlRandomForest(forest));
  const back = fromMlRandomForest(JSON.parse(JSON.stringify(theirs)), raw);
  assertEquals(back.columns, 25);
  const [ours, again] = [forest, back].map((model) => predictForest(model, raw.X));
  ours.forEach((p, i) => assertAlmostEquals(again[i], p, 1e-12));
});

Deno.test("fromMlRandomForest() finds a tree's columns, and counts the training rows", () => {
  const leaf = (p: number): unknown => ({ distribution: [p === 0 ? [1] : [1 - p, p]] });
  const json = {
    name: "RFClassifier",
    baseModel: {
      indexes: [[2, 0]],
      estimators: [{
        name: "DTClassifier",
        root: {
          splitColumn: 1,
          splitValue: 2.5,
          left: { splitColumn: 0, splitValue: 10, left: leaf(0), right: leaf(1) },
          right: leaf(0.5),
        },
      }],
    },
  };
  const training = made([[1, 0, 9], [2, 0, 9], [2, 0, 11], [3, 0, 9]], [0, 0, 1, 1]);
  const { columns, trees: [tree] } = fromMlRandomForest(json, training);
  assertEquals(columns, 3);
  assertEquals(tree.feature, [0, 2, -1, -1, -1]);
  assertEquals(tree.threshold, [2.5 - 2 ** -51, 10 - 2 ** -49, 0, 0, 0]);
  assertEquals(tree.left, [1, 3, -1, -1, -1]);
  assertEquals(tree.right, [2, 4, -1, -1, -1]);
  assertEquals(tree.weight, [4, 3, 1, 2, 1]);
  [1.5 / 4, 1 / 3, 0.5, 0, 1].forEach((p, node) => assertAlmostEquals(tree.value[node], p, 1e-12));
});

Deno.test("fitMlRandomForest() votes as the package's own forest does", () => {
  const settings = { nEstimators: 7, maxFeatures: 3, seed: 9 };
  const training = drawn(120, 5, 3);
  const model = fitMlRandomForest(training, settings);
  assertEquals(model.trees.length, 7);
  const theirs = new RandomForestClassifier({ ...settings, noOOB: true });
  theirs.train(toRows(training.X), Array.from(training.y));
  assertEquals(
    Array.from(predictByVote(model, training.X), (share) => Number(share > 0.5)),
    theirs.predict(toRows(training.X)),
  );
  assertEquals(fitMlRandomForest(training, settings), model);
  assertEquals(JSON.parse(JSON.stringify(model)), model);
});

Deno.test("fitMlRandomForest() keeps a tree as shallow as it is told", () => {
  const training = drawn(80, 3, 2);
  const { trees } = fitMlRandomForest(training, { nEstimators: 3, maxDepth: 1 });
  for (const { feature } of trees) assertEquals(feature.length, 3);
});

Deno.test("fromMlRandomForest() refuses JSON of another shape", () => {
  const training = drawn(20, 2, 1);
  const withRoot = (root: unknown): unknown => ({
    name: "RFClassifier",
    baseModel: { indexes: [[0, 1]], estimators: [{ root }] },
  });
  const leaf = { distribution: [[0.5, 0.5]] };
  const shapes: readonly [unknown, string][] = [
    [null, "got name undefined"],
    [{ name: "RFRegression", baseModel: {} }, "got name RFRegression"],
    [{ name: "RFClassifier", baseModel: { estimators: [], indexes: [] } }, "0 estimators"],
    [{ name: "RFClassifier", baseModel: { estimators: [{}], indexes: [] } }, "0 indexes"],
    [withRoot(undefined), "two branches"],
    [withRoot({ splitColumn: 0, splitValue: 1, left: leaf }), "two branches"],
    [withRoot({ splitColumn: 0, splitValue: 1, left: leaf, right: 3 }), "two branches"],
    [withRoot({ distribution: 1 }), "share"],
    [withRoot({ distribution: [[0.5, 2]] }), "share"],
  ];
  for (const [json, message] of shapes) {
    assertThrows(() => fromMlRandomForest(json, training), TypeError, message);
  }
  for (const odd of [{ splitColumn: 2, splitValue: 1 }, { splitColumn: 0, splitValue: null }]) {
    const json = withRoot({ ...odd, left: leaf, right: leaf });
    assertThrows(() => fromMlRandomForest(json, training), RangeError, "column");
  }
});

Deno.test("fitMlRandomForest() refuses settings out of range and row weights", () => {
  const training = drawn(20, 4, 1);
  const odd = [
    { nEstimators: 0 },
    { maxFeatures: 0.1 },
    { maxFeatures: 5 },
    { maxFeatures: 2.5 },
    { seed: 0.5 },
    { minNumSamples: 0 },
    { maxDepth: 0 },
    { gainThreshold: -1 },
  ];
  for (const settings of odd) {
    const [name] = Object.keys(settings);
    assertThrows(() => fitMlRandomForest(training, settings), RangeError, name);
  }
  const weights = Float64Array.from(training.y, () => 2);
  assertThrows(() => fitMlRandomForest({ ...training, weights }), RangeError, "has no row weights");
});

Deno.test("fitMlRandomForest() has the defaults that it says it has", () => {
  const training = drawn(40, 3, 5);
  const settings = { nEstimators: 20, maxFeatures: 1, replacement: true, seed: 42 };
  const limits = { minNumSamples: 3, maxDepth: Infinity, gainThreshold: 0.01 };
  const fitted = fitMlRandomForest(training);
  assertEquals(fitted, fitMlRandomForest(training, { ...settings, ...limits }));
  assertEquals(fitted.trees.length, 20);
  for (const other of [{ seed: 43 }, { replacement: false }, { minNumSamples: 12 }]) {
    assert(JSON.stringify(fitMlRandomForest(training, other)) !== JSON.stringify(fitted));
  }
});

Deno.test("toMlRandomForest() writes all that the package itself writes", () => {
  const theirs = new RandomForestClassifier({ nEstimators: 1, noOOB: true });
  theirs.train([[1, 2], [3, 4], [5, 6], [7, 8]], [0, 0, 1, 1]);
  const { baseModel } = JSON.parse(JSON.stringify(theirs));
  const ours = toMlRandomForest(stump).baseModel;
  assertEquals(Object.keys(baseModel).filter((key) => !(key in ours)), []);
  // All columns for each tree, none drawn twice, and every row counted in the vote.
  assertEquals([ours.maxFeatures, ours.replacement, ours.noOOB], [2, false, true]);
});
