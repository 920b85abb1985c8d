/**
 * Recalibration on patients with known outcomes. A fitted recalibration is plain data; applying it
 * is one switch.
 */

import { fitIsotonic, type Knots, readKnots } from "../stats/isotonic.ts";
import type { Scored } from "../types.ts";
import { logit, logits, sigmoid } from "../stats/log-odds.ts";
import { fitLogits } from "../stats/logistic-fit.ts";
import { checkScored, scoresByClass } from "./scored.ts";

/** A fitted recalibration: plain JSON. */
export type Recalibration =
  /** All log odds shifted by the same amount. */
  | { readonly kind: "intercept"; readonly intercept: number }
  /** Log odds stretched and shifted. */
  | { readonly kind: "logistic"; readonly intercept: number; readonly slope: number }
  /** A sigmoid of the probability itself, treated as a score. */
  | { readonly kind: "platt"; readonly intercept: number; readonly slope: number }
  /** Log odds a · log p - b · log(1 - p) + c. */
  | { readonly kind: "beta"; readonly a: number; readonly b: number; readonly c: number }
  /** Linear between ascending knots, constant beyond the ends. */
  | { readonly kind: "isotonic" } & Knots;

/** Shifts the log odds until expected and observed counts agree: calibration in the large. */
function fitIntercept({ label, p }: Scored): Recalibration {
  const [intercept] = fitLogits({ target: label, columns: [], offset: logits(p) });
  return { kind: "intercept", intercept };
}

function fitLogistic({ label, p }: Scored): Recalibration {
  const [intercept, slope] = fitLogits({ target: label, columns: [logits(p)] });
  return { kind: "logistic", intercept, slope };
}

/** Platt's targets, pulled away from 0 and 1, keep the slope finite on separated classes. */
function fitPlatt({ label, p }: Scored): Recalibration {
  const diseased = Array.from(label).filter((value) => value === 1).length;
  const high = (diseased + 1) / (diseased + 2), low = 1 / (label.length - diseased + 2);
  const target = Array.from(label, (value) => value === 1 ? high : low);
  const [intercept, slope] = fitLogits({ target, columns: [p] });
  return { kind: "platt", intercept, slope };
}

/**
 * A negative a or b would make the probability fall as p rises, so it is set to 0 and the rest
 * refitted.
 */
function fitBeta({ label, p }: Scored): Recalibration {
  logits(p);
  const rising = Array.from(p, Math.log), falling = Array.from(p, (value) => -Math.log1p(-value));
  const [c, a, b] = fitLogits({ target: label, columns: [rising, falling] });
  if (a >= 0 && b >= 0) return { kind: "beta", a, b, c };
  const [intercept, slope] = fitLogits({ target: label, columns: [a < 0 ? falling : rising] });
  return a < 0
    ? { kind: "beta", a: 0, b: slope, c: intercept }
    : { kind: "beta", a: slope, b: 0, c: intercept };
}

type Fit = (scored: Scored) => Recalibration;

function withBothClasses(fit: Fit): Fit {
  return (scored) => {
    scoresByClass(scored);
    return fit(scored);
  };
}

/**
 * The ways to fit a recalibration, by kind. Fit on patients the model has not learned from.
 *
 * - `intercept` shifts, `logistic` shifts and stretches the log odds. With at most two parameters,
 *   they suit few patients.
 * - `platt` with his smoothed targets; `beta` as Kull, with a, b ≥ 0; `isotonic` by pooling
 *   adjacent violators, tied probabilities first, which needs many patients.
 *
 * Each throws as `scoresByClass` does. `intercept`, `logistic` and `beta` throw `RangeError` for a
 * probability of exactly 0 or 1; `logistic` and `beta` where the probabilities separate the
 * classes; these and `platt` where all probabilities are the same.
 *
 * Sources: Platt (1999), Advances in Large Margin Classifiers; Kull, Silva Filho & Flach (2017),
 * doi:10.1214/17-EJS1338SI; Zadrozny & Elkan (2002), doi:10.1145/775047.775151.
 *
 * @example
 * ```ts
 * import { fitRecalibration, recalibrate } from "heartbook/measure/recalibrate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fitted = fitRecalibration.isotonic({ label: [0, 1, 0, 1], p: [0.1, 0.3, 0.5, 0.9] });
 * assertEquals([...recalibrate(fitted, [0.1, 0.4, 0.9])], [0, 0.5, 1]);
 * ```
 */
export const fitRecalibration = {
  intercept: withBothClasses(fitIntercept),
  logistic: withBothClasses(fitLogistic),
  platt: withBothClasses(fitPlatt),
  beta: withBothClasses(fitBeta),
  isotonic: withBothClasses((scored) => ({ kind: "isotonic", ...fitIsotonic(scored) })),
};

/** How to recalibrate one checked probability. */
function mapping(fitted: Recalibration): (p: number) => number {
  switch (fitted.kind) {
    case "intercept":
      return (p) => sigmoid(fitted.intercept + logit(p));
    case "logistic":
      return (p) => sigmoid(fitted.intercept + times(fitted.slope, logit(p)));
    case "platt":
      return (p) => sigmoid(fitted.intercept + fitted.slope * p);
    case "beta":
      return (p) =>
        sigmoid(times(fitted.a, Math.log(p)) - times(fitted.b, Math.log1p(-p)) + fitted.c);
    case "isotonic":
      return (p) => readKnots(fitted, p);
  }
}

/**
 * Recalibrated probabilities, in their order. A probability of exactly 0 or 1 stays so under
 * `intercept`, and under `logistic` if its slope is above 0.
 *
 * @throws `RangeError` for a probability that is `NaN` or outside [0, 1].
 *
 * @example
 * ```ts
 * import { recalibrate } from "heartbook/measure/recalibrate.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const fitted = { kind: "logistic", intercept: 0, slope: 2 } as const;
 * assertAlmostEquals(recalibrate(fitted, [0.8])[0], 16 / 17, 1e-12); // odds of 4 become 16
 * ```
 */
export function recalibrate(fitted: Recalibration, p: ArrayLike<number>): Float64Array {
  if (p.length > 0) checkScored({ label: new Uint8Array(p.length), p });
  return Float64Array.from(p, mapping(fitted));
}

/** A coefficient of 0 contributes nothing, even times infinity. */
function times(coefficient: number, value: number): number {
  return coefficient === 0 ? 0 : coefficient * value;
}
