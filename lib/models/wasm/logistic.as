/** The derivatives of the logistic loss: AssemblyScript, compiled by lib/tasks/wasm.ts. */

import { exponential } from "./exponential";

/**
 * Adds the gradient over some rows to `gradient`, the intercept first, and writes for each row the
 * probability of its own outcome.
 *
 * @param values Where the rows are, one after the other.
 * @param rows How many, a multiple of 4.
 * @param columns Cells of a row.
 * @param beta The intercept, and behind it the weights of the columns.
 * @param signed The weight of each row, negative for the diseased.
 * @param right Where to write the probabilities.
 * @param series Where the coefficients of the exponential are.
 */
export function addGradient(
  values: usize,
  rows: i32,
  columns: i32,
  beta: usize,
  signed: usize,
  right: usize,
  gradient: usize,
  series: usize,
): void {
  const size = <usize>rows << 3;
  for (let at: usize = 0; at < size; at += 32) combine(values + at * columns, columns, beta, right + at);
  for (let at: usize = 0; at < size; at += 16) {
    v128.store(right + at, rightOf(v128.load(right + at), v128.load(signed + at), series));
  }
  for (let at: usize = 0; at < size; at += 32) {
    spread(values + at * columns, columns, signed + at, right + at, gradient);
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

/** The probabilities of the outcomes that two rows have. */
// @ts-ignore: decorator
@inline
function rightOf(odds: v128, signed: v128, series: usize): v128 {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  const away = v128.xor(odds, v128.and(signed, f64x2.splat(-0.0)));
  const ratio = exponential(f64x2.neg(f64x2.abs(away)), series);
  const larger = f64x2.div(one, f64x2.add(one, ratio));
  return f64x2.mul(larger, v128.bitselect(ratio, one, f64x2.ge(away, zero)));
}

/**
 * Writes the probabilities of rows whose cells come column by column.
 *
 * @param columns All columns, one after the other.
 * @param rows Cells of a column, a multiple of 4.
 * @param which Which columns count, from 1 on; the first entry stands for the intercept.
 * @param weights The intercept, and behind it the weights of those columns.
 * @param count How many weights.
 * @param to Where to write the probabilities.
 * @param series Where the coefficients of the exponential are.
 */
export function predictColumns(
  columns: usize,
  rows: i32,
  which: usize,
  weights: usize,
  count: i32,
  to: usize,
  series: usize,
): void {
  const line = <usize>rows << 3, diseased = f64x2.splat(-1);
  for (let at: usize = 0; at < line; at += 32) {
    let first = v128.load64_splat(weights), last = first;
    for (let i = 1; i < count; i++) {
      const weight = v128.load64_splat(weights + (<usize>i << 3));
      const from = columns + <usize>(load<i32>(which + (<usize>i << 2)) - 1) * line + at;
      first = f64x2.add(first, f64x2.mul(weight, v128.load(from)));
      last = f64x2.add(last, f64x2.mul(weight, v128.load(from, 16)));
    }
    v128.store(to + at, rightOf(first, diseased, series));
    v128.store(to + at, rightOf(last, diseased, series), 16);
  }
}

/** Signed weight times the probability of the outcome that the row does not have. */
// @ts-ignore: decorator
@inline
function residual(signed: usize, right: usize): f64 {
  return load<f64>(signed) * (1 - load<f64>(right));
}

/** Adds four rows, each times its residual, to the gradient. */
function spread(values: usize, columns: i32, signed: usize, right: usize, gradient: usize): void {
  const row = <usize>columns << 3, whole = row & ~15;
  const second = values + row, third = second + row, fourth = third + row;
  const ra = residual(signed, right), rb = residual(signed + 8, right + 8);
  const rc = residual(signed + 16, right + 16), rd = residual(signed + 24, right + 24);
  store<f64>(gradient, load<f64>(gradient) + (ra + rb + rc + rd));
  const a = f64x2.splat(ra), b = f64x2.splat(rb), c = f64x2.splat(rc), d = f64x2.splat(rd);
  for (let at: usize = 0; at < whole; at += 16) {
    const first = f64x2.add(
      f64x2.mul(a, v128.load(values + at)),
      f64x2.mul(b, v128.load(second + at)),
    );
    const last = f64x2.add(
      f64x2.mul(c, v128.load(third + at)),
      f64x2.mul(d, v128.load(fourth + at)),
    );
    const sum = f64x2.add(v128.load(gradient + at, 8), f64x2.add(first, last));
    v128.store(gradient + at, sum, 8);
  }
  if (whole < row) {
    store<f64>(
      gradient + whole,
      load<f64>(gradient + whole, 8) +
        (ra * load<f64>(values + whole) + rb * load<f64>(second + whole) +
          rc * load<f64>(third + whole) + rd * load<f64>(fourth + whole)),
      8,
    );
  }
}

/**
 * Adds the second derivative over some rows to the lower triangle of `sums`: the Gram matrix of
 * `[1, X]`, each row weighted by weight · p · (1 - p). Sums run in
 * the order of the plain loop: four rows are summed before they are added to those before them.
 *
 * @param values Where the rows of X are, one after the other.
 * @param rows How many, a multiple of 4.
 * @param columns Cells of a row.
 * @param signed The weight of each row, negative for the diseased.
 * @param right The probability of the outcome that each row has.
 * @param sums A square of one more than `columns`, the intercept first.
 */
export function addGram(
  values: usize,
  rows: i32,
  columns: i32,
  signed: usize,
  right: usize,
  sums: usize,
): void {
  const row = <usize>columns << 3, line = row + 8, whole = row & ~15;
  for (let i = 0; i < rows; i += 4, values += row << 2, signed += 32, right += 32) {
    const b = values + row, c = b + row, d = c + row;
    const wa = curve(signed, right), wb = curve(signed + 8, right + 8);
    const wc = curve(signed + 16, right + 16), wd = curve(signed + 24, right + 24);
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

/** Weight · p · (1 - p) of a row. */
// @ts-ignore: decorator
@inline
function curve(signed: usize, right: usize): f64 {
  const p = load<f64>(right);
  return abs(load<f64>(signed)) * p * (1 - p);
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

/** As in quadratic.ts. */
const SWEEPS = 2, ROUNDS = 200;
const ROUNDING: f64 = 2e-15, NUDGE: f64 = 1e-11;

/**
 * Finds the minimum of a quadratic with its penalties, as quadratic.ts does, to the last bit.
 *
 * @param beta Where the search begins, and then the minimum, the intercept first.
 * @param slope The gradient of the quadratic there, followed by a number to spare.
 * @param hessian Whole, followed by a number to spare.
 * @param size How many entries.
 * @param l1 The penalties of each weight,
 * @param l2 but not of the intercept.
 * @param still How long the last sweep may be, in standard errors.
 * @param free Room for a list of entries.
 * @param rows Room for a system of `size` rows. Without l1 it then has a root of infinity at each
 * entry that depends on earlier ones.
 * @returns Whether it was reached.
 */
export function findBottom(
  beta: usize,
  slope: usize,
  hessian: usize,
  size: i32,
  l1: f64,
  l2: f64,
  still: f64,
  free: usize,
  rows: usize,
): bool {
  if (l1 == 0) {
    leap(beta, slope, hessian, size, l2, free, rows);
    return true;
  }
  for (let round = 0; round < ROUNDS; round++) {
    while (followSigns(beta, slope, hessian, size, l1, l2, free, rows));
    for (let k = 0; k < SWEEPS; k++) {
      if (sweep(beta, slope, hessian, size, l1, l2) < still) return true;
    }
  }
  return false;
}

/** Without l1 all entries move to their joint minimum. */
function leap(
  beta: usize,
  slope: usize,
  hessian: usize,
  size: i32,
  l2: f64,
  free: usize,
  rows: usize,
): void {
  for (let j = 0; j < size; j++) store<i32>(free + (<usize>j << 2), j);
  solveFor(beta, slope, hessian, size, 0, l2, free, size, 0, rows);
  const last = <usize>size << 3;
  for (let at: usize = 0, row = rows; at < last; at += 8, row += last + 16) {
    const to = load<f64>(beta + at) + load<f64>(row + last);
    store<f64>(beta + at, to);
    store<f64>(slope + at, at > 0 ? -l2 * to : 0);
  }
}

/** Minimises over each coordinate in turn; returns the longest move, in standard errors. */
function sweep(beta: usize, slope: usize, hessian: usize, size: i32, l1: f64, l2: f64): f64 {
  const line = <usize>size << 3;
  let longest: f64 = 0;
  for (let at: usize = 0, row = hessian; at < line; at += 8, row += line) {
    const bend = load<f64>(row + at), here = load<f64>(beta + at);
    const least = bend * here - load<f64>(slope + at);
    let next: f64 = 0;
    if (at == 0) next = least / bend;
    else if (bend > 0) next = shrink(least, l1) / (bend + l2);
    longest = max(longest, (abs(next - here) - ROUNDING * abs(next)) * sqrt(bend));
    move(beta, slope, row, line, at, next);
  }
  return longest;
}

/** Moves the nonzero weights and the intercept together; returns whether a weight became zero. */
function followSigns(
  beta: usize,
  slope: usize,
  hessian: usize,
  size: i32,
  l1: f64,
  l2: f64,
  free: usize,
  rows: usize,
): bool {
  const line = <usize>size << 3;
  let count = 0;
  for (let j = 0; j < size; j++) {
    if (j > 0 && load<f64>(beta + (<usize>j << 3)) == 0) continue;
    store<i32>(free + (<usize>count << 2), j);
    count++;
  }
  solveFor(beta, slope, hessian, size, l1, l2, free, count, NUDGE, rows);
  const moves = rows + (<usize>count << 3), step = (<usize>count << 3) + 16;
  let length: f64 = 1, first = -1;
  for (let a = 1; a < count; a++) {
    const j = load<i32>(free + (<usize>a << 2));
    const crossing = -load<f64>(beta + (<usize>j << 3)) / load<f64>(moves + <usize>a * step);
    if (crossing > 0 && crossing < length) {
      length = crossing;
      first = j;
    }
  }
  for (let a = 0; a < count; a++) {
    const j = load<i32>(free + (<usize>a << 2)), at = <usize>j << 3;
    const to = load<f64>(beta + at) + length * load<f64>(moves + <usize>a * step);
    move(beta, slope, hessian + <usize>j * line, line, at, j == first ? 0 : to);
  }
  return first >= 0;
}

/** Moves one entry, and the slopes of all with it. */
function move(beta: usize, slope: usize, row: usize, line: usize, at: usize, to: f64): void {
  const by = to - load<f64>(beta + at);
  if (by == 0) return;
  store<f64>(beta + at, to);
  const factor = f64x2.splat(by);
  for (let k: usize = 0; k < line; k += 16) {
    const part = f64x2.mul(factor, v128.load(row + k));
    v128.store(slope + k, f64x2.add(v128.load(slope + k), part));
  }
}

/** Solves for how far the listed entries are from their joint minimum, given their signs. */
function solveFor(
  beta: usize,
  slope: usize,
  hessian: usize,
  size: i32,
  l1: f64,
  l2: f64,
  free: usize,
  count: i32,
  nudge: f64,
  rows: usize,
): void {
  let to = rows;
  for (let a = 0; a < count; a++, to += 16) {
    const j = load<i32>(free + (<usize>a << 2)), at = <usize>j << 3;
    const from = hessian + <usize>j * (<usize>size << 3);
    to += <usize>a << 3;
    const bend = load<f64>(from + at) + (j > 0 ? l2 : 0);
    store<f64>(to, bend * (1 + nudge));
    to += 8;
    for (let b = a + 1; b < count; b++, to += 8) {
      store<f64>(to, load<f64>(from + (<usize>load<i32>(free + (<usize>b << 2)) << 3)));
    }
    const here = load<f64>(beta + at), pull = j > 0 ? l2 * here + l1 * signOf(here) : 0;
    store<f64>(to, -load<f64>(slope + at) - pull);
  }
  solve(rows, count);
}

/** 1, -1, or the zero itself. */
// @ts-ignore: decorator
@inline
function signOf(value: f64): f64 {
  return value > 0 ? 1 : value < 0 ? -1 : value;
}

/** Soft threshold: `value` moved towards 0 by `by`, but not beyond 0. */
// @ts-ignore: decorator
@inline
function shrink(value: f64, by: f64): f64 {
  return abs(value) <= by ? 0 : value - by * signOf(value);
}

/**
 * Solves a symmetric positive definite system in place, as cholesky() and solve() of
 * stats/linear-algebra.ts do, to the last bit.
 *
 * @param rows The upper triangle of the matrix, each row followed by its right side and one number
 * to spare. The right sides become the solution, and the triangle the factor, in which a column
 * that depends on those before it has a root of infinity.
 * @param size How many rows.
 */
function solve(rows: usize, size: i32): void {
  const last = <usize>size << 3, line = last + 16, end = rows + <usize>size * line;
  for (let row = rows, own: usize = 0; row < end; row += line, own += 8) {
    const whole = load<f64>(row + own);
    for (let above = rows; above < row; above += line) {
      const factor = v128.load64_splat(above + own);
      for (let at = own; at <= last; at += 16) {
        const part = f64x2.mul(factor, v128.load(above + at));
        v128.store(row + at, f64x2.sub(v128.load(row + at), part));
      }
    }
    const left = load<f64>(row + own);
    const root = left > 1e-12 * whole ? sqrt(left) : Infinity;
    store<f64>(row + own, root);
    for (let at = own + 8; at <= last; at += 16) {
      v128.store(row + at, f64x2.div(v128.load(row + at), f64x2.splat(root)));
    }
  }
  for (let row = end, own = last; row > rows;) {
    row -= line;
    own -= 8;
    let left = load<f64>(row + last);
    for (let at = own + 8, below = row + line + last; at < last; at += 8, below += line) {
      left -= load<f64>(row + at) * load<f64>(below);
    }
    store<f64>(row + last, left / load<f64>(row + own));
  }
}
