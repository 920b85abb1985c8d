/** A faster way to the same optimum for many rows. */

import { classTotals } from "../class-totals.ts";
import { dot, times } from "../../stats/linear-algebra.ts";
import { gradientOf, hessian, pass } from "./derivatives.ts";
import type { LogisticData } from "./loss.ts";
import { type Found, minus, newton, nowhere } from "./newton.ts";
import type { Aim, Place } from "./quadratic.ts";
import { findBottom } from "./step.ts";

/** From here on the Hessian over all rows costs more than several gradients. */
const MANY = 2048;
/** One row in this many makes the sample. */
const EVERY = 8;
/** A starting point needs no more precision: the sample's own error is far larger. */
const ROUGH = 0.01;
const ROUNDS = 30;

/**
 * Minimises the loss and the penalties from `start`, or from scratch.
 *
 * With many rows, "from scratch" means from the optimum of every 8th row, itself found this way,
 * and with that sample's Hessian, which BFGS then corrects from one gradient to the next. So all
 * rows are read only about six times, for the gradient alone. If the sample misleads, because it
 * has no optimum or BFGS does not converge, Newton's method does the whole fit. Those gradients are
 * compiled, and sums run in another order than in the plain ones: the optimum is the same to within
 * `aim.close`, not to the last bit.
 *
 * Source: Nocedal & Wright (2006), Numerical Optimization, 6.1.
 */
export function minimise(data: LogisticData, aim: Aim, start?: Place): Found {
  if (data.X.rows < MANY) return newton(data, aim, start ?? nowhere(data));
  const near = start ?? roughOptimum(thinned(data), aim);
  const found = near && quasiNewton((beta) => gradientOf(data, beta), aim, near);
  return found ?? newton(data, aim, nowhere(data));
}

/** The optimum of a sample with the total weight of all rows, unless it has none or misleads. */
export function roughOptimum(sample: LogisticData, aim: Aim): Place | undefined {
  const [healthy, diseased] = classTotals(sample.y, sample.weights);
  if (!(healthy > 0 && diseased > 0)) return undefined;
  const found = minimise(sample, { ...aim, close: ROUGH });
  if (found.end !== "optimum") return undefined;
  const bends = hessian(sample, pass(sample, found.beta).right);
  // A column that is 0 throughout the sample has no curvature there.
  const blank = found.beta.some((_, j) => bends[j * found.beta.length + j] === 0);
  return blank ? undefined : { beta: found.beta, hessian: bends };
}

/** Every 8th row, with the total weight of all of them. */
function thinned({ X, y, weights }: LogisticData): LogisticData {
  const { values, columns } = X;
  const rows = Math.ceil(X.rows / EVERY);
  const some = new Float64Array(rows * columns);
  const labels = new Uint8Array(rows), kept = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const from = i * EVERY * columns;
    some.set(values.subarray(from, from + columns), i * columns);
    labels[i] = y[i * EVERY];
    kept[i] = weights[i * EVERY];
  }
  const share = total(weights) / total(kept);
  for (let i = 0; i < rows; i++) kept[i] *= share;
  return { X: { values: some, rows, columns }, y: labels, weights: kept };
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Minimises by BFGS from `start`, given the gradient of the loss; nothing if it does not settle. */
export function quasiNewton(
  gradientAt: (beta: Float64Array) => Float64Array,
  aim: Aim,
  start: Place,
): Found | undefined {
  let here = start, gradient = gradientAt(start.beta), before = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { beta, distance: length, settled } = findBottom(here, gradient, aim);
    if (settled && (length < aim.close ** 2 || leavesLittle({ length, before }, aim))) {
      return { end: "optimum", beta, hessian: here.hessian };
    }
    before = length;
    const step = minus(beta, here.beta);
    const there = gradientAt(beta);
    here = { beta, hessian: corrected(here.hessian, step, minus(there, gradient)) };
    gradient = there;
  }
  return undefined;
}

/** A step this much shorter than the one before is followed by one that is as much shorter again. */
const QUICKLY = 0.1;

/** Whether the step after this one would be ten times shorter than it has to be. */
function leavesLittle(
  { length, before }: { readonly length: number; readonly before: number },
  { close }: Aim,
): boolean {
  return length < QUICKLY ** 2 * before && length * length / before < (close / 10) ** 2;
}

/** BFGS: updates the Hessian so that it maps this step to this change of the gradient. */
function corrected(hessian: Float64Array, step: Float64Array, change: Float64Array): Float64Array {
  const size = step.length;
  const mapped = times(hessian, step);
  const along = dot(step, change), expected = dot(step, mapped);
  return hessian.map((value, cell) => {
    const i = Math.floor(cell / size), j = cell % size;
    return value + change[i] * change[j] / along - mapped[i] * mapped[j] / expected;
  });
}
