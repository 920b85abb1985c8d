/** Weights of training rows. */

import type { Training } from "../types.ts";

/** Weights for the classes: first the healthy, then the diseased. */
export type ClassWeights = "balanced" | readonly [healthy: number, diseased: number];

/**
 * One weight per row: its own weight times its class weight.
 *
 * `"balanced"` gives both classes the same total: n / (2 · n of the class), where n counts weight
 * rather than rows, so that a row of weight 2 equals a duplicate. Without row weights
 * this is scikit-learn's `class_weight="balanced"`.
 *
 * A class weight that is not finite or not above 0 is a `RangeError`. The result is a new array and
 * may be written to.
 *
 * @example
 * ```ts
 * import { rowWeights } from "heartbook/models/weights.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: new Float64Array(4), rows: 4, columns: 1 },
 *   y: Uint8Array.of(0, 0, 0, 1),
 *   columns: [],
 * };
 * assertEquals(rowWeights(training, [1, 5]), Float64Array.of(1, 1, 1, 5));
 * assertEquals(rowWeights(training, "balanced")[3], 2);
 * ```
 */
export function rowWeights(
  training: Pick<Training, "y" | "weights">,
  classWeights: ClassWeights = [1, 1],
): Float64Array {
  const { y } = training;
  const weights = training.weights
    ? new Float64Array(training.weights)
    : new Float64Array(y.length).fill(1);
  const perClass = classWeights === "balanced" ? balanced(weights, y) : classWeights;
  const healthy = perClass[0], diseased = perClass[1];
  checkClassWeight("healthy", healthy);
  checkClassWeight("diseased", diseased);
  for (let i = 0; i < weights.length; i++) weights[i] *= y[i] === 1 ? diseased : healthy;
  return weights;
}

function checkClassWeight(name: string, weight: number): void {
  if (weight > 0 && weight < Infinity) return;
  throw new RangeError(
    `class weight of the ${name}: expected a finite number above 0, got ${weight}`,
  );
}

function balanced(weights: Float64Array, y: Uint8Array): [number, number] {
  const totals = [0, 0];
  for (let i = 0; i < y.length; i++) totals[y[i]] += weights[i];
  const half = (totals[0] + totals[1]) / 2;
  return [half / totals[0], half / totals[1]];
}
