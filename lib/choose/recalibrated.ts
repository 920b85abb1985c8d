/** Recalibration learned inside each training part. */
import { recalibrate, type Recalibration } from "../measure/recalibrate.ts";
import type { Scored } from "../types.ts";
import type { NestedFold } from "../resample/nested.ts";

/**
 * The test parts of an outer cross-validation pooled, each recalibrated by a fit on its training
 * part's inner predictions; without `fit` they are left as they are.
 *
 * @param fit Such as `fitRecalibration.logistic`.
 * @throws as `fit` and `recalibrate` do.
 */
export function poolOuter(
  folds: readonly NestedFold[],
  fit?: (inner: Scored) => Recalibration,
): Scored {
  const label = folds.flatMap(({ outer }) => Array.from(outer.label));
  const p = folds.flatMap(({ inner, outer }) =>
    Array.from(fit === undefined ? outer.p : recalibrate(fit(inner), outer.p))
  );
  return { label, p };
}
