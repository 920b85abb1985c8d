import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import {
  type BoostingModel,
  type BoostingSettings,
  fitBoosting,
  fitBoostings,
  predictBoosting,
} from "heartbook/models/boosting/boosting.ts";
import { holdOut } from "heartbook/models/boosting/rows.ts";
import { newtonSteps } from "heartbook/models/boosting/loss.ts";
import { leafOf } from "heartbook/models/tree/nodes.ts";
import type { Training } from "heartbook/types.ts";
import reference from "../../reference/trees.json" with { type: "json" };
import { heart, rowsOf, smallTraining, steady, trainingOf, uniformTraining } from "../trees.ts";

const firstTrees = (model: BoostingModel, count: number): BoostingModel => ({
  ...model,
  trees: model.trees.slice(0, count),
});

Deno.test("fitBoosting() starts at the log odds of disease and takes Newton steps from there", () => {
  const training = trainingOf([[1], [2], [3], [4]], { y: [0, 1, 1, 1] });
  const model = fitBoosting(training, { trees: 1, maxDepth: 1, learningRate: 0.5 });
  assertAlmostEquals(model.start, Math.log(3), 1e-12);
  const [tree] = model.trees;
  assertEquals(tree.threshold[0], 1.5);
  // p is 3/4: left y - p is -3/4, right 3 times 1/4, and p (1 - p) is 3/16 a row.
  assertAlmostEquals(tree.value[0], 0, 1e-12);
  assertAlmostEquals(tree.value[1], 0.5 * -4, 1e-12);
  assertAlmostEquals(tree.value[2], 0.5 * 4 / 3, 1e-12);
  const p = predictBoosting(model, training.X);
  assertAlmostEquals(p[0], 1 / (1 + Math.exp(2) / 3), 1e-12);
});

Deno.test("fitBoosting() weighs rows and classes alike", () => {
  const weights = Float64Array.from(heart.y, (y) => y === 1 ? 3 : 1);
  const settings = { trees: 5 };
  assertEquals(
    fitBoosting(heart, { ...settings, classWeights: [1, 3] }),
    fitBoosting({ ...heart, weights }, settings),
  );
});

Deno.test("fitBoosting() grows no deeper than maxDepth, default 3", () => {
  const most = (model: BoostingModel): number =>
    Math.max(...model.trees.map(({ feature }) => feature.length));
  assertEquals(most(fitBoosting(heart, { trees: 5 })), 15);
  assertEquals(most(fitBoosting(heart, { trees: 5, maxDepth: 1 })), 3);
});

Deno.test("fitBoosting() stops early where more trees would only fit noise", () => {
  const { X, columns } = uniformTraining(300, { columns: 3, seed: 1 });
  const noise: Training = { X, columns, y: uniformTraining(300, { columns: 3, seed: 2 }).y };
  const earlyStopping = { heldOut: 0.3, patience: 5 };
  const short = fitBoosting(noise, { trees: 200, earlyStopping });
  assert(short.trees.length < 50);
  // What it keeps is the beginning of what it would have grown.
  const long = fitBoosting(noise, { trees: 200, earlyStopping: { heldOut: 0.3, patience: 200 } });
  assertEquals(firstTrees(long, short.trees.length), short);
  const useful = fitBoosting(heart, { trees: 200, earlyStopping });
  assert(useful.trees.length > 10);
});

Deno.test("fitBoosting() learns nothing from rows held out but when to stop", () => {
  const weights = new Float64Array(heart.X.rows).fill(1);
  const { heldOut } = holdOut({ y: heart.y, weights }, { share: 0.2, seed: 0 });
  const values = heart.X.values.map((x, cell) =>
    heldOut[Math.floor(cell / heart.X.columns)] > 0 ? 1.01 * x : x
  );
  const settings = { trees: 20, earlyStopping: { heldOut: 0.2, patience: 20 } };
  const changed = fitBoosting({ ...heart, X: { ...heart.X, values } }, settings);
  const whole = fitBoosting(heart, settings);
  const alike = Math.min(changed.trees.length, whole.trees.length);
  assert(alike > 0);
  assertEquals(firstTrees(changed, alike), firstTrees(whole, alike));
});

