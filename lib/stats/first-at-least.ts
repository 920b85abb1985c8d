/**
 * The index of the first of ascending numbers that is `least` or more; their count if none is.
 *
 * @example
 * ```ts
 * import { firstAtLeast } from "heartbook/stats/first-at-least.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([0, 2, 3].map((least) => firstAtLeast(Float64Array.of(1, 2, 2), least)), [0, 1, 3]);
 * ```
 */
export function firstAtLeast(ascending: Float64Array, least: number): number {
  let from = 0, to = ascending.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle] < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
