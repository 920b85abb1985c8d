/** The sums of local parabolas: AssemblyScript, compiled by lib/tasks/wasm.ts. */

/**
 * Writes for each parabola the sums that loess.ts tells of, one number after the other as a loop
 * over its points would add them up.
 *
 * @param x Where the points are, and `y` where their heights are.
 * @param size Points of a parabola.
 * @param middles Where each parabola is asked for, and `starts` the first of its points.
 * @param count How many parabolas, an even number: two are fitted at a time.
 * @param sums Where to write eight numbers for each.
 */
export function sum(
  x: usize,
  y: usize,
  size: i32,
  middles: usize,
  starts: usize,
  count: i32,
  sums: usize,
): void {
  const one = f64x2.splat(1), zero = f64x2.splat(0), last = (<usize>size - 1) << 3;
  for (let place = 0; place < count; place += 2, middles += 16, starts += 8, sums += 128) {
    const a = <usize>load<i32>(starts) << 3, b = <usize>load<i32>(starts, 4) << 3;
    const middle = v128.load(middles), left = pair(x + a, x + b);
    const right = pair(x + a + last, x + b + last);
    const reach = f64x2.max(f64x2.sub(middle, left), f64x2.sub(right, middle));
    let s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, t0 = zero, t1 = zero, t2 = zero;
    for (let at: usize = 0; at <= last; at += 8) {
      const u = f64x2.div(f64x2.sub(pair(x + a + at, x + b + at), middle), reach);
      const distance = f64x2.abs(u), height = pair(y + a + at, y + b + at);
      const cut = f64x2.sub(one, f64x2.mul(f64x2.mul(distance, distance), distance));
      const w = f64x2.mul(f64x2.mul(cut, cut), cut);
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
    write(sums, s0);
    write(sums + 8, s1);
    write(sums + 16, s2);
    write(sums + 24, s3);
    write(sums + 32, s4);
    write(sums + 40, t0);
    write(sums + 48, t1);
    write(sums + 56, t2);
  }
}

// @ts-ignore: decorator
@inline
function pair(first: usize, second: usize): v128 {
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}

/** A sum of two parabolas, whose sums stand 64 bytes apart. */
// @ts-ignore: decorator
@inline
function write(sums: usize, pair: v128): void {
  store<f64>(sums, f64x2.extract_lane(pair, 0));
  store<f64>(sums, f64x2.extract_lane(pair, 1), 64);
}
