/**
 * The loops in which fitting a support vector machine spends its time: AssemblyScript, compiled by
 * lib/tasks/wasm.ts. Addresses are in bytes; arrays of numbers are 64-bit floats, their lengths even.
 *
 * What is called often is exported even if nobody else calls it: it then stays a function of its
 * own, and a platform compiles well only what it has seen called often.
 */

import { exponential } from "./exponential";

/**
 * Lays a matrix out in panels of 8 rows, within a panel column by column, and tells the product of
 * each row with itself. What `rows` lack to whole panels is 0.
 *
 * @param values The matrix, row by row.
 */
export function lay(values: usize, rows: i32, columns: i32, panels: usize, norms: usize): void {
  const whole = <usize>((rows + 7) & ~7);
  memory.fill(panels, 0, whole * <usize>columns << 3);
  memory.fill(norms, 0, whole << 3);
  for (let row = 0; row < rows; row++, norms += 8) {
    let at = panels + (<usize>((row & ~7) * columns + (row & 7)) << 3), norm: f64 = 0;
    for (let column = 0; column < columns; column++, values += 8, at += 64) {
      const cell = load<f64>(values);
      store<f64>(at, cell);
      norm += cell * cell;
    }
    store<f64>(norms, norm);
  }
}

/**
 * Products of `x` with every row of a matrix, as `lay` lays it: four vectors of two numbers
 * hold one column of a panel.
 */
export function products(
  panels: usize,
  count: i32,
  x: usize,
  columns: i32,
  result: usize,
): void {
  const end = x + (<usize>columns << 3);
  for (let panel = 0; panel < count; panel++) {
    let a = f64x2.splat(0), b = a, c = a, d = a;
    for (let cell = x; cell < end; cell += 8) {
      const value = v128.load64_splat(cell);
      a = f64x2.add(a, f64x2.mul(value, v128.load(panels)));
      b = f64x2.add(b, f64x2.mul(value, v128.load(panels, 16)));
      c = f64x2.add(c, f64x2.mul(value, v128.load(panels, 32)));
      d = f64x2.add(d, f64x2.mul(value, v128.load(panels, 48)));
      panels += 64;
    }
    v128.store(result, a);
    v128.store(result, b, 16);
    v128.store(result, c, 32);
    v128.store(result, d, 48);
    result += 64;
  }
}

/**
 * Products of the 8 rows of a panel with every row from there on: a part of a square whose side is
 * the padded number of rows. Two rows at a time, so that what is loaded is used twice; sums run
 * over the columns in their order, as in `products`.
 *
 * @param own Where the panel is, and `end` where the last one ends.
 * @param result Where the product of the first row with itself goes.
 * @param line The size of a row of the square in bytes.
 */
export function panelProducts(
  own: usize,
  end: usize,
  columns: i32,
  result: usize,
  line: usize,
): void {
  const panel = <usize>columns << 6;
  for (let row: usize = 0; row < 64; row += 16, result += 2 * line) {
    let target = result;
    for (let other = own; other < end; other += panel, target += 64) {
      let a = f64x2.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
      const stop = other + panel;
      let cell = own + row;
      for (let at = other; at < stop; at += 64, cell += 64) {
        const x = v128.load64_splat(cell), z = v128.load64_splat(cell, 8);
        const p = v128.load(at), q = v128.load(at, 16);
        a = f64x2.add(a, f64x2.mul(x, p));
        e = f64x2.add(e, f64x2.mul(z, p));
        b = f64x2.add(b, f64x2.mul(x, q));
        f = f64x2.add(f, f64x2.mul(z, q));
        const r = v128.load(at, 32), s = v128.load(at, 48);
        c = f64x2.add(c, f64x2.mul(x, r));
        g = f64x2.add(g, f64x2.mul(z, r));
        d = f64x2.add(d, f64x2.mul(x, s));
        h = f64x2.add(h, f64x2.mul(z, s));
      }
      v128.store(target, a);
      v128.store(target, b, 16);
      v128.store(target, c, 32);
      v128.store(target, d, 48);
      v128.store(target + line, e);
      v128.store(target + line, f, 16);
      v128.store(target + line, g, 32);
      v128.store(target + line, h, 48);
    }
  }
}

