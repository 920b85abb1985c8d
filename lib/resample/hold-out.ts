/** A random hold-out, once or repeatedly. */
import { demandWhole } from "../demand.ts";
import { seeded } from "../random.ts";
import type { Label, Split } from "../types.ts";

/** How much to hold out. */
export interface HoldOutOptions {
  /** Rows in each test part, from 1 to one less than the rows. */
  readonly count: number;
  /** Independent draws; default 1. */
  readonly repeats?: number;
  readonly seed: number;
}

/**
 * Random test parts of a fixed size, the rest for training; not stratified, as when somebody simply
 * puts some rows aside. Each repeat shuffles again. Row numbers in each part ascend.
 *
 * @throws `RangeError` for a count or repeats out of range.
 *
 * @example
 * ```ts
 * import { holdOut } from "heartbook/resample/hold-out.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [split] = holdOut([0, 1, 0, 1, 1], { count: 2, seed: 1 });
 * assertEquals([split.train.length, split.test.length], [3, 2]);
 * ```
 */
export function holdOut(labels: readonly Label[], options: HoldOutOptions): Split[] {
  const { count, repeats = 1, seed } = options;
  if (!Number.isInteger(count) || count < 1 || count >= labels.length) {
    throw new RangeError(`count: expected 1 to ${labels.length - 1}, got ${count}`);
  }
  demandWhole("repeats", repeats, 1);
  const random = seeded(seed);
  const rows = labels.map((_, row) => row);
  return Array.from({ length: repeats }, (_, repeat) => {
    const shuffled = random.shuffled(rows);
    const ascending = (part: number[]): number[] => part.sort((a, b) => a - b);
    return {
      repeat,
      train: ascending(shuffled.slice(count)),
      test: ascending(shuffled.slice(0, count)),
    };
  });
}
