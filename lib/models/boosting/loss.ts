/** The log loss of boosted trees: its start, its value, and the step that lowers it. */

import { sigmoid, softplus } from "../../stats/log-odds.ts";
import type { Tree } from "../tree/nodes.ts";

/** Outcomes and their weights. */
export interface Outcomes {
  readonly y: Uint8Array;
  readonly weights: Float64Array;
}

/** The best constant log odds: those of the weighted share. */
export function commonLogOdds({ y, weights }: Outcomes): number {
  let diseased = 0, healthy = 0;
  for (let row = 0; row < y.length; row++) {
    diseased += weights[row] * y[row];
    healthy += weights[row] * (1 - y[row]);
  }
  return Math.log(diseased / healthy);
}

/** Weighted mean log loss. */
export function logLoss(logOdds: Float64Array, { y, weights }: Outcomes): number {
  let loss = 0, total = 0;
  for (let row = 0; row < y.length; row++) {
    const z = y[row] === 1 ? -logOdds[row] : logOdds[row];
    loss += weights[row] * softplus(z);
    total += weights[row];
  }
  return loss / total;
}

// Loops over all rows are functions of their own: what is called for each tree is soon compiled.

/** Writes the residual y - p of each row, and its weight times that into `sums`. */
export function setResiduals(
  { y, weights, logOdds }: Outcomes & { logOdds: Float64Array },
  { residuals, sums }: { residuals: Float64Array; sums: Float64Array },
): void {
  for (let row = 0; row < y.length; row++) {
    residuals[row] = y[row] - sigmoid(logOdds[row]);
    sums[row] = weights[row] * residuals[row];
  }
}

/** Adds the value of its leaf to the log odds of each row. */
export function addSteps(
  logOdds: Float64Array,
  { leaves, value }: { leaves: Int32Array; value: readonly number[] },
): void {
  for (let row = 0; row < logOdds.length; row++) logOdds[row] += value[leaves[row]];
}

/** Rows with their residuals. */
export interface Residuals {
  /** y - p per row. */
  readonly residuals: Float64Array;
  readonly weights: Float64Array;
  /** The leaf each row is in; that of a row of weight 0 may be any. */
  readonly leaves: Int32Array;
}

/**
 * One Newton step on the log loss for every node of the tree, over all rows below it:
 * sum of y - p over sum of p (1 - p).
 */
export function newtonSteps(
  { feature, left, right }: Tree,
  rows: Residuals,
): Float64Array {
  const slopes = new Float64Array(feature.length), curvatures = new Float64Array(feature.length);
  addDerivatives(rows, { slopes, curvatures });
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node] >= 0) {
      slopes[node] = slopes[left[node]] + slopes[right[node]];
      curvatures[node] = curvatures[left[node]] + curvatures[right[node]];
    }
  }
  // Rows predicted almost perfectly contribute nothing.
  for (let node = 0; node < slopes.length; node++) {
    slopes[node] = curvatures[node] > 1e-150 ? slopes[node] / curvatures[node] : 0;
  }
  return slopes;
}

/** Adds up the derivatives of the rows in each leaf. */
function addDerivatives(
  { residuals, weights, leaves }: Residuals,
  { slopes, curvatures }: { slopes: Float64Array; curvatures: Float64Array },
): void {
  for (let row = 0; row < leaves.length; row++) {
    // Either p or 1 - p: p (1 - p) is the same.
    const miss = Math.abs(residuals[row]);
    slopes[leaves[row]] += weights[row] * residuals[row];
    curvatures[leaves[row]] += weights[row] * miss * (1 - miss);
  }
}
