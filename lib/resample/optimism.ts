/** Optimism: how much too good a model looks on its training patients, and the corrected figure. */
import { quantile } from "../stats/quantile.ts";
import { checkLevel } from "../stats/intervals.ts";
import type { Interval, Scored } from "../types.ts";
import type { BootstrapFit, BootstrapFits } from "./bootstrap-fits.ts";

/**
 * A figure of scored patients, such as an AUC. Figures of decisions also get the threshold chosen
 * on the model's own sample, `NaN` if none was requested.
 */
export type OptimismFigure = (scored: Scored, threshold: number) => number;

/** A figure, apparent and corrected. */
export interface Corrected {
  /** Of the model fitted on all patients, on the same patients. */
  readonly apparent: number;
  /**
   * Mean over the samples: the sample model on its own sample minus the same model on all patients.
   */
  readonly optimism: number;
  /** Standard error of that mean, due to the limited number of samples. */
  readonly monteCarloError: number;
  /** Apparent minus optimism, with an interval. */
  readonly corrected: Interval;
}

/** Repeats each patient as often as drawn. */
function drawn({ counts, p }: BootstrapFit, labels: readonly number[]): Scored {
  const rows = Array.from(counts).flatMap((count, row) => Array<number>(count).fill(row));
  return { label: rows.map((row) => labels[row]), p: rows.map((row) => p[row]) };
}

/**
 * Optimism-corrected figures: all modelling steps are repeated in every sample, and the apparent
 * figure is reduced by what they gain on their own patients compared with all patients.
 *
 * The interval is the percentile bootstrap's of the apparent figure, with its model held fixed,
 * shifted by the optimism: it does not include the variation between models. A figure that is
 * undefined in a sample throws, naming the sample: nothing is left out silently.
 *
 * @throws `RangeError` as the figures do, and for a level outside (0, 1).
 *
 * Sources: Harrell, Lee & Mark (1996),
 * doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4, as R's rms `validate`;
 * shifted intervals: Noma et al. (2021), doi:10.1002/sim.9148, who also refit.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { rocAuc } from "heartbook/measure/auc.ts";
 * import { bootstrapFits } from "heartbook/resample/bootstrap-fits.ts";
 * import { correctOptimism } from "heartbook/resample/optimism.ts";
 * import { assert } from "@std/assert";
 *
 * const fits = await bootstrapFits(readHeart(), logistic({ l2: 1 }), { replicates: 20, seed: 1 });
 * const { auc } = correctOptimism(fits, { auc: rocAuc });
 * assert(auc.corrected.estimate < auc.apparent);
 * ```
 */
export function correctOptimism<Key extends string>(
  { labels, apparent, samples }: BootstrapFits,
  figures: Readonly<Record<Key, OptimismFigure>>,
  options: { readonly level?: number } = {},
): Record<Key, Corrected> {
  const { level = 0.95 } = options;
  const tail = (1 - checkLevel(level)) / 2;
  const onOwn = samples.map((sample) => drawn(sample, labels));
  const fixed = samples.map(({ counts }) => drawn({ ...apparent, counts }, labels));
  const entries = Object.entries<OptimismFigure>(figures).map(([key, figure]) => {
    const gap = new Float64Array(samples.length), resampled = new Float64Array(samples.length);
    samples.forEach(({ p, threshold }, i) => {
      try {
        const own = threshold ?? NaN;
        gap[i] = figure(onOwn[i], own) - figure({ label: labels, p }, own);
        resampled[i] = figure(fixed[i], apparent.threshold ?? NaN);
      } catch (error) {
        throw new RangeError(`${key}, sample ${i}: ${(error as Error).message}`, { cause: error });
      }
    });
    const optimism = gap.reduce((sum, each) => sum + each, 0) / gap.length;
    const squares = gap.reduce((sum, each) => sum + (each - optimism) ** 2, 0);
    const itself = figure({ label: labels, p: apparent.p }, apparent.threshold ?? NaN);
    const sorted = resampled.sort();
    return [key, {
      apparent: itself,
      optimism,
      monteCarloError: Math.sqrt(squares / (gap.length - 1) / gap.length),
      corrected: {
        estimate: itself - optimism,
        low: quantile(sorted, tail) - optimism,
        high: quantile(sorted, 1 - tail) - optimism,
        level,
        method: "bootstrap, shifted by the optimism",
      },
    }];
  });
  return Object.fromEntries(entries);
}
