/** Pooling estimates of one quantity that may vary between studies. */
import { tQuantile } from "./distributions.ts";
import type { Interval } from "../types.ts";
import { chiSquareTail } from "./chi-square.ts";
import { checkLevel, type LevelOptions } from "./intervals.ts";

/** What one study, or one hospital, found. */
export interface Study {
  readonly estimate: number;
  /** Above 0. */
  readonly standardError: number;
}

/** The pooled result. Plain JSON. */
export interface RandomEffects {
  /** The mean over the population of studies, with Hartung and Knapp's interval. */
  readonly summary: Interval;
  /** Where to expect the true value of a new study; `null` for fewer than 3 studies. */
  readonly prediction: Interval | null;
  /** Variance of the true values between studies, by restricted maximum likelihood. */
  readonly tauSquared: number;
  /** I²: share of the variance of the estimates that is not sampling error within the studies. */
  readonly iSquared: number;
  /** Cochran's test that there is one true value for all. */
  readonly heterogeneity: {
    readonly q: number;
    readonly degrees: number;
    readonly pValue: number;
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function weightedMean(estimates: readonly number[], weights: readonly number[]): number {
  return sum(estimates.map((each, i) => weights[i] * each)) / sum(weights);
}

const ITERATIONS = 1000;

/** Fisher scoring, halving steps that would make the variance negative. */
function fitTauSquared(estimates: readonly number[], variances: readonly number[]): number {
  let tauSquared = 0;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const weights = variances.map((variance) => 1 / (variance + tauSquared));
    const mean = weightedMean(estimates, weights);
    const [first, second, third] = [1, 2, 3].map((power) => sum(weights.map((w) => w ** power)));
    const trace = first - second / first;
    const information = second - 2 * third / first + (second / first) ** 2;
    const score = sum(weights.map((w, i) => w ** 2 * (estimates[i] - mean) ** 2)) - trace;
    let step = score / information;
    if (tauSquared === 0 && step <= 0) return 0;
    while (tauSquared + step < 0) step /= 2;
    tauSquared += step;
    if (Math.abs(step) < 1e-12 * (1 + tauSquared)) return tauSquared;
    // Endless halving means that the variance converges to 0.
    if (tauSquared < 1e-12 * Math.min(...variances)) return 0;
  }
  throw new RangeError(`random effects: no variance was found in ${ITERATIONS} steps`);
}

function checkStudies(studies: readonly Study[]): void {
  if (studies.length < 2) {
    throw new RangeError(`studies: expected at least 2, got ${studies.length}`);
  }
  studies.forEach(({ estimate, standardError }, i) => {
    if (!Number.isFinite(estimate) || !(standardError > 0 && standardError < Infinity)) {
      throw new RangeError(
        `study ${i}: expected a finite estimate and a standard error above 0, got ` +
          `${estimate} and ${standardError}`,
      );
    }
  });
}

/**
 * Random-effects meta-analysis: variance between studies by restricted maximum likelihood, interval
 * of the mean by Hartung and Knapp with a t on k - 1 degrees of freedom, prediction interval for
 * the true value of a new study with a t on k - 2.
 *
 * Pass estimates on a scale where they are roughly normal, such as the log odds of an AUC. Hartung
 * and Knapp's interval is not widened where it comes out narrower than the fixed-effect one.
 *
 * @throws `RangeError` for fewer than 2 studies, an estimate that is not finite, a standard error
 * that is not above 0, or a level outside (0, 1).
 *
 * Sources: Hartung & Knapp (2001), doi:10.1002/sim.791; Higgins, Thompson & Spiegelhalter (2009),
 * doi:10.1111/j.1467-985X.2008.00552.x; IntHout et al. (2016), doi:10.1136/bmjopen-2015-010247. As
 * R's metafor, `rma(method = "REML", test = "knha")`.
 *
 * @example
 * ```ts
 * import { randomEffects } from "heartbook/stats/meta-analysis.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const studies = [1, 2, 3].map((estimate) => ({ estimate, standardError: 0.1 }));
 * const { summary, tauSquared } = randomEffects(studies);
 * assertAlmostEquals(summary.estimate, 2, 1e-12);
 * assertAlmostEquals(tauSquared, 1 - 0.01, 1e-9); // the variance of 1, 2, 3 less that of chance
 * ```
 */
export function randomEffects(
  studies: readonly Study[],
  options: LevelOptions = {},
): RandomEffects {
  const { level = 0.95 } = options;
  checkLevel(level);
  checkStudies(studies);
  const k = studies.length;
  const estimates = studies.map(({ estimate }) => estimate);
  const variances = studies.map(({ standardError }) => standardError ** 2);
  const tauSquared = fitTauSquared(estimates, variances);
  const weights = variances.map((variance) => 1 / (variance + tauSquared));
  const estimate = weightedMean(estimates, weights);
  const spread = sum(weights.map((w, i) => w * (estimates[i] - estimate) ** 2)) / (k - 1);
  const standardError = Math.sqrt(spread / sum(weights));

  const fixed = variances.map((variance) => 1 / variance);
  const common = weightedMean(estimates, fixed);
  const q = sum(fixed.map((w, i) => w * (estimates[i] - common) ** 2));
  const typical = (k - 1) * sum(fixed) / (sum(fixed) ** 2 - sum(fixed.map((w) => w ** 2)));

  const around = (reach: number, method: string): Interval => ({
    estimate,
    low: estimate - reach,
    high: estimate + reach,
    level,
    method,
  });
  const t = (degrees: number): number => tQuantile((1 + level) / 2, degrees);
  return {
    summary: around(t(k - 1) * standardError, "Hartung-Knapp"),
    prediction: k < 3 ? null : around(
      t(k - 2) * Math.sqrt(tauSquared + standardError ** 2),
      "prediction, t on k - 2",
    ),
    tauSquared,
    iSquared: tauSquared / (tauSquared + typical),
    heterogeneity: { q, degrees: k - 1, pValue: chiSquareTail(q, k - 1) },
  };
}
