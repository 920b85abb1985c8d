/** A recall floor that holds for future patients. */

import { binomialCdf } from "../stats/distributions.ts";
import { checkOncePerPatient, type MaybeRepeated } from "../measure/patients.ts";
import { scoresByClass } from "../measure/scored.ts";
import { percent } from "../text.ts";
import { describeThreshold, type Threshold } from "./threshold.ts";

/** The guarantee and its confidence. */
export interface Guarantee {
  /** The guaranteed recall, such as 0.9. */
  readonly recall: number;
  /** How often, over draws of the patients it is chosen on, the guarantee holds; such as 0.95. */
  readonly confidence: number;
}

function checkGuarantee({ recall, confidence }: Guarantee): void {
  for (const [name, share] of Object.entries({ recall, confidence })) {
    if (!(share > 0 && share < 1)) {
      throw new RangeError(`${name}: expected a share between 0 and 1, got ${share}`);
    }
  }
}

/**
 * The number of diseased patients a guarantee needs: the smallest n with recallⁿ ≤ 1 - confidence.
 *
 * Throws `RangeError` for a share outside (0, 1).
 *
 * @example
 * ```ts
 * import { diseasedNeeded } from "heartbook/choose/neyman-pearson.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(diseasedNeeded({ recall: 0.95, confidence: 0.95 }), 59);
 * assertEquals(diseasedNeeded({ recall: 0.9, confidence: 0.95 }), 29);
 * ```
 */
export function diseasedNeeded(guarantee: Guarantee): number {
  checkGuarantee(guarantee);
  return Math.ceil(Math.log(1 - guarantee.confidence) / Math.log(guarantee.recall));
}

/**
 * The highest threshold whose recall on future patients is, with the wanted confidence, at least
 * the wanted recall: the k-th lowest probability of the diseased, with the largest k for which
 * `sum over j < k of C(n, j) a^j (1 - a)^(n - j) <= 1 - confidence`, where a = 1 - recall.
 *
 * It assumes nothing about the distribution of the probabilities, but the patients must be drawn
 * like future ones, and the model must not have learned from them.
 *
 * Throws `RangeError` for a share outside (0, 1), for too few diseased (stating the number needed),
 * and for a patient who appears more than once; otherwise as `scoresByClass` does.
 *
 * Source: Tong, Feng & Li (2018), doi:10.1126/sciadv.aao1659.
 *
 * @example
 * ```ts
 * import { neymanPearson } from "heartbook/choose/neyman-pearson.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const p = Array.from({ length: 59 }, (_, i) => (i + 41) / 100);
 * const scored = { label: [...p.map(() => 1), 0], p: [...p, 0.1] };
 * // With just enough diseased, nobody may be missed.
 * assertEquals(neymanPearson(scored, { recall: 0.95, confidence: 0.95 }).value, 0.41);
 * ```
 */
export function neymanPearson(scored: MaybeRepeated, guarantee: Guarantee): Threshold {
  const needed = diseasedNeeded(guarantee);
  const { recall, confidence } = guarantee;
  const { diseased } = scoresByClass(checkOncePerPatient(scored));
  if (diseased.length < needed) {
    throw new RangeError(
      `a recall of ${recall} with a confidence of ${confidence} needs ${needed} diseased, ` +
        `got ${diseased.length}`,
    );
  }
  let missed = 0;
  const draws = { trials: diseased.length, chance: 1 - recall };
  while (binomialCdf(missed + 1, draws) <= 1 - confidence) missed++;
  return describeThreshold(scored, {
    value: diseased[missed],
    method: "Neyman-Pearson",
    floors: [{ figure: "recall", least: recall }],
    promise: `finds at least ${
      percent(recall, { digits: "needed" })
    } of all diseased like these, with a confidence of ${
      percent(confidence, { digits: "needed" })
    }`,
  });
}
