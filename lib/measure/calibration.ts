/** Calibration in single figures. */

import { normalCdf } from "../stats/distributions.ts";
import type { Scored } from "../types.ts";
import { logits } from "../stats/log-odds.ts";
import { fitLogits, type LogisticFit } from "../stats/logistic-fit.ts";
import { comesFrom } from "../workers/origin.ts";
import { metrics } from "./metrics.ts";
import { checkScored, type Drawn, drawnOf, scoresByClass } from "./scored.ts";

/** A figure of calibration: it is good near its ideal, not when high or low. */
export interface CalibrationFigure {
  readonly name: string;
  readonly ideal: number;
  /** Throws `RangeError` where the figure is undefined. */
  readonly score: (scored: Scored) => number;
}

/**
 * The logistic regression of the outcome on what `terms` makes of the log odds. Of a sample it is
 * taken from how often each row was drawn, to within rounding, unless that is refused.
 */
function fitOutcome(
  scored: Scored,
  terms: (logOdds: Float64Array) => Pick<LogisticFit, "columns" | "offset">,
): Float64Array {
  const drawn = drawnOf(scored), copies = drawn && copiesOf(drawn);
  if (copies !== undefined) {
    const { table, logOdds } = drawn!;
    return fitLogits({ target: table.label, copies, ...terms(logOdds()) });
  }
  scoresByClass(scored);
  return fitLogits({ target: scored.label, ...terms(logits(scored.p)) });
}

/** How often each row was drawn; nothing where a class is missing or log odds may be infinite. */
function copiesOf({ table: { label }, patient, counts, rising }: Drawn): Int32Array | undefined {
  const { p } = rising();
  if (p[0] === 0 || p[p.length - 1] === 1) return undefined;
  const copies = new Int32Array(patient.length), byPatient = counts();
  let size = 0, diseased = 0;
  for (let i = 0; i < patient.length; i++) {
    const count = copies[i] = byPatient[patient[i]];
    size += count;
    diseased += count * label[i];
  }
  return diseased > 0 && diseased < size ? copies : undefined;
}

/** The shift of all log odds that makes the mean p equal the share of the diseased. */
function inTheLarge(scored: Scored): number {
  return fitOutcome(scored, (offset) => ({ columns: [], offset }))[0];
}

function slope(scored: Scored): number {
  return fitOutcome(scored, (logOdds) => ({ columns: [logOdds] }))[1];
}

function observedToExpected(scored: Scored): number {
  const { label, p } = checkScored(scored);
  let observed = 0, expected = 0;
  for (let i = 0; i < p.length; i++) {
    observed += label[i];
    expected += p[i];
  }
  if (expected === 0) throw new RangeError("O:E is undefined: nobody is expected to be diseased");
  return observed / expected;
}

function scaledBrier(scored: Scored): number {
  const { diseased, healthy } = scoresByClass(scored);
  const prevalence = diseased.length / (diseased.length + healthy.length);
  return 1 - metrics.brier.score(scored) / (prevalence * (1 - prevalence));
}

/**
 * The figures by key, ready for `bootstrap`, which gives them their intervals.
 *
 * - `inTheLarge`: the shift of all log odds that makes as many diseased as
 *   expected; above 0 the probabilities are too low.
 * - `slope`: of a logistic regression of the outcome on the log odds; below 1 the probabilities are
 *   too extreme.
 * - `observedToExpected`: the diseased over the sum of the probabilities.
 * - `scaledBrier`: 1 - Brier / that of the prevalence for everybody; 0 is no better than the
 *   prevalence, below 0 worse.
 *
 * Each `score` throws as `checkScored` does. In-the-large and slope throw `RangeError` for one
 * class only, and for a probability of exactly 0 or 1; the slope also where the probabilities
 * separate the classes or are all the same; O:E where all are 0; scaled Brier for one class only.
 *
 * Source: Van Calster et al. (2016), doi:10.1016/j.jclinepi.2015.12.005; as R's rms `val.prob` and
 * `glm`. Scaled Brier: Steyerberg et al. (2010), doi:10.1097/EDE.0b013e3181c30fb2.
 *
 * @example
 * ```ts
 * import { calibration } from "heartbook/measure/calibration.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const scored = { label: [1, 1, 0, 0], p: [0.8, 0.2, 0.8, 0.2] };
 * assertAlmostEquals(calibration.inTheLarge.score(scored), 0, 1e-12);
 * assertAlmostEquals(calibration.slope.score(scored), 0, 1e-12); // they tell the classes apart no better than a coin
 * assertAlmostEquals(calibration.observedToExpected.score(scored), 1, 1e-12);
 * ```
 */
export const calibration = {
  inTheLarge: { name: "calibration in the large", ideal: 0, score: inTheLarge },
  slope: { name: "calibration slope", ideal: 1, score: slope },
  observedToExpected: { name: "O:E", ideal: 1, score: observedToExpected },
  scaledBrier: { name: "scaled Brier score", ideal: 1, score: scaledBrier },
} satisfies Record<string, CalibrationFigure>;
for (const [key, figure] of Object.entries(calibration)) {
  comesFrom(figure, { module: import.meta.url, name: `calibration.${key}` });
}

/** The distance of the Brier score from its expectation under true probabilities. */
export interface SpiegelhalterTest {
  /** In standard errors; above 0 the Brier score is worse than it should be. */
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Spiegelhalter's test of calibration.
 *
 * Each row counts as a patient. Throws as `checkScored` does, and `RangeError` if every probability
 * is 0, 0.5 or 1, where nothing varies.
 *
 * Source: Spiegelhalter (1986), doi:10.1002/sim.4780050506.
 *
 * @example
 * ```ts
 * import { spiegelhalter } from "heartbook/measure/calibration.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // Sure and wrong: -.9 and .9, each times .8, over sqrt(2 · .64 · .09).
 * const { z } = spiegelhalter({ label: [0, 1], p: [0.9, 0.1] });
 * assertAlmostEquals(z, 1.44 / Math.sqrt(0.1152), 1e-12);
 * ```
 */
export function spiegelhalter(scored: Scored): SpiegelhalterTest {
  const { label, p } = checkScored(scored);
  let excess = 0, variance = 0;
  for (let i = 0; i < p.length; i++) {
    const lean = 1 - 2 * p[i];
    excess += (label[i] - p[i]) * lean;
    variance += lean ** 2 * p[i] * (1 - p[i]);
  }
  if (variance === 0) {
    throw new RangeError("Spiegelhalter's z is undefined: every probability is 0, 0.5 or 1");
  }
  const z = excess / Math.sqrt(variance);
  return { z, pValue: 2 * normalCdf(-Math.abs(z)) };
}
