import type { Scored } from "../types.ts";
import { describeThreshold, type Threshold } from "./threshold.ts";

/** The costs of the two errors, in one unit: only their ratio matters. */
export interface Costs {
  /** Of calling a healthy patient diseased. */
  readonly falseAlarm: number;
  /** Of missing a diseased patient. */
  readonly miss: number;
}

/**
 * The threshold of least expected cost, falseAlarm / (falseAlarm + miss). Choosing it needs no
 * data. It is optimal only if the probabilities are calibrated: recalibrate them first.
 *
 * Throws `RangeError` for a cost that is not a finite number above 0, and as `checkScored` does.
 *
 * Source: Elkan (2001), The foundations of cost-sensitive learning, IJCAI.
 *
 * @example
 * ```ts
 * import { atCosts } from "heartbook/choose/cost.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scored = { label: [1, 0, 0], p: [0.7, 0.15, 0.05] };
 * const chosen = atCosts(scored, { falseAlarm: 1, miss: 9 });
 * assertEquals(chosen.value, 0.1);
 * assertEquals(chosen.confusion.falsePositive, 1);
 * ```
 */
export function atCosts(scored: Scored, { falseAlarm, miss }: Costs): Threshold {
  for (const [name, cost] of Object.entries({ falseAlarm, miss })) {
    if (!(cost > 0 && cost < Infinity)) {
      throw new RangeError(`${name}: expected a finite cost above 0, got ${cost}`);
    }
  }
  return describeThreshold(scored, {
    value: falseAlarm / (falseAlarm + miss),
    method: "cost ratio",
    promise: `costs least if a miss costs ${
      Number((miss / falseAlarm).toPrecision(3))
    } times a false alarm and the probabilities are calibrated`,
  });
}
