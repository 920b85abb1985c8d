/** Each model names itself where it refuses settings or rows. */
import { assert, assertThrows } from "@std/assert";
import { fitBoosting, fitBoostings } from "heartbook/models/boosting/boosting.ts";
import { fitIsolationForest } from "heartbook/models/detectors/isolation-forest.ts";
import { fitLocalOutlier } from "heartbook/models/detectors/local-outlier.ts";
import { fitMahalanobis } from "heartbook/models/detectors/mahalanobis.ts";
import { fitRobustZ, fitZScore } from "heartbook/models/detectors/z-score.ts";
import { scoreAnomalies } from "heartbook/models/detectors/detector.ts";
import { fitForest, forestGround } from "heartbook/models/forest/forest.ts";
import { fitLogisticBlocks } from "heartbook/models/logistic/blocks.ts";
import {
  elasticNetPath,
  fitElasticNet,
  largestPenalty,
} from "heartbook/models/logistic/elastic-net.ts";
import { fitLogistic, logisticCovariance } from "heartbook/models/logistic/logistic.ts";
import { fitMlRandomForest } from "heartbook/models/mljs/forest-fit.ts";
import { fitMlLogisticRegression } from "heartbook/models/mljs/logistic.ts";
import { type Model, predict } from "heartbook/models/model.ts";
import { fitNaiveBayes } from "heartbook/models/naive-bayes/naive-bayes.ts";
import { fitNeighbours } from "heartbook/models/neighbours/neighbours.ts";
import { fitPrevalence, predictPrevalence } from "heartbook/models/prevalence.ts";
import { fitSvm } from "heartbook/models/svm/svm.ts";
import { fitTree } from "heartbook/models/tree/tree.ts";
import type { Matrix, Training } from "heartbook/types.ts";
import { trainingOf, uniformTraining } from "./trees.ts";

const good = uniformTraining(12, { columns: 2, seed: 4 });
const oneClass: Training = { ...good, y: new Uint8Array(12) };

// deno-lint-ignore no-explicit-any -- each model has settings of its own
type Fit = (training: Training, settings: any) => Model;

/** Settings that are taken, and some that are not with the words about them. */
const models: Readonly<Record<string, readonly [Fit, good: object, bad: object, said: string]>> = {
  tree: [fitTree, {}, { minLeaf: 0 }, "minLeaf: expected a whole number of 1 or more, got 0"],
  forest: [fitForest, { trees: 1 }, { trees: 0 }, "trees: expected a whole number"],
  boosting: [fitBoosting, { trees: 1 }, { learningRate: 0 }, "learningRate: expected"],
  neighbours: [fitNeighbours, { k: 1 }, { k: 0 }, "k: expected a whole number"],
  logistic: [fitLogistic, { l2: 1 }, { l2: -1 }, "l2: expected a finite number of 0 or more"],
  "elastic net": [
    fitElasticNet,
    { penalty: 1, l1Ratio: 0.5 },
    { penalty: 1, l1Ratio: 2 },
    "l1Ratio: expected a number in 0 to 1, got 2",
  ],
  "naive Bayes": [fitNaiveBayes, {}, { smoothing: 0 }, "smoothing: expected"],
  svm: [fitSvm, { C: 1 }, { C: 0 }, "C: expected a finite number above 0, got 0"],
};

for (const [name, [fit, settings, bad, said]] of Object.entries(models)) {
  Deno.test(`${name}: begins what it refuses with its name`, () => {
    assertThrows(() => fit(good, bad), RangeError, `${name}: ${said}`);
    const unknown = { ...settings, taste: 1 };
    assertThrows(() => fit(good, unknown), RangeError, `${name}: taste: expected a setting of`);
    const both = `${name}: expected both outcomes among the 12 training rows, got only 0`;
    assertThrows(() => fit(oneClass, settings), RangeError, both);
    // A converted logistic model tells of itself as a logistic one.
    const model = fit(good, settings), own = model.kind === "logistic" ? "logistic" : name;
    const wide: Matrix = { values: new Float64Array(3), rows: 1, columns: 3 };
    assertThrows(() => predict(model, wide), TypeError, `${own}: expected 2 columns, got 3`);
  });
}

