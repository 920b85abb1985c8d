/** Out-of-fold decision values of a support vector machine, for its calibration. */

import { seeded } from "../../random.ts";
import { type Distinct, type DistinctProblem, together } from "./copies.ts";
import { solveAgain } from "./solve-again.ts";
import type { DualProblem, DualSolution } from "./solver.ts";

const FOLDS = 5;

/** How to hold out, and where to start. */
export interface HeldOutOptions {
  /** 0 or 1 per row of the table. */
  readonly y: Uint8Array;
  /** Of {@link dealtFolds}. */
  readonly folds: Uint8Array;
  /** The solution with no row held out. */
  readonly start: DualSolution;
  readonly tolerance: number;
}

/** One decision value per row, each from a machine trained without the row's fold. */
export function heldOutDecisions(
  { kernel, bounds, distinct }: DistinctProblem,
  { y, folds, start, tolerance }: HeldOutOptions,
): Float64Array {
  const decisions = new Float64Array(y.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const within = together(without(fold, { bounds, folds }), distinct);
    const machine = solveAgain({ kernel, y: distinct.y, bounds: within }, { start, tolerance });
    decideFold(decisions, machine, { fold, folds, y, distinct });
  }
  return decisions;
}

/** The rows of a fold, and of which distinct row each is a copy. */
interface Fold extends Pick<HeldOutOptions, "y" | "folds"> {
  readonly fold: number;
  readonly distinct: Distinct;
}

/** Fills in the decisions of a fold: the solver keeps the gradients of unused rows. */
function decideFold(
  decisions: Float64Array,
  { gradient, intercept }: DualSolution,
  { fold, folds, y, distinct: { of } }: Fold,
): void {
  for (let row = 0; row < y.length; row++) {
    if (folds[row] !== fold) continue;
    decisions[row] = (y[row] === 1 ? 1 : -1) - gradient[of[row]] + intercept;
  }
}

/** The bounds with those of the fold's rows at 0. */
function without(
  fold: number,
  { bounds, folds }: { bounds: Float64Array; folds: Uint8Array },
): Float64Array {
  const within = bounds.slice();
  for (let row = 0; row < within.length; row++) if (folds[row] === fold) within[row] = 0;
  return within;
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
