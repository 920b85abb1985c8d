/** The sums of a local parabola: AssemblyScript, compiled by lib/tasks/wasm.ts. */

/**
 * Writes the sums of the tricube weights times u to the power of 0 to 4, and behind them of the
 * weights times y times u to the power of 0 to 2, where u is the distance from `middle` as a share
 * of `reach`.
 *
 * @param x Where the first point of the fit is, `end` where they end; a number must stand there too.
 * @param y Where its height is.
 * @param sums Where to write eight numbers.
 */
export function sum(x: usize, end: usize, y: usize, middle: f64, reach: f64, sums: usize): void {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, t0 = zero, t1 = zero, t2 = zero;
  for (; x < end; x += 16, y += 16) {
    const u = f64x2.div(f64x2.sub(v128.load(x), f64x2.splat(middle)), f64x2.splat(reach));
    const distance = f64x2.abs(u), height = v128.load(y);
    const cut = f64x2.sub(one, f64x2.mul(f64x2.mul(distance, distance), distance));
    const cube = f64x2.mul(f64x2.mul(cut, cut), cut);
    // The last point may be alone.
    const w = x + 8 < end ? cube : f64x2.replace_lane(cube, 1, 0);
    const wu = f64x2.mul(w, u), wuu = f64x2.mul(wu, u), wuuu = f64x2.mul(wuu, u);
    s0 = f64x2.add(s0, w);
    s1 = f64x2.add(s1, wu);
    s2 = f64x2.add(s2, wuu);
    s3 = f64x2.add(s3, wuuu);
    s4 = f64x2.add(s4, f64x2.mul(wuuu, u));
    t0 = f64x2.add(t0, f64x2.mul(w, height));
    t1 = f64x2.add(t1, f64x2.mul(wu, height));
    t2 = f64x2.add(t2, f64x2.mul(wuu, height));
  }
  store<f64>(sums, total(s0));
  store<f64>(sums, total(s1), 8);
  store<f64>(sums, total(s2), 16);
  store<f64>(sums, total(s3), 24);
  store<f64>(sums, total(s4), 32);
  store<f64>(sums, total(t0), 40);
  store<f64>(sums, total(t1), 48);
  store<f64>(sums, total(t2), 56);
}

// @ts-ignore: decorator
@inline
function total(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}
