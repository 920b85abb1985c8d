/** From decision values to probabilities: Platt's sigmoid. */

import { fitLogistic } from "../logistic/logistic.ts";
import { sigmoid } from "../../stats/log-odds.ts";

/** p = 1 / (1 + exp(-(slope · decision + intercept))). Plain JSON. */
export interface Sigmoid {
  readonly slope: number;
  readonly intercept: number;
}

export interface Decisions {
  /** One decision value per patient, from a machine not trained on that patient. */
  readonly decisions: Float64Array;
  /** 0 or 1 per patient. */
  readonly y: Uint8Array;
  /** Weights, 0 or more. */
  readonly weights: Float64Array;
}

/**
 * Fits Platt's sigmoid: a logistic regression on the decision value with the targets (n₁ + 1) / (n₁
 * + 2) for the diseased and 1 / (n₀ + 2) for the healthy, so that it stays finite if decision
 * values separate the two. `n₁` and `n₀` are the total weights of the classes.
 *
 * If all decision values are equal, the slope is 0: everyone gets the same probability.
 *
 * Source: Platt (1999), Probabilistic outputs for support vector machines; the optimum is that of
 * Lin, Lin & Weng (2007), Machine Learning 68, 267-276, as in libsvm.
 *
 * @example
 * ```ts
 * import { fitSigmoid } from "heartbook/models/svm/sigmoid.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const sigmoid = fitSigmoid({
 *   decisions: Float64Array.of(-1, 1),
 *   y: Uint8Array.of(0, 1),
 *   weights: Float64Array.of(1, 1),
 * });
 * assertAlmostEquals(sigmoid.slope, Math.log(2), 1e-9); // the targets are 1/3 and 2/3
 * assertAlmostEquals(sigmoid.intercept, 0, 1e-9);
 * ```
 */
export function fitSigmoid({ decisions, y, weights }: Decisions): Sigmoid {
  const n = y.length;
  const totals = [0, 0];
  for (let i = 0; i < n; i++) totals[y[i]] += weights[i];
  const targets = [1 / (totals[0] + 2), (totals[1] + 1) / (totals[1] + 2)];

  const { mean, scale } = spread(decisions, weights);
  // A target strictly between 0 and 1 is split into a diseased and a healthy row, with two weights.
  const values = new Float64Array(2 * n), parts = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    values[i] = values[n + i] = (decisions[i] - mean) / scale;
    parts[i] = weights[i] * targets[y[i]];
    parts[n + i] = weights[i] * (1 - targets[y[i]]);
  }
  const column = { kind: "number", feature: "decision", fill: mean, mean, scale } as const;
  const { weights: [slope], intercept } = fitLogistic({
    X: { values, rows: 2 * n, columns: 1 },
    y: new Uint8Array(2 * n).fill(1, 0, n),
    columns: [column],
    weights: parts,
  }, { l2: LEAST_PENALTY });
  return { slope: slope / scale, intercept: intercept - slope * mean / scale };
}

/** Too small to move a slope by 1e-9, but gives equal decision values the slope 0. */
const LEAST_PENALTY = 1e-10;

/** Standardised, because decision values hardly differ for a tiny C. */
function spread(
  decisions: Float64Array,
  weights: Float64Array,
): { mean: number; scale: number } {
  const all = weights.reduce((sum, weight) => sum + weight);
  const mean = decisions.reduce((sum, decision, i) => sum + weights[i] * decision, 0) / all;
  const square = decisions.reduce((sum, d, i) => sum + weights[i] * (d - mean) ** 2, 0) / all;
  return { mean, scale: square > 0 ? Math.sqrt(square) : 1 };
}

/** The probability of each decision value. */
export function applySigmoid({ slope, intercept }: Sigmoid, decisions: Float64Array): Float64Array {
  return decisions.map((decision) => sigmoid(slope * decision + intercept));
}
