/** The loops of boosting on histograms, in plain TypeScript. */

import {
  type BinnedSplit,
  type BoostingLoops,
  CODES,
  leastScore,
  listRows,
  type MakeLoops,
  type Rows,
  takeWeights,
  totalsOf,
} from "./loops.ts";

/** Taylor's series of the exponential from 1 / 9! down: right to 1e-11 below half of ln 2. */
const SERIES = [362880, 40320, 5040, 720, 120, 24, 6, 2, 1, 1].map((n) => 1 / n);

/** 1.5 * 2^52: adding it rounds to a whole number. */
const SHIFT = 6755399441055744;

/**
 * The probability of log odds, right to 1e-11. Its exponential is not the engine's, which differs
 * from one machine to another.
 */
export function quickSigmoid(z: number): number {
  const x = Math.max(-Math.abs(z), -700);
  const whole = x * Math.LOG2E + SHIFT - SHIFT;
  const rest = x - whole * Math.LN2;
  let sum = 0;
  for (const coefficient of SERIES) sum = sum * rest + coefficient;
  const small = sum * 2 ** whole;
  return (z >= 0 ? 1 : small) / (1 + small);
}

/** For platforms without vector instructions, and the oracle of `vectorLoops`. */
export const plainLoops: MakeLoops<BoostingLoops> = ({ table, y }, histograms) => {
  const { codes, edges } = table, n = table.rows;
  const logOdds = new Float64Array(n), pairs = new Float64Array(2 * n);
  const ones = Float64Array.from(pairs, (_, i) => i % 2);
  const rows = new Int32Array(n), aside = new Int32Array(n);
  const make = (): Float64Array => new Float64Array(2 * CODES * codes.length);
  const sums = Array.from({ length: histograms }, make);
  const counts = Array.from({ length: histograms }, make);
  let weighted = false, known: Float64Array | undefined;

  function addUp(pairs: Float64Array, histogram: Float64Array, { start, end }: Rows): void {
    histogram.fill(0);
    codes.forEach((column, j) => {
      for (let i = start; i < end; i++) {
        const cell = 2 * (CODES * j + column[rows[i]]);
        histogram[cell] += pairs[2 * rows[i]];
        histogram[cell + 1] += pairs[2 * rows[i] + 1];
      }
    });
  }

  return {
    logOdds,
    rows,
    begin: (weights) => {
      for (let row = 0; row < n; row++) {
        pairs[2 * row] = weights[row] * (y[row] - quickSigmoid(logOdds[row]));
      }
      if (weights !== known) weighted = takeWeights(weights, pairs);
      known = weights;
      return listRows(weights, rows);
    },
    fill: (histogram, some) => {
      addUp(pairs, sums[histogram], some);
      if (weighted) addUp(ones, counts[histogram], some);
    },
    totals: (histogram) => totalsOf(sums[histogram]),
    subtract: (parent, child) => {
      for (const each of [sums, counts]) {
        for (let i = 0; i < each[parent].length; i++) each[parent][i] -= each[child][i];
      }
    },
    split: ({ histogram, start, end, sum, weight }, minLeaf) => {
      const cells = sums[histogram], counted = (weighted ? counts : sums)[histogram];
      let best: BinnedSplit | null = null, highest = leastScore({ sum, weight });
      for (let column = 0; column < codes.length; column++) {
        let left = 0, leftWeight = 0, count = 0;
        for (let cut = 0; cut < edges[column].length; cut++) {
          const cell = 2 * (CODES * column + cut);
          left += cells[cell];
          leftWeight += cells[cell + 1];
          count += counted[cell + 1];
          if (count < minLeaf || end - start - count < minLeaf) continue;
          const right = sum - left, rightWeight = weight - leftWeight;
          const score = left * left / leftWeight + right * right / rightWeight;
          if (score > highest) {
            highest = score;
            best = { column, cut, sum: left, weight: leftWeight };
          }
        }
      }
      return best;
    },
    part: ({ start, end }, { column, cut }) => {
      let left = start, right = 0;
      for (let i = start; i < end; i++) {
        if (codes[column][rows[i]] <= cut) rows[left++] = rows[i];
        else aside[right++] = rows[i];
      }
      rows.set(aside.subarray(0, right), left);
      return left;
    },
    newton: ({ start, end }) => {
      const slopes = [0, 0], curvatures = [0, 0];
      for (let i = start; i < end; i++) {
        const sum = pairs[2 * rows[i]], miss = Math.abs(sum), side = (i - start) % 2;
        slopes[side] += sum;
        curvatures[side] += miss * (1 - miss / pairs[2 * rows[i] + 1]);
      }
      return { slope: slopes[0] + slopes[1], curvature: curvatures[0] + curvatures[1] };
    },
    add: ({ start, end }, step) => {
      for (let i = start; i < end; i++) logOdds[rows[i]] += step;
    },
  };
};
