/** The same patients with disease made rarer. */
import { seeded } from "../random.ts";
import type { Dataset } from "../types.ts";
import { takeRows } from "./dataset.ts";

/**
 * All the healthy and a seeded draw of the diseased, in their original order: for effects that show
 * only when disease is rare.
 *
 * @param options `keep` is the number of diseased to keep.
 * @throws `RangeError` for more than there are, or fewer than 1.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { thinDiseased } from "heartbook/data/thin-diseased.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(thinDiseased(readHeart(), { keep: 35, seed: 1 }).rows.length, 164 + 35);
 * ```
 */
export function thinDiseased(
  dataset: Dataset,
  options: { readonly keep: number; readonly seed: number },
): Dataset {
  const diseased = dataset.labels.flatMap((label, i) => label === 1 ? [i] : []);
  const { keep, seed } = options;
  if (!Number.isInteger(keep) || keep < 1 || keep > diseased.length) {
    throw new RangeError(`keep: expected a whole number in 1 to ${diseased.length}, got ${keep}`);
  }
  const kept = new Set(seeded(seed).shuffled(diseased).slice(0, keep));
  const rows = dataset.labels.flatMap((label, i) => label === 0 || kept.has(i) ? [i] : []);
  return takeRows(dataset, rows);
}
