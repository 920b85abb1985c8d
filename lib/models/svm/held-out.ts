/** Out-of-fold decision values of a support vector machine, for its calibration. */

import { seeded } from "../../random.ts";
import { type DistinctProblem, solveDistinct } from "./copies.ts";
import type { DualProblem } from "./solver.ts";

const FOLDS = 5;

/**
 * One decision value per row, each from a machine trained without the row's fold.
 *
 * @param folds Of {@link dealtFolds}.
 */
export function heldOutDecisions(
  problem: DistinctProblem,
  { y, folds, tolerance }: { y: Uint8Array; folds: Uint8Array; tolerance: number },
): Float64Array {
  const { bounds, distinct: { of } } = problem;
  const decisions = new Float64Array(y.length), within = new Float64Array(y.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    for (let row = 0; row < y.length; row++) within[row] = folds[row] === fold ? 0 : bounds[row];
    const { gradient, intercept } = solveDistinct({ ...problem, bounds: within }, tolerance);
    for (let row = 0; row < y.length; row++) {
      // The solver keeps the gradients of unused rows, so no kernel is recomputed.
      if (folds[row] === fold) {
        decisions[row] = (y[row] === 1 ? 1 : -1) - gradient[of[row]] + intercept;
      }
    }
  }
  return decisions;
}

/**
 * The fold of each row, for {@link heldOutDecisions}: folds hold equal shares of either outcome,
 * drawn from `seed`. A row with bound 0 is not used for training and is scored in the first fold.
 * Fewer than two used rows of an outcome are a `RangeError`: the machine that leaves one out would
 * have none.
 */
export function dealtFolds(
  { y, bounds }: Pick<DualProblem, "y" | "bounds">,
  seed: number,
): Uint8Array {
  const random = seeded(seed);
  const folds = new Uint8Array(y.length);
  for (const label of [0, 1]) {
    const rows: number[] = [];
    for (let row = 0; row < y.length; row++) {
      if (y[row] === label && bounds[row] > 0) rows.push(row);
    }
    if (rows.length < 2) {
      throw new RangeError(
        `svm: expected at least 2 training rows of outcome ${label} that count, got ${rows.length}`,
      );
    }
    random.shuffled(rows).forEach((row, place) => folds[row] = place % FOLDS);
  }
  return folds;
}
