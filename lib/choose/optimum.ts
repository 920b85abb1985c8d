/** Thresholds that maximise one figure and promise nothing: for comparison. */

import { recall } from "../measure/confusion.ts";
import { sweepThresholds } from "../measure/sweep.ts";
import type { Scored } from "../types.ts";
import { bestPoint, type Figure, type Threshold } from "./threshold.ts";

function atBest(scored: Scored, figure: Figure, method: string): Threshold {
  // The first point, which flags nobody, is no choice; the others are never none.
  const { threshold, ...confusion } = bestPoint(sweepThresholds(scored).slice(1), [
    figure,
    recall,
  ])!;
  const best = figure(confusion).toFixed(3);
  const promise = `highest ${method} of the patients it was chosen on, ${best}`;
  return { value: threshold, method, promise, confusion };
}

/**
 * The threshold with the highest recall + specificity - 1; of equals, the one that finds more. It
 * takes a missed patient to be as bad as a false alarm, class by class.
 *
 * Throws as `scoresByClass` does.
 *
 * Source: Youden (1950), doi:10.1002/1097-0142(1950)3:1<32::AID-CNCR2820030106>3.0.CO;2-3.
 *
 * @example
 * ```ts
 * import { atBestYouden } from "heartbook/choose/optimum.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.3, 0.1] };
 * assertEquals(atBestYouden(scored).value, 0.4); // ties with 0.8, and finds more
 * ```
 */
export function atBestYouden(scored: Scored): Threshold {
  // Out of whole numbers, so that points that tie are seen to tie.
  const youden: Figure = ({ truePositive, falseNegative, falsePositive, trueNegative }) => {
    const diseased = truePositive + falseNegative, healthy = falsePositive + trueNegative;
    return (truePositive * healthy - falsePositive * diseased) / (diseased * healthy);
  };
  return atBest(scored, youden, "Youden index");
}

/**
 * The threshold with the highest F-beta, the mean of precision and recall in which recall counts
 * `beta` times as much; of equals, the one that finds more.
 *
 * Throws `RangeError` for a beta that is not a finite number above 0, and as `scoresByClass` does.
 *
 * Source: van Rijsbergen (1979), Information Retrieval, chapter 7.
 *
 * @example
 * ```ts
 * import { atBestF } from "heartbook/choose/optimum.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.3, 0.1] };
 * assertEquals(atBestF(scored, { beta: 2 }).value, 0.4);
 * assertEquals(atBestF(scored, { beta: 0.5 }).value, 0.8);
 * ```
 */
export function atBestF(scored: Scored, { beta }: { readonly beta: number }): Threshold {
  if (!(beta > 0 && beta < Infinity)) {
    throw new RangeError(`beta: expected a finite number above 0, got ${beta}`);
  }
  const square = beta ** 2;
  const fBeta: Figure = ({ truePositive, falseNegative, falsePositive }) =>
    (1 + square) * truePositive /
    ((1 + square) * truePositive + square * falseNegative + falsePositive);
  return atBest(scored, fBeta, `F${beta}`);
}
