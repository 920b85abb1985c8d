/** The sample size for an external validation. */
import type { Scored } from "../types.ts";
import { demand } from "../demand.ts";
import { standardErrors } from "../stats/intervals.ts";
import { logits } from "../stats/log-odds.ts";
import { rocAuc } from "./auc.ts";

/** The expected performance of the model there. */
export interface ValidationSizeOptions {
  /** Share of the diseased there, above 0 and below 1. */
  readonly prevalence: number;
  /** The expected AUC, above 0.5 and below 1. */
  readonly auc: number;
  /** The expected log odds, such as those it gave at home. */
  readonly logOdds: ArrayLike<number>;
}

/** The widest acceptable 95 % intervals. The defaults are those of pmvalsampsize. */
export interface WantedWidths {
  /** Of O:E where it is 1; default 0.2. */
  readonly observedToExpected?: number;
  /** Default 0.2. */
  readonly slope?: number;
  /** Default 0.1. */
  readonly auc?: number;
}

/** Patients needed, by criterion. */
export interface ValidationSize {
  readonly observedToExpected: number;
  readonly slope: number;
  readonly auc: number;
  /** For all three criteria. */
  readonly needed: number;
}

/** For an interval of O:E of this width, symmetric around 1 on the log scale. */
function forObservedToExpected(width: number, prevalence: number): number {
  // exp(r) - exp(-r) = width, where r is the reach on the log scale.
  const reach = Math.asinh(width / 2);
  return Math.ceil((1 - prevalence) / (prevalence * (reach / standardErrors(0.95)) ** 2));
}

/** From the Fisher information of a slope of 1 on these log odds. */
function forSlope(width: number, logOdds: ArrayLike<number>): number {
  let i00 = 0, i01 = 0, i11 = 0;
  for (let i = 0; i < logOdds.length; i++) {
    const p = 1 / (1 + Math.exp(-logOdds[i]));
    i00 += p * (1 - p);
    i01 += p * (1 - p) * logOdds[i];
    i11 += p * (1 - p) * logOdds[i] ** 2;
  }
  const standardError = width / (2 * standardErrors(0.95));
  const n = logOdds.length;
  return Math.ceil(i00 * n / (standardError ** 2 * (i00 * i11 - i01 ** 2)));
}

/** The fewest patients for which Newcombe's standard error is small enough. */
function forAuc(width: number, { auc, prevalence }: ValidationSizeOptions): number {
  const limit = width / (2 * standardErrors(0.95));
  const errorOf = (n: number): number => {
    const half = n / 2 - 1;
    const spread = 1 + half * (1 - auc) / (2 - auc) + half * auc / (1 + auc);
    return Math.sqrt(auc * (1 - auc) * spread / (n ** 2 * prevalence * (1 - prevalence)));
  };
  let low = 1, high = 2;
  while (errorOf(high) > limit) high *= 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (errorOf(middle) > limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many patients an external validation needs, by three criteria.
 *
 * @throws `RangeError` for a share or an AUC out of range, a width that is not above 0, or log odds
 * that do not vary.
 *
 * Source: Riley et al. (2021), Minimum sample size for external validation of a clinical prediction
 * model with a binary outcome, doi:10.1002/sim.9025; as `pmvalsampsize`.
 *
 * @example
 * ```ts
 * import { validationPatientsNeeded } from "heartbook/measure/validation-size.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { prevalence: 0.5, auc: 0.8, logOdds: [-2, -1, 0, 1, 2] };
 * assertEquals(validationPatientsNeeded(options).observedToExpected, 386);
 * ```
 */
export function validationPatientsNeeded(
  options: ValidationSizeOptions,
  widths: WantedWidths = {},
): ValidationSize {
  const { prevalence, auc, logOdds } = options;
  const { observedToExpected = 0.2, slope = 0.2, auc: ofAuc = 0.1 } = widths;
  demand(prevalence > 0 && prevalence < 1, {
    field: "prevalence",
    expected: "a share between 0 and 1",
    got: prevalence,
  });
  demand(auc > 0.5 && auc < 1, { field: "auc", expected: "above 0.5 and below 1", got: auc });
  for (const [field, width] of Object.entries({ observedToExpected, slope, auc: ofAuc })) {
    demand(width > 0, { field: `width of ${field}`, expected: "above 0", got: width });
  }
  demand(Array.from(logOdds).some((each) => each !== logOdds[0]), {
    field: "logOdds",
    expected: "log odds that vary",
    got: `${logOdds.length} alike`,
  });
  const each = {
    observedToExpected: forObservedToExpected(observedToExpected, prevalence),
    slope: forSlope(slope, logOdds),
    auc: forAuc(ofAuc, options),
  };
  return { ...each, needed: Math.max(...Object.values(each)) };
}

/** The expected performance elsewhere, judged from these patients. */
export function expectElsewhere(scored: Scored): ValidationSizeOptions {
  const diseased = Array.from(scored.label).reduce((sum, label) => sum + label, 0);
  return {
    prevalence: diseased / scored.label.length,
    auc: rocAuc(scored),
    logOdds: logits(scored.p),
  };
}
