/** What a tree grows on, and how far. */

import type { Tree } from "./nodes.ts";

/** The training data of a tree, besides its columns. */
export interface GrowTarget {
  /** Row weights; a row of weight 0 is left out. */
  readonly weights: Float64Array;
  /** Weight times target of each row. */
  readonly sums: Float64Array;
  /** Seed of the column draws: a `drawSeed`. */
  readonly seed: number;
  /** If given, receives the leaf of each row that has weight. */
  readonly leaves?: Int32Array;
}

export interface GrowSettings {
  /** The Gini index, for targets of 0 and 1, or squared distances to the mean, for any target. */
  readonly criterion: "gini" | "squares";
  /** Maximum depth. */
  readonly maxDepth: number;
  /** Minimum rows in a leaf, whatever their weight. */
  readonly minLeaf: number;
  /** Minimum rows in a node to split it. */
  readonly minSplit: number;
  /** Number of varying columns tried per node. */
  readonly perSplit: number;
}

/** Grows a tree whose values are means of the target. */
export type Grow = (target: GrowTarget, settings: GrowSettings) => Tree;

/** Fills the `sums` of outcomes. */
export function weighOutcomes(
  sums: Float64Array,
  { weights, y }: { weights: Float64Array; y: Uint8Array },
): void {
  for (let row = 0; row < sums.length; row++) sums[row] = weights[row] * y[row];
}
