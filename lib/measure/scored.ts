/** The one place that checks labels and probabilities before any measurement. */

import type { Scored } from "../types.ts";

/** The probabilities of each class, rising. */
export interface ScoresByClass {
  readonly diseased: Float64Array;
  readonly healthy: Float64Array;
}

/**
 * Returns its argument, or throws if it cannot be measured.
 *
 * Throws `TypeError` when the columns differ in length, `RangeError` when there is no row, a label
 * is neither 0 nor 1, or a probability is `NaN` or outside [0, 1]. Rows are counted from 0.
 *
 * @example
 * ```ts
 * import { checkScored } from "heartbook/measure/scored.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkScored({ label: [0, 1], p: [0.2, 1.3] }), RangeError, "p[1]");
 * ```
 */
export function checkScored(scored: Scored): Scored {
  const { label, p } = scored;
  if (label.length !== p.length) {
    throw new TypeError(
      `expected as many labels as probabilities, got ${label.length} labels and ${p.length} probabilities`,
    );
  }
  if (p.length === 0) throw new RangeError("expected at least one scored patient, got none");
  for (let i = 0; i < p.length; i++) {
    if (label[i] !== 0 && label[i] !== 1) {
      throw new RangeError(`label[${i}]: expected 0 or 1, got ${label[i]}`);
    }
    // The negation also rejects NaN.
    if (!(p[i] >= 0 && p[i] <= 1)) {
      throw new RangeError(`p[${i}]: expected a probability in [0, 1], got ${p[i]}`);
    }
  }
  return scored;
}

/**
 * The probabilities of the diseased and of the healthy, each in ascending order: these two columns
 * determine every count at every threshold.
 *
 * Throws as {@link checkScored} does, and `RangeError` when either class is absent.
 *
 * @example
 * ```ts
 * import { scoresByClass } from "heartbook/measure/scored.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { diseased, healthy } = scoresByClass({ label: [1, 0, 1], p: [0.9, 0.4, 0.2] });
 * assertEquals([...diseased], [0.2, 0.9]);
 * assertEquals([...healthy], [0.4]);
 * ```
 */
export function scoresByClass(scored: Scored): ScoresByClass {
  const sorted = sortedBefore.get(scored)?.() ?? sortByClass(checkScored(scored));
  if (sorted.diseased.length === 0) {
    throw new RangeError("expected patients of both classes, got no diseased");
  }
  if (sorted.healthy.length === 0) {
    throw new RangeError("expected patients of both classes, got only diseased");
  }
  return sorted;
}

function sortByClass({ label, p }: Scored): ScoresByClass {
  let count = 0;
  for (let i = 0; i < label.length; i++) count += label[i];
  const diseased = new Float64Array(count);
  const healthy = new Float64Array(label.length - count);
  let d = 0, h = 0;
  for (let i = 0; i < p.length; i++) {
    if (label[i] === 1) diseased[d++] = p[i];
    else healthy[h++] = p[i];
  }
  return { diseased: diseased.sort(), healthy: healthy.sort() };
}

const sortedBefore = new WeakMap<Scored, () => ScoresByClass>();

/**
 * Lets {@link scoresByClass} take the columns of a table from `sorted`, for a sample of rows that
 * were sorted once for all samples. They must be those that sorting the table gives.
 */
export function rememberSorted(scored: Scored, sorted: () => ScoresByClass): void {
  sortedBefore.set(scored, sorted);
}
