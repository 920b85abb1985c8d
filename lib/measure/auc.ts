import type { Scored } from "../types.ts";
import { scoresByClass } from "./scored.ts";

/**
 * Area under the ROC curve: the chance that a diseased patient gets a higher probability than a
 * healthy one, over all such pairs; a tied pair counts as half. 1 is perfect, 0.5 is guessing.
 *
 * Sorts, so it takes O(n log n) for n patients. Throws as `scoresByClass` does; in particular
 * `RangeError` when there is only one class.
 *
 * Source: Hanley & McNeil (1982), doi:10.1148/radiology.143.1.7063747.
 *
 * @example
 * ```ts
 * import { rocAuc } from "heartbook/measure/auc.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rocAuc({ label: [1, 1, 0, 0], p: [0.9, 0.4, 0.4, 0.1] }), 0.875);
 * ```
 */
export function rocAuc(scored: Scored): number {
  const { diseased, healthy } = scoresByClass(scored);
  let below = 0, upTo = 0, pairs = 0;
  for (const p of diseased) {
    while (below < healthy.length && healthy[below] < p) below++;
    while (upTo < healthy.length && healthy[upTo] <= p) upTo++;
    pairs += (below + upTo) / 2;
  }
  return pairs / (diseased.length * healthy.length);
}
