/** The simplest detectors: how far a row's most unusual column is from the centre. */
import type { Matrix } from "../../types.ts";
import { mean } from "../../stats/moments.ts";
import { median } from "../../stats/quantile.ts";
import { checkMatrix } from "./check-matrix.ts";

/** A centre and a spread for each column. Plain JSON. */
export interface ZScoreDetector {
  /** With mean and standard deviation, or with median and absolute deviations. */
  readonly kind: "z-score" | "robust z-score";
  readonly centres: readonly number[];
  /** 0 for a column that never varied. */
  readonly spreads: readonly number[];
}

function columnsOf({ values, rows, columns }: Matrix): number[][] {
  return Array.from(
    { length: columns },
    (_, j) => Array.from({ length: rows }, (_, i) => values[i * columns + j]),
  );
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  const spread = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
  // The rounding error of a constant column is not a spread to divide by.
  return spread > 1e-12 * Math.abs(centre) ? spread : 0;
}

/** Scale both absolute deviations to the standard deviation of normal values. */
const FROM_MEDIAN = 1.482602218505602;
const FROM_MEAN = Math.sqrt(Math.PI / 2);

function robustSpread(values: readonly number[], centre: number): number {
  const away = values.map((value) => Math.abs(value - centre));
  return FROM_MEDIAN * median(away) || FROM_MEAN * mean(away);
}

/**
 * Learns mean and population standard deviation of each column.
 *
 * Throws as `checkMatrix` does.
 *
 * @example
 * ```ts
 * import { fitZScore, scoreZScore } from "heartbook/models/detectors/z-score.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const X = { values: Float64Array.of(1, 5, 3, 5), rows: 2, columns: 2 };
 * const detector = fitZScore(X);
 * assertEquals([...scoreZScore(detector, X)], [1, 1]); // the second column says nothing
 * ```
 */
export function fitZScore(X: Matrix): ZScoreDetector {
  checkMatrix(X, "z-score");
  const columns = columnsOf(X);
  const spreads = columns.map(deviation);
  // The mean of equal numbers may differ from them in the last digit; their median does not.
  const centres = columns.map((values, j) => spreads[j] > 0 ? mean(values) : median(values));
  return { kind: "z-score", centres, spreads };
}

/**
 * Learns the median of each column and its median absolute deviation times 1.4826, which a few
 * extreme values cannot move. If more than half of the values are the same, that deviation is 0;
 * the mean absolute deviation from the median, times 1.2533, is used instead.
 *
 * Throws as `checkMatrix` does.
 *
 * Source: Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers.
 *
 * @example
 * ```ts
 * import { fitRobustZ, scoreZScore } from "heartbook/models/detectors/z-score.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const X = { values: Float64Array.of(1, 2, 3, 4, 100), rows: 5, columns: 1 };
 * assertAlmostEquals(scoreZScore(fitRobustZ(X), X)[4], 97 / 1.482602218505602, 1e-12);
 * ```
 */
export function fitRobustZ(X: Matrix): ZScoreDetector {
  checkMatrix(X, "robust z-score");
  const columns = columnsOf(X);
  const centres = columns.map(median);
  return {
    kind: "robust z-score",
    centres,
    spreads: columns.map((values, j) => robustSpread(values, centres[j])),
  };
}

/**
 * For each row the largest distance of a column from its centre, in spreads: higher is more
 * anomalous. A column that never varied scores 0 at its value and `Infinity` anywhere else.
 *
 * Throws as `checkMatrix` does.
 */
export function scoreZScore({ kind, centres, spreads }: ZScoreDetector, X: Matrix): Float64Array {
  checkMatrix(X, kind, centres.length);
  const scores = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.columns; j++) {
      const away = Math.abs(X.values[i * X.columns + j] - centres[j]);
      if (away > 0) scores[i] = Math.max(scores[i], away / spreads[j]);
    }
  }
  return scores;
}
