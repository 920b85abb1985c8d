/** Which cardiotocograms are probably segments of one recording. */
import type { Dataset } from "../types.ts";
import { groupIdentical } from "../data/identical.ts";

/**
 * Row numbers grouped into probable recordings, for folds that keep them together.
 *
 * The table names no mother, but it keeps the order of UCI's files, in which overlapping segments
 * of a recording follow each other and share their baseline. So a group is a run of rows whose
 * baseline differs by at most `jump` bpm (default 2) from the row before; runs with identical
 * features are one group. Two adjacent mothers may end up in one group, which does no harm; one
 * mother whose baseline jumps ends up in two, so the leak is understated.
 *
 * @throws `RangeError` for a negative `jump`.
 *
 * @example
 * ```ts
 * import { readCardiotocography } from "heartbook/cardiotocography/recordings.ts";
 * import { groupRecordings } from "heartbook/cardiotocography/groups.ts";
 * import { assert } from "@std/assert";
 *
 * const groups = groupRecordings(readCardiotocography());
 * assert(groups.length < 300);
 * ```
 */
export function groupRecordings(
  recordings: Dataset,
  options: { readonly jump?: number } = {},
): number[][] {
  const { jump = 2 } = options;
  if (!(jump >= 0)) throw new RangeError(`jump: expected 0 bpm or more, got ${jump}`);
  const baselines = recordings.rows.map((row) => row.LB as number);
  let stretch = -1;
  const groupOf = baselines.map((baseline, i) =>
    Math.abs(baseline - baselines[i - 1]) <= jump ? stretch : ++stretch
  );
  for (const [first, ...copies] of groupIdentical(recordings, { outcome: false })) {
    for (const copy of copies) {
      const [kept, merged] = [groupOf[first], groupOf[copy]];
      if (kept !== merged) groupOf.forEach((g, i) => groupOf[i] = g === merged ? kept : g);
    }
  }
  return [...Map.groupBy(groupOf.keys(), (row) => groupOf[row]).values()];
}
