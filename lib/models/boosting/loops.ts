/** The loops over rows and bins of boosting on histograms, and the data they work on. */

import type { BinnedTraining } from "./binned.ts";

/** Row numbers from `start` up to, but not including, `end` of {@link BoostingLoops.rows}. */
export interface Rows {
  readonly start: number;
  readonly end: number;
}

/** The best split of a node. */
export interface BinnedSplit {
  readonly column: number;
  /** The largest code that goes left. */
  readonly cut: number;
  /** Sum of weight times residual, and of weight, of the rows that go left. */
  readonly sum: number;
  readonly weight: number;
}

/** A node whose histogram has been made. */
export interface BinnedNode extends Rows {
  /** The number of its histogram. */
  readonly histogram: number;
  /** Sum of weight times residual, and of weight. */
  readonly sum: number;
  readonly weight: number;
}

/** Sums over rows for a Newton step: of weight times y - p, and of weight times p (1 - p). */
export interface NewtonSums {
  readonly slope: number;
  readonly curvature: number;
}

/**
 * Loops on one table. Histograms are numbered from 0; each holds per column and code the sums of
 * weight times residual and of weight.
 */
export interface BoostingLoops {
  /** Of each row; may be written to. */
  readonly logOdds: Float64Array;
  /** Row numbers, together node by node. */
  readonly rows: Int32Array;
  /**
   * Starts a tree: takes the residuals of the log odds and these weights, and lists the rows that
   * have one. Returns how many. The same array as for the last tree has the same weights.
   */
  readonly begin: (weights: Float64Array) => number;
  /** Makes a histogram of these rows. */
  readonly fill: (histogram: number, rows: Rows) => void;
  /** Sums of weight times residual and of weight in a histogram. */
  readonly totals: (histogram: number) => { readonly sum: number; readonly weight: number };
  /** Subtracts histogram `child` from `parent`, which becomes that of the other child. */
  readonly subtract: (parent: number, child: number) => void;
  /** The best split that lowers the squared error, the first of equals, or `null`. */
  readonly split: (node: BinnedNode, minLeaf: number) => BinnedSplit | null;
  /** Moves the rows that go left to the front; returns the start of the others. */
  readonly part: (rows: Rows, split: { readonly column: number; readonly cut: number }) => number;
  readonly newton: (rows: Rows) => NewtonSums;
  /** Adds to the log odds of these rows. */
  readonly add: (rows: Rows, step: number) => void;
}

/** Makes loops on a table with memory for this many histograms. */
export type MakeLoops<Loops> = (
  training: Pick<BinnedTraining, "table" | "y">,
  histograms: number,
) => Loops;

/** Codes of a column of a histogram. */
export const CODES = 256;

/**
 * The score that a split must exceed: its gain per weight must be more than rounding, as in
 * scikit-learn, which does not split a node with a variance up to this.
 */
export function leastScore({ sum, weight }: { sum: number; weight: number }): number {
  return sum * sum / weight + Number.EPSILON * weight;
}

/** Lists the rows of weight above 0; returns how many. */
export function listRows(weights: Float64Array, rows: Int32Array): number {
  let count = 0;
  for (let row = 0; row < weights.length; row++) if (weights[row] > 0) rows[count++] = row;
  return count;
}

/**
 * Writes each weight to the second of its pair. Returns whether a weight is other than 0 and 1, so
 * that rows must be counted beside their weights.
 */
export function takeWeights(weights: Float64Array, pairs: Float64Array): boolean {
  let weighted = false;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row];
    pairs[2 * row + 1] = weight;
    if (weight !== 0 && weight !== 1) weighted = true;
  }
  return weighted;
}

/** The totals of a histogram, from its first column. */
export function totalsOf(histogram: Float64Array): { sum: number; weight: number } {
  let sum = 0, weight = 0;
  for (let code = 0; code < CODES; code++) {
    sum += histogram[2 * code];
    weight += histogram[2 * code + 1];
  }
  return { sum, weight };
}
