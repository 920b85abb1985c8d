/** The gradient of the logistic loss: AssemblyScript, compiled by build.ts. */

import { exponential } from "./exponential";

/**
 * Adds the gradient over some rows to `gradient`, the intercept first.
 *
 * @param values Where the rows are, one after the other.
 * @param rows How many, a multiple of 4.
 * @param columns Cells of a row.
 * @param beta The intercept, and behind it the weights of the columns.
 * @param signed The weight of each row, negative for the diseased.
 * @param residuals Where to write a number per row for a while.
 * @param series Where the coefficients of the exponential begin,
 * @param end and where they end.
 */
export function addGradient(
  values: usize,
  rows: i32,
  columns: i32,
  beta: usize,
  signed: usize,
  residuals: usize,
  gradient: usize,
  series: usize,
  end: usize,
): void {
  for (let row = 0; row < rows; row += 4) {
    combine(values + ((<usize>row * columns) << 3), columns, beta, residuals + (<usize>row << 3));
  }
  let total = f64x2.splat(0);
  for (let at: usize = 0; at < <usize>rows << 3; at += 16) {
    const residual = residualOf(v128.load(residuals + at), v128.load(signed + at), series, end);
    v128.store(residuals + at, residual);
    total = f64x2.add(total, residual);
  }
  const sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  store<f64>(gradient, load<f64>(gradient) + sum);
  for (let row = 0; row < rows; row += 4) {
    spread(values + ((<usize>row * columns) << 3), columns, residuals + (<usize>row << 3), gradient + 8);
  }
}

/** The log odds of four rows. */
function combine(values: usize, columns: i32, beta: usize, odds: usize): void {
  const row = <usize>columns << 3, whole = row & ~15;
  const second = values + row, third = second + row, fourth = third + row;
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (let at: usize = 0; at < whole; at += 16) {
    const weights = v128.load(beta + at, 8);
    a = f64x2.add(a, f64x2.mul(weights, v128.load(values + at)));
    b = f64x2.add(b, f64x2.mul(weights, v128.load(second + at)));
    c = f64x2.add(c, f64x2.mul(weights, v128.load(third + at)));
    d = f64x2.add(d, f64x2.mul(weights, v128.load(fourth + at)));
  }
  let ab = f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
  let cd = f64x2.add(v128.shuffle<f64>(c, d, 0, 2), v128.shuffle<f64>(c, d, 1, 3));
  if (whole < row) {
    const weight = v128.load64_splat(beta + whole, 8);
    const first = f64x2(load<f64>(values + whole), load<f64>(second + whole));
    const last = f64x2(load<f64>(third + whole), load<f64>(fourth + whole));
    ab = f64x2.add(ab, f64x2.mul(weight, first));
    cd = f64x2.add(cd, f64x2.mul(weight, last));
  }
  const intercept = v128.load64_splat(beta);
  v128.store(odds, f64x2.add(ab, intercept));
  v128.store(odds, f64x2.add(cd, intercept), 16);
}

/** Signed weight times the probability of the outcome that the row does not have. */
// @ts-ignore: decorator
@inline
function residualOf(odds: v128, signed: v128, series: usize, end: usize): v128 {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  const towards = v128.xor(odds, v128.and(signed, f64x2.splat(-0.0)));
  const ratio = exponential(f64x2.neg(f64x2.abs(towards)), series, end);
  const least = f64x2.div(ratio, f64x2.add(one, ratio));
  const wrong = v128.bitselect(f64x2.sub(one, least), least, f64x2.ge(towards, zero));
  return f64x2.mul(signed, wrong);
}

/** Adds four rows, each times its residual, to the gradient. */
function spread(values: usize, columns: i32, residuals: usize, gradient: usize): void {
  const row = <usize>columns << 3, whole = row & ~15;
  const second = values + row, third = second + row, fourth = third + row;
  const a = v128.load64_splat(residuals), b = v128.load64_splat(residuals, 8);
  const c = v128.load64_splat(residuals, 16), d = v128.load64_splat(residuals, 24);
  for (let at: usize = 0; at < whole; at += 16) {
    const first = f64x2.add(
      f64x2.mul(a, v128.load(values + at)),
      f64x2.mul(b, v128.load(second + at)),
    );
    const last = f64x2.add(
      f64x2.mul(c, v128.load(third + at)),
      f64x2.mul(d, v128.load(fourth + at)),
    );
    v128.store(gradient + at, f64x2.add(v128.load(gradient + at), f64x2.add(first, last)));
  }
  if (whole < row) {
    store<f64>(
      gradient + whole,
      load<f64>(gradient + whole) +
        load<f64>(residuals) * load<f64>(values + whole) +
        load<f64>(residuals, 8) * load<f64>(second + whole) +
        load<f64>(residuals, 16) * load<f64>(third + whole) +
        load<f64>(residuals, 24) * load<f64>(fourth + whole),
    );
  }
}
