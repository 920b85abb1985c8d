/** Series of measurements in time, and their shared checks. */

/** Evenly spaced measurements. */
export interface Signal {
  readonly values: ArrayLike<number>;
  /** Measurements per second. */
  readonly perSecond: number;
}

/** A heart rate in beats per minute, evenly spaced; `null` where it is unknown. */
export interface RateSeries {
  readonly values: readonly (number | null)[];
  /** Values per second. */
  readonly perSecond: number;
}

function checkSpacing(perSecond: number): void {
  if (!(perSecond > 0 && perSecond < Infinity)) {
    throw new RangeError(`perSecond: expected a number above 0, got ${perSecond}`);
  }
}

/**
 * Refuses, as a `RangeError`, a signal without values, without a sampling rate, or with a value
 * that is not finite.
 */
export function checkSignal(signal: Signal): Signal {
  checkSpacing(signal.perSecond);
  if (signal.values.length === 0) throw new RangeError("signal: expected values, got none");
  for (let i = 0; i < signal.values.length; i++) {
    if (!Number.isFinite(signal.values[i])) {
      throw new RangeError(`signal: expected finite numbers, got ${signal.values[i]} at ${i}`);
    }
  }
  return signal;
}

/**
 * The recorded values of a rate series, in order, gaps left out.
 *
 * @throws `RangeError` for a value that is not a number above 0, or no recorded value at all.
 *
 * @example
 * ```ts
 * import { recordedRates } from "heartbook/signals/signal.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(recordedRates({ values: [140, null, 142], perSecond: 4 }), [140, 142]);
 * ```
 */
export function recordedRates({ values, perSecond }: RateSeries): number[] {
  checkSpacing(perSecond);
  const recorded = values.filter((value) => value !== null);
  if (recorded.length === 0) throw new RangeError("rate: expected recorded values, got none");
  const wrong = recorded.find((value) => !(value > 0 && value < Infinity));
  if (wrong !== undefined) throw new RangeError(`rate: expected beats a minute, got ${wrong}`);
  return recorded;
}
