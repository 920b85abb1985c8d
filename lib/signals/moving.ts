/** Statistics over a sliding window. */
import { demandWhole } from "../demand.ts";

/**
 * The moving mean: at each place the mean of the values less than half a `width` away. An even
 * `width` is made odd by adding one; near the ends, fewer values count.
 *
 * @throws `RangeError` for a width that is not a whole number from 1.
 *
 * @example
 * ```ts
 * import { movingMean } from "heartbook/signals/moving.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...movingMean([0, 3, 0, 0], 3)], [1.5, 1, 1, 0]);
 * ```
 */
export function movingMean(values: ArrayLike<number>, width: number): Float64Array {
  demandWhole("width", width, 1);
  const half = width >> 1;
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return Float64Array.from(values, (_, i) => {
    const from = Math.max(0, i - half);
    const to = Math.min(values.length, i + half + 1);
    return (sums[to] - sums[from]) / (to - from);
  });
}
