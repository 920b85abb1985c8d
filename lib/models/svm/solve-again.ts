/** Solving a problem again with fewer rows, which a machine that leaves some out needs. */

import { stepOfFreeRows } from "./free-rows.ts";
import type { Climber } from "./kernel.ts";
import type { KernelMatrix } from "./kernel-matrix.ts";
import {
  climbOn,
  type DualProblem,
  type DualSolution,
  exchange,
  freeRows,
  MOST_STEPS,
  solutionOf,
} from "./solver.ts";

/** Steps of two rows in which most climbs end. */
const EASY = 200;
/** Steps of two rows between two looks at the free rows after that. */
const BURST = 50;
/** The cube of the free rows, per row, at which a step of them costs as much as one of two rows. */
const CUBE_OF_A_STEP = 2;

/** What a step leaves of a room, as its share, that is rounding and leaves nobody off a bound. */
const ROUNDING = 1e-12;

/** Where to start, and when to stop. */
export interface AgainOptions {
  /** The solution with the same kernel and outcomes, and bounds that are no smaller. */
  readonly start: Pick<DualSolution, "beta" | "gradient">;
  readonly tolerance: number;
}

/**
 * A solution as good as that of `solveDual`, found sooner: what the `start` has beyond the bounds
 * is handed over to other rows, and the climb goes on from there, now and then with a step that
 * moves all free rows at once.
 *
 * Source: DeCoste & Wagstaff (2000), Alpha seeding for support vector machines, KDD, 345-349.
 */
export function solveAgain(
  { kernel, y, bounds }: DualProblem,
  { start, tolerance }: AgainOptions,
): DualSolution {
  const { climber } = kernel;
  climber.begin(y, bounds);
  climber.beta.set(start.beta);
  climber.gradient.set(start.gradient);
  climber.resume();
  handOver(kernel, y.length);
  climbInBursts(kernel, y.length, tolerance);
  return solutionOf(climber, y.length, tolerance);
}

/** Climbs, where it is long with a step of all free rows each time that it has cost as much. */
function climbInBursts(kernel: KernelMatrix, rows: number, tolerance: number): void {
  const { climber } = kernel;
  let last = climber.steps();
  for (let burst = EASY;; burst = BURST) {
    const until = Math.min(MOST_STEPS, climber.steps() + burst);
    climbOn(kernel, tolerance, { until });
    const { highest, lowest } = climber.extremes();
    if (highest - lowest <= tolerance || until === MOST_STEPS) return;
    const free = freeRows(climber, rows);
    if (free.length < 2 || free.length ** 3 > CUBE_OF_A_STEP * rows * (until - last)) continue;
    stepOfFreeRows(kernel, free);
    last = climber.steps();
  }
}

/**
 * Brings each coefficient back between its bounds and keeps their sum: first the rows too high with
 * those too low, then what is left of either with the rows that gain most from it.
 */
function handOver(kernel: KernelMatrix, rows: number): void {
  const { climber } = kernel, { beta, lower, upper } = climber;
  const tooLow: number[] = [], tooHigh: number[] = [];
  for (let s = 0; s < rows; s++) {
    if (beta[s] < lower[s]) tooLow.push(s);
    if (beta[s] > upper[s]) tooHigh.push(s);
  }
  while (tooLow.length + tooHigh.length > 0) {
    const i = tooLow.at(-1) ?? mostGaining(climber, rows, { way: 1 });
    const j = tooHigh.at(-1) ?? mostGaining(climber, rows, { way: -1 });
    // Only rounding can be left where no other row has room.
    if (i < 0 || j < 0) break;
    const top = tooLow.length > 0 ? lower[i] : upper[i];
    const bottom = tooHigh.length > 0 ? upper[j] : lower[j];
    const roomToRise = top - beta[i], roomToFall = beta[j] - bottom;
    const step = Math.min(roomToRise, roomToFall), all = step * (1 + ROUNDING);
    beta[i] = roomToRise <= all ? top : beta[i] + step;
    beta[j] = roomToFall <= all ? bottom : beta[j] - step;
    if (beta[i] === top) tooLow.pop();
    if (beta[j] === bottom) tooHigh.pop();
    exchange(kernel, { riser: i, faller: j, step });
  }
}

/** The row that gains most by moving up, or down if `way` is -1; -1 where none has room. */
function mostGaining(
  { gradient, beta, lower, upper }: Climber,
  rows: number,
  { way }: { way: 1 | -1 },
): number {
  const ends = way === 1 ? upper : lower;
  let most = -Infinity, row = -1;
  for (let s = 0; s < rows; s++) {
    if (way * (ends[s] - beta[s]) > 0 && way * gradient[s] > most) {
      most = way * gradient[s];
      row = s;
    }
  }
  return row;
}