/**
 * Copies panels of a square, of 8 rows each, from their diagonal on into the columns below it.
 * Several at a time, because what lies far apart is dear to write.
 *
 * @param own Where the first row meets the diagonal.
 * @param few How many panels to copy.
 * @param count How many panels there are from the first on.
 * @param line The size of a row of the square in bytes.
 */
export function mirror(own: usize, few: i32, count: i32, line: usize): void {
  for (let there = 1; there < count; there++) {
    for (let here = 0; here < min(few, there); here++) {
      const from = own + <usize>here * 8 * line + (<usize>there << 6);
      const to = own + <usize>there * 8 * line + (<usize>here << 6);
      for (let row: usize = 0; row < 8; row += 2) {
        for (let column: usize = 0; column < 8; column += 2) {
          const source = from + row * line + (column << 3), target = to + column * line + (row << 3);
          const upper = v128.load(source), lower = v128.load(source + line);
          v128.store(target, v128.shuffle<f64>(upper, lower, 0, 2));
          v128.store(target + line, v128.shuffle<f64>(upper, lower, 1, 3));
        }
      }
    }
  }
}

/**
 * From products p with x to the RBF kernel exp(-gamma (|x|² + |z|² - 2 p)), to within 2 units in
 * the last place.
 *
 * @param products Where they are, and `result` where the kernel goes; may be the same.
 * @param length A multiple of 8.
 * @param norms |z|² of every row.
 * @param norm |x|².
 * @param series As for `exponential`.
 */
export function fromProducts(
  products: usize,
  result: usize,
  length: i32,
  norms: usize,
  norm: f64,
  gamma: f64,
  series: usize,
): void {
  const stop = result + (<usize>length << 3);
  for (; result < stop; products += 64, result += 64, norms += 64) {
    const a = exponent(products, norms, norm, gamma);
    const b = exponent(products + 16, norms + 16, norm, gamma);
    const c = exponent(products + 32, norms + 32, norm, gamma);
    const d = exponent(products + 48, norms + 48, norm, gamma);
    v128.store(result, exponential(a, series));
    v128.store(result, exponential(b, series), 16);
    v128.store(result, exponential(c, series), 32);
    v128.store(result, exponential(d, series), 48);
  }
}

/** Panels mirrored together. */
const MIRRORED = 8;

/**
 * The kernel between any two rows of a matrix that `lay` laid out.
 *
 * @param line The size of a row of the result in bytes.
 * @param shared Where the products go, which may be where the kernel goes.
 * @param areThere Whether they are there already.
 * @param isRbf Whether the kernel is the RBF kernel, else it is the product.
 * @param series As for `exponential`.
 */
export function kernelOfAll(
  panels: usize,
  count: i32,
  columns: i32,
  line: usize,
  shared: usize,
  areThere: i32,
  result: usize,
  isRbf: i32,
  norms: usize,
  gamma: f64,
  series: usize,
): void {
  const size = <usize>columns << 6, last = panels + <usize>count * size;
  for (let panel = 0; panel < count; panel++, panels += size, norms += 64) {
    const corner = <usize>panel * 8 * (line + 8), length = (count - panel) << 3;
    if (!areThere) panelProducts(panels, last, columns, shared + corner, line);
    for (let row: usize = 0, at = corner; row < 64; row += 8, at += line) {
      if (isRbf) {
        const norm = load<f64>(norms + row);
        fromProducts(shared + at, result + at, length, norms, norm, gamma, series);
      } else if (shared != result) memory.copy(result + at, shared + at, <usize>length << 3);
    }
    const waiting = (panel & (MIRRORED - 1)) + 1;
    if (waiting < MIRRORED && panel + 1 < count) continue;
    const start = panel + 1 - waiting;
    mirror(result + <usize>start * 8 * (line + 8), waiting, count - start, line);
  }
}

// @ts-ignore: decorator
@inline
function exponent(products: usize, norms: usize, norm: f64, gamma: f64): v128 {
  const product = v128.load(products);
  const both = f64x2.add(f64x2.splat(norm), v128.load(norms));
  const square = f64x2.sub(both, f64x2.add(product, product));
  return f64x2.mul(f64x2.splat(-gamma), f64x2.pmax(f64x2.splat(0), square));
}

