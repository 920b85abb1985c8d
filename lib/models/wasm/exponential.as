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
export function rest(x: v128): v128 {
  const whole = f64x2.sub(shifted(x), f64x2.splat(SHIFT));
  const most = f64x2.mul(whole, f64x2.splat(0.693147180369123816490));
  const last = f64x2.mul(whole, f64x2.splat(1.90821492927058770002e-10));
  return f64x2.sub(f64x2.sub(x, most), last);
}

/** The sum times 2 to that whole power, or 0 where this is under the smallest normal number. */
// @ts-ignore: decorator
@inline
export function timesPower(sum: v128, x: v128): v128 {
  const power = i64x2.shl(i64x2.add(shifted(x), i64x2.splat(1023)), 52);
  return v128.and(f64x2.mul(sum, power), f64x2.ge(x, f64x2.splat(-708)));
}

/**
 * The exponential, to within 2 units in the last place.
 *
 * @param series Where the coefficients of the series begin, that of the highest power first,
 * @param end and where they end.
 */
// @ts-ignore: decorator
@inline
export function exponential(x: v128, series: usize, end: usize): v128 {
  const left = rest(x);
  let sum = f64x2.splat(0);
  for (let at = series; at < end; at += 8) {
    sum = f64x2.add(f64x2.mul(sum, left), v128.load64_splat(at));
  }
  return timesPower(sum, x);
}
