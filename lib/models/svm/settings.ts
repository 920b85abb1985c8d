/** What a support vector machine can be told. */

import type { Training } from "../../types.ts";
import type { Kernel } from "./kernel.ts";
import { type ClassWeights, rowWeights } from "../weights.ts";

export interface SvmSettings {
  /** What a patient on the wrong side costs, above 0: the smaller, the smoother the border. */
  readonly C: number;
  /** `"rbf"` when absent. */
  readonly kernel?: "rbf" | "linear";
  /**
   * How fast likeness falls with distance, above 0, for the RBF kernel alone. `"scale"`, the
   * default, is 1 / (columns · variance of all cells of the matrix).
   */
  readonly gamma?: number | "scale";
  readonly classWeights?: ClassWeights;
  /** Draws the folds that the probabilities are calibrated on; 0 when absent. */
  readonly seed?: number;
  /**
   * How far the optimality conditions may be from met, in units of the decision value, 1e-12 or
   * more; 1e-6 when absent, where libsvm's is 1e-3.
   */
  readonly tolerance?: number;
}

/** The kernel that the settings ask for, given the training that `"scale"` looks at. */
export function kernelOf(
  { kernel = "rbf", gamma = "scale" }: SvmSettings,
  training: Training,
): Kernel {
  if (kernel === "linear") return { kind: "linear" };
  return { kind: "rbf", gamma: gamma === "scale" ? scaledGamma(training) : gamma };
}

/** scikit-learn's, where a row of weight 2 stays the same as a duplicate. */
function scaledGamma(training: Training): number {
  const { values, columns } = training.X;
  const weights = rowWeights(training);
  let all = 0, sum = 0, squares = 0;
  for (let cell = 0; cell < values.length; cell++) {
    const weight = weights[Math.floor(cell / columns)];
    all += weight;
    sum += weight * values[cell];
  }
  for (let cell = 0; cell < values.length; cell++) {
    squares += weights[Math.floor(cell / columns)] * (values[cell] - sum / all) ** 2;
  }
  const variance = squares / all;
  return variance > 0 ? 1 / (columns * variance) : 1;
}

/** Throws a `RangeError` that names the setting which is out of its range. */
export function checkSvmSettings(
  { C, kernel = "rbf", gamma, tolerance = 1e-6 }: SvmSettings,
): void {
  const positive = (name: string, value: number): void => {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`svm: expected ${name} to be a finite number above 0, got ${value}`);
    }
  };
  positive("C", C);
  positive("tolerance", tolerance);
  if (tolerance < 1e-12) {
    throw new RangeError(`svm: expected a tolerance that rounding can meet, got ${tolerance}`);
  }
  if (kernel !== "rbf" && kernel !== "linear") {
    throw new RangeError(`svm: expected kernel to be "rbf" or "linear", got ${kernel}`);
  }
  if (gamma !== undefined && kernel === "linear") {
    throw new RangeError(`svm: expected no gamma beside the linear kernel, got ${gamma}`);
  }
  if (gamma !== undefined && gamma !== "scale") positive("gamma", gamma);
}
