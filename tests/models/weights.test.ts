import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { rowWeights } from "heartbook/models/weights.ts";
import { smallTraining, steady, trainingOf } from "./trees.ts";

const y = [0, 0, 0, 1];
const cells = y.map(() => [0]);

Deno.test("rowWeights() is 1 a row when nothing is weighed", () => {
  assertEquals(rowWeights(trainingOf(cells, { y })), Float64Array.of(1, 1, 1, 1));
});

Deno.test("rowWeights() multiplies the weight of a row by that of its class", () => {
  const training = trainingOf(cells, { y, weights: [1, 2, 0, 4] });
  assertEquals(rowWeights(training, [3, 5]), Float64Array.of(3, 6, 0, 20));
});

Deno.test("rowWeights() balanced is n / (2 n of the class)", () => {
  const [healthy, , , diseased] = rowWeights(trainingOf(cells, { y }), "balanced");
  assertAlmostEquals(healthy, 4 / (2 * 3), 1e-12);
  assertAlmostEquals(diseased, 4 / (2 * 1), 1e-12);
});

Deno.test("rowWeights() balanced gives both classes half of the total weight", () => {
  fc.assert(
    fc.property(smallTraining, (training) => {
      const total = training.weights!.reduce((sum, weight) => sum + weight, 0);
      const diseased = rowWeights(training, "balanced")
        .reduce((sum, weight, row) => sum + weight * training.y[row], 0);
      assertAlmostEquals(diseased, total / 2, 1e-12);
    }),
    steady,
  );
});

Deno.test("rowWeights() refuses class weights that are not above 0 or not finite", () => {
  const training = trainingOf(cells, { y });
  assertThrows(() => rowWeights(training, [-1, 1]), RangeError, "class weight of the healthy");
  assertThrows(() => rowWeights(training, [0, 1]), RangeError, "got 0");
  assertThrows(() => rowWeights(training, [1, Infinity]), RangeError, "got Infinity");
});

Deno.test("rowWeights() leaves the training's own weights as they are", () => {
  const training = trainingOf(cells, { y, weights: [1, 2, 3, 4] });
  rowWeights(training, [2, 2]).fill(0);
  assertEquals(training.weights, Float64Array.of(1, 2, 3, 4));
});
