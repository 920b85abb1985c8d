/** An odds ratio with its profile-likelihood interval. */
import type { Interval } from "../types.ts";
import { type LevelOptions, standardErrors } from "../stats/intervals.ts";
import { sigmoid, softplus } from "../stats/log-odds.ts";
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
interface Profile {
  readonly likelihood: number;
  /** Its change per unit of the column weight. */
  readonly slope: number;
  /** The intercept and other weights. */
  readonly rest: Float64Array;
}

function profile(
  { label, column, others = [] }: OddsQuestion,
  { weight, start }: { readonly weight: number; readonly start: ArrayLike<number> },
): Profile {
  const offset = Float64Array.from(column, (value) => weight * value);
  const rest = fitLogits({ target: label, columns: others, offset, start });
  let likelihood = 0, slope = 0;
  for (let i = 0; i < label.length; i++) {
    let z = rest[0] + offset[i];
    for (let j = 0; j < others.length; j++) z += rest[j + 1] * others[j][i];
    likelihood += label[i] * z - softplus(z);
    slope += (label[i] - sigmoid(z)) * column[i];
  }
  return { likelihood, slope, rest };
}

/** A way this short, in spreads of the column, is at the end. */
const NEAR = 1e-10;
/** Fewer than ten are usual. */
const ROUNDS = 100;

/**
 * The weight on the side of `sign` at which the profile has fallen to `floor`, by Newton's method.
 * The profile is concave: from inside, a tangent leads beyond that weight, and from there on always
 * nearer. From inside no step more than doubles the reach, as the peak is nearly flat.
 */
function findEnd(
  question: OddsQuestion,
  { best, rest, floor, sign }: { best: number; rest: Float64Array; floor: number; sign: 1 | -1 },
): number {
  let reach = 0.5, way = Infinity;
  for (let round = 0; round < ROUNDS && Math.abs(way) > NEAR; round++) {
    const here = profile(question, { weight: best + sign * reach, start: rest });
    way = Math.min((here.likelihood - floor) / (-sign * here.slope), reach);
    reach += way;
    rest = here.rest;
  }
  return best + sign * reach;
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
  const [intercept, best, ...weights] = fitLogits({ target: label, columns: [column, ...others] });
  const { likelihood, rest } = profile(scaled, { weight: best, start: [intercept, ...weights] });
  const end = (sign: 1 | -1): number =>
    Math.exp(findEnd(scaled, { best, rest, floor: likelihood - drop, sign }) / unit);
  return {
    estimate: Math.exp(best / unit),
    low: end(-1),
    high: end(1),
    level,
    method: "profile likelihood",
  };
}
