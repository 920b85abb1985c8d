/** One figure of a model over several places, with a prediction interval for a new place. */
import { demandOptions } from "../demand.ts";
import { standardErrors } from "../stats/intervals.ts";
import { type RandomEffects, randomEffects, type Study } from "../stats/meta-analysis.ts";
import type { Interval } from "../types.ts";

/** The scale on which a figure is roughly normal: log odds for an AUC, logarithms for a ratio. */
export type Scale = "identity" | "log" | "logit";

/** To the scale, and back. */
const scales: Readonly<
  Record<Scale, {
    readonly to: (x: number) => number;
    readonly back: (z: number) => number;
    /** How far the interval reaches on the scale. */
    readonly reach: (interval: Pick<Interval, "estimate" | "low">) => number;
  }>
> = {
  identity: { to: (x) => x, back: (z) => z, reach: ({ estimate, low }) => estimate - low },
  log: {
    to: Math.log,
    back: Math.exp,
    reach: ({ estimate, low }) => Math.log(estimate) - Math.log(low),
  },
  logit: {
    to: (x) => Math.log(x / (1 - x)),
    back: (z) => 1 / (1 + Math.exp(-z)),
    reach: ({ estimate, low }) => (estimate - low) / (estimate * (1 - estimate)),
  },
};

/**
 * Ratio intervals are symmetric on their scale, others on the figure's own, cut only at the upper
 * end.
 */
function toStudy({ estimate, low, level }: Interval, scale: Scale): Study {
  const { to, reach } = scales[scale];
  return {
    estimate: to(estimate),
    standardError: reach({ estimate, low }) / standardErrors(level),
  };
}

/** A figure over places, on its own scale. */
export type AcrossPlaces =
  & Pick<RandomEffects, "iSquared" | "heterogeneity">
  & {
    readonly summary: Interval;
    /** For the true value in a new place; `null` for fewer than three. */
    readonly prediction: Interval | null;
  };

/**
 * The random-effects summary of a figure with its prediction interval, computed on `scale` and
 * converted back.
 *
 * @param intervals By place; each normal on its scale, such as DeLong's for an AUC.
 * @throws `RangeError` for fewer than two places, and for an estimate at the end of its scale, such
 * as an AUC of 1, naming the place.
 *
 * @example
 * ```ts
 * import { acrossPlaces } from "heartbook/measure/across-places.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const auc = { estimate: 0.8, low: 0.75, high: 0.85, level: 0.95, method: "DeLong" };
 * const { summary, iSquared } = acrossPlaces({ here: auc, there: auc }, { scale: "logit" });
 * assertAlmostEquals(summary.estimate, 0.8, 1e-12);
 * assertAlmostEquals(iSquared, 0, 1e-12);
 * ```
 */
export function acrossPlaces(
  intervals: Readonly<Record<string, Interval>>,
  options: { readonly scale: Scale; readonly level?: number },
): AcrossPlaces {
  demandOptions("acrossPlaces", options, ["scale", "level"]);
  const { scale, level = 0.95 } = options;
  const studies = Object.entries(intervals).map(([place, interval]) => {
    const study = toStudy(interval, scale);
    if (!Number.isFinite(study.estimate) || !(study.standardError > 0)) {
      throw new RangeError(
        `${place}: expected an estimate inside its scale and an interval around it, got ` +
          `${interval.estimate} [${interval.low}, ${interval.high}]`,
      );
    }
    return study;
  });
  const { summary, prediction, iSquared, heterogeneity } = randomEffects(studies, { level });
  const { back } = scales[scale];
  const onOwnScale = (interval: Interval): Interval => ({
    ...interval,
    estimate: back(interval.estimate),
    low: back(interval.low),
    high: back(interval.high),
  });
  return {
    summary: onOwnScale(summary),
    prediction: prediction && onOwnScale(prediction),
    iSquared,
    heterogeneity,
  };
}
