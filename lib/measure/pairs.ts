import type { Scored } from "../types.ts";
import { checkScored } from "./scored.ts";

/** Two columns of probabilities for the same patients. */
export interface ScoredPair {
  readonly first: Scored;
  readonly second: Scored;
}

/**
 * Returns its argument, or throws if the two tables are not about the same patients in the same
 * order, since a paired comparison would then be meaningless.
 *
 * Throws `TypeError` for tables of unequal length, and `RangeError` for the first row whose label,
 * or whose patient if both tables name it, differs.
 *
 * @example
 * ```ts
 * import { checkPair } from "heartbook/measure/pairs.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const first = { label: [1, 0], p: [0.9, 0.1] };
 * const second = { label: [0, 1], p: [0.1, 0.9] };
 * assertThrows(() => checkPair({ first, second }), RangeError, "row 0");
 * ```
 */
export function checkPair(pair: ScoredPair): ScoredPair {
  const first: Scored & Partial<{ row: ArrayLike<number> }> = checkScored(pair.first);
  const second: typeof first = checkScored(pair.second);
  if (first.p.length !== second.p.length) {
    throw new TypeError(
      `expected the same patients twice, got ${first.p.length} and ${second.p.length} rows`,
    );
  }
  for (let i = 0; i < first.p.length; i++) {
    const strangers = first.row && second.row && first.row[i] !== second.row[i];
    if (strangers || first.label[i] !== second.label[i]) {
      throw new RangeError(`expected the same patients in the same order: row ${i} differs`);
    }
  }
  return pair;
}