/** Where the climb stands: its steps so far, the riser and its gradient, and the lowest gradient. */
export let steps: i32 = 0;
let riser: i32 = -1;
export let highest: f64 = 0;
export let lowest: f64 = 0;

/**
 * Stands at step 0 with coefficients of 0: where the gradient is 1 for the diseased, else -1.
 *
 * @param state As for `climb`; the last array holds the bound of each row.
 * @param labels 0 or 1 per row, a byte each.
 */
export function begin(state: usize, length: i32, labels: usize): void {
  const size = <usize>length << 3, end = state + size;
  for (let gradient = state; gradient < end; gradient += 8, labels++) {
    const rise = gradient + size, fall = rise + size, beta = fall + 2 * size;
    const lower = beta + size, upper = lower + size;
    const bound = load<f64>(upper), isDiseased = load<u8>(labels) == 1;
    store<f64>(gradient, isDiseased ? 1 : -1);
    store<f64>(beta, 0);
    store<f64>(lower, isDiseased ? 0 : -bound);
    store<f64>(upper, isDiseased ? bound : 0);
    store<f64>(rise, isDiseased && bound > 0 ? 0 : -Infinity);
    store<f64>(fall, !isDiseased && bound > 0 ? 0 : Infinity);
  }
  steps = 0;
  lowest = Infinity;
  riser = descend(length, state, state + size, state, state, 0);
}

/**
 * Stands at step 0 with the gradient and the coefficients that are there.
 *
 * @param state As for `climb`.
 */
export function resume(state: usize, length: i32): void {
  const size = <usize>length << 3, rise = state + size, fall = rise + size, beta = fall + 2 * size;
  for (let at: usize = 0; at < size; at += 8) {
    mark(at, rise, fall, beta, beta + size, beta + 2 * size);
  }
  steps = 0;
  lowest = Infinity;
  riser = descend(length, state, rise, state, state, 0);
}

/**
 * A step of which the rows i and j are known, and their coefficients already there.
 *
 * @param step How far that of i has risen and that of j has fallen.
 * @returns The row whose kernel is missing and nothing is done, else -1.
 */
export function exchange(
  state: usize,
  length: i32,
  rows: usize,
  stamps: usize,
  i: i32,
  j: i32,
  step: f64,
): i32 {
  const size = <usize>length << 3, rise = state + size, fall = rise + size, beta = fall + 2 * size;
  const rowI = <usize>load<u32>(rows + (<usize>i << 2));
  if (rowI == 0) return i;
  store<i32>(stamps + (<usize>i << 2), steps);
  const rowJ = <usize>load<u32>(rows + (<usize>j << 2));
  if (rowJ == 0) return j;
  store<i32>(stamps + (<usize>j << 2), steps);
  mark(<usize>i << 3, rise, fall, beta, beta + size, beta + 2 * size);
  mark(<usize>j << 3, rise, fall, beta, beta + size, beta + 2 * size);
  riser = descend(length, state, rise, rowI, rowJ, step);
  steps++;
  return -1;
}

/**
 * Sequential minimal optimisation from where it stands until the tolerance is met, the steps run
 * out, or a kernel row is missing.
 *
 * @param state Seven arrays of `length` numbers one after the other: gradient, rise, fall,
 * diagonal, beta, lower and upper.
 * @param length A multiple of 8.
 * @param rows The address of each row's kernel row, 0 where there is none.
 * @param stamps The step that each kernel row was used in last.
 * @returns The row whose kernel is missing, or -1 at the end.
 */