Deno.test("boosting: refuses what is wrong in early stopping, and in any of several settings", () => {
  const refuse = (earlyStopping: object, message: string): void => {
    assertThrows(() => fitBoosting(good, { earlyStopping }), RangeError, message);
  };
  refuse({ patience: 0 }, "boosting: earlyStopping: patience: expected a whole number of 1 or");
  refuse({ heldout: 0.1 }, "boosting: earlyStopping: heldout: expected a setting of heldOut");
  refuse({ heldOut: 0 }, "boosting: heldOut: expected a share between 0 and 1, got 0");
  refuse({ heldOut: 1 }, "boosting: heldOut: expected a share between 0 and 1, got 1");
  assertThrows(
    () => fitBoostings(good, [{ trees: 1 }, { trees: 0 }]),
    RangeError,
    "boosting: trees: expected",
  );
});

Deno.test("svm: has no gamma with the linear kernel", () => {
  const message = "svm: gamma: expected no gamma with the linear kernel, got 1";
  assertThrows(() => fitSvm(good, { C: 1, kernel: "linear", gamma: 1 }), RangeError, message);
  fitSvm(good, { C: 1, kernel: "rbf", gamma: 1 });
});

Deno.test("forest: tries no more columns than there are", () => {
  const message = "forest: maxFeatures: expected at most 2, the number of columns, got 3";
  assertThrows(() => fitForest(good, { maxFeatures: 3 }), RangeError, message);
  fitForest(good, { maxFeatures: 2, trees: 1 });
  assertThrows(() => forestGround(good, { trees: 0 }), RangeError, "forest: trees: expected");
  assertThrows(() => forestGround(oneClass, {}), RangeError, "forest: expected both outcomes");
});

Deno.test("logistic and elastic net: name themselves in covariance, blocks and paths", () => {
  const model = fitLogistic(good, { l2: 1 });
  assertThrows(() => logisticCovariance(model, oneClass), RangeError, "logistic: expected both");
  const wide = trainingOf([[1], [2]], { y: [0, 1] });
  assertThrows(() => logisticCovariance(model, wide), TypeError, "logistic: expected 2 columns");
  const blocks = (sample: Training) => ({ blocks: () => [], weight: 12, sample });
  assertThrows(() => fitLogisticBlocks(blocks(oneClass)), RangeError, "logistic: expected both");
  assertThrows(() => fitLogisticBlocks(blocks(good), { l2: -1 }), RangeError, "logistic: l2:");
  assertThrows(
    () => largestPenalty(oneClass, { l1Ratio: 1 }),
    RangeError,
    "elastic net: expected both outcomes",
  );
  for (
    const [options, message] of [
      [{ l1Ratio: 0, points: 2 }, "elastic net: expected l1Ratio above 0 and at most 1"],
      [{ l1Ratio: 1.1, points: 2 }, "elastic net: expected l1Ratio above 0 and at most 1"],
      [{ l1Ratio: 1, points: 1 }, "elastic net: expected 2 or more points, got 1"],
      [{ l1Ratio: 1, points: 2.5 }, "elastic net: expected 2 or more points, got 2.5"],
      [{ l1Ratio: 1, points: 2, smallest: 0 }, "expected smallest to be between 0 and 1, got 0"],
      [{ l1Ratio: 1, points: 2, smallest: 1 }, "expected smallest to be between 0 and 1, got 1"],
    ] as const
  ) {
    assertThrows(() => elasticNetPath(good, options), RangeError, message);
  }
});

Deno.test("the models of ml.js: name the package, each setting out of range, and row weights", () => {
  const weighted = { ...good, weights: new Float64Array(12).fill(2) };
  for (
    const [settings, said] of [
      [{ nEstimators: 0 }, "nEstimators out of range, got 0"],
      [{ nEstimators: 1.5 }, "nEstimators out of range, got 1.5"],
      [{ maxFeatures: 0.4 }, "maxFeatures out of range, got 0.4"],
      [{ maxFeatures: 3 }, "maxFeatures out of range, got 3"],
      [{ maxFeatures: 1.5 }, "maxFeatures out of range, got 1.5"],
      [{ seed: 0.5 }, "seed out of range, got 0.5"],
      [{ minNumSamples: 0 }, "minNumSamples out of range, got 0"],
      [{ maxDepth: 0 }, "maxDepth out of range, got 0"],
      [{ gainThreshold: -1 }, "gainThreshold out of range, got -1"],
    ] as const
  ) {
    const message = `ml-random-forest: ${said}`;
    assertThrows(() => fitMlRandomForest(good, settings), RangeError, message);
  }
  fitMlRandomForest(good, {
    ...{ nEstimators: 1, maxFeatures: 0.5, minNumSamples: 1, maxDepth: 1, gainThreshold: 0 },
  });
  fitMlRandomForest(good, { nEstimators: 1, maxFeatures: 2 });
  for (
    const [name, fit] of [
      ["ml-random-forest", fitMlRandomForest],
      ["ml-logistic-regression", fitMlLogisticRegression],
    ] as const
  ) {
    assertThrows(() => fit(oneClass), RangeError, `${name}: expected both outcomes`);
    assertThrows(() => fit(weighted), RangeError, `${name}: `);
  }
});

