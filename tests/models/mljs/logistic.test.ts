import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { fitElasticNet } from "heartbook/models/logistic/elastic-net.ts";
import { fitLogistic, predictLogistic } from "heartbook/models/logistic/logistic.ts";
import {
  fitMlLogisticRegression,
  fromMlLogisticRegression,
  toMlLogisticRegression,
  toMlMatrix,
} from "heartbook/models/mljs/logistic.ts";
import LogisticRegression from "ml-logistic-regression";
import { assertClose, drawn, made, prepared } from "../trainings.ts";

const patients = prepared(readHeart(), { numbers: "standardised", levels: "all" });

Deno.test("toMlLogisticRegression() makes one classifier per class, the intercept last", () => {
  const model = { kind: "logistic", intercept: 3, weights: [1, -2], converged: true } as const;
  assertEquals(toMlLogisticRegression(model), {
    name: "LogisticRegression",
    numberClasses: 2,
    classifiers: [{ weights: [[1, -2, 3]] }, { weights: [[-1, 2, -3]] }],
  });
});

Deno.test("toMlMatrix() adds a column of ones", () => {
  const X = { values: Float64Array.of(1, 2, 3, 4), rows: 2, columns: 2 };
  assertEquals(toMlMatrix(X).to2DArray(), [[1, 2, 1], [3, 4, 1]]);
});

Deno.test("the package predicts our class for every patient, from JSON text too", () => {
  const models = [
    fitLogistic(patients, { l2: 1 }),
    fitLogistic(patients, { l2: 0.01, classWeights: "balanced" }),
    fitElasticNet(patients, { penalty: 10, l1Ratio: 1 }),
  ];
  for (const model of models) {
    const ours = Array.from(predictLogistic(model, patients.X), (p) => Number(p >= 0.5));
    const json = toMlLogisticRegression(model);
    for (const each of [json, JSON.parse(JSON.stringify(json))]) {
      assertEquals(LogisticRegression.load(each).predict(toMlMatrix(patients.X)), ours);
    }
  }
});

Deno.test("a model comes back from the package as it went, but for what the JSON cannot say", () => {
  const model = fitLogistic(patients, { l2: 1 });
  const theirs = LogisticRegression.load(toMlLogisticRegression(model));
  const back = fromMlLogisticRegression(JSON.parse(JSON.stringify(theirs)));
  assertEquals(back.intercept, model.intercept);
  assertEquals(back.weights, model.weights);
  assertEquals(back.converged, false);
  assert(back.warning?.includes("ml-logistic-regression"));
});

Deno.test("fitMlLogisticRegression() makes the steps of gradient descent and no more", () => {
  const training = made([[1], [2], [-1]], [1, 0, 0]);
  const { intercept, weights } = fitMlLogisticRegression(training, {
    numSteps: 1,
    learningRate: 0.1,
  });
  // From zero every p is 1/2: the step is the learning rate times the sum of (y - 1/2) x.
  assertAlmostEquals(weights[0], 0.1 * (0.5 - 1 + 0.5), 1e-12);
  assertAlmostEquals(intercept, 0.1 * (0.5 - 0.5 - 0.5), 1e-12);
});

Deno.test("fitMlLogisticRegression() nears the optimum with enough steps, and says the same classes", () => {
  const training = drawn(40, 2, 1);
  const exact = fitLogistic(training);
  const near = fitMlLogisticRegression(training, { numSteps: 2000, learningRate: 0.05 });
  assertClose([near.intercept, ...near.weights], [exact.intercept, ...exact.weights], 1e-6);
  assertEquals(near.converged, false);

  const few = fitMlLogisticRegression(patients, { numSteps: 20 });
  const theirs = new LogisticRegression({ numSteps: 20, learningRate: 5e-4 });
  const y = toMlMatrix({ values: Float64Array.from(patients.y), rows: 303, columns: 1 });
  theirs.train(toMlMatrix(patients.X), y.subMatrixColumn([0]));
  assertEquals(
    Array.from(predictLogistic(few, patients.X), (p) => Number(p >= 0.5)),
    theirs.predict(toMlMatrix(patients.X)),
  );
});

Deno.test("fromMlLogisticRegression() refuses what is not two classes of finite weights", () => {
  const good = toMlLogisticRegression(fitLogistic(drawn(30, 2, 1)));
  const bad: readonly [unknown, string][] = [
    [null, "got name undefined"],
    ["LogisticRegression", "got name undefined"],
    [{ ...good, name: "RFClassifier" }, "got name RFClassifier"],
    [{ ...good, numberClasses: 3 }, "numberClasses 3"],
    [{ ...good, classifiers: good.classifiers.slice(1) }, "1 classifiers"],
    [{ ...good, classifiers: [{}, {}] }, "got 0 and 0"],
    [{ ...good, classifiers: [{ weights: [[1, 2]] }, { weights: [[1]] }] }, "got 2 and 1"],
    [{ ...good, classifiers: [{ weights: [[1, null]] }, { weights: [[1, 2]] }] }, "got null"],
    [{ ...good, classifiers: [{ weights: [[1, "2"]] }, { weights: [[1, 2]] }] }, "got 2"],
  ];
  for (const [json, message] of bad) {
    assertThrows(() => fromMlLogisticRegression(json), TypeError, message);
  }
});

Deno.test("fitMlLogisticRegression() refuses settings out of range and row weights", () => {
  const training = drawn(20, 2, 1);
  for (const numSteps of [0, 1.5, NaN]) {
    assertThrows(() => fitMlLogisticRegression(training, { numSteps }), RangeError, "numSteps");
  }
  for (const learningRate of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => fitMlLogisticRegression(training, { learningRate }),
      RangeError,
      "learningRate",
    );
  }
  const weights = new Float64Array(20).fill(1);
  assertEquals(fitMlLogisticRegression({ ...training, weights }, { numSteps: 5 }).kind, "logistic");
  weights[7] = 2;
  assertThrows(() => fitMlLogisticRegression({ ...training, weights }), RangeError, "2 in row 7");
});