Deno.test("fitBoosting() tells of every tree, and stops when told to", () => {
  const steps: number[][] = [];
  const progress = (done: number, total: number): void => void steps.push([done, total]);
  fitBoosting(heart, { trees: 3 }, { progress });
  assertEquals(steps, [[1, 3], [2, 3], [3, 3]]);
  const signal = AbortSignal.abort(new Error("enough"));
  assertThrows(() => fitBoosting(heart, {}, { signal }), Error, "enough");
});

Deno.test("fitBoosting() refuses settings out of range and data without both outcomes", () => {
  const refuse = (settings: BoostingSettings, message: string): void => {
    assertThrows(() => fitBoosting(heart, settings), RangeError, message);
  };
  refuse({ trees: 0 }, "boosting: trees: expected a whole number of 1 or more, got 0");
  refuse({ learningRate: 0 }, "boosting: learningRate: expected a number above 0 and at most 1");
  refuse({ subsample: 1.1 }, "boosting: subsample: expected a number above 0 and at most 1");
  refuse({ maxDepth: 0 }, "boosting: maxDepth: expected a whole number of 1 or more, or Infinity");
  refuse({ earlyStopping: { heldOut: 1 } }, "boosting: heldOut: expected a share between 0 and 1");
  refuse(
    { earlyStopping: { patience: 0 } },
    "boosting: earlyStopping: patience: expected a whole number",
  );
  const healthy = trainingOf([[1], [2]], { y: [0, 0] });
  assertThrows(() => fitBoosting(healthy), RangeError, "boosting: expected both outcomes");
  const rare = trainingOf([[1], [2], [3]], { y: [0, 0, 1] });
  assertThrows(
    () => fitBoosting(rare, { earlyStopping: {} }),
    RangeError,
    "boosting: expected 2 or more rows of outcome 1",
  );
});

Deno.test("fitBoosting() steps in each leaf to where one Newton step from the leaf's rows leads", () => {
  fc.assert(
    fc.property(smallTraining, (training) => {
      const { X, y } = training, weights = training.weights!;
      const model = fitBoosting(training, { trees: 3 });
      const cells = Float32Array.from(X.values);
      model.trees.forEach((tree, trees) => {
        const p = predictBoosting(firstTrees(model, trees), X);
        tree.feature.forEach((feature, leaf) => {
          if (feature >= 0) return;
          let slope = 0, curvature = 0;
          for (let row = 0; row < X.rows; row++) {
            if (leafOf(tree, cells, row * X.columns) !== leaf) continue;
            slope += weights[row] * (y[row] - p[row]);
            curvature += weights[row] * p[row] * (1 - p[row]);
          }
          assertAlmostEquals(tree.value[leaf], 0.1 * slope / curvature, 1e-12);
        });
      });
    }),
    steady,
  );
});

Deno.test("fitBoosting() has scikit-learn's probabilities after 1, 5 and 10 trees", () => {
  const [first, last] = [1, 10];
  const compare = (
    { training, settings }: { training: Training; settings: BoostingSettings },
    stages: readonly (readonly number[])[],
  ): void => {
    const model = fitBoosting(training, { ...settings, trees: last });
    [first, 5, last].forEach((trees, stage) => {
      const p = predictBoosting(firstTrees(model, trees), training.X);
      stages[stage].forEach((each, row) => assertAlmostEquals(p[row], each, 1e-12));
    });
  };
  for (const { settings, stages } of reference.boosting) {
    compare({ training: heart, settings }, stages);
  }
  const training = uniformTraining(600, { columns: 5, seed: 1 });
  compare({ training, settings: {} }, reference.uniformBoosting);
});

