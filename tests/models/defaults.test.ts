/** Each setting that is left out has the value that its comment names, and the value matters. */
import { assert, assertEquals, equal } from "@std/assert";
import { fitBoosting } from "heartbook/models/boosting/boosting.ts";
import { fitIsolationForest } from "heartbook/models/detectors/isolation-forest.ts";
import { fitLocalOutlier } from "heartbook/models/detectors/local-outlier.ts";
import { fitForest } from "heartbook/models/forest/forest.ts";
import { fitLogistic } from "heartbook/models/logistic/logistic.ts";
import { fitMlRandomForest } from "heartbook/models/mljs/forest-fit.ts";
import { fitMlLogisticRegression } from "heartbook/models/mljs/logistic.ts";
import { fitNaiveBayes } from "heartbook/models/naive-bayes/naive-bayes.ts";
import { fitNeighbours } from "heartbook/models/neighbours/neighbours.ts";
import { fitSvm } from "heartbook/models/svm/svm.ts";
import { fitTree } from "heartbook/models/tree/tree.ts";
import type { Training } from "heartbook/types.ts";
import { testDefaults } from "../defaults.ts";
import { uniformTraining } from "./trees.ts";

/** Half the cells whole numbers, so that splits tie and leaves are not pure. */
const training = uniformTraining(80, {
  columns: 3,
  seed: 1,
  change: (x) => x < 0.5 ? Math.round(8 * x) / 8 : x,
});
/** For models that take their time. */
const few: Training = {
  X: { values: training.X.values.slice(0, 30), rows: 10, columns: 3 },
  y: training.y.slice(0, 10),
  columns: training.columns,
};
const early = { earlyStopping: {} };

testDefaults({
  fitTree: {
    work: (settings) => fitTree(training, settings),
    left: {
      maxDepth: [Infinity, 3],
      minLeaf: [1, 2],
      minSplit: [2, 3],
      ccpAlpha: [0, 0.01],
      classWeights: [[1, 1], [1, 2]],
      seed: [0, 1],
    },
  },
  fitForest: {
    work: (settings) => fitForest(training, settings),
    left: {
      trees: [100, 101],
      maxDepth: [Infinity, 2],
      minLeaf: [1, 2],
      minSplit: [2, 3],
      maxFeatures: ["sqrt", 2],
      bootstrap: [true, false],
      seed: [0, 1],
    },
  },
  fitBoosting: {
    work: (settings) => fitBoosting(training, settings),
    left: {
      trees: [100, 101],
      learningRate: [0.1, 0.2],
      maxDepth: [3, 4],
      minLeaf: [1, 2],
      minSplit: [2, 3],
      subsample: [1, 0.5],
      classWeights: [[1, 1], [1, 2]],
    },
  },
  "fitBoosting, rows drawn": {
    work: (settings) => fitBoosting(training, { subsample: 0.5, ...settings }),
    left: { seed: [0, 1] },
  },
  "fitBoosting, stopping early": {
    work: (settings) => fitBoosting(training, { ...early, ...settings }),
    left: { earlyStopping: [{ heldOut: 0.1, patience: 10 }, { heldOut: 0.2, patience: 10 }] },
  },
  fitNeighbours: {
    work: (settings) => fitNeighbours(training, settings),
    given: { k: 5 },
    left: { weights: ["uniform", "distance"] },
  },
  fitLogistic: {
    work: (settings) => fitLogistic(training, settings),
    left: { l2: [0, 1], classWeights: [[1, 1], [1, 2]] },
  },
  fitNaiveBayes: {
    work: (settings) => fitNaiveBayes(training, settings),
    left: { varianceSmoothing: [1e-9, 1e-3], classWeights: [[1, 1], [1, 2]] },
  },
  fitSvm: {
    work: (settings) => fitSvm(training, settings),
    given: { C: 1 },
    left: {
      kernel: ["rbf", "linear"],
      gamma: ["scale", 1],
      classWeights: [[1, 1], [1, 2]],
      seed: [0, 1],
      tolerance: [1e-6, 1e-3],
    },
  },
  fitIsolationForest: {
    work: (settings) => fitIsolationForest(training.X, settings),
    left: { trees: [100, 101], rows: [80, 79], seed: [0, 1] },
  },
  "fitIsolationForest, many rows": {
    work: (settings) =>
      fitIsolationForest(uniformTraining(300, { columns: 2, seed: 2 }).X, {
        trees: 2,
        ...settings,
      }),
    left: { rows: [256, 257] },
  },
  fitLocalOutlier: {
    work: (settings) => fitLocalOutlier(training.X, settings),
    left: { k: [20, 21] },
  },
  fitMlLogisticRegression: {
    work: (settings) => fitMlLogisticRegression(few, settings),
    left: { numSteps: [1000, 999], learningRate: [5e-4, 6e-4] },
  },
  fitMlRandomForest: {
    work: (settings) => fitMlRandomForest(training, { nEstimators: 3, ...settings }),
    left: {
      maxFeatures: [1, 2],
      replacement: [true, false],
      seed: [42, 43],
      minNumSamples: [3, 4],
      maxDepth: [Infinity, 2],
      gainThreshold: [0.01, 0.1],
    },
  },
});

Deno.test("fitNaiveBayes: levels are smoothed by 1 by default", () => {
  const levels: Training = {
    ...training,
    X: {
      values: Float64Array.from(training.X.values, (x) => x < 0.5 ? 0 : 1),
      rows: 80,
      columns: 3,
    },
    columns: training.columns.map(({ feature }) => ({
      ...{ kind: "level", feature, level: "a", fill: "a", mean: 0, scale: 1 } as const,
    })),
  };
  const found = fitNaiveBayes(levels);
  assertEquals(fitNaiveBayes(levels, { smoothing: 1 }), found);
  assert(!equal(fitNaiveBayes(levels, { smoothing: 2 }), found));
});

Deno.test("fitMlRandomForest: twenty trees by default", () => {
  assertEquals(fitMlRandomForest(few).trees.length, 20);
});
