/** Which rows each tree of a forest learns from. */

import { seeded } from "../../random.ts";
import type { Training } from "../../types.ts";
import { type ClassWeights, rowWeights } from "../weights.ts";

/** How the rows of a tree are chosen. */
export interface Drawing {
  /** False to take every row once; default true. */
  readonly bootstrap?: boolean;
  readonly classWeights?: ClassWeights;
}

/**
 * A function from a tree's seed to the count of each row: how often it was drawn, in as many draws
 * with replacement as there are rows. All rows are equally likely, or, with row or class weights,
 * likely in proportion to them. The draws are those of scikit-learn 1.9. Without a bootstrap every
 * row counts its weight, whatever the seed. Counts are shared: nobody may change them.
 *
 * @example
 * ```ts
 * import { makeDrawing } from "heartbook/models/forest/bootstrap.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const draw = makeDrawing({ y: Uint8Array.of(0, 0, 0, 1, 1) }, {});
 * assertEquals(draw(7), Float64Array.of(0, 1, 0, 2, 2)); // RandomState(7).randint(5, size=5)
 * ```
 */
export function makeDrawing(
  training: Pick<Training, "y" | "weights">,
  { bootstrap = true, classWeights }: Drawing,
): (seed: number) => Float64Array {
  const rows = training.y.length;
  const weights = rowWeights(training, classWeights);
  if (!bootstrap) return () => weights;
  const isWeighted = training.weights !== undefined || classWeights !== undefined;
  const upTo = isWeighted ? shares(weights) : undefined;
  if (!upTo) return (seed) => rows > FEW_ROWS ? evenly(rows, seed) : keptDraw(rows, seed);
  return (seed) => {
    const random = seeded(seed);
    const counts = new Float64Array(rows);
    for (let i = 0; i < rows; i++) counts[firstAbove(upTo, random.uniform())]++;
    return counts;
  };
}

/** How often each row is drawn where all are equally likely. */
function evenly(rows: number, seed: number): Float64Array {
  const counts = new Int32Array(rows);
  seeded(seed).tally(counts, rows);
  return new Float64Array(counts);
}

/** Up to so many rows drawing takes a fair share of a forest's time. */
const FEW_ROWS = 5000;
/** How many counts are kept, in all: 8 MB. */
const COUNTS_KEPT = 1_000_000;
/** By the number of rows and the seed, which has 32 bits. */
const kept = new Map<number, Float64Array>();
let countsKept = 0;

/**
 * {@link evenly}, remembered: it depends on two numbers alone, so the forests of a search, those of
 * all folds of one size and their out-of-bag rows share it.
 */
function keptDraw(rows: number, seed: number): Float64Array {
  const key = rows * 2 ** 32 + seed, known = kept.get(key);
  if (known) return known;
  const counts = evenly(rows, seed);
  if (countsKept + rows > COUNTS_KEPT) {
    kept.clear();
    countsKept = 0;
  }
  kept.set(key, counts);
  countsKept += rows;
  return counts;
}

/** Cumulative share of the total weight, row by row; exactly 1 at the end. */
function shares(weights: Float64Array): Float64Array {
  let sum = 0;
  const sums = weights.map((weight) => sum += weight);
  return sums.map((upTo) => upTo / sum);
}

/** Index at which the ascending numbers first exceed `value`. */
function firstAbove(ascending: Float64Array, value: number): number {
  let from = 0, to = ascending.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle] > value) to = middle;
    else from = middle + 1;
  }
  return from;
}
