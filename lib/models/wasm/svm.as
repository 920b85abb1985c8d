/**
 * The loops in which fitting a support vector machine spends its time: AssemblyScript, compiled by
 * build.ts. Addresses are in bytes; arrays of numbers are 64-bit floats, their lengths even.
 */

/**
 * Products of `x` with every row of a matrix, which lies in panels of 8 rows, within a panel
 * column by column, so that four vectors of two numbers hold one column of it.
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
 * From products p with x to the RBF kernel exp(-gamma (|x|² + |z|² - 2 p)), in place, to within 2
 * units in the last place: 2 to a whole power times a series on what is left of the exponent,
 * which is at most half of ln 2 in size.
 *
 * @param length A multiple of 8.
 * @param norms |z|² of every row.
 * @param norm |x|².
 * @param series Where the coefficients of the series begin, that of the highest power first,
 * @param end and where they end.
 */
export function fromProducts(
  result: usize,
  length: i32,
  norms: usize,
  norm: f64,
  gamma: f64,
  series: usize,
  end: usize,
): void {
  const stop = result + (<usize>length << 3);
  for (; result < stop; result += 64, norms += 64) {
    const a = exponent(result, norms, norm, gamma);
    const b = exponent(result + 16, norms + 16, norm, gamma);
    const c = exponent(result + 32, norms + 32, norm, gamma);
    const d = exponent(result + 48, norms + 48, norm, gamma);
    const restA = rest(a), restB = rest(b), restC = rest(c), restD = rest(d);
    let sumA = f64x2.splat(0), sumB = sumA, sumC = sumA, sumD = sumA;
    for (let at = series; at < end; at += 8) {
      const coefficient = v128.load64_splat(at);
      sumA = f64x2.add(f64x2.mul(sumA, restA), coefficient);
      sumB = f64x2.add(f64x2.mul(sumB, restB), coefficient);
      sumC = f64x2.add(f64x2.mul(sumC, restC), coefficient);
      sumD = f64x2.add(f64x2.mul(sumD, restD), coefficient);
    }
    v128.store(result, timesPower(sumA, a));
    v128.store(result, timesPower(sumB, b), 16);
    v128.store(result, timesPower(sumC, c), 32);
    v128.store(result, timesPower(sumD, d), 48);
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

/** 1.5 * 2^52: adding it rounds to a whole number and leaves that in the lowest bits. */
const SHIFT: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline
function shifted(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(SHIFT));
}

/** x less a whole multiple of ln 2, which comes in two parts: products with the first are exact. */
// @ts-ignore: decorator
@inline
function rest(x: v128): v128 {
  const whole = f64x2.sub(shifted(x), f64x2.splat(SHIFT));
  const most = f64x2.mul(whole, f64x2.splat(0.693147180369123816490));
  const last = f64x2.mul(whole, f64x2.splat(1.90821492927058770002e-10));
  return f64x2.sub(f64x2.sub(x, most), last);
}

/** The sum times 2 to that whole power, or 0 where this is under the smallest normal number. */
// @ts-ignore: decorator
@inline
function timesPower(sum: v128, x: v128): v128 {
  const power = i64x2.shl(i64x2.add(shifted(x), i64x2.splat(1023)), 52);
  return v128.and(f64x2.mul(sum, power), f64x2.ge(x, f64x2.splat(-708)));
}

/** What `descend` found besides what it returns. */
export let highest: f64 = 0;
export let lowest: f64 = 0;

/**
 * Takes `step` times the difference of two kernel rows out of the gradient, and finds its highest
 * value among rows that may rise and its lowest among those that may fall.
 *
 * @returns The row of the highest, the first of equals, or -1 where none may rise.
 */
export function descend(
  length: i32,
  gradient: usize,
  rise: usize,
  fall: usize,
  rowI: usize,
  rowJ: usize,
  step: f64,
): i32 {
  const steps = f64x2.splat(step), next = i64x2.splat(2);
  let high = f64x2.splat(-Infinity), low = f64x2.splat(Infinity);
  let at = i64x2.splat(-1), here = i64x2(0, 1);
  const end = gradient + (<usize>length << 3);
  while (gradient < end) {
    const apart = f64x2.sub(v128.load(rowI), v128.load(rowJ));
    const slope = f64x2.sub(v128.load(gradient), f64x2.mul(steps, apart));
    v128.store(gradient, slope);
    const rising = f64x2.add(slope, v128.load(rise));
    const higher = f64x2.gt(rising, high);
    high = f64x2.pmax(high, rising);
    at = v128.bitselect(here, at, higher);
    low = f64x2.pmin(low, f64x2.add(slope, v128.load(fall)));
    here = i64x2.add(here, next);
    gradient += 16;
    rise += 16;
    fall += 16;
    rowI += 16;
    rowJ += 16;
  }
  highest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  lowest = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  return firstHighest(high, at);
}

/**
 * The row whose fall gains most as row i rises: the largest (highest - gradient)² / curvature.
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
  const zero = f64x2.splat(0), two = f64x2.splat(2), next = i64x2.splat(2);
  let most = zero, at = i64x2.splat(-1), here = i64x2(0, 1);
  const end = gradient + (<usize>length << 3);
  while (gradient < end) {
    const slope = f64x2.add(v128.load(gradient), v128.load(fall));
    const apart = f64x2.pmax(zero, f64x2.sub(top, slope));
    const both = f64x2.add(own, v128.load(diagonal));
    const between = f64x2.sub(both, f64x2.mul(two, v128.load(rowI)));
    const gain = f64x2.div(f64x2.mul(apart, apart), f64x2.pmax(least, between));
    at = v128.bitselect(here, at, f64x2.gt(gain, most));
    most = f64x2.pmax(most, gain);
    here = i64x2.add(here, next);
    gradient += 16;
    fall += 16;
    diagonal += 16;
    rowI += 16;
  }
  return firstHighest(most, at);
}

/** Of the rows where even and odd rows are highest, the higher, or the first where they tie. */
// @ts-ignore: decorator
@inline
function firstHighest(high: v128, at: v128): i32 {
  const even = <i32>i64x2.extract_lane(at, 0), odd = <i32>i64x2.extract_lane(at, 1);
  const a = f64x2.extract_lane(high, 0), b = f64x2.extract_lane(high, 1);
  return a > b || (a == b && <u32>even < <u32>odd) ? even : odd;
}
