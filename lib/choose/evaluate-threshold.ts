/** How a rule for choosing a threshold performs on new patients. */

import { demandOptions, demandShare } from "../demand.ts";
import { type Confusion, confusionAt, recall, specificity } from "../measure/confusion.ts";
import type { NestedFold } from "../resample/nested.ts";
import type { ThresholdRule } from "./threshold.ts";

/** The threshold of one training part and its figures in the test part. */
export interface FoldEvaluation {
  readonly threshold: number;
  readonly confusion: Confusion;
  readonly recall: number;
  readonly specificity: number;
}

/** The result over all outer folds. */
export interface ThresholdEvaluation {
  readonly folds: readonly FoldEvaluation[];
  /** Share of the folds with a recall below the floor. */
  readonly shortShare: number;
  /** All test parts pooled. */
  readonly confusion: Confusion;
}

const columns = ["truePositive", "falseNegative", "falsePositive", "trueNegative"] as const;

/**
 * Chooses a threshold inside each training part only and returns its recall and specificity in the
 * test part, and how often the recall fell short of `floor`.
 *
 * @param options `choose` is the rule for the threshold, such as `(scored) => atRecallFloor(scored,
 * 0.9)`; `floor` is the recall to compare with.
 * @throws `RangeError` for no folds, a floor outside (0, 1], or, naming the fold, an error of
 * `choose` or a test part of one class only.
 *
 * @example
 * ```ts
 * import { evaluateThreshold } from "heartbook/choose/evaluate-threshold.ts";
 * import { atRecallFloor } from "heartbook/choose/floor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const inner = { label: [1, 1, 0, 0], p: [0.8, 0.6, 0.5, 0.1] };
 * const outer = { label: [1, 1, 0], p: [0.9, 0.4, 0.2] };
 * const { folds, shortShare } = evaluateThreshold([{ inner, outer }], {
 *   choose: (scored) => atRecallFloor(scored, 0.9),
 *   floor: 0.9,
 * });
 * assertEquals([folds[0].threshold, folds[0].recall, shortShare], [0.6, 0.5, 1]);
 * ```
 */
export function evaluateThreshold(
  folds: readonly NestedFold[],
  options: { readonly choose: ThresholdRule; readonly floor: number },
): ThresholdEvaluation {
  demandOptions("evaluateThreshold", options, ["choose", "floor"]);
  const { choose, floor } = options;
  if (folds.length === 0) throw new RangeError("folds: expected at least one, got none");
  demandShare("floor", floor);
  const achieved = folds.map(({ inner, outer }, i): FoldEvaluation => {
    try {
      const threshold = choose(inner).value;
      const confusion = confusionAt(outer, threshold);
      return {
        threshold,
        confusion,
        recall: recall(confusion),
        specificity: specificity(confusion),
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`fold ${i}: ${error.message}`, { cause: error });
    }
  });
  const total = (column: keyof Confusion): number =>
    achieved.reduce((sum, fold) => sum + fold.confusion[column], 0);
  return {
    folds: achieved,
    shortShare: achieved.filter((fold) => fold.recall < floor).length / achieved.length,
    confusion: Object.fromEntries(
      columns.map((column) => [column, total(column)]),
    ) as unknown as Confusion,
  };
}
