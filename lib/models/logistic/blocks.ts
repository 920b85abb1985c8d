/** Logistic regression on more rows than fit into one matrix. */
import { nameColumn } from "../../prepare/preprocessor.ts";
import type { Training } from "../../types.ts";
import { checkAllowed } from "../allowed.ts";
import { checkTraining } from "../check-training.ts";
import { quasiNewton, roughOptimum } from "./large.ts";
import { CLOSE, logisticAllowed, type LogisticModel, toLogisticModel } from "./logistic.ts";
import { gradientOf } from "./derivatives.ts";
import type { LogisticData } from "./loss.ts";

/** Rows in blocks, which are made anew each time they are asked for. */
export interface BlockTraining {
  readonly blocks: () => Iterable<LogisticData>;
  /** Total weight of all blocks. */
  readonly weight: number;
  /** Some of the rows, drawn at random: where to start from. */
  readonly sample: Training;
}

/**
 * The optimum of `fitLogistic` for the rows of all blocks: BFGS from the optimum of the sample, with
 * one pass over the blocks for each gradient, about six of them.
 *
 * An `l2` that is negative, infinite or NaN is a `RangeError`; so is a sample whose optimum is none,
 * such as with a constant column, and blocks from which BFGS does not settle. A bad sample throws as
 * `checkTraining` does.
 *
 * Source: Nocedal & Wright (2006), Numerical Optimization, 6.1.
 */
export function fitLogisticBlocks(
  { blocks, weight, sample }: BlockTraining,
  settings: { readonly l2?: number } = {},
): LogisticModel {
  checkTraining(sample, "logistic");
  checkAllowed("logistic", settings, logisticAllowed);
  const aim = { l1: 0, l2: settings.l2 ?? 0, close: CLOSE };
  const { X, y } = sample;
  const weights = new Float64Array(X.rows).fill(weight / X.rows);
  const near = roughOptimum({ X, y, weights }, aim);
  const found = near && quasiNewton((beta) => gradientAt(blocks(), beta), aim, near);
  if (found === undefined) throw new RangeError(whyNoOptimum(sample, aim));
  return toLogisticModel(sample, found);
}

/** What the user can do: `l2` is only worth a word where there is none. */
function whyNoOptimum({ X, columns }: Training, { l2 }: { readonly l2: number }): string {
  const constant = columns.filter((_, j) => {
    for (let cell = j; cell < X.values.length; cell += X.columns) {
      if (X.values[cell] !== X.values[j]) return false;
    }
    return true;
  });
  if (constant.length > 0) {
    return `logistic: expected columns that differ between rows, got one value, to seven digits, in ` +
      `all ${X.rows} rows looked at: ${
        constant.map(nameColumn).join(", ")
      }; leave them out, a level ` +
      "by taking it out of the column's levels or merging it with another";
  }
  return "logistic: expected an optimum near that of a sample of the rows, got none; merge rare " +
    `levels or leave columns out${l2 > 0 ? "" : ", or give l2 above 0"}`;
}

function gradientAt(blocks: Iterable<LogisticData>, beta: Float64Array): Float64Array {
  const total = new Float64Array(beta.length);
  for (const block of blocks) {
    const gradient = gradientOf(block, beta);
    for (let j = 0; j < total.length; j++) total[j] += gradient[j];
  }
  return total;
}
