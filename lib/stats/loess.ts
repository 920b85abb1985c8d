/** Local regression, as R's `loess` computes it without interpolation. */
import { demandShare } from "../demand.ts";
import { type LocalParabolas, sumsWithVectors } from "../wasm/loess.ts";

/** Points to smooth: `y[i]` was seen at `x[i]`. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Where to evaluate the curve, and how smooth it is. */
export interface LoessOptions {
  readonly at: ArrayLike<number>;
  /** The share of the points that each local fit sees; default 0.75. */
  readonly span?: number;
}

/**
 * The height in its middle of the parabola that fits weighted points best.
 *
 * @param sums Of the weights times u to the power of 0 to 4, then of the weights times y times u to
 * the power of 0 to 2, where u is the distance from the middle.
 * @param x0 The middle, for the error.
 * @throws `RangeError` for points at fewer than three different places.
 */
export function heightOfParabola(sums: ArrayLike<number>, x0: number): number {
  const s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], s4 = sums[4];
  const t0 = sums[5], t1 = sums[6], t2 = sums[7];
  // The slope and curvature terms, centred at the weighted mean.
  const a11 = s2 - s1 * s1 / s0, a12 = s3 - s1 * s2 / s0, a22 = s4 - s2 * s2 / s0;
  const b1 = t1 - s1 * t0 / s0, b2 = t2 - s2 * t0 / s0;
  const determinant = a11 * a22 - a12 * a12;
  // The negation also rejects the NaN of a reach of 0.
  if (!(determinant > 1e-12 * a11 * a22)) {
    throw new RangeError(`loess: expected three different x or more near ${x0}, got fewer`);
  }
  const slope = (b1 * a22 - b2 * a12) / determinant;
  const bend = (b2 * a11 - b1 * a12) / determinant;
  return (t0 - slope * s1 - bend * s2) / s0;
}

/** The weight of a point by its distance from the middle, as a share of the farthest point's. */
export function tricube(share: number): number {
  const distance = Math.abs(share), cut = 1 - distance * distance * distance;
  return cut * cut * cut;
}

/** The sums that {@link heightOfParabola} asks for, eight for each parabola. */
function sumsOf(parabolas: LocalParabolas): Float64Array {
  const { x, y, size, middles, starts } = parabolas, sums = new Float64Array(8 * middles.length);
  for (let place = 0; place < middles.length; place++) {
    const x0 = middles[place], start = starts[place], end = start + size;
    const reach = Math.max(x0 - x[start], x[end - 1] - x0);
    let s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, t0 = 0, t1 = 0, t2 = 0;
    for (let i = start; i < end; i++) {
      const u = (x[i] - x0) / reach, w = tricube(u);
      const wu = w * u, wuu = wu * u;
      s0 += w;
      s1 += wu;
      s2 += wuu;
      s3 += wuu * u;
      s4 += wuu * u * u;
      t0 += w * y[i];
      t1 += wu * y[i];
      t2 += wuu * y[i];
    }
    sums.set([s0, s1, s2, s3, s4, t0, t1, t2], 8 * place);
  }
  return sums;
}

/** Fewer weights are summed before the vectors are ready. */
const WORTH_VECTORS = 5000;

/** The points from the lowest x to the highest. */
function rising(points: Points): Points {
  const { x, y } = points;
  let last = 1;
  while (x[last - 1] <= x[last]) last++;
  if (last >= x.length) return points;
  const order = Uint32Array.from(x, (_, i) => i).sort((i, j) => x[i] - x[j]);
  return {
    x: Float64Array.from(order, (i) => x[i]),
    y: Float64Array.from(order, (i) => y[i]),
  };
}

/**
 * The smoothed y at each of `at`: the value of a parabola fitted by least squares to the nearest
 * points, weighted by the tricube of their distance.
 *
 * Equals R's `loess(y ~ x, degree = 2, span, control = loess.control(surface = "direct"))`. Not
 * robust, and not clipped to the range of y.
 *
 * @returns One value per element of `at`, in its order.
 * @throws `TypeError` when `x` and `y` differ in length; `RangeError` for a span outside (0, 1], or
 * where fewer than three different x carry a local fit.
 *
 * Source: Cleveland, Grosse & Shyu (1992), Local regression models, in Statistical Models in S.
 *
 * @example
 * ```ts
 * import { loess } from "heartbook/stats/loess.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = [0, 1, 2, 3, 4, 5, 6, 7];
 * const y = x.map((value) => value ** 2);
 * assertAlmostEquals(loess({ x, y }, { at: [2.5] })[0], 6.25, 1e-12); // a parabola stays one
 * ```
 */
export function loess(points: Points, options: LoessOptions): Float64Array {
  const { at, span = 0.75 } = options;
  const n = points.x.length;
  if (points.y.length !== n) {
    throw new TypeError(`expected as many y as x, got ${points.y.length} y and ${n} x`);
  }
  demandShare("span", span);
  const sorted = rising(points), { x } = sorted;
  // R adds the 1e-5 so that a span such as 1/3 of 300 points does not lose a point to rounding.
  const size = Math.min(n, Math.floor(n * span + 1e-5));
  const middles: number[] = [], starts: number[] = [];
  // The first of the nearest points, which moves little from one place to the next.
  let start = 0;
  for (let i = 0; i < at.length; i++) {
    const x0 = at[i];
    // A bootstrap sample asks again at the place of every copy.
    if (i > 0 && x0 === at[i - 1]) continue;
    while (start + size < n && x0 - x[start] > x[start + size] - x0) start++;
    while (start > 0 && x0 - x[start - 1] <= x[start + size - 1] - x0) start--;
    middles.push(x0);
    starts.push(start);
  }
  const parabolas = { ...sorted, size, middles, starts };
  const sums = (middles.length * size > WORTH_VECTORS ? sumsWithVectors(parabolas) : undefined) ??
    sumsOf(parabolas);
  const heights = middles.map((x0, k) => heightOfParabola(sums.subarray(8 * k, 8 * k + 8), x0));
  const smoothed = new Float64Array(at.length);
  for (let i = 0, place = -1; i < at.length; i++) {
    if (at[i] !== middles[place]) place++;
    smoothed[i] = heights[place];
  }
  return smoothed;
}
