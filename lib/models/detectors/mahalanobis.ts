/** Mahalanobis distance: distance from the centre, scaled by the covariance. */
import type { Matrix } from "../../types.ts";
import { cholesky, inverse } from "../../stats/linear-algebra.ts";
import { checkMatrix } from "./check-matrix.ts";
import { columnMeans, scatter } from "../../stats/moments.ts";

/** The centre and shape of the rows it was fitted on. Plain JSON. */
export interface MahalanobisDetector {
  readonly kind: "mahalanobis";
  readonly means: readonly number[];
  /** Inverse of the covariance, row-major; 0 for a column that depends linearly on earlier ones. */
  readonly precision: readonly number[];
}

/** The covariance, divided by the number of rows: the lower triangle, 0 for a constant column. */
function covarianceOf(X: Matrix, means: ArrayLike<number>): Float64Array {
  const { rows, columns } = X;
  const sums = scatter(X);
  for (let j = 0; j < columns; j++) {
    // The rounding error of a constant column is not a spread to divide by.
    const isConstant = Math.sqrt(sums[j * columns + j] / rows) <= 1e-12 * Math.abs(means[j]);
    if (!isConstant) continue;
    for (let k = 0; k < columns; k++) sums[Math.max(j, k) * columns + Math.min(j, k)] = 0;
  }
  return sums.map((sum) => sum / rows);
}

/**
 * Learns means and the covariance (divided by n), scikit-learn's `EmpiricalCovariance`. Outliers in
 * the rows inflate the covariance and so partly hide themselves.
 *
 * A column that is constant or depends linearly on earlier ones is left out. Throws as
 * `checkMatrix` does.
 *
 * Source: Mahalanobis (1936), Proceedings of the National Institute of Sciences of India 2, 49-55.
 *
 * @example
 * ```ts
 * import { fitMahalanobis, scoreMahalanobis } from "heartbook/models/detectors/mahalanobis.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const X = { values: Float64Array.of(-1, 0, 1), rows: 3, columns: 1 };
 * const [far] = scoreMahalanobis(fitMahalanobis(X), X);
 * assertAlmostEquals(far, Math.sqrt(3 / 2), 1e-12);
 * ```
 */
export function fitMahalanobis(X: Matrix): MahalanobisDetector {
  checkMatrix(X, "Mahalanobis");
  const means = columnMeans(X);
  const precision = inverse(cholesky(covarianceOf(X, means), X.columns));
  return { kind: "mahalanobis", means: [...means], precision: [...precision] };
}

/**
 * For each row its Mahalanobis distance from the centre, not squared: higher is more anomalous.
 *
 * Throws as `checkMatrix` does.
 */
export function scoreMahalanobis(
  { means, precision }: MahalanobisDetector,
  X: Matrix,
): Float64Array {
  checkMatrix(X, "Mahalanobis", means.length);
  const { values, rows, columns } = X;
  const scores = new Float64Array(rows);
  const away = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) away[j] = values[i * columns + j] - means[j];
    let square = 0;
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++) square += away[j] * precision[j * columns + k] * away[k];
    }
    // Rounding may make it slightly negative at the centre.
    scores[i] = Math.sqrt(Math.max(0, square));
  }
  return scores;
}
