/** From probabilities to log odds and back. */

/** The log odds of a probability: infinite at 0 and 1. */
export function logit(p: number): number {
  return Math.log(p / (1 - p));
}

/**
 * The log odds of each probability.
 *
 * Throws `RangeError` for a probability of exactly 0 or 1, naming its row: its log odds are
 * infinite, and clipping would invent a number.
 *
 * @example
 * ```ts
 * import { logits } from "heartbook/stats/log-odds.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals([...logits([0.5])], [0]);
 * assertThrows(() => logits([0.5, 1]), RangeError, "p[1]");
 * ```
 */
export function logits(p: ArrayLike<number>): Float64Array {
  return Float64Array.from(p, (value, i) => {
    if (value <= 0 || value >= 1) {
      throw new RangeError(`p[${i}]: log odds are undefined for a probability of ${value}`);
    }
    return logit(value);
  });
}

/**
 * The probability of log odds `z`.
 *
 * @example
 * ```ts
 * import { sigmoid } from "heartbook/stats/log-odds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([sigmoid(-800), sigmoid(0), sigmoid(800)], [0, 0.5, 1]);
 * ```
 */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/**
 * log(1 + exp(z)), where exp(z) may be infinite: the log loss of a patient whose outcome has log
 * odds of -z.
 */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
