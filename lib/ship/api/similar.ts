/** How sure an answer is: what became of the patients who were told nearly the same. */
import { wilson } from "../../stats/intervals.ts";
import type { Interval, Scored } from "../../types.ts";

/** The patients nearest to a probability, none of whom the predicting model had learned from. */
export interface Similar {
  readonly patients: number;
  /** How many of them turned out to be diseased. */
  readonly diseased: number;
  /** Their lowest and highest probability. */
  readonly from: number;
  readonly to: number;
  /** Of that share: Wilson's, at 95 %. */
  readonly interval: Interval;
}

/** So many that the interval says something, so few that they are still alike. */
export const NEIGHBOURHOOD = 50;

/** What is asked for each patient of a batch, so sorting is done once. */
export type FindSimilar = (p: number) => Similar | null;

/**
 * Finds, for a probability, the 50 out-of-fold predictions nearest to it (all, where there are
 * fewer) and what became of these patients. The lower ones are taken where two are as near. `null`
 * where there are no out-of-fold predictions.
 *
 * @example
 * ```ts
 * import { similarTo } from "heartbook/ship/api/similar.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const find = similarTo({ label: [1, 0, 1], p: [0.9, 0.2, 0.8] }, { neighbourhood: 2 });
 * assertEquals(find(0.7)?.diseased, 2);
 * ```
 */
export function similarTo(
  { label, p }: Scored,
  options: { readonly neighbourhood?: number } = {},
): FindSimilar {
  const order = Array.from(p, (_, i) => i).sort((a, b) => p[a] - p[b]);
  const sorted = order.map((i) => p[i]);
  const size = Math.min(options.neighbourhood ?? NEIGHBOURHOOD, sorted.length);
  if (size === 0) return () => null;

  const among = (start: number): Similar => {
    const diseased = order.slice(start, start + size).filter((i) => label[i] === 1).length;
    return {
      patients: size,
      diseased,
      from: sorted[start],
      to: sorted[start + size - 1],
      interval: wilson(diseased, size),
    };
  };
  // There are few windows, and a batch may have ten thousand patients.
  const known = new Map<number, Similar>();
  return (wanted) => {
    let start = 0;
    // As long as the next one up is nearer than the lowest one of the window.
    while (
      start + size < sorted.length && sorted[start + size] - wanted < wanted - sorted[start]
    ) start++;
    const found = known.get(start) ?? among(start);
    known.set(start, found);
    return found;
  };
}
