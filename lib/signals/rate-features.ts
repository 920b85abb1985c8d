import { baselineOf } from "./rate-baseline.ts";
import { type Excursion, findExcursions } from "./rate-excursions.ts";
import { describeHistogram } from "./rate-histogram.ts";
import { longTermVariability, shortTermVariability } from "./rate-variability.ts";
import type { RateSeries } from "./signal.ts";

/**
 * A heart rate as one row of features, named as in UCI's cardiotocography table: baseline,
 * excursions per second of the whole series, variability, histogram. Movements (FM) and
 * contractions (UC) come from other signals and are not included.
 *
 * The definitions follow the publications, not SisPorto's program: expect similar figures, not
 * identical ones. Throws as the single features do.
 *
 * @example
 * ```ts
 * import { describeRate } from "heartbook/signals/rate-features.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const minutes = Array.from({ length: 600 }, (_, i) => 140 + i % 2);
 * const row = describeRate({ values: minutes, perSecond: 1 });
 * assertEquals([row.LB, row.MSTV, row.MLTV, row.AC], [140.5, 1, 1, 0]);
 * ```
 */
export function describeRate(rate: RateSeries): Record<string, number> {
  const baseline = baselineOf(rate);
  const excursions = findExcursions(rate, baseline);
  const seconds = rate.values.length / rate.perSecond;
  const perSecond = (kind: Excursion["kind"]): number =>
    excursions.filter((each) => each.kind === kind).length / seconds;
  const short = shortTermVariability(rate);
  const long = longTermVariability(rate, excursions);
  const shape = describeHistogram(rate);
  return {
    LB: baseline,
    AC: perSecond("acceleration"),
    DL: perSecond("light deceleration"),
    DS: perSecond("severe deceleration"),
    DP: perSecond("prolonged deceleration"),
    ASTV: 100 * short.abnormal,
    MSTV: short.mean,
    ALTV: 100 * long.abnormal,
    MLTV: long.mean,
    Width: shape.width,
    Min: shape.min,
    Max: shape.max,
    Nmax: shape.peaks,
    Nzeros: shape.zeros,
    Mode: shape.mode,
    Mean: shape.mean,
    Median: shape.median,
    Variance: shape.variance,
    Tendency: shape.tendency,
  };
}
