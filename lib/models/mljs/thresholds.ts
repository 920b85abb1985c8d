/** Converts split thresholds between two conventions: float32 "at most" and double "below". */

/**
 * The `s` for which x < s is true of exactly those doubles x that are at most `threshold` after
 * rounding to float32.
 *
 * @example
 * ```ts
 * import { toBelow } from "heartbook/models/mljs/thresholds.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const s = toBelow(1); // float32 goes on with 1 + 2^-23, and rounds halfway down to 1
 * assert(1 + 2 ** -24 < s);
 * assertEquals(1 + 2 ** -24 + 2 ** -52 < s, false);
 * ```
 */
export function toBelow(threshold: number): number {
  const rounded = Math.fround(threshold);
  const highest = rounded <= threshold ? rounded : -nextFloat(-rounded);
  const halfway = (highest + nextFloat(highest)) / 2;
  // A tie goes to the even neighbour, which is on one side or the other.
  return Math.fround(halfway) <= threshold ? nextDouble(halfway) : halfway;
}

/**
 * The largest `t` for which x <= t is true of exactly those doubles x with x < `below`. Trees that
 * round x to float32 first agree if x is a float32 itself or not within rounding of the split.
 */
export function fromBelow(below: number): number {
  return -nextDouble(-below);
}

function nextFloat(value: number): number {
  if (value === 0) return 2 ** -149;
  const bits = new Int32Array(Float32Array.of(value).buffer);
  bits[0] += value > 0 ? 1 : -1;
  return new Float32Array(bits.buffer)[0];
}

function nextDouble(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(Float64Array.of(value).buffer);
  bits[0] += value > 0 ? 1n : -1n;
  return new Float64Array(bits.buffer)[0];
}
