/** The uncertainty of the ROC curve over patients. */
import { demandOptions, demandWhole } from "../demand.ts";
import type { Interval } from "../types.ts";
import { type BootstrapOptions, bootstrapOptions, intervalsOf } from "./bootstrap.ts";
import type { MaybeRepeated } from "./patients.ts";
import { replicateFigures } from "./replicates.ts";
import { scoresByClass } from "./scored.ts";

/** The interval of recall at one false positive rate. */
export interface RocBandPoint extends Pick<Interval, "low" | "high"> {
  readonly falsePositiveRate: number;
}

/** The highest recall with at most each share of the healthy called diseased. */
function recallsAt(
  diseased: Float64Array,
  healthy: Float64Array,
  rates: readonly number[],
): number[] {
  return rates.map((rate) => {
    // This many of the healthy may be called; the next one below is the exclusive threshold.
    const called = Math.floor(rate * healthy.length + 1e-9);
    if (called >= healthy.length) return 1;
    const bar = healthy[healthy.length - 1 - called];
    let found = 0;
    while (found < diseased.length && diseased[diseased.length - 1 - found] > bar) found++;
    return found / diseased.length;
  });
}

/**
 * A pointwise band for the ROC curve: for false positive rates from 0 to 1, the bootstrap interval
 * over patients of the highest recall within that rate.
 *
 * @param options `points` rates in equal steps, default 51; the rest as in `bootstrap`.
 * @throws as `scoresByClass` and `replicateFigures` do, and `RangeError` for fewer than 2 points.
 *
 * @example
 * ```ts
 * import { rocBand } from "heartbook/measure/roc-band.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 0, 1, 0, 1, 0], p: [0.9, 0.2, 0.4, 0.6, 0.7, 0.1] };
 * const band = await rocBand(scored, { seed: 1, points: 3, stratified: true });
 * assertEquals(band.map((point) => point.falsePositiveRate), [0, 0.5, 1]);
 * assertEquals(band[2].low, 1);
 * ```
 */
export async function rocBand(
  table: MaybeRepeated,
  options: BootstrapOptions & { readonly points?: number },
): Promise<RocBandPoint[]> {
  demandOptions("rocBand", options, [
    ...bootstrapOptions,
    "points",
  ]);
  const { points = 51 } = options;
  demandWhole("points", points, 2);
  const rates = Array.from({ length: points }, (_, i) => i / (points - 1));
  const figures = await replicateFigures([table], ([sample]) => {
    const { diseased, healthy } = scoresByClass(sample);
    return recallsAt(diseased, healthy, rates);
  }, options);
  return intervalsOf(figures, options).map(({ low, high }, i) => ({
    falsePositiveRate: rates[i],
    low,
    high,
  }));
}
