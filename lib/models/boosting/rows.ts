/**
 * Which rows boosting learns from: all except those held out, and a share of them for each tree.
 */

import { childSeed, type Random, seeded } from "../../random.ts";

/** Weights of the rows to learn from and of those held out, each 0 if the other is not. */
export interface HeldOut {
  readonly learning: Float64Array;
  readonly heldOut: Float64Array;
}

/**
 * Holds out a share of the rows of either outcome, drawn with `seed`: rounded to whole rows, but at
 * least one and never all.
 *
 * @throws `RangeError` for a share not between 0 and 1, or an outcome with fewer than two rows that
 * count.
 */
export function holdOut(
  { y, weights }: { y: Uint8Array; weights: Float64Array },
  { share, seed }: { share: number; seed: number },
): HeldOut {
  if (!(share > 0 && share < 1)) {
    throw new RangeError(`boosting: heldOut: expected a share between 0 and 1, got ${share}`);
  }
  const random = seeded(childSeed(seed, 0));
  const learning = weights.slice(), heldOut = new Float64Array(weights.length);
  for (const label of [0, 1]) {
    const rows = Array.from(y.keys()).filter((row) => y[row] === label && weights[row] > 0);
    if (rows.length < 2) {
      throw new RangeError(
        `boosting: expected 2 or more rows of outcome ${label}, one to hold out for early ` +
          `stopping, got ${rows.length}`,
      );
    }
    const count = Math.min(Math.max(Math.round(share * rows.length), 1), rows.length - 1);
    for (const row of random.shuffled(rows).slice(0, count)) {
      heldOut[row] = weights[row];
      learning[row] = 0;
    }
  }
  return { learning, heldOut };
}

/**
 * A random share of the rows with weight above 0, drawn without replacement: their weights, and 0
 * elsewhere. Their number is rounded down but at least one. The draws are scikit-learn's.
 */
export function drawRows(
  weights: Float64Array,
  { share, random }: { share: number; random: Random },
): Float64Array {
  let left = weights.reduce((count, weight) => weight > 0 ? count + 1 : count, 0);
  let wanted = Math.max(1, Math.floor(share * left));
  return weights.map((weight) => {
    if (weight === 0) return 0;
    const isDrawn = random.uniform() * left < wanted;
    left--;
    if (isDrawn) wanted--;
    return isDrawn ? weight : 0;
  });
}
