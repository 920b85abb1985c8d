/** An odds ratio with its profile-likelihood interval. */
import type { Interval } from "../types.ts";
import { type LevelOptions, standardErrors } from "../stats/intervals.ts";
import { softplus } from "../stats/log-odds.ts";
import { fitLogits } from "../stats/logistic-fit.ts";
import { sumOfSquares } from "../stats/moments.ts";

/** The input of an odds ratio. */
export interface OddsQuestion {
  /** 0 or 1 per row. */
  readonly label: ArrayLike<number>;
  /** The ratio is for one unit of it. */
  readonly column: ArrayLike<number>;
  /** Columns held constant; default none. */
  readonly others?: readonly ArrayLike<number>[];
}

/** The log likelihood maximised over the intercept and other weights, for a fixed column weight. */
function profile({ label, column, others = [] }: OddsQuestion, weight: number): number {
  const offset = Float64Array.from(column, (value) => weight * value);
  const [intercept, ...weights] = fitLogits({ target: label, columns: others, offset });
  let likelihood = 0;
  for (let i = 0; i < label.length; i++) {
    const z = weights.reduce((sum, each, j) => sum + each * others[j][i], intercept + offset[i]);
    likelihood += label[i] * z - softplus(z);
  }
  return likelihood;
}

/**
 * Finds the zero of a function that falls outwards from `inside`: doubling first, then bisection.
 */
function findEnd(above: (weight: number) => number, inside: number, step: number): number {
  let near = inside, far = inside + step;
  for (; above(far) > 0; step *= 2) {
    near = far;
    far += step;
  }
  while (Math.abs(far - near) > 1e-10) {
    const middle = (near + far) / 2;
    if (above(middle) > 0) near = middle;
    else far = middle;
  }
  return (near + far) / 2;
}

/** A power of two near the spread of a column: dividing by it is exact, and leaves a spread near 1. */
function unitOf(column: ArrayLike<number>): number {
  const spread = Math.sqrt(sumOfSquares(column) / column.length);
  return spread > 0 && spread < Infinity ? 2 ** Math.round(Math.log2(spread)) : 1;
}

/**
 * The odds ratio of a column from an unpenalised logistic regression, with the profile-likelihood
 * interval: the ratios that a likelihood-ratio test does not reject. With few patients it is
 * asymmetric, and better than Wald's.
 *
 * @throws `RangeError` where the column is constant, depends linearly on the others, or separates
 * the diseased from the healthy, so that no finite ratio is best.
 *
 * Source: Venzon & Moolgavkar (1988), doi:10.2307/2347496.
 *
 * @example
 * ```ts
 * import { oddsRatio } from "heartbook/describe/odds-ratio.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // Diseased: 1 of 4 women, 3 of 4 men.
 * const men = oddsRatio({ label: [0, 0, 0, 1, 0, 1, 1, 1], column: [0, 0, 0, 0, 1, 1, 1, 1] });
 * assertAlmostEquals(men.estimate, 9, 1e-9); // odds of 3 over odds of 1/3
 * ```
 */
export function oddsRatio(question: OddsQuestion, options: LevelOptions = {}): Interval {
  const { level = 0.95 } = options;
  const drop = standardErrors(level) ** 2 / 2;
  const unit = unitOf(question.column);
  const scaled = { ...question, column: Float64Array.from(question.column, (x) => x / unit) };
  const { label, column, others = [] } = scaled;
  const best = fitLogits({ target: label, columns: [column, ...others] })[1];
  const highest = profile(scaled, best);
  const above = (weight: number): number => profile(scaled, weight) - (highest - drop);
  return {
    estimate: Math.exp(best / unit),
    low: Math.exp(findEnd(above, best, -0.5) / unit),
    high: Math.exp(findEnd(above, best, 0.5) / unit),
    level,
    method: "profile likelihood",
  };
}
