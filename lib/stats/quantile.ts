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
 * Puts at `place` the value that would be there in ascending order, with no larger one before it:
 * Hoare's search, which takes a fraction of a sort.
 */
function select(values: Float64Array, place: number): number {
  let low = 0, high = values.length - 1;
  for (let rounds = 0; low < high; rounds++) {
    // Of numbers in an unlucky order it would take their square.
    if (rounds > 50) values.subarray(low, high + 1).sort();
    const pivot = values[place];
    let i = low, j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    if (j < place) low = i;
    if (i > place) high = j;
  }
  return values[place];
}

/**
 * The middle of the values, in any order: the mean of the two middle ones if their number is
 * even. `RangeError` for no values.
 */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError("median: expected values, got none");
  const all = Float64Array.from(values), middle = all.length >> 1, upper = select(all, middle);
  if (all.length % 2 === 1) return upper;
  let lower = all[0];
  for (let i = 1; i < middle; i++) if (all[i] > lower) lower = all[i];
  return (lower + upper) / 2;
}
