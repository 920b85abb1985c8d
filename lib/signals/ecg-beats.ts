/** Finding the heartbeats of an electrocardiogram. */
import { median } from "../stats/quantile.ts";
import { movingMean } from "./moving.ts";
import { checkSignal, type Signal } from "./signal.ts";

const REFRACTORY_SECONDS = 0.2;
const TYPICAL_PEAKS_SECONDS = 8;

function samples(seconds: number, perSecond: number): number {
  return Math.max(1, Math.round(seconds * perSecond));
}

/** Steep and wide: the squared slope of what is left between drift and hum, over 120 ms. */
function slopeEnergy({ values, perSecond }: Signal): Float64Array {
  // Starting at the first value keeps a flat line exactly flat.
  const level = Float64Array.from(values, (value) => value - values[0]);
  const quick = movingMean(level, samples(0.02, perSecond));
  const squared = quick.map((value, i) => (value - (quick[i - 1] ?? value)) ** 2);
  return movingMean(squared, samples(0.12, perSecond));
}

/** Local maxima within the refractory time; the first of equal ones. */
function findPeaks(values: Float64Array, reach: number): number[] {
  const peaks: number[] = [];
  let i = 0;
  while (i < values.length) {
    let highest = i;
    const from = Math.max(0, i - reach);
    for (let j = from; j <= i + reach && j < values.length; j++) {
      if (values[j] > values[highest] || (j < i && values[j] === values[highest])) highest = j;
    }
    if (highest === i && values[i] > 0) peaks.push(i);
    i = highest > i ? highest : i + 1;
  }
  return peaks;
}

/** The sample within 120 ms that is furthest from the level of the 600 ms around it. */
function furthest(ecg: Signal, place: number): number {
  const level = levelAround(ecg, place);
  const { values, perSecond } = ecg;
  const reach = samples(0.12, perSecond);
  let best = place;
  for (let i = Math.max(0, place - reach); i <= place + reach && i < values.length; i++) {
    if (Math.abs(values[i] - level) > Math.abs(values[best] - level)) best = i;
  }
  return best;
}

/** The median of the 600 ms around a place: the baseline of a beat, in the signal's unit. */
export function levelAround({ values, perSecond }: Signal, place: number): number {
  const reach = samples(0.3, perSecond);
  const from = Math.max(0, place - reach);
  const length = Math.min(values.length, place + reach + 1) - from;
  return median(Float64Array.from({ length }, (_, i) => values[from + i]));
}

/**
 * The heartbeats of an ECG. Each is the place of the sample furthest from the level around it: the
 * R wave, or the S wave of a beat that points down.
 *
 * A beat is a peak in the energy of the slope that exceeds a tenth of the typical peak: the median
 * of the highest peaks in windows of eight seconds around it. Beats are at least 200 ms apart.
 *
 * Throws `RangeError` for a signal without values or with values that are not finite.
 *
 * Source: simplified from Pan & Tompkins (1985), doi:10.1109/TBME.1985.325532.
 *
 * @example
 * ```ts
 * import { findBeats } from "heartbook/signals/ecg-beats.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = Array.from({ length: 1000 }, (_, i) => i % 200 === 100 ? 1 : 0);
 * assertEquals(findBeats({ values, perSecond: 250 }), [100, 300, 500, 700, 900]);
 * ```
 */
export function findBeats(ecg: Signal): number[] {
  checkSignal(ecg);
  const energy = slopeEnergy(ecg);
  const peaks = findPeaks(energy, samples(REFRACTORY_SECONDS, ecg.perSecond));
  const reach = samples(TYPICAL_PEAKS_SECONDS / 2, ecg.perSecond);
  const isBeat = (peak: number): boolean => {
    const near = peaks.filter((other) => Math.abs(other - peak) <= reach);
    const typical = near.map((other) => energy[other]).sort((a, b) => b - a);
    return energy[peak] > 0.1 * median(typical.slice(0, 6));
  };
  const beats = peaks.filter(isBeat).map((peak) => furthest(ecg, peak));
  // Two peaks of one broad beat may map to the same sample.
  return beats.filter((beat, i) => i === 0 || beat > beats[i - 1]);
}
