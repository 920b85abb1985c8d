import type { Interval } from "../types.ts";

/**
 * "0.203 [0.142, 0.265]": an estimate with the ends of its interval, for a sentence. A minus is the
 * sign, not the hyphen.
 *
 * @param options `digits` after the point; 3 unless given.
 *
 * @example
 * ```ts
 * import { written } from "heartbook/show/written.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const interval = { estimate: 0.2, low: -0.1, high: 0.5, level: 0.95, method: "by hand" };
 * assertEquals(written(interval, { digits: 1 }), "0.2 [−0.1, 0.5]");
 * ```
 */
export function written(
  { estimate, low, high }: Interval,
  options: { readonly digits?: number } = {},
): string {
  const { digits = 3 } = options;
  const [at, from, to] = [estimate, low, high].map((end) => end.toFixed(digits).replace("-", "−"));
  return `${at} [${from}, ${to}]`;
}
