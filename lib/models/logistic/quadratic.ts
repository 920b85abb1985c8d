/** The quadratic problem inside every step of a penalised logistic fit. */

import { cholesky, solve } from "../../stats/linear-algebra.ts";

/** Each weight, but not the intercept, is penalised by l1 · |w| + l2/2 · w². */
export interface Penalties {
  readonly l1: number;
  readonly l2: number;
}

/** The quadratic problem's penalties and tolerance. */
export interface Aim extends Penalties {
  /** How long the last step may be, in standard errors. */
  readonly close: number;
}

/** A point, and the Hessian of the loss there or nearby. The intercept is entry 0. */
export interface Place {
  readonly beta: Float64Array;
  /** Whole, row-major. */
  readonly hessian: Float64Array;
}

/** The minimum of a quadratic. */
export interface Bottom {
  readonly beta: Float64Array;
  /** How far it is from the place, in standard errors, squared. */
  readonly distance: number;
  /** False if the search stopped before reaching the minimum. */
  readonly settled: boolean;
  /** Entries that depend linearly on earlier ones, so that without l1 there are many minima. */
  readonly dependent: readonly number[];
}

/**
 * A point on the way to the minimum, with the gradient of the quadratic there. Mutated on the way.
 */
interface Walk extends Place, Penalties {
  readonly slope: Float64Array;
}

/** Sweeps between two rounds of solving. */
const SWEEPS = 2;
const ROUNDS = 200;
/**
 * The last sweep must be below this share of the tolerance: a sweep can be far shorter than the
 * remaining distance.
 */
export const STILL = 1e-4;
/** A move by this share of a weight is rounding. */
const ROUNDING = 2e-15;
/** Makes a system with linearly dependent columns solvable; the next round corrects for it. */
const NUDGE = 1e-11;

/** The minimum that `findBottom` of step.ts describes. */
export function plainBottom(place: Place, gradient: Float64Array, aim: Aim): Bottom {
  const beta = place.beta.slice(), slope = gradient.slice();
  const walk = { ...aim, beta, hessian: place.hessian, slope };
  if (aim.l1 === 0) {
    const { solution, dependent } = solveFor(walk, freeEntries(walk), 0);
    for (let j = 0; j < beta.length; j++) {
      beta[j] += solution[j];
      slope[j] = j > 0 ? -aim.l2 * beta[j] : 0;
    }
    return { beta, distance: distanceOf(walk, place, gradient), settled: true, dependent };
  }
  let settled = false;
  for (let round = 0; round < ROUNDS && !settled; round++) {
    while (followSigns(walk));
    for (let k = 0; k < SWEEPS && !settled; k++) settled = sweep(walk) < STILL * aim.close;
  }
  return { beta, distance: distanceOf(walk, place, gradient), settled, dependent: [] };
}

/** The curvature along the way is the change of the slope. */
export function distanceOf(
  { beta, slope, l2 }: Pick<Walk, "beta" | "slope" | "l2">,
  place: Place,
  gradient: Float64Array,
): number {
  let sum = 0;
  for (let j = 0; j < beta.length; j++) {
    const step = beta[j] - place.beta[j];
    sum += step * (slope[j] - gradient[j] + (j > 0 ? l2 * step : 0));
  }
  return sum;
}

/** The entries that are not kept at 0. */
function freeEntries({ beta, l1 }: Walk): number[] {
  const entries: number[] = [];
  for (let j = 0; j < beta.length; j++) if (j === 0 || l1 === 0 || beta[j] !== 0) entries.push(j);
  return entries;
}

/** Minimises over each coordinate in turn; returns the longest move, in standard errors. */
function sweep(walk: Walk): number {
  const { beta, hessian, slope, l1, l2 } = walk;
  const size = beta.length;
  let longest = 0;
  for (let j = 0; j < size; j++) {
    const bend = hessian[j * size + j];
    const free = bend * beta[j] - slope[j];
    const next = j === 0 ? free / bend : bend > 0 ? shrink(free, l1) / (bend + l2) : 0;
    const way = Math.abs(next - beta[j]) - ROUNDING * Math.abs(next);
    longest = Math.max(longest, way * Math.sqrt(bend));
    move(walk, j, next);
  }
  return longest;
}

/** Moves the nonzero weights and the intercept together; returns whether a weight became zero. */
function followSigns(walk: Walk): boolean {
  const { beta } = walk;
  const entries = freeEntries(walk);
  const { solution: moves } = solveFor(walk, entries, NUDGE);
  let length = 1, first = -1;
  for (let a = 1; a < entries.length; a++) {
    const crossing = -beta[entries[a]] / moves[a];
    if (crossing > 0 && crossing < length) {
      length = crossing;
      first = entries[a];
    }
  }
  for (let a = 0; a < entries.length; a++) {
    const j = entries[a];
    move(walk, j, j === first ? 0 : beta[j] + length * moves[a]);
  }
  return first >= 0;
}

function move({ beta, hessian, slope }: Walk, j: number, to: number): void {
  const by = to - beta[j];
  if (by === 0) return;
  beta[j] = to;
  for (let k = 0; k < beta.length; k++) slope[k] += by * hessian[j * beta.length + k];
}

/** A solution, 0 at each unknown whose column depends linearly on earlier ones. */
interface Solved {
  readonly solution: Float64Array;
  readonly dependent: readonly number[];
}

/** How far these entries are from their joint minimum, for the current signs of the weights. */
function solveFor(
  { beta, hessian, slope, l1, l2 }: Walk,
  entries: readonly number[],
  nudge: number,
): Solved {
  const size = entries.length, matrix = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    const row = entries[a] * beta.length;
    for (let b = 0; b < a; b++) matrix[a * size + b] = hessian[row + entries[b]];
    matrix[a * size + a] = (hessian[row + entries[a]] + (entries[a] > 0 ? l2 : 0)) * (1 + nudge);
  }
  const right = Float64Array.from(
    entries,
    (j) => -slope[j] - (j > 0 ? l2 * beta[j] + l1 * Math.sign(beta[j]) : 0),
  );
  const decomposition = cholesky(matrix, size);
  return { solution: solve(decomposition, right), dependent: decomposition.dependent };
}

/** Soft threshold: `value` moved towards 0 by `by`, but not beyond 0. */
function shrink(value: number, by: number): number {
  return Math.abs(value) <= by ? 0 : value - by * Math.sign(value);
}
