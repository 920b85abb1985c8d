/** The time between heartbeats, and the heart rate derived from it. */
import type { RateSeries } from "./signal.ts";

/**
 * The RR intervals between beats, in milliseconds: one fewer than the beats.
 *
 * @throws `RangeError` for fewer than two beats or places that do not rise.
 *
 * @example
 * ```ts
 * import { rrIntervals } from "heartbook/signals/rr-intervals.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rrIntervals([0, 360, 540], 360), [1000, 500]);
 * ```
 */
export function rrIntervals(beats: readonly number[], perSecond: number): number[] {
  if (beats.length < 2) throw new RangeError(`beats: expected at least two, got ${beats.length}`);
  return beats.slice(1).map((beat, i) => {
    if (!(beat > beats[i])) throw new RangeError(`beats: expected rising places, got ${beat}`);
    return 1000 * (beat - beats[i]) / perSecond;
  });
}

/**
 * The heart rate between beats as an evenly spaced series: at each moment 60,000 over the current
 * RR interval. `null` where the interval is longer than two seconds or shorter than 200 ms, a sign
 * of missed or spurious beats.
 *
 * Throws as {@link rrIntervals} does.
 *
 * @example
 * ```ts
 * import { rateBetweenBeats } from "heartbook/signals/rr-intervals.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rate = rateBetweenBeats([0, 360, 540], { perSecond: 360, valuesPerSecond: 2 });
 * assertEquals(rate.values, [60, 60, 120]);
 * ```
 */
export function rateBetweenBeats(
  beats: readonly number[],
  options: { readonly perSecond: number; readonly valuesPerSecond: number },
): RateSeries {
  const { perSecond, valuesPerSecond } = options;
  const rr = rrIntervals(beats, perSecond);
  const values: (number | null)[] = [];
  const first = beats[0] / perSecond, last = beats.at(-1)! / perSecond;
  for (let i = 0, at = 0; first + i / valuesPerSecond < last; i++) {
    while (beats[at + 1] / perSecond <= first + i / valuesPerSecond) at++;
    values.push(rr[at] >= 200 && rr[at] <= 2000 ? 60_000 / rr[at] : null);
  }
  return { values, perSecond: valuesPerSecond };
}
