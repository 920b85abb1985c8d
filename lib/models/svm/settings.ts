/** The settings of a support vector machine. */

import type { Training } from "../../types.ts";
import { demand } from "../../demand.ts";
import {
  above,
  type AllowedSettings,
  checkAllowed,
  checkedWithData,
  from,
  needed,
  oneOf,
  or,
  whole,
} from "../allowed.ts";
import type { Kernel } from "./kernel.ts";
import { type ClassWeights, rowWeights } from "../weights.ts";
import { square } from "../../stats/moments.ts";

export interface SvmSettings {
  /** The cost of a patient on the wrong side, above 0: the smaller, the smoother the boundary. */
  readonly C: number;
  /** Default `"rbf"`. */
  readonly kernel?: "rbf" | "linear";
  /**
   * How fast the kernel falls with distance, above 0, for the RBF kernel only. Default `"scale"`,
   * which is 1 / (columns · variance of all cells of the matrix).
   */
  readonly gamma?: number | "scale";
  readonly classWeights?: ClassWeights;
  /** Seed of the folds for calibrating the probabilities; default 0. */
  readonly seed?: number;
  /**
   * Tolerance of the optimality conditions, in units of the decision value, 1e-12 or more; default
   * 1e-6 (libsvm's is 1e-3).
   */
  readonly tolerance?: number;
}

/** The kernel of the settings, given the training data for `"scale"`. */
export function kernelOf(
  { kernel = "rbf", gamma = "scale" }: SvmSettings,
  training: Training,
): Kernel {
  if (kernel === "linear") return { kind: "linear" };
  return { kind: "rbf", gamma: gamma === "scale" ? scaledGamma(training) : gamma };
}

/** As in scikit-learn; a row of weight 2 equals a duplicate. */
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
    squares += weights[Math.floor(cell / columns)] * square(values[cell] - sum / all);
  }
  const variance = squares / all;
  return variance > 0 ? 1 / (columns * variance) : 1;
}

/** The allowed values of each setting. */
export const svmAllowed: AllowedSettings<SvmSettings> = {
  C: needed(above(0)),
  kernel: oneOf("rbf", "linear"),
  gamma: or("scale", above(0)),
  classWeights: checkedWithData,
  seed: whole(0),
  tolerance: from(1e-12),
};

/** Throws a `RangeError` that names the setting out of range. */
export function checkSvmSettings(settings: SvmSettings): void {
  checkAllowed("svm", settings, svmAllowed);
  const { kernel, gamma } = settings;
  const field = "svm: gamma";
  const expected = "no gamma with the linear kernel";
  demand(gamma === undefined || kernel !== "linear", { field, expected, got: gamma });
}