const bad: Matrix = { values: Float64Array.of(1, NaN), rows: 2, columns: 1 };

Deno.test("prevalence: names itself, and takes one class but not none", () => {
  const spoiled: Training = { ...trainingOf([[1], [2]], { y: [0, 1] }), X: bad };
  assertThrows(() => fitPrevalence(spoiled), RangeError, "prevalence: expected a finite number");
  const model = { kind: "prevalence", p: 0.5 } as const;
  assertThrows(() => predictPrevalence(model, bad), RangeError, "prevalence: expected");
  const nobody = trainingOf([[1]], { y: [1], weights: [0] });
  assertThrows(() => fitPrevalence(nobody), RangeError, "prevalence: expected at least one");
});

Deno.test("detectors: name themselves in learning and in scoring", () => {
  const X: Matrix = { values: Float64Array.of(1, 2, 4, 8), rows: 4, columns: 1 };
  for (
    const [name, fit] of [
      ["z-score", fitZScore],
      ["robust z-score", fitRobustZ],
      ["Mahalanobis", fitMahalanobis],
      ["isolation forest", fitIsolationForest],
      ["local outlier factor", (X: Matrix) => fitLocalOutlier(X, { k: 1 })],
    ] as const
  ) {
    const message = `${name}: expected a finite number, got NaN in row 1, column 0`;
    assertThrows(() => fit(bad), RangeError, message);
    assertThrows(() => scoreAnomalies(fit(X), bad), RangeError, message);
    const none = `${name}: expected rows of 1 cells, got 0 cells for 0 rows`;
    assertThrows(() => fit({ values: new Float64Array(), rows: 0, columns: 1 }), TypeError, none);
    const short = `${name}: expected rows of 1 cells, got 1 cells for 2 rows`;
    assertThrows(() => fit({ values: new Float64Array(1), rows: 2, columns: 1 }), TypeError, short);
    const narrow = `${name}: expected 1 columns, got 0`;
    assertThrows(() => fit({ values: new Float64Array(), rows: 2, columns: 0 }), TypeError, narrow);
    assert(scoreAnomalies(fit(X), { ...X, values: X.values.slice(0, 1), rows: 1 }).length === 1);
  }
});

Deno.test("isolation forest: names the setting, with both ends of what it takes", () => {
  const X: Matrix = { values: Float64Array.of(1, 2, 4, 8), rows: 4, columns: 1 };
  fitIsolationForest(X, { trees: 1, rows: 2 });
  fitIsolationForest(X, { trees: 1, rows: 4 });
  const trees = "isolation forest: expected trees from 1 to 1000000, got ";
  const rows = "isolation forest: expected rows of each tree from 2 to 4, got ";
  for (
    const [settings, message] of [
      [{ trees: 0 }, `${trees}0`],
      [{ trees: 1.5 }, `${trees}1.5`],
      [{ trees: 1_000_001 }, `${trees}1000001`],
      [{ rows: 1 }, `${rows}1`],
      [{ rows: 5 }, `${rows}5`],
    ] as const
  ) {
    assertThrows(() => fitIsolationForest(X, settings), RangeError, message);
  }
  const single = { values: Float64Array.of(1), rows: 1, columns: 1 };
  assertThrows(() => fitIsolationForest(single), RangeError, "expected at least 2 rows, got 1");
});

Deno.test("local outlier factor: takes from one neighbour to all other rows", () => {
  const X: Matrix = { values: Float64Array.of(1, 2, 4, 8), rows: 4, columns: 1 };
  fitLocalOutlier(X, { k: 1 });
  fitLocalOutlier(X, { k: 3 });
  for (const k of [0, 4, 1.5]) {
    const message = `local outlier factor: expected k from 1 to below the 4 rows, got ${k}`;
    assertThrows(() => fitLocalOutlier(X, { k }), RangeError, message);
  }
});
