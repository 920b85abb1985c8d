/**
 * Small logistic regressions, as calibration needs them: an outcome on functions of the
 * probability.
 */

import { lineWithVectors } from "../wasm/logistic-line.ts";
import { cholesky, dot, solve } from "./linear-algebra.ts";
import { sigmoid, softplus } from "./log-odds.ts";

/** What a small logistic regression is fitted to. */
export interface LogisticFit {
  /** 0, 1 or anything between: the share of the row that is diseased. */
  readonly target: ArrayLike<number>;
  readonly columns: readonly ArrayLike<number>[];
  /** Log odds that each row starts from; default 0. */
  readonly offset?: ArrayLike<number>;
  /** How many copies of each row there are: 0, 1, 2 and so on; default 1. */
  readonly copies?: ArrayLike<number>;
  /** Coefficients to begin with, if some are known to be near; default 0 each. */
  readonly start?: ArrayLike<number>;
}

/** If there is an optimum, Newton's method reaches it in half as many. */
const ITERATIONS = 30;

/**
 * The unpenalised logistic regression of the target on the columns, by Newton's method: the
 * intercept, then one coefficient per column.
 *
 * @throws `RangeError` when a column is constant or depends linearly on the others, or when the
 * columns separate the classes, so that no finite coefficients are best.
 *
 * @example
 * ```ts
 * import { fitLogits } from "heartbook/stats/logistic-fit.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const fit = fitLogits({ target: [1, 0, 0, 1, 1, 0], columns: [[0, 0, 0, 1, 1, 1]] });
 * assertAlmostEquals(fit[0], Math.log(1 / 2), 1e-12);
 * assertAlmostEquals(fit[1], Math.log(2 / 1) - Math.log(1 / 2), 1e-12);
 * ```
 */
export function fitLogits(fit: LogisticFit): Float64Array {
  const derivativesAt = differentiate(fit);
  let beta = Float64Array.from(fit.start ?? new Float64Array(fit.columns.length + 1));
  let here = derivativesAt(beta);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const curved = cholesky(here.curvature, beta.length);
    if (curved.dependent.length > 0) break;
    const step = solve(curved, here.gradient);
    const squareLength = dot(step, here.gradient);
    // Near the optimum a step doubles the correct digits, so after this one all are correct.
    if (squareLength < 1e-16) return beta.map((value, j) => value + step[j]);
    const start = beta;
    let length = 1, startLoss: number | undefined;
    const rises = (): boolean => {
      startLoss ??= lossAt(fit, start);
      // The margin allows for rounding in the last digits of the loss.
      return lossAt(fit, beta) > startLoss * (1 + 1e-12);
    };
    do {
      beta = start.map((value, j) => value + length * step[j]);
      here = derivativesAt(beta);
      length /= 2;
      // The loss is convex: where it still falls along the step, it has fallen all the way.
    } while (!(dot(step, here.gradient) > 0) && rises() && length > 0);
  }
  throw new RangeError(
    "logistic fit: expected probabilities that vary and do not separate the classes, " +
      "otherwise no finite slope is best",
  );
}

/** The log loss at `beta`. */
function lossAt({ target, columns, offset, copies }: LogisticFit, beta: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < target.length; i++) {
    let z = beta[0] + (offset?.[i] ?? 0);
    for (let j = 1; j < beta.length; j++) z += beta[j] * columns[j - 1][i];
    const own = softplus(z) - target[i] * z;
    for (let copy = copies?.[i] ?? 1; copy > 0; copy--) loss += own;
  }
  return loss;
}

/** What Newton's method asks of the log loss: its negative gradient and its curvature. */
interface Derivatives {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

type DerivativesAt = (beta: Float64Array) => Derivatives;

function differentiate(fit: LogisticFit): DerivativesAt {
  return withVectors(fit) ??
    ((beta) => beta.length === 2 ? derivativesOfLine(fit, beta) : derivatives(fit, beta));
}

/** Fewer rows are fitted to the last bit: that takes little time. */
const WORTH_VECTORS = 1000;

/**
 * The same to within rounding, for what a bootstrap fits thousands of times: a line, or a shift,
 * which is a line whose slope is 1.
 */
function withVectors(fit: LogisticFit): DerivativesAt | undefined {
  const { target, columns, offset, copies } = fit;
  const [column, ...more] = offset ? [offset, ...columns] : columns;
  if (!copies || target.length < WORTH_VECTORS || !column || more.length > 0) return undefined;
  const derive = lineWithVectors({ column, target, copies });
  return derive && ((beta) => {
    const both = derive(beta[0], offset ? 1 : beta[1]), size = beta.length;
    return { gradient: both.slice(0, size), curvature: both.slice(2, 2 + size * size) };
  });
}

function derivatives(fit: LogisticFit, beta: Float64Array): Derivatives {
  const { target, columns, offset, copies } = fit, size = beta.length;
  const gradient = new Float64Array(size), curvature = new Float64Array(size * size);
  const row = new Float64Array(size).fill(1);
  for (let i = 0; i < target.length; i++) {
    const count = copies?.[i] ?? 1;
    if (count === 0) continue;
    let z = beta[0] + (offset?.[i] ?? 0);
    for (let j = 1; j < size; j++) {
      row[j] = columns[j - 1][i];
      z += beta[j] * row[j];
    }
    const q = sigmoid(z), residual = target[i] - q, bend = q * (1 - q);
    for (let copy = 0; copy < count; copy++) {
      for (let j = 0; j < size; j++) {
        if (row[j] === 0) continue; // Most cells of levels are, and add nothing.
        const part = bend * row[j];
        gradient[j] += residual * row[j];
        for (let k = 0; k <= j; k++) curvature[j * size + k] += part * row[k];
      }
    }
  }
  return { gradient, curvature };
}

/** The same for one column, to the last bit: a bootstrap fits thousands of them. */
function derivativesOfLine(
  { target, columns: [column], offset, copies }: LogisticFit,
  beta: Float64Array,
): Derivatives {
  const [intercept, slope] = beta;
  let g0 = 0, g1 = 0, h00 = 0, h10 = 0, h11 = 0;
  for (let i = 0; i < target.length; i++) {
    const count = copies === undefined ? 1 : copies[i];
    if (count === 0) continue;
    const x = column[i];
    const q = sigmoid((offset === undefined ? intercept : intercept + offset[i]) + slope * x);
    const residual = target[i] - q, bend = q * (1 - q);
    // Added up one by one, as copies of the row would be.
    for (let copy = 0; copy < count; copy++) {
      g0 += residual;
      g1 += residual * x;
      h00 += bend;
      h10 += bend * x;
      h11 += bend * x * x;
    }
  }
  return {
    gradient: Float64Array.of(g0, g1),
    curvature: Float64Array.of(h00, 0, h10, h11),
  };
}
