/** Every kind of anomaly detector, and the one switch that scores with it. */
import type { Matrix } from "../../types.ts";
import { type IsolationForest, scoreIsolationForest } from "./isolation-forest.ts";
import { type LocalOutlierDetector, scoreLocalOutlier } from "./local-outlier.ts";
import { type MahalanobisDetector, scoreMahalanobis } from "./mahalanobis.ts";
import { scoreZScore, type ZScoreDetector } from "./z-score.ts";

/** A fitted detector: plain JSON, distinguished by `kind`. No detector uses the outcome. */
export type Detector =
  | ZScoreDetector
  | MahalanobisDetector
  | IsolationForest
  | LocalOutlierDetector;

/**
 * Anomaly score of each row of `X`: higher is more anomalous; each detector has its own scale. The
 * columns must be those of the rows it was fitted on.
 *
 * @throws `TypeError` when the number of columns differs, `RangeError` for a cell that is not
 * finite.
 *
 * @example
 * ```ts
 * import { scoreAnomalies } from "heartbook/models/detectors/detector.ts";
 * import { fitMahalanobis } from "heartbook/models/detectors/mahalanobis.ts";
 * import { assert } from "@std/assert";
 *
 * const X = { values: Float64Array.of(1, 2, 3, 9), rows: 4, columns: 1 };
 * const [one, , , nine] = scoreAnomalies(fitMahalanobis(X), X);
 * assert(nine > one);
 * ```
 */
export function scoreAnomalies(detector: Detector, X: Matrix): Float64Array {
  switch (detector.kind) {
    case "z-score":
    case "robust z-score":
      return scoreZScore(detector, X);
    case "mahalanobis":
      return scoreMahalanobis(detector, X);
    case "isolation forest":
      return scoreIsolationForest(detector, X);
    case "local outlier factor":
      return scoreLocalOutlier(detector, X);
  }
}

/**
 * Several detectors' scores of the same rows as {@link rankShares}, with the known labels, ready to
 * be measured.
 */
export function rankDetectors<Name extends string, Known>(
  scores: Readonly<Record<Name, ArrayLike<number>>>,
  known: Known,
): Record<Name, Known & { readonly p: Float64Array }> {
  const entries = Object.entries<ArrayLike<number>>(scores);
  return Object.fromEntries(
    entries.map(([name, each]) => [name, { ...known, p: rankShares(each) }]),
  ) as Record<Name, Known & { readonly p: Float64Array }>;
}

/**
 * Anomaly scores as shares in (0, 1]: for each row, the share of rows with a score no higher. The
 * order is preserved, so metrics that expect probabilities can rank detectors.
 *
 * Throws `RangeError` for a score that is NaN.
 *
 * @example
 * ```ts
 * import { rankShares } from "heartbook/models/detectors/detector.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...rankShares([3, Infinity, 3, 1])], [0.75, 1, 0.75, 0.25]);
 * ```
 */
export function rankShares(scores: ArrayLike<number>): Float64Array {
  const order = Float64Array.from(scores).sort();
  if (order.some(Number.isNaN)) throw new RangeError("scores: expected numbers, got NaN");
  const upTo = new Map<number, number>();
  order.forEach((score, i) => upTo.set(score, (i + 1) / order.length));
  return Float64Array.from(scores, (score) => upTo.get(score)!);
}
