/** The derivatives of the logistic loss: AssemblyScript, compiled by build.ts. */

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
 * @param series Where the coefficients of the exponential are.
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
): void {
  for (let row = 0; row < rows; row += 4) {
    combine(values + ((<usize>row * columns) << 3), columns, beta, residuals + (<usize>row << 3));
  }
  let total = f64x2.splat(0);
  for (let at: usize = 0; at < <usize>rows << 3; at += 16) {
    const residual = residualOf(v128.load(residuals + at), v128.load(signed + at), series);
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
function residualOf(odds: v128, signed: v128, series: usize): v128 {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  const towards = v128.xor(odds, v128.and(signed, f64x2.splat(-0.0)));
  const ratio = exponential(f64x2.neg(f64x2.abs(towards)), series);
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

/**
 * Adds the Gram matrix of `[1, X]`, each row weighted, to the lower triangle of `sums`. Sums run in
 * the order of the plain loop: four rows are summed before they are added to those before them.
 *
 * @param values Where the rows of X are, one after the other.
 * @param rows How many, a multiple of 4.
 * @param columns Cells of a row.
 * @param weights The weight of each row.
 * @param sums A square of one more than `columns`, the intercept first.
 */
export function addGram(
  values: usize,
  rows: i32,
  columns: i32,
  weights: usize,
  sums: usize,
): void {
  const row = <usize>columns << 3, line = row + 8, whole = row & ~15;
  for (let i = 0; i < rows; i += 4, values += row << 2, weights += 32) {
    const b = values + row, c = b + row, d = c + row;
    const wa = load<f64>(weights), wb = load<f64>(weights, 8);
    const wc = load<f64>(weights, 16), wd = load<f64>(weights, 24);
    store<f64>(sums, load<f64>(sums) + (wa + wb + wc + wd));
    let to = sums + line;
    for (let j: usize = 0; j < whole; j += 16, to += line << 1) {
      const xa = wa * load<f64>(values + j), xb = wb * load<f64>(b + j);
      const xc = wc * load<f64>(c + j), xd = wd * load<f64>(d + j);
      const ya = wa * load<f64>(values + j, 8), yb = wb * load<f64>(b + j, 8);
      const yc = wc * load<f64>(c + j, 8), yd = wd * load<f64>(d + j, 8);
      const below = to + line;
      store<f64>(to, load<f64>(to) + (xa + xb + xc + xd));
      store<f64>(below, load<f64>(below) + (ya + yb + yc + yd));
      const xxa = f64x2.splat(xa), xxb = f64x2.splat(xb), xxc = f64x2.splat(xc), xxd = f64x2.splat(xd);
      const yya = f64x2.splat(ya), yyb = f64x2.splat(yb), yyc = f64x2.splat(yc), yyd = f64x2.splat(yd);
      for (let k: usize = 0; k < j; k += 16) {
        const va = v128.load(values + k), vb = v128.load(b + k);
        const vc = v128.load(c + k), vd = v128.load(d + k);
        v128.store(to + k, f64x2.add(v128.load(to + k, 8), four(xxa, va, xxb, vb, xxc, vc, xxd, vd)), 8);
        v128.store(
          below + k,
          f64x2.add(v128.load(below + k, 8), four(yya, va, yyb, vb, yyc, vc, yyd, vd)),
          8,
        );
      }
      store<f64>(
        to + j,
        load<f64>(to + j, 8) +
          (xa * load<f64>(values + j) + xb * load<f64>(b + j) + xc * load<f64>(c + j) +
            xd * load<f64>(d + j)),
        8,
      );
      const sum = four(
        yya,
        v128.load(values + j),
        yyb,
        v128.load(b + j),
        yyc,
        v128.load(c + j),
        yyd,
        v128.load(d + j),
      );
      v128.store(below + j, f64x2.add(v128.load(below + j, 8), sum), 8);
    }
    if (whole == row) continue;
    const xa = wa * load<f64>(values + whole), xb = wb * load<f64>(b + whole);
    const xc = wc * load<f64>(c + whole), xd = wd * load<f64>(d + whole);
    store<f64>(to, load<f64>(to) + (xa + xb + xc + xd));
    const xxa = f64x2.splat(xa), xxb = f64x2.splat(xb), xxc = f64x2.splat(xc), xxd = f64x2.splat(xd);
    for (let k: usize = 0; k < whole; k += 16) {
      const sum = four(
        xxa,
        v128.load(values + k),
        xxb,
        v128.load(b + k),
        xxc,
        v128.load(c + k),
        xxd,
        v128.load(d + k),
      );
      v128.store(to + k, f64x2.add(v128.load(to + k, 8), sum), 8);
    }
    store<f64>(
      to + whole,
      load<f64>(to + whole, 8) +
        (xa * load<f64>(values + whole) + xb * load<f64>(b + whole) + xc * load<f64>(c + whole) +
          xd * load<f64>(d + whole)),
      8,
    );
  }
}

/** The sum of four products of pairs, from the first to the last. */
// @ts-ignore: decorator
@inline
function four(
  xa: v128,
  va: v128,
  xb: v128,
  vb: v128,
  xc: v128,
  vc: v128,
  xd: v128,
  vd: v128,
): v128 {
  const two = f64x2.add(f64x2.mul(xa, va), f64x2.mul(xb, vb));
  return f64x2.add(f64x2.add(two, f64x2.mul(xc, vc)), f64x2.mul(xd, vd));
}
