import { median } from "../stats/quantile.ts";
import { type RateSeries, recordedRates } from "./signal.ts";
import { mean } from "../stats/moments.ts";

const WITHIN_BPM = 10;

/**
 * The baseline of a heart rate between its excursions, in beats per minute: the mean of the values
 * within 10 bpm of it, found by starting from the median and averaging again until nothing changes.
 * Gaps are left out.
 *
 * There is one baseline for the whole series: pass about ten minutes, as in the guideline.
 *
 * Throws `RangeError` for a series without recorded values.
 *
 * Source: after Ayres-de-Campos, Spong & Chandraharan (2015), FIGO guidelines on intrapartum fetal
 * monitoring: Cardiotocography, doi:10.1016/j.ijgo.2015.06.020 ("the mean level of the most
 * horizontal and less oscillatory segments").
 *
 * @example
 * ```ts
 * import { baselineOf } from "heartbook/signals/rate-baseline.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(baselineOf({ values: [140, 141, 139, null, 170, 140], perSecond: 4 }), 140);
 * ```
 */
export function baselineOf(rate: RateSeries): number {
  const recorded = recordedRates(rate);
  let baseline = median(recorded);
  while (true) {
    const near = recorded.filter((value) => Math.abs(value - baseline) <= WITHIN_BPM);
    // Between two distant clusters no value may lie near the median; then return the median itself.
    if (near.length === 0) return baseline;
    const centre = mean(near);
    if (Math.abs(centre - baseline) < 1e-9) return centre;
    baseline = centre;
  }
}