export function climb(
  state: usize,
  length: i32,
  rows: usize,
  stamps: usize,
  tolerance: f64,
  leastCurvature: f64,
  mostSteps: i32,
): i32 {
  const size = <usize>length << 3;
  const gradient = state, rise = gradient + size, fall = rise + size, diagonal = fall + size;
  const beta = diagonal + size, lower = beta + size, upper = lower + size;
  while (riser >= 0) {
    const i = riser, atI = <usize>i << 3, rowI = <usize>load<u32>(rows + (<usize>i << 2));
    if (rowI == 0) return i;
    store<i32>(stamps + (<usize>i << 2), steps);
    const ownI = load<f64>(diagonal + atI);
    const j = bestPartner(length, gradient, fall, diagonal, rowI, ownI, highest, leastCurvature);
    if (highest - lowest <= tolerance || steps >= mostSteps) break;
    const atJ = <usize>j << 3, rowJ = <usize>load<u32>(rows + (<usize>j << 2));
    if (rowJ == 0) return j;
    store<i32>(stamps + (<usize>j << 2), steps);

    const between = ownI + load<f64>(diagonal + atJ) - 2 * load<f64>(rowI + atJ);
    const wanted = (highest - load<f64>(gradient + atJ)) / max(leastCurvature, between);
    const betaI = load<f64>(beta + atI), betaJ = load<f64>(beta + atJ);
    const top = load<f64>(upper + atI), bottom = load<f64>(lower + atJ);
    const step = min(wanted, min(top - betaI, betaJ - bottom));
    // Assigned, not accumulated, so that rounding never leaves a row just off its bound.
    store<f64>(beta + atI, step == top - betaI ? top : betaI + step);
    store<f64>(beta + atJ, step == betaJ - bottom ? bottom : betaJ - step);
    mark(atI, rise, fall, beta, lower, upper);
    mark(atJ, rise, fall, beta, lower, upper);
    riser = descend(length, gradient, rise, rowI, rowJ, step);
    steps++;
  }
  return -1;
}

function mark(at: usize, rise: usize, fall: usize, beta: usize, lower: usize, upper: usize): void {
  const value = load<f64>(beta + at);
  store<f64>(rise + at, value < load<f64>(upper + at) ? 0 : -Infinity);
  store<f64>(fall + at, value > load<f64>(lower + at) ? 0 : Infinity);
}

/**
 * Takes `step` times the difference of two kernel rows out of the gradient, and leaves its highest
 * value among rows that may rise in `highest`.
 *
 * @returns The row of the highest, the first of equals, or -1 where none may rise.
 */
export function descend(
  length: i32,
  gradient: usize,
  rise: usize,
  rowI: usize,
  rowJ: usize,
  step: f64,
): i32 {
  const steps = f64x2.splat(step);
  let most: f64 = -Infinity, high = f64x2.splat(most), at: usize = 0;
  const start = gradient, end = gradient + (<usize>length << 3);
  while (gradient < end) {
    const a = descended(gradient, rowI, rowJ, steps, 0), ra = f64x2.add(a, v128.load(rise));
    const b = descended(gradient, rowI, rowJ, steps, 16), rb = f64x2.add(b, v128.load(rise, 16));
    const c = descended(gradient, rowI, rowJ, steps, 32), rc = f64x2.add(c, v128.load(rise, 32));
    const d = descended(gradient, rowI, rowJ, steps, 48), rd = f64x2.add(d, v128.load(rise, 48));
    const eight = f64x2.pmax(f64x2.pmax(ra, rb), f64x2.pmax(rc, rd));
    // Seldom so: the more rows are behind, the fewer are higher than all of them.
    if (v128.any_true(f64x2.gt(eight, high))) {
      most = max(f64x2.extract_lane(eight, 0), f64x2.extract_lane(eight, 1));
      high = f64x2.splat(most);
      at = gradient + (firstOf(ra, rb, rc, rd, high) << 3);
    }
    gradient += 64;
    rise += 64;
    rowI += 64;
    rowJ += 64;
  }
  highest = most;
  return at == 0 ? -1 : <i32>((at - start) >> 3);
}

/**
 * The row whose fall gains most as row i rises: the largest (highest - gradient)² / curvature.
 * Leaves the lowest gradient among rows that may fall in `lowest`.
 *
 * @param diagonal K(s, s) of every row.
 * @param rowI The kernel between row i and every row.
 * @param ownI K(i, i).
 * @param highest The gradient of row i.
 * @param leastCurvature What stands in for the curvature between rows that are the same.
 * @returns The first of equals, or -1 where no row gains.
 */
