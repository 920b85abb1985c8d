/**
 * The exponential of two numbers at a time, for numbers from about -700 to 0: 2 to a whole power
 * times a series on what is left, which is at most half of ln 2 in size. AssemblyScript that others
 * import.
 */

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

/** One step of a series: the sum so far times `x`, plus a coefficient. */
// @ts-ignore: decorator
@inline
function next(sum: v128, x: v128, coefficient: v128): v128 {
  return f64x2.add(f64x2.mul(sum, x), coefficient);
}

/**
 * The series of the exponential, written out: a loop would make the processor wait for each of its
 * sums, and code that is not yet compiled at its best would be several times as slow.
 *
 * @param series Where its 14 coefficients are, that of the highest power first.
 */
// @ts-ignore: decorator
@inline
function sumOf(x: v128, series: usize): v128 {
  let sum = next(f64x2.splat(0), x, v128.load64_splat(series));
  sum = next(sum, x, v128.load64_splat(series, 8));
  sum = next(sum, x, v128.load64_splat(series, 16));
  sum = next(sum, x, v128.load64_splat(series, 24));
  sum = next(sum, x, v128.load64_splat(series, 32));
  sum = next(sum, x, v128.load64_splat(series, 40));
  sum = next(sum, x, v128.load64_splat(series, 48));
  sum = next(sum, x, v128.load64_splat(series, 56));
  sum = next(sum, x, v128.load64_splat(series, 64));
  sum = next(sum, x, v128.load64_splat(series, 72));
  sum = next(sum, x, v128.load64_splat(series, 80));
  sum = next(sum, x, v128.load64_splat(series, 88));
  sum = next(sum, x, v128.load64_splat(series, 96));
  return next(sum, x, v128.load64_splat(series, 104));
}

/**
 * The exponential, to within 2 units in the last place.
 *
 * @param series As for {@link sumOf}.
 */
// @ts-ignore: decorator
@inline
export function exponential(x: v128, series: usize): v128 {
  return timesPower(sumOf(rest(x), series), x);
}
