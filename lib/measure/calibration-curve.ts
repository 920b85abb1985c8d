/** The smoothed calibration curve, and its distance from the diagonal. */

import { demandOptions, demandWhole } from "../demand.ts";
import type { Interval, Scored } from "../types.ts";
import { type BootstrapOptions, bootstrapOptions, intervalsOf } from "./bootstrap.ts";
import { MANY, replicateBinned } from "./calibration-binned.ts";
import { loess } from "../stats/loess.ts";
import type { MaybeRepeated } from "./patients.ts";
import { quantile } from "../stats/quantile.ts";
import { replicateFigures } from "./replicates.ts";
import { risingScores } from "./scored.ts";

/** The smoother of every curve here, worded for a caption. */
export const smoother = "loess, degree 2, span 0.75";

/** Distances between the smoothed curve and the diagonal, across patients. */
export interface CalibrationErrors {
  /** The integrated calibration index: the mean distance. */
  readonly ici: number;
  /** The median distance. */
  readonly e50: number;
  /** The distance that 90 % of the patients stay within. */
  readonly e90: number;
  readonly emax: number;
}

/**
 * The smoothed share of the diseased among patients at each probability in `at`. A local parabola
 * is not clipped to [0, 1], so near the ends it may slightly leave that range.
 *
 * Throws as `scoresByClass` and `loess` do.
 *
 * @example
 * ```ts
 * import { smoothObserved } from "heartbook/measure/calibration-curve.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const p = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];
 * const label = [0, 0, 1, 0, 1, 0, 1, 1];
 * const [low, high] = smoothObserved({ label, p }, [0.2, 0.8]);
 * assertEquals(low < high, true);
 * ```
 */
export function smoothObserved(scored: Scored, at: ArrayLike<number>): Float64Array {
  const { p, label } = risingScores(scored);
  return loess({ x: p, y: label }, { at });
}

/**
 * The distances |smoothed observed - predicted| over the patients: their mean (ICI), median (E50),
 * 90th percentile (E90, type 7) and largest (Emax).
 *
 * Throws as `smoothObserved` does.
 *
 * Source: Austin & Steyerberg (2019), doi:10.1002/sim.8281.
 *
 * @example
 * ```ts
 * import { calibrationErrors } from "heartbook/measure/calibration-curve.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const p = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];
 * const { ici, e50, e90, emax } = calibrationErrors({ label: [0, 0, 1, 0, 1, 0, 1, 1], p });
 * assertEquals(e50 <= e90 && e90 <= emax && ici <= emax, true);
 * ```
 */
export function calibrationErrors(scored: Scored): CalibrationErrors {
  const { p } = risingScores(scored);
  const observed = smoothObserved(scored, p);
  const distances = observed.map((value, i) => Math.abs(value - p[i])).sort();
  return {
    ici: distances.reduce((sum, distance) => sum + distance, 0) / distances.length,
    e50: quantile(distances, 0.5),
    e90: quantile(distances, 0.9),
    emax: distances[distances.length - 1],
  };
}

function cut(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** A point of the smoothed curve, with its band. */
export interface CalibrationPoint {
  readonly p: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
}

/** The smoothed curve, and its distances from the diagonal, with their intervals. */
export interface CalibrationCurve {
  readonly smoother: string;
  readonly points: readonly CalibrationPoint[];
  readonly errors: Readonly<Record<keyof CalibrationErrors, Interval>>;
  /** Coverage of the band, point by point, and of the intervals. */
  readonly level: number;
}

/**
 * The smoothed calibration curve at `points` places from the lowest to the highest probability,
 * with a pointwise band, and ICI, E50, E90 and Emax with their intervals, all from one bootstrap
 * over patients.
 *
 * Distances cannot be negative, so their bootstrap is biased upwards: for a nearly perfect model an
 * interval may lie above the estimate.
 *
 * Curve and band are clipped to [0, 1], which a local parabola may slightly leave. Above 2,500
 * patients the curve is smoothed over bins, in near-linear time: see `replicateBinned` for how
 * little that changes.
 *
 * Throws as `smoothObserved` and `replicateFigures` do, and `RangeError` for fewer than 2 points.
 *
 * @example
 * ```ts
 * import { calibrationCurve } from "heartbook/measure/calibration-curve.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const p = Array.from({ length: 40 }, (_, i) => (i + 0.5) / 40);
 * const label = p.map((value, i) => Number(value > ((i * 7) % 40) / 40));
 * const curve = await calibrationCurve({ label, p }, { seed: 1, replicates: 50, points: 5 });
 * assertEquals(curve.points.length, 5);
 * assertEquals(curve.smoother, "loess, degree 2, span 0.75");
 * ```
 */
export async function calibrationCurve(
  table: MaybeRepeated,
  options: BootstrapOptions & { readonly points?: number },
): Promise<CalibrationCurve> {
  demandOptions("calibrationCurve", options, [
    ...bootstrapOptions,
    "points",
  ]);
  const { points: count = 41, level = 0.95 } = options;
  demandWhole("points", count, 2);
  const sorted = Float64Array.from(table.p).sort();
  const lowest = sorted[0], highest = sorted[sorted.length - 1];
  const at = Array.from(
    { length: count },
    (_, i) => Math.min(highest, lowest + (highest - lowest) * i / (count - 1)),
  );
  const isMany = table.p.length > MANY && !options.stratified && options.method !== "BCa";
  const figures = isMany
    ? await replicateBinned(table, at, options)
    : await replicateFigures([table], ([sample]) => {
      const { ici, e50, e90, emax } = calibrationErrors(sample);
      return [ici, e50, e90, emax, ...smoothObserved(sample, at)];
    }, options);
  const [ici, e50, e90, emax, ...observed] = intervalsOf(figures, options);
  return {
    smoother,
    points: observed.map(({ estimate, low, high }, i) => ({
      p: at[i],
      observed: cut(estimate),
      low: cut(low),
      high: cut(high),
    })),
    errors: { ici, e50, e90, emax },
    level,
  };
}
