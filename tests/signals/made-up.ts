/** Signals whose features are known because they were made. */
import { seeded } from "heartbook/random.ts";
import type { RateSeries, Signal } from "heartbook/signals/signal.ts";

/** A heart rate at 140 bpm, four values a second, with bumps of `bpm` from and to these seconds. */
export function rateWithBumps(
  bumps: readonly { from: number; to: number; bpm: number }[],
  options: { seconds?: number; noise?: number } = {},
): RateSeries {
  const { seconds = 600, noise = 0 } = options;
  const random = seeded(1);
  const values = Array.from({ length: 4 * seconds }, (_, i) => {
    const bump = bumps.find(({ from, to }) => i / 4 >= from && i / 4 < to);
    return 140 + (bump?.bpm ?? 0) + noise * random.normal();
  });
  return { values, perSecond: 4 };
}

/** One bell-shaped wave: where in seconds, how tall in mV, standard deviation in seconds. */
export interface Wave {
  readonly at: number;
  readonly height: number;
  readonly spread: number;
}

/** An ECG of `seconds` made of bell-shaped waves on a drifting level, 500 values a second. */
export function ecgOf(
  waves: readonly Wave[],
  options: { seconds?: number; noise?: number; drift?: number } = {},
): Signal {
  const { seconds = 10, noise = 0, drift = 0 } = options;
  const random = seeded(2);
  const values = Float64Array.from({ length: 500 * seconds }, (_, i) => {
    const t = i / 500;
    const sum = waves.reduce(
      (y, { at, height, spread }) =>
        Math.abs(t - at) > 8 * spread ? y : y + height * Math.exp(-0.5 * ((t - at) / spread) ** 2),
      0,
    );
    return sum + drift * Math.sin(2 * Math.PI * 0.2 * t) + noise * random.normal();
  });
  return { values, perSecond: 500 };
}
