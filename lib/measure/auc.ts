import type { Scored } from "../types.ts";
import { type Drawn, drawnOf, scoresByClass } from "./scored.ts";

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
  const drawn = drawnOf(scored), known = drawn && aucOfDrawn(drawn);
  if (known !== undefined) return known;
  const { diseased, healthy } = scoresByClass(scored);
  let below = 0, upTo = 0, pairs = 0;
  for (const p of diseased) {
    while (below < healthy.length && healthy[below] < p) below++;
    while (upTo < healthy.length && healthy[upTo] <= p) upTo++;
    pairs += (below + upTo) / 2;
  }
  return pairs / (diseased.length * healthy.length);
}

/**
 * The same of a sample, from how often each row was drawn; nothing where a class is missing. To the
 * last bit, because all pairs are counted in whole numbers.
 */
function aucOfDrawn(drawn: Drawn): number | undefined {
  const { apart, label, patient } = drawn.rising(), counts = drawn.counts();
  // Twice the pairs, those with tied rows once. `| 0` tells the engine that counts have 32 bits.
  let pairs = 0, healthy = 0, diseased = 0, tiedHealthy = 0, tiedDiseased = 0;
  for (let i = 0; i < label.length; i++) {
    if (apart[i] === 1) {
      pairs += tiedDiseased * (healthy + healthy + tiedHealthy);
      healthy = (healthy + tiedHealthy) | 0;
      diseased = (diseased + tiedDiseased) | 0;
      tiedHealthy = tiedDiseased = 0;
    }
    // Without a branch, which would be mispredicted half the time.
    const count = counts[patient[i]], ofDiseased = count & -label[i];
    tiedDiseased = (tiedDiseased + ofDiseased) | 0;
    tiedHealthy = (tiedHealthy + count - ofDiseased) | 0;
  }
  pairs += tiedDiseased * (healthy + healthy + tiedHealthy);
  healthy += tiedHealthy;
  diseased += tiedDiseased;
  return healthy > 0 && diseased > 0 ? pairs / 2 / (diseased * healthy) : undefined;
}
