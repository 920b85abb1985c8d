/** Heartbeats as rows of features: interval, height, width, energy. */
import { levelAround } from "./ecg-beats.ts";
import { median } from "../stats/quantile.ts";
import { rrIntervals } from "./rr-intervals.ts";
import { checkSignal, type Signal } from "./signal.ts";

const WINDOW_SECONDS = 0.15;

/** One heartbeat of an ECG. */
export interface Beat {
  /** Seconds from the start of the signal. */
  readonly second: number;
  /** Milliseconds since the previous beat: the RR interval. */
  readonly rr: number;
  /** RR over the median of the ten RR intervals around it; under 1 is early. */
  readonly prematurity: number;
  /** Height above the level around it, in the signal's unit; below 0 where it points down. */
  readonly height: number;
  /** Duration of the middle 80 % of its energy, in milliseconds. */
  readonly width: number;
  /** Integral of the squared distance from the level, over 300 ms: unit squared times second. */
  readonly energy: number;
}

/** Squared distances from the level around a beat, 150 ms to either side. */
function energyAround(ecg: Signal, beat: number): Float64Array {
  const { values, perSecond } = ecg;
  const level = levelAround(ecg, beat);
  const reach = Math.round(WINDOW_SECONDS * perSecond);
  const from = Math.max(0, beat - reach);
  const length = Math.min(values.length, beat + reach + 1) - from;
  return Float64Array.from({ length }, (_, i) => (values[from + i] - level) ** 2);
}

/** How many values the middle 80 % of the sum spans. */
function middleWidth(energy: Float64Array, total: number): number {
  let before = 0, count = 0;
  for (const each of energy) {
    const after = before + each;
    // A value across a limit counts in proportion to the part inside.
    const inside = Math.min(after, 0.9 * total) - Math.max(before, 0.1 * total);
    if (inside > 0) count += inside / each;
    before = after;
  }
  return count;
}

/**
 * What each beat of an ECG looks like. The first beat has no RR interval and is left out.
 *
 * The width is not a cardiologist's QRS duration, which is read from onset to end, but is related
 * to it: for a bell-shaped wave of standard deviation s it is 1.81 s.
 *
 * @param beats Places of the beats, rising, as returned by `findBeats`.
 * @throws `RangeError` for an invalid signal, places outside it, or fewer than two beats.
 *
 * @example
 * ```ts
 * import { describeBeats } from "heartbook/signals/ecg-features.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = Array.from({ length: 1000 }, (_, i) => i % 200 === 100 ? 2 : 0);
 * const [beat] = describeBeats({ values, perSecond: 250 }, [100, 300, 500]);
 * assertEquals([beat.second, beat.rr, beat.prematurity, beat.height], [1.2, 800, 1, 2]);
 * assertEquals(beat.energy, 4 / 250);
 * ```
 */
export function describeBeats(ecg: Signal, beats: readonly number[]): Beat[] {
  checkSignal(ecg);
  const { values, perSecond } = ecg;
  const rr = rrIntervals(beats, perSecond);
  const outside = beats.find((beat) => !Number.isInteger(beat) || !(beat in values));
  if (outside !== undefined) throw new RangeError(`beats: ${outside} is outside the signal`);
  return beats.slice(1).map((beat, i) => {
    const energy = energyAround(ecg, beat);
    const total = energy.reduce((sum, each) => sum + each, 0);
    const from = Math.max(0, Math.min(i - 5, rr.length - 10));
    return {
      second: beat / perSecond,
      rr: rr[i],
      prematurity: rr[i] / median(rr.slice(from, from + 10)),
      height: values[beat] - levelAround(ecg, beat),
      width: 1000 * middleWidth(energy, total) / perSecond,
      energy: total / perSecond,
    };
  });
}

/** The median energy of some beats. */
export function medianEnergy(beats: readonly Beat[]): number {
  return median(beats.map(({ energy }) => energy));
}
