/** How well one column separates the diseased from the others. */
import type { Label } from "../../types.ts";

/** The result of {@link separateOutcomes}. */
export interface Separation {
  /** The chance that a diseased patient has the larger value, a tied pair counting as half. */
  readonly auc: number;
  /** Distance of `auc` from 0.5, in standard errors under no separation. */
  readonly z: number;
}

/**
 * The area under the ROC curve of one column with its Mann-Whitney z (normal approximation, ties
 * corrected for, no continuity correction). For a column of 0 and 1, z is that of two proportions
 * up to a factor of sqrt((n - 1) / n).
 *
 * @param values One finite number per patient.
 * @param labels One per value.
 * @returns A z of 0 if all values are equal.
 * @throws `RangeError` for one outcome only.
 *
 * Source: Lehmann (1975), Nonparametrics, section 1.4.
 *
 * @example
 * ```ts
 * import { separateOutcomes } from "heartbook/data/audit/separation.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(separateOutcomes([1, 2, 2, 3], [0, 0, 1, 1]).auc, 0.875);
 * ```
 */
export function separateOutcomes(values: readonly number[], labels: readonly Label[]): Separation {
  const n = values.length;
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  let diseased = 0, healthy = 0, won = 0, tied = 0;
  for (let start = 0, end = 0; start < n; start = end) {
    let tiedDiseased = 0;
    for (; end < n && values[order[end]] === values[order[start]]; end++) {
      tiedDiseased += labels[order[end]];
    }
    const size = end - start;
    won += tiedDiseased * (healthy + (size - tiedDiseased) / 2);
    tied += size ** 3 - size;
    diseased += tiedDiseased;
    healthy += size - tiedDiseased;
  }
  const pairs = diseased * healthy;
  if (pairs === 0) throw new RangeError(`expected both outcomes among ${n} rows, got one only`);
  const variance = pairs / 12 * (n + 1 - tied / (n * (n - 1)));
  return {
    auc: won / pairs,
    z: variance > 0 ? (won - pairs / 2) / Math.sqrt(variance) : 0,
  };
}
