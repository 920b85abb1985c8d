import { median } from "../stats/quantile.ts";
import { type RateSeries, recordedRates } from "./signal.ts";
import { mean, sumOfSquares } from "../stats/moments.ts";

/** The shape of a heart rate's histogram, one bar per whole bpm. */
export interface RateHistogram {
  readonly min: number;
  readonly max: number;
  /** `max - min`. */
  readonly width: number;
  /** Bars higher than both neighbours; bars of equal height side by side are one. */
  readonly peaks: number;
  /** Empty bars between the lowest and the highest rate. */
  readonly zeros: number;
  /** The highest bar; the lower one of equals. */
  readonly mode: number;
  readonly mean: number;
  readonly median: number;
  /** Divided by the number of values. */
  readonly variance: number;
  /** The third of the width that the median lies in: -1 the lowest, 1 the highest, else 0. */
  readonly tendency: -1 | 0 | 1;
}

function countBars(rounded: readonly number[], min: number, max: number): number[] {
  const bars = new Array<number>(max - min + 1).fill(0);
  for (const value of rounded) bars[value - min]++;
  return bars;
}

function countPeaks(bars: readonly number[]): number {
  const steps = bars.filter((bar, i) => bar !== bars[i - 1]);
  return steps.filter((bar, i) => bar > (steps[i - 1] ?? 0) && bar > (steps[i + 1] ?? 0)).length;
}

/**
 * The histogram of a heart rate, its values first rounded to whole bpm. Gaps are left
 * out; a constant series has tendency 0.
 *
 * Throws `RangeError` for a series without recorded values.
 *
 * @example
 * ```ts
 * import { describeHistogram } from "heartbook/signals/rate-histogram.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = describeHistogram({ values: [120, 121, 121, 124], perSecond: 1 });
 * assertEquals([shape.width, shape.mode, shape.median, shape.zeros, shape.peaks], [4, 121, 121, 2, 2]);
 * assertEquals(shape.tendency, -1);
 * ```
 */
export function describeHistogram(rate: RateSeries): RateHistogram {
  const values = recordedRates(rate).map(Math.round);
  const middle = median(values);
  const min = values.reduce((a, b) => Math.min(a, b));
  const max = values.reduce((a, b) => Math.max(a, b));
  const bars = countBars(values, min, max);
  return {
    min,
    max,
    width: max - min,
    peaks: countPeaks(bars),
    zeros: bars.filter((bar) => bar === 0).length,
    mode: min + bars.indexOf(bars.reduce((a, b) => Math.max(a, b))),
    mean: mean(values),
    median: middle,
    variance: sumOfSquares(values) / values.length,
    tendency: tendencyOf({ min, max, median: middle }),
  };
}

/**
 * Which third of the histogram's width the median lies in: -1 the lowest, 1 the highest, else 0.
 */
export function tendencyOf(
  { min, max, median }: Pick<RateHistogram, "min" | "max" | "median">,
): -1 | 0 | 1 {
  if (max === min) return 0;
  const place = (median - min) / (max - min);
  return place < 1 / 3 ? -1 : place > 2 / 3 ? 1 : 0;
}
