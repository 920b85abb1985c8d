/** The baseline for every model: the same probability for everybody. */
import { checkQueries } from "./check-queries.ts";
import { checkNumbers } from "./check-numbers.ts";
import type { Matrix, Training } from "../types.ts";

/** Plain JSON. */
export interface PrevalenceModel {
  readonly kind: "prevalence";
  /** Share of the diseased among the training patients. */
  readonly p: number;
}

/**
 * The (weighted) share of the diseased, regardless of the columns. One class only is not an error
 * here.
 *
 * @throws `RangeError` for no rows, weights that sum to zero, or a cell that is not a number.
 */
export function fitPrevalence(training: Training): PrevalenceModel {
  checkNumbers(training.X, "prevalence", training.columns);
  let diseased = 0;
  let all = 0;
  training.y.forEach((label, i) => {
    const weight = training.weights?.[i] ?? 1;
    diseased += weight * label;
    all += weight;
  });
  if (!(all > 0)) throw new RangeError("prevalence: expected at least one training row, got none");
  return { kind: "prevalence", p: diseased / all };
}

/** The prevalence, once per row of `X`. */
export function predictPrevalence(model: PrevalenceModel, X: Matrix): Float64Array {
  checkQueries(X, { learner: "prevalence", columns: X.columns });
  return new Float64Array(X.rows).fill(model.p);
}
