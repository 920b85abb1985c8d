/** How much a heart rate varies, from value to value and within a minute. */
import type { Excursion } from "./rate-excursions.ts";
import { type RateSeries, recordedRates } from "./signal.ts";

/** Variability, and how often it is too small. */
export interface Variability {
  /** Beats per minute. */
  readonly mean: number;
  /** Share of the examined values below normal, in [0, 1]. */
  readonly abnormal: number;
}

function summarise(
  variations: readonly number[],
  isAbnormal: (variation: number) => boolean,
): Variability {
  if (variations.length === 0) {
    throw new RangeError(
      "variability is undefined: no two recorded values are close enough together",
    );
  }
  return {
    mean: variations.reduce((sum, each) => sum + each, 0) / variations.length,
    abnormal: variations.filter(isAbnormal).length / variations.length,
  };
}

/**
 * Short-term variability: the difference between consecutive values; abnormal under 1 bpm. Values
 * on either side of a gap are not compared.
 *
 * Throws `RangeError` where no two recorded values are neighbours.
 *
 * Source: Ayres-de-Campos et al. (2000), Journal of Maternal-Fetal Medicine 9, 311-318.
 *
 * @example
 * ```ts
 * import { shortTermVariability } from "heartbook/signals/rate-variability.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rate = { values: [140, 143, 143, 144, null, 150], perSecond: 1 };
 * assertEquals(shortTermVariability(rate), { mean: 4 / 3, abnormal: 1 / 3 }); // 3, 0 and 1
 * ```
 */
export function shortTermVariability(rate: RateSeries): Variability {
  recordedRates(rate);
  const steps = rate.values.flatMap((value, i) => {
    const next = rate.values[i + 1] ?? null;
    return value === null || next === null ? [] : [Math.abs(next - value)];
  });
  return summarise(steps, (step) => step < 1);
}

/**
 * Long-term variability: at each value outside the excursions, the range within half a minute to
 * either side, excursions left out; abnormal at 5 bpm or less.
 *
 * Throws `RangeError` where nothing is recorded outside the excursions.
 *
 * Source: as for {@link shortTermVariability}.
 *
 * @example
 * ```ts
 * import { longTermVariability } from "heartbook/signals/rate-variability.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rate = { values: [140, 144, 141, 143, 140, 144], perSecond: 1 };
 * assertEquals(longTermVariability(rate, []), { mean: 4, abnormal: 1 });
 * ```
 */
export function longTermVariability(
  rate: RateSeries,
  excursions: readonly Excursion[],
): Variability {
  recordedRates(rate);
  const quiet = rate.values.slice();
  for (const { from, to } of excursions) quiet.fill(null, from, to);
  const reach = Math.floor(30 * rate.perSecond);
  const spans = quiet.flatMap((value, i) => {
    if (value === null) return [];
    let low = value, high = value;
    for (let j = Math.max(0, i - reach); j <= i + reach && j < quiet.length; j++) {
      const other = quiet[j] ?? value;
      if (other < low) low = other;
      if (other > high) high = other;
    }
    return [high - low];
  });
  return summarise(spans, (span) => span <= 5);
}
