/** The median and other quantiles. */

/**
 * The quantile of values in ascending order, interpolated between the two nearest: type 7 of
 * Hyndman & Fan, the default of R and NumPy.
 *
 * @param share In [0, 1]: 0 is the smallest value, 1 the largest.
 * @throws `RangeError` for no values or a share outside [0, 1].
 *
 * @example
 * ```ts
 * import { quantile } from "heartbook/stats/quantile.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(quantile([1, 2, 4], 0.75), 3);
 * ```
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) throw new RangeError("expected at least one value, got none");
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`share: expected a number in [0, 1], got ${share}`);
  }
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)], above = sorted[Math.ceil(place)];
  // Otherwise infinite values, for example of a log loss, would give Infinity - Infinity.
  return below === above ? below : below + (place - Math.floor(place)) * (above - below);
}

/**
 * The middle of the values, in any order: the mean of the two middle ones if their number is
 * even. `RangeError` for no values.
 */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError("median: expected values, got none");
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
