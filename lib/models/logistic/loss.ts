/** The weighted log loss of a logistic model with its first and second derivatives. */

import type { Matrix } from "../../types.ts";

/** The data to fit: `weights[i]` is the weight of row `i`. */
export interface LogisticData {
  readonly X: Matrix;
  readonly y: Uint8Array;
  readonly weights: Float64Array;
}

/** The result of one pass over the rows for a given intercept and weights. */
export interface Pass {
  /** First derivative of the loss, the intercept first. */
  readonly gradient: Float64Array;
  /** The probability of the row's own outcome: p for the diseased, 1 - p for the healthy. */
  readonly right: Float64Array;
}

/**
 * Passes over the rows with `beta`, the intercept followed by one weight per column.
 *
 * Four rows at a time, because a processor is fastest at sums that do not wait for each other;
 * beyond the last row the first of the four stands in with weight 0. The same holds in {@link
 * plainHessian}.
 */
export function plainPass({ X, y, weights }: LogisticData, beta: Float64Array): Pass {
  const { values, rows, columns } = X;
  const gradient = new Float64Array(columns + 1);
  const right = new Float64Array(rows);
  const four = new Float64Array(4);
  for (let i = 0; i < rows; i += 4) {
    const many = Math.min(4, rows - i);
    const a = i * columns, b = many > 1 ? a + columns : a;
    const c = many > 2 ? b + columns : a, d = many > 3 ? c + columns : a;

    let za = beta[0], zb = za, zc = za, zd = za;
    for (let j = 0; j < columns; j++) {
      const w = beta[j + 1];
      za += w * values[a + j];
      zb += w * values[b + j];
      zc += w * values[c + j];
      zd += w * values[d + j];
    }

    four[0] = za, four[1] = zb, four[2] = zc, four[3] = zd;
    for (let r = 0; r < many; r++) {
      const row = i + r, sign = y[row] === 1 ? -1 : 1;
      right[row] = 1 / (1 + Math.exp(sign * four[r]));
      four[r] = sign * weights[row] * (1 - right[row]);
    }
    four.fill(0, many);

    const ra = four[0], rb = four[1], rc = four[2], rd = four[3];
    gradient[0] += ra + rb + rc + rd;
    for (let j = 0; j < columns; j++) {
      gradient[j + 1] += ra * values[a + j] + rb * values[b + j] + rc * values[c + j] +
        rd * values[d + j];
    }
  }
  return { gradient, right };
}

/** Rows of one weight share a logarithm: that of their product, unless this leaves the range. */
const SMALLEST = 1e-290;

/** Sum over rows of weight · log loss. */
export function totalLoss(weights: Float64Array, right: Float64Array): number {
  let loss = 0, product = 1, weight = 0;
  for (let i = 0; i < right.length; i++) {
    const next = product * right[i];
    if (weights[i] === weight && next > SMALLEST) {
      product = next;
      continue;
    }
    if (weight > 0) loss -= weight * Math.log(product);
    weight = weights[i];
    product = right[i];
  }
  return weight > 0 ? loss - weight * Math.log(product) : loss;
}

/**
 * The Hessian for these probabilities, full and row-major, the intercept first: the
 * Gram matrix of `[1, X]` with each row weighted by weight · p · (1 - p).
 */
export function plainHessian({ X, weights }: LogisticData, right: Float64Array): Float64Array {
  const { values, rows, columns } = X;
  const size = columns + 1;
  const sums = new Float64Array(size * size);
  const four = new Float64Array(4);
  for (let i = 0; i < rows; i += 4) {
    const many = Math.min(4, rows - i);
    const a = i * columns, b = many > 1 ? a + columns : a;
    const c = many > 2 ? b + columns : a, d = many > 3 ? c + columns : a;

    for (let r = 0; r < many; r++) four[r] = weights[i + r] * right[i + r] * (1 - right[i + r]);
    four.fill(0, many);

    const wa = four[0], wb = four[1], wc = four[2], wd = four[3];
    sums[0] += wa + wb + wc + wd;
    for (let j = 0; j < columns; j++) {
      const row = (j + 1) * size;
      const xa = wa * values[a + j], xb = wb * values[b + j];
      const xc = wc * values[c + j], xd = wd * values[d + j];
      sums[row] += xa + xb + xc + xd;
      for (let k = 0; k <= j; k++) {
        sums[row + k + 1] += xa * values[a + k] + xb * values[b + k] + xc * values[c + k] +
          xd * values[d + k];
      }
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) sums[i * size + j] = sums[j * size + i];
  }
  return sums;
}
