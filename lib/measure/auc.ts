import type { Scored } from "../types.ts";
import { type Drawn, drawnOf, type Rising, scoresByClass } from "./scored.ts";

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
  const drawn = drawnOf(scored), known = drawn ? aucOfDrawn(drawn) : aucOfFew(scored);
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

/** Up to so many rows are compared in room that is kept: making it would take longer. */
const FEW = 512;
const healthy = new Float64Array(FEW), diseased = new Float64Array(FEW);
const dealt = new Float64Array(FEW), starts = new Int32Array(FEW + 2);

/**
 * The same of few rows, unsorted: the healthy are dealt into as many drawers as there are of them,
 * and each diseased is above all in the drawers below and compared with those in one drawer.
 * Nothing where a check fails, a class is missing, or there are too many.
 */
function aucOfFew({ label, p }: Scored): number | undefined {
  if (p.length > FEW || p.length !== label.length) return undefined;
  let h = 0, d = 0;
  for (let i = 0; i < p.length; i++) {
    const share = p[i], outcome = label[i];
    if (!(share >= 0 && share <= 1)) return undefined;
    if (outcome === 1) diseased[d++] = share;
    else if (outcome === 0) healthy[h++] = share;
    else return undefined;
  }
  if (h === 0 || d === 0) return undefined;
  starts.fill(0, 0, h + 2);
  for (let i = 0; i < h; i++) starts[(healthy[i] * h) | 0]++;
  for (let drawer = 1; drawer <= h + 1; drawer++) starts[drawer] += starts[drawer - 1];
  for (let i = 0; i < h; i++) dealt[--starts[(healthy[i] * h) | 0]] = healthy[i];
  let pairs = 0;
  for (let i = 0; i < d; i++) {
    const share = diseased[i], drawer = (share * h) | 0, end = starts[drawer + 1];
    pairs += starts[drawer];
    for (let k = starts[drawer]; k < end; k++) {
      pairs += dealt[k] < share ? 1 : dealt[k] === share ? 0.5 : 0;
    }
  }
  return pairs / (d * h);
}

/** The same of a sample, from how often each row was drawn; nothing where a class is missing. */
function aucOfDrawn(drawn: Drawn): number | undefined {
  const rising = drawn.rising(), counts = drawn.counts();
  return (rising.hasTies ? undefined : aucWithoutTies(rising, counts)) ??
    aucWithTies(rising, counts);
}

/** To the last bit, because all pairs are counted in whole numbers. */
function aucWithTies({ apart, label, patient }: Rising, counts: Int32Array): number | undefined {
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

/** Rows whose pairs are counted in 32 bits. */
const STRETCH = 256;

/**
 * {@link aucWithTies} where no two rows tie, much faster; nothing where a class is missing or 32
 * bits are too few for the pairs of a stretch.
 */
function aucWithoutTies({ label, patient }: Rising, counts: Int32Array): number | undefined {
  let pairs = 0, healthy = 0, diseased = 0;
  for (let from = 0; from < label.length; from += STRETCH) {
    const to = Math.min(from + STRETCH, label.length);
    let ofStretch = 0, diseasedHere = 0;
    for (let i = from; i < to; i++) {
      const count = counts[patient[i]], ofDiseased = count & -label[i];
      healthy = (healthy + count - ofDiseased) | 0;
      diseasedHere = (diseasedHere + ofDiseased) | 0;
      ofStretch = (ofStretch + Math.imul(ofDiseased, healthy)) | 0;
    }
    if (diseasedHere * healthy > 0xffffffff) return undefined;
    diseased += diseasedHere;
    pairs += ofStretch >>> 0;
  }
  return healthy > 0 && diseased > 0 ? pairs / (diseased * healthy) : undefined;
}