Deno.test("fitBoosting() lowers the log loss on its training rows with every tree", () => {
  const model = fitBoosting(heart, { trees: 30 });
  const losses = Array.from(
    { length: 31 },
    (_, trees) =>
      predictBoosting(firstTrees(model, trees), heart.X)
        .reduce((sum, p, row) => sum - Math.log(heart.y[row] === 1 ? p : 1 - p), 0),
  );
  losses.forEach((loss, trees) => assert(trees === 0 || loss < losses[trees - 1]));
});

Deno.test("fitBoosting() stays finite where the outcomes are parted perfectly", () => {
  const training = trainingOf([[1], [2], [3], [4]], { y: [0, 0, 1, 1] });
  const model = fitBoosting(training, { trees: 300, learningRate: 1 });
  const p = predictBoosting(model, training.X);
  assert(p.every((each) => each >= 0 && each <= 1));
  assert(p[0] < 1e-6 && p[3] > 1 - 1e-6);
});

Deno.test("fitBoosting() takes weight 2 for a duplicate", () => {
  const weights = Float64Array.from(heart.y, (_, row) => 1 + row % 3);
  const copies = Array.from(heart.y.keys()).flatMap((row) => Array<number>(weights[row]).fill(row));
  const p = predictBoosting(fitBoosting({ ...heart, weights }, { trees: 10 }), heart.X);
  const q = predictBoosting(fitBoosting(rowsOf(heart, copies), { trees: 10 }), heart.X);
  p.forEach((each, row) => assertAlmostEquals(each, q[row], 1e-12));
});

Deno.test("fitBoosting() gives plain JSON, the same each time, and changes nothing it was given", () => {
  fc.assert(
    fc.property(smallTraining, fc.nat(), (training, seed) => {
      const before = structuredClone(training);
      const settings = { trees: 4, seed, subsample: 0.7 };
      const model = fitBoosting(training, settings);
      assertEquals(JSON.parse(JSON.stringify(model)), model);
      assertEquals(fitBoosting(training, settings), model);
      assert(predictBoosting(model, training.X).every((p) => p >= 0 && p <= 1));
      assertEquals(training, before);
    }),
    steady,
  );
});

Deno.test("fitBoostings() gives each of the settings what fitBoosting() gives it alone", () => {
  const settings = [
    { trees: 5, maxDepth: 1, subsample: 0.5, seed: 3 },
    { trees: 12, maxDepth: 1, subsample: 0.5, seed: 3 },
    { trees: 8, maxDepth: 2 },
    { trees: 30, maxDepth: 2, earlyStopping: { heldOut: 0.2 } },
    { trees: 60, maxDepth: 2, earlyStopping: { heldOut: 0.2 } },
  ];
  assertEquals(
    fitBoostings(heart, settings),
    settings.map((each) => fitBoosting(heart, each)),
  );
});

Deno.test("newtonSteps() by hand: a branch steps as all rows below it would", () => {
  const tree = {
    feature: [0, -1, -1],
    threshold: [1.5, 0, 0],
    left: [1, -1, -1],
    right: [2, -1, -1],
    value: [0, 0, 0],
    weight: [3, 1, 2],
  };
  const [root, left, right] = newtonSteps(tree, {
    residuals: Float64Array.of(0.5, 0.25),
    weights: Float64Array.of(1, 2),
    leaves: Int32Array.of(1, 2),
  });
  // Slopes 0.5 and 2 times 0.25; curvatures 0.5 times 0.5, and 2 times 0.25 times 0.75.
  assertAlmostEquals(left, 0.5 / 0.25, 1e-12);
  assertAlmostEquals(right, 0.5 / 0.375, 1e-12);
  assertAlmostEquals(root, 1 / 0.625, 1e-12);
});

Deno.test("fitBoosting() keeps no tree that changes nothing for the patients held out", () => {
  const training = trainingOf(Array.from({ length: 40 }, () => [1]), {
    y: Array.from({ length: 40 }, (_, i) => i % 2),
  });
  const { trees } = fitBoosting(training, {
    trees: 30,
    earlyStopping: { heldOut: 0.5, patience: 3 },
  });
  assertEquals(trees, []);
});
