/** Accelerations and decelerations: where a heart rate leaves its baseline, and for how long. */
import { type RateSeries, recordedRates } from "./signal.ts";

const LEAST_BPM = 15;
const LEAST_SECONDS = 15;

/** One departure from the baseline. */
export interface Excursion {
  /** Above the baseline, or below it and classed by duration. */
  readonly kind:
    | "acceleration"
    | "light deceleration"
    | "prolonged deceleration"
    | "severe deceleration";
  /** Index of the first value that belongs to it. */
  readonly from: number;
  /** Index after the last one. */
  readonly to: number;
  readonly seconds: number;
  /** Largest distance from the baseline, in beats per minute, above 0 either way. */
  readonly bpm: number;
}

function nameExcursion(side: number, seconds: number): Excursion["kind"] {
  if (side > 0) return "acceleration";
  if (seconds < 120) return "light deceleration";
  return seconds < 300 ? "prolonged deceleration" : "severe deceleration";
}

/**
 * Every stretch in which the rate stays on one side of the baseline for at least 15 seconds and
 * departs from it by at least 15 bpm. Decelerations are light under 2 minutes, prolonged up to 5,
 * and severe from 5 minutes on. A gap neither starts nor ends a stretch.
 *
 * Throws `RangeError` for a series without recorded values.
 *
 * Source: thresholds of the FIGO guidelines, doi:10.1016/j.ijgo.2015.06.020, and of SisPorto,
 * Ayres-de-Campos et al. (2000), Journal of Maternal-Fetal Medicine 9, 311-318.
 *
 * @example
 * ```ts
 * import { findExcursions } from "heartbook/signals/rate-excursions.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = [140, ...Array(20).fill(160), 140, 138];
 * const [rise, ...others] = findExcursions({ values, perSecond: 1 }, 140);
 * assertEquals([rise.kind, rise.seconds, rise.bpm], ["acceleration", 20, 20]);
 * assertEquals(others, []);
 * ```
 */
export function findExcursions(rate: RateSeries, baseline: number): Excursion[] {
  recordedRates(rate);
  const found: Excursion[] = [];
  let side = 0, from = 0, last = 0, bpm = 0;
  const close = (): void => {
    const seconds = (last + 1 - from) / rate.perSecond;
    if (side !== 0 && bpm >= LEAST_BPM && seconds >= LEAST_SECONDS) {
      found.push({ kind: nameExcursion(side, seconds), from, to: last + 1, seconds, bpm });
    }
  };
  rate.values.forEach((value, i) => {
    if (value === null) return;
    if (Math.sign(value - baseline) !== side) {
      close();
      [side, from, bpm] = [Math.sign(value - baseline), i, 0];
    }
    last = i;
    bpm = Math.max(bpm, Math.abs(value - baseline));
  });
  close();
  return found;
}
