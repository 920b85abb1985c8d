/** The derivatives of the logistic loss of one column: AssemblyScript, compiled by lib/tasks/wasm.ts. */

import { exponential } from "./exponential";

/**
 * Writes the negative gradient by intercept and slope and, behind it, the curvature as a lower
 * triangle, row by row of two.
 *
 * @param x The column.
 * @param rows How many, an even number.
 * @param target The share of each row that is diseased.
 * @param copies How often each row counts.
 * @param derivatives Where to write six numbers; that above the diagonal is left alone.
 * @param series Where the coefficients of the exponential are.
 */
export function derive(
  x: usize,
  rows: i32,
  target: usize,
  copies: usize,
  intercept: f64,
  slope: f64,
  derivatives: usize,
  series: usize,
): void {
  const one = f64x2.splat(1), size = <usize>rows << 3;
  let g0 = f64x2.splat(0), g1 = g0, h00 = g0, h10 = g0, h11 = g0;
  for (let at: usize = 0; at < size; at += 16) {
    const cell = v128.load(x + at), count = v128.load(copies + at);
    const odds = f64x2.add(f64x2.splat(intercept), f64x2.mul(f64x2.splat(slope), cell));
    const p = probability(odds, series);
    const residual = f64x2.mul(count, f64x2.sub(v128.load(target + at), p));
    const bend = f64x2.mul(count, f64x2.mul(p, f64x2.sub(one, p)));
    const tilt = f64x2.mul(bend, cell);
    g0 = f64x2.add(g0, residual);
    g1 = f64x2.add(g1, f64x2.mul(residual, cell));
    h00 = f64x2.add(h00, bend);
    h10 = f64x2.add(h10, tilt);
    h11 = f64x2.add(h11, f64x2.mul(tilt, cell));
  }
  store<f64>(derivatives, total(g0));
  store<f64>(derivatives, total(g1), 8);
  store<f64>(derivatives, total(h00), 16);
  store<f64>(derivatives, total(h10), 32);
  store<f64>(derivatives, total(h11), 40);
}

/** The probabilities of two log odds; what is not a number stays so. */
// @ts-ignore: decorator
@inline
function probability(odds: v128, series: usize): v128 {
  const one = f64x2.splat(1), ratio = exponential(f64x2.neg(f64x2.abs(odds)), series);
  const over = v128.bitselect(one, ratio, f64x2.ge(odds, f64x2.splat(0)));
  return v128.or(f64x2.div(over, f64x2.add(one, ratio)), f64x2.ne(odds, odds));
}

// @ts-ignore: decorator
@inline
function total(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}
