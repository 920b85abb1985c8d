/** From decision values to probabilities: Platt's sigmoid. */

import { classTotals } from "../class-totals.ts";
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
  const [healthy, diseased] = classTotals(y, weights);
  const targets = [1 / (healthy + 2), (diseased + 1) / (diseased + 2)];
  const { mean, scale } = spread(decisions, weights);
  const x = decisions.map((decision) => (decision - mean) / scale);
  const t = Float64Array.from(y, (label) => targets[label]);
  const { slope, intercept } = newton({ x, t, weights });
  return { slope: slope / scale, intercept: intercept - slope * mean / scale };
}

/** Standardised decisions, targets and weights. */
interface Targets {
  readonly x: Float64Array;
  readonly t: Float64Array;
  readonly weights: Float64Array;
}

/** The loss at a sigmoid, with its first and second derivatives in intercept and slope. */
interface Landscape extends Sigmoid {
  readonly loss: number;
  readonly g0: number;
  readonly g1: number;
  readonly h00: number;
  readonly h01: number;
  readonly h11: number;
}

function landscape({ x, t, weights }: Targets, { slope, intercept }: Sigmoid): Landscape {
  let loss = LEAST_PENALTY / 2 * slope * slope;
  let g0 = 0, g1 = LEAST_PENALTY * slope, h00 = 0, h01 = 0, h11 = LEAST_PENALTY;
  for (let i = 0; i < x.length; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    // Of the smaller of odds and their inverse, so that nothing overflows.
    const z = slope * x[i] + intercept, odds = Math.exp(-Math.abs(z)), least = odds / (1 + odds);
    const residual = weight * ((z < 0 ? least : 1 - least) - t[i]);
    const bend = weight * least * (1 - least);
    loss += weight * (Math.log1p(odds) + Math.max(z, 0) - t[i] * z);
    g0 += residual;
    g1 += residual * x[i];
    h00 += bend;
    h01 += bend * x[i];
    h11 += bend * x[i] * x[i];
  }
  return { slope, intercept, loss, g0, g1, h00, h01, h11 };
}

/** Too small to move a slope by 1e-9, but gives equal decision values the slope 0. */
const LEAST_PENALTY = 1e-10;

/** Far more than the few that are ever needed. */
const ITERATIONS = 100;
/** Length of the last step, in standard errors. The next one would be far shorter. */
const CLOSE = 1e-6;
const SHORTEST = 1e-10;

/** Newton's method. */
function newton(targets: Targets): Sigmoid {
  let here = landscape(targets, { slope: 0, intercept: meanLogOdds(targets) });
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const step = stepFrom(here);
    // The fall is the squared length of the step in standard errors.
    if (step.fall < CLOSE ** 2) return moved(here, step, { length: 1 });
    here = lower(targets, here, { step });
  }
  return here;
}

/** The logarithm of the odds of the disease, whatever the decision. */
function meanLogOdds({ t, weights }: Targets): number {
  let diseased = 0, healthy = 0;
  for (let i = 0; i < t.length; i++) {
    diseased += weights[i] * t[i];
    healthy += weights[i] * (1 - t[i]);
  }
  return Math.log(diseased / healthy);
}

/** What slope and intercept change by, and the fall of the loss that this promises. */
interface Step extends Sigmoid {
  readonly fall: number;
}

function stepFrom({ g0, g1, h00, h01, h11 }: Landscape): Step {
  const slope = (h01 / h00 * g0 - g1) / (h11 - h01 * h01 / h00);
  const intercept = -(g0 + h01 * slope) / h00;
  return { slope, intercept, fall: -(g0 * intercept + g1 * slope) };
}

function moved(here: Sigmoid, step: Step, { length }: { length: number }): Sigmoid {
  return {
    slope: here.slope + length * step.slope,
    intercept: here.intercept + length * step.intercept,
  };
}

/** After the step, halved until the loss falls by a fair part of what was promised. */
function lower(targets: Targets, here: Landscape, { step }: { step: Step }): Landscape {
  const { loss } = here;
  let length = 1, there = landscape(targets, moved(here, step, { length }));
  while (!(there.loss <= loss - 1e-4 * length * step.fall + 1e-12 * loss) && length > SHORTEST) {
    length /= 2;
    there = landscape(targets, moved(here, step, { length }));
  }
  return there;
}

/** Standardised, because decision values hardly differ for a tiny C. */
function spread(
  decisions: Float64Array,
  weights: Float64Array,
): { mean: number; scale: number } {
  let all = 0, sum = 0, square = 0;
  for (let i = 0; i < decisions.length; i++) {
    all += weights[i];
    sum += weights[i] * decisions[i];
  }
  const mean = sum / all;
  for (let i = 0; i < decisions.length; i++) square += weights[i] * (decisions[i] - mean) ** 2;
  return { mean, scale: square > 0 ? Math.sqrt(square / all) : 1 };
}

/** The probability of each decision value. */
export function applySigmoid({ slope, intercept }: Sigmoid, decisions: Float64Array): Float64Array {
  return decisions.map((decision) => sigmoid(slope * decision + intercept));
}
