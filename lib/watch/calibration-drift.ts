/** Calibration drift: whether the probabilities are still true once outcomes have arrived. */
import { normalCdf } from "../stats/distributions.ts";
import { calibration, spiegelhalter } from "../measure/calibration.ts";
import { checkScored } from "../measure/scored.ts";
import type { Scored } from "../types.ts";
import { holm } from "../stats/holm.ts";
import { type AlphaOptions, checkAlpha } from "../stats/significance.ts";
import { logit } from "../stats/log-odds.ts";

/** One figure of calibration, tested against its ideal. Plain JSON. */
export interface TestedFigure {
  readonly name: string;
  readonly ideal: number;
  readonly value: number;
  /**
   * Two-sided p-value: how often true probabilities would give a figure this far from the ideal.
   */
  readonly pValue: number;
  /** Corrected by Holm's rule over the figures. */
  readonly corrected: number;
}

/** Calibration on the patients with known outcomes. Plain JSON. */
export interface CalibrationDrift {
  readonly patients: number;
  readonly diseased: number;
  /** Whether one of the corrected p-values is at most alpha. */
  readonly drifted: boolean;
  /** O:E, slope and Spiegelhalter's z; without those that are undefined for these patients. */
  readonly figures: readonly TestedFigure[];
}

type Uncorrected = Omit<TestedFigure, "corrected">;

/**
 * Two-sided p-value of a weighted sum of the residuals: if the probabilities are true, its mean is
 * 0 and its variance the sum of w²p(1 - p), whatever the weights.
 */
function residualTest({ label, p }: Scored, weigh: (p: number) => number): number {
  let sum = 0, variance = 0;
  for (let i = 0; i < p.length; i++) {
    const weight = weigh(p[i]);
    sum += weight * (label[i] - p[i]);
    variance += weight ** 2 * p[i] * (1 - p[i]);
  }
  if (variance === 0) throw new RangeError("undefined: the probabilities leave nothing to chance");
  return 2 * normalCdf(-Math.abs(sum) / Math.sqrt(variance));
}

function testObservedToExpected(scored: Scored): Uncorrected {
  const { name, ideal, score } = calibration.observedToExpected;
  return { name, ideal, value: score(scored), pValue: residualTest(scored, () => 1) };
}

/** The score test of the slope, with a free intercept: the weights are the centred log odds. */
function testSlope(scored: Scored): Uncorrected {
  const { name, ideal, score } = calibration.slope;
  const value = score(scored);
  let total = 0, weighted = 0;
  for (let i = 0; i < scored.p.length; i++) {
    const information = scored.p[i] * (1 - scored.p[i]);
    total += information;
    weighted += information * logit(scored.p[i]);
  }
  return {
    name,
    ideal,
    value,
    pValue: residualTest(scored, (p) => logit(p) - weighted / total),
  };
}

function testSpiegelhalter(scored: Scored): Uncorrected {
  const { z, pValue } = spiegelhalter(scored);
  return { name: "Spiegelhalter's z", ideal: 0, value: z, pValue };
}

/** The figure, or nothing if it is undefined for these patients. */
function whereDefined(test: (scored: Scored) => Uncorrected, scored: Scored): Uncorrected[] {
  try {
    return [test(scored)];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/**
 * Tests whether the probabilities are still true: as many diseased as expected (O:E), neither too
 * extreme nor too moderate (slope), and a Brier score as low as the probabilities imply
 * (Spiegelhalter).
 *
 * All three tests have the same form, a weighted sum of the residuals against its variance under
 * true probabilities: the score tests of the intercept and of the slope, and Spiegelhalter's. The
 * figures themselves are those of `calibration`. If outcomes arrive only for some patients, such as
 * those who came back, a good model can look bad.
 *
 * @throws as `checkScored` does, and `RangeError` for an alpha outside (0, 1).
 *
 * @example
 * ```ts
 * import { calibrationDrift } from "heartbook/watch/calibration-drift.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const p = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);
 * const twiceAsMany = p.map((each, i) => each > 0.25 || i % 2 ? 1 : 0);
 * const { drifted, figures } = calibrationDrift({ label: twiceAsMany, p });
 * assertEquals(drifted, true);
 * assertEquals(figures[0].value, 87 / 50); // O:E
 * ```
 */
export function calibrationDrift(
  scored: Scored,
  options: AlphaOptions = {},
): CalibrationDrift {
  const { alpha = 0.05 } = options;
  checkAlpha(alpha);
  const { label, p } = checkScored(scored);
  const tested = [testObservedToExpected, testSlope, testSpiegelhalter]
    .flatMap((test) => whereDefined(test, scored));
  const corrected = holm(tested.map(({ pValue }) => pValue));
  return {
    patients: p.length,
    diseased: Array.from(label).filter((each) => each === 1).length,
    drifted: corrected.some((pValue) => pValue <= alpha),
    figures: tested.map((figure, i) => ({ ...figure, corrected: corrected[i] })),
  };
}