export function bestPartner(
  length: i32,
  gradient: usize,
  fall: usize,
  diagonal: usize,
  rowI: usize,
  ownI: f64,
  highest: f64,
  leastCurvature: f64,
): i32 {
  const top = f64x2.splat(highest), own = f64x2.splat(ownI), least = f64x2.splat(leastCurvature);
  let most: f64 = 0, high = f64x2.splat(0), at: usize = 0, low = f64x2.splat(Infinity);
  const start = gradient, end = gradient + (<usize>length << 3);
  while (gradient < end) {
    const a = f64x2.add(v128.load(gradient), v128.load(fall));
    const b = f64x2.add(v128.load(gradient, 16), v128.load(fall, 16));
    const c = f64x2.add(v128.load(gradient, 32), v128.load(fall, 32));
    const d = f64x2.add(v128.load(gradient, 48), v128.load(fall, 48));
    low = f64x2.pmin(low, f64x2.pmin(f64x2.pmin(a, b), f64x2.pmin(c, d)));
    const sa = squareOf(f64x2.sub(top, a)), sb = squareOf(f64x2.sub(top, b));
    const sc = squareOf(f64x2.sub(top, c)), sd = squareOf(f64x2.sub(top, d));
    const ba = curvature(own, diagonal, rowI, least, 0);
    const bb = curvature(own, diagonal, rowI, least, 16);
    const bc = curvature(own, diagonal, rowI, least, 32);
    const bd = curvature(own, diagonal, rowI, least, 48);
    // A quotient above `high` implies this, whatever the rounding, and it needs no division.
    const mayGain = v128.or(
      v128.or(f64x2.ge(sa, f64x2.mul(high, ba)), f64x2.ge(sb, f64x2.mul(high, bb))),
      v128.or(f64x2.ge(sc, f64x2.mul(high, bc)), f64x2.ge(sd, f64x2.mul(high, bd))),
    );
    // Seldom so: the more rows are behind, the fewer gain more than all of them.
    if (v128.any_true(mayGain)) {
      const ga = f64x2.div(sa, ba), gb = f64x2.div(sb, bb);
      const gc = f64x2.div(sc, bc), gd = f64x2.div(sd, bd);
      const eight = f64x2.pmax(f64x2.pmax(ga, gb), f64x2.pmax(gc, gd));
      const gain = max(f64x2.extract_lane(eight, 0), f64x2.extract_lane(eight, 1));
      if (gain > most) {
        most = gain;
        high = f64x2.splat(most);
        at = gradient + (firstOf(ga, gb, gc, gd, high) << 3);
      }
    }
    gradient += 64;
    fall += 64;
    diagonal += 64;
    rowI += 64;
  }
  lowest = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  return at == 0 ? -1 : <i32>((at - start) >> 3);
}

// @ts-ignore: decorator
@inline
function descended(gradient: usize, rowI: usize, rowJ: usize, steps: v128, at: usize): v128 {
  const apart = f64x2.sub(v128.load(rowI + at), v128.load(rowJ + at));
  const slope = f64x2.sub(v128.load(gradient + at), f64x2.mul(steps, apart));
  v128.store(gradient + at, slope);
  return slope;
}

/** The first of eight numbers that equals `high`. */
// @ts-ignore: decorator
@inline
function firstOf(a: v128, b: v128, c: v128, d: v128, high: v128): usize {
  return ctz(
    i64x2.bitmask(f64x2.eq(a, high)) | i64x2.bitmask(f64x2.eq(b, high)) << 2 |
      i64x2.bitmask(f64x2.eq(c, high)) << 4 | i64x2.bitmask(f64x2.eq(d, high)) << 6,
  );
}

// @ts-ignore: decorator
@inline
function squareOf(apart: v128): v128 {
  const far = f64x2.pmax(f64x2.splat(0), apart);
  return f64x2.mul(far, far);
}

/** Of two rows at a time with row i. */
// @ts-ignore: decorator
@inline
function curvature(own: v128, diagonal: usize, row: usize, least: v128, at: usize): v128 {
  const product = v128.load(row + at);
  const both = f64x2.add(own, v128.load(diagonal + at));
  return f64x2.pmax(least, f64x2.sub(both, f64x2.add(product, product)));
}
