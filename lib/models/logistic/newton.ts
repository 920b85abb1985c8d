/** Newton's method on the logistic loss with its penalties. */

import { classTotals } from "../class-totals.ts";
import { dot } from "../../stats/linear-algebra.ts";
import { hessian, pass } from "./derivatives.ts";
import { type LogisticData, type Pass, totalLoss } from "./loss.ts";
import type { Aim, Penalties, Place } from "./quadratic.ts";
import { findBottom } from "./step.ts";
import { square } from "../../stats/moments.ts";

/** How the search ended, and its final point. */
export type Found =
  | ({
    /**
     * `"separated"`: the loss falls without end in some direction, so there is no optimum.
     * `"exhausted"`: still moving after the last iteration.
     */
    readonly end: "optimum" | "separated" | "exhausted";
  } & Place)
  /** These entries, 0 for the intercept, depend linearly on earlier ones. */
  | { readonly end: "dependent"; readonly dependent: readonly number[] };

const ITERATIONS = 100;
/** A step this much shorter than Newton's is accepted as it is. */
const SHORTEST = 1e-10;
/** A whole step so much shorter than the one before it leaves the curvature nearly as it was. */
const QUICKLY = 0.1;
/** With such an older Hessian the last step leaves at most this share of its permitted length. */
const LEFT = 1e-3;
/** If there is an optimum, it is usually found in fewer. */
const SUSPICIOUS = 10;

/** Where a search begins, with the pass over the rows there if it is known. */
export interface Start extends Place {
  readonly passed?: Pass;
}

/** Fits of the same data that differ in their penalty all begin here. */
const starts = new WeakMap<LogisticData, Start & { readonly passed: Pass }>();

/** The best point with all weights 0: everybody's p is the prevalence. */
export function nowhere(data: LogisticData): Start & { readonly passed: Pass } {
  const known = starts.get(data);
  if (known !== undefined) return known;
  const [healthy, diseased] = classTotals(data.y, data.weights);
  const beta = new Float64Array(data.X.columns + 1);
  beta[0] = Math.log(diseased / healthy);
  const passed = pass(data, beta);
  const start = { beta, hessian: hessian(data, passed.right), passed };
  starts.set(data, start);
  return start;
}

/**
 * Minimises the loss and the penalties from `start`.
 *
 * A step is halved until the sum of both falls by a fair part of the predicted decrease. Once steps
 * shrink quickly, the Hessian is not computed anew.
 *
 * Source: Lee, Sun & Saunders (2014), SIAM J. Optimization 24(3), doi:10.1137/130921428.
 */
export function newton(data: LogisticData, aim: Aim, start: Start): Found {
  let here: Place = { beta: start.beta, hessian: start.hessian };
  let { gradient, right } = start.passed ?? pass(data, here.beta);
  let loss = totalLoss(data.weights, right) + charge(here.beta, aim);
  let reach = 0, quick = false;
  const rounding = 1e-12 * loss;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const { beta: bottom, distance, settled, dependent } = findBottom(here, gradient, aim);
    if (dependent.length > 0) {
      // At the start every row has curvature; it can vanish only later.
      return iteration === 0 ? { end: "dependent", dependent } : { end: "separated", ...here };
    }
    const step = minus(bottom, here.beta);
    const farther = reach;
    reach = Math.sqrt(Math.max(0, distance));
    const leaves = quick ? reach * reach / farther : 0;
    if (settled && reach < aim.close && leaves < LEFT * aim.close) {
      return { end: "optimum", beta: bottom, hessian: here.hessian };
    }
    if (aim.l1 + aim.l2 === 0 && iteration >= SUSPICIOUS && separates(data, step)) {
      return { end: "separated", ...here };
    }

    const promised = dot(gradient, step) + charge(bottom, aim) - charge(here.beta, aim);
    const before = loss;
    let length = 2;
    let beta: Float64Array;
    do {
      length /= 2;
      beta = along(here.beta, step, length);
      ({ gradient, right } = pass(data, beta));
      loss = totalLoss(data.weights, right) + charge(beta, aim);
    } while (!(loss <= before + 1e-4 * length * promised + rounding) && length > SHORTEST);
    quick = length === 1 && reach < QUICKLY * farther;
    here = { beta, hessian: quick ? here.hessian : hessian(data, right) };
  }
  return { end: "exhausted", ...here };
}

function charge(beta: Float64Array, { l1, l2 }: Penalties): number {
  let sum = 0;
  for (let j = 1; j < beta.length; j++) sum += l1 * Math.abs(beta[j]) + l2 / 2 * square(beta[j]);
  return sum;
}

/** The place that is this share of a step away. */
function along(beta: Float64Array, step: Float64Array, length: number): Float64Array {
  const there = new Float64Array(beta.length);
  for (let j = 0; j < beta.length; j++) there[j] = beta[j] + length * step[j];
  return there;
}

export function minus(a: Float64Array, b: Float64Array): Float64Array {
  const difference = new Float64Array(a.length);
  for (let j = 0; j < a.length; j++) difference[j] = a[j] - b[j];
  return difference;
}

/** Whether `step` moves no row towards the other class. */
function separates({ X, y, weights }: LogisticData, step: Float64Array): boolean {
  let worst = 0, best = 0;
  for (let i = 0; i < X.rows; i++) {
    if (weights[i] === 0) continue;
    let z = step[0];
    for (let j = 0; j < X.columns; j++) z += step[j + 1] * X.values[i * X.columns + j];
    const gain = y[i] === 1 ? z : -z;
    worst = Math.min(worst, gain);
    best = Math.max(best, gain);
  }
  // Weights at rest still move slightly, by rounding and by remaining convergence.
  return worst >= -1e-6 * best;
}
