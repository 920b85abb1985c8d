/** Isotonic regression: the non-decreasing curve closest to the observations. */

import type { Scored } from "../types.ts";

/** Knots of a non-decreasing curve: plain data. */
export interface Knots {
  readonly p: readonly number[];
  readonly value: readonly number[];
}

/** Patients next to each other on the scale, and the share of them who are diseased. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly diseased: number;
  readonly patients: number;
}

/** One block per distinct probability, rising. */
function tiedBlocks({ label, p }: Scored): Block[] {
  const tallies = new Map<number, { diseased: number; patients: number }>();
  for (let i = 0; i < p.length; i++) {
    const { diseased, patients } = tallies.get(p[i]) ?? { diseased: 0, patients: 0 };
    tallies.set(p[i], { diseased: diseased + label[i], patients: patients + 1 });
  }
  return [...tallies]
    .sort(([a], [b]) => a - b)
    .map(([value, tally]) => ({ from: value, to: value, ...tally }));
}

/**
 * Isotonic regression of the label on the probability by pooling adjacent violators: the
 * non-decreasing curve with the smallest squared error. Patients with the same probability are
 * pooled first. A pooled stretch has a knot at either end.
 *
 * @example
 * ```ts
 * import { fitIsotonic } from "heartbook/stats/isotonic.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fitIsotonic({ label: [0, 1, 0, 1], p: [0.1, 0.3, 0.5, 0.9] }), {
 *   p: [0.1, 0.3, 0.5, 0.9],
 *   value: [0, 0.5, 0.5, 1],
 * });
 * ```
 */
export function fitIsotonic(scored: Scored): Knots {
  const pooled: Block[] = [];
  for (let block of tiedBlocks(scored)) {
    // Cross-multiplying whole numbers makes equal shares compare as equal.
    for (
      let last = pooled.at(-1);
      last && last.diseased * block.patients >= block.diseased * last.patients;
      last = pooled.at(-1)
    ) {
      pooled.pop();
      block = {
        from: last.from,
        to: block.to,
        diseased: last.diseased + block.diseased,
        patients: last.patients + block.patients,
      };
    }
    pooled.push(block);
  }
  const knots = pooled.flatMap(({ from, to, diseased, patients }) => {
    const value = diseased / patients;
    return from === to ? [{ p: from, value }] : [{ p: from, value }, { p: to, value }];
  });
  return { p: knots.map((knot) => knot.p), value: knots.map((knot) => knot.value) };
}

/**
 * The curve at `p`: linear between knots, constant beyond the ends.
 *
 * @example
 * ```ts
 * import { readKnots } from "heartbook/stats/isotonic.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readKnots({ p: [0.25, 0.75], value: [0, 1] }, 0.5), 0.5);
 * assertEquals(readKnots({ p: [0.25, 0.75], value: [0, 1] }, 0.9), 1);
 * ```
 */
export function readKnots({ p: knots, value }: Knots, p: number): number {
  const right = knots.findIndex((knot) => knot >= p);
  if (right === -1) return value[value.length - 1];
  if (right === 0 || knots[right] === p) return value[right];
  const share = (p - knots[right - 1]) / (knots[right] - knots[right - 1]);
  return value[right - 1] + share * (value[right] - value[right - 1]);
}
