/** The order of a column, smallest first, by radix sort. */

import { bytes } from "../wasm/trees.bytes.ts";
import { reusedWorkspace, room } from "../wasm/workspace.ts";

/** Orders columns: see {@link makeAscending}. */
export type Ascending = (values: Float32Array) => Int32Array;

/** The compiled loop, documented in trees.as; arrays are passed by address. */
interface Loops {
  readonly ascending: (...numbers: number[]) => number;
}

/** With few rows, clearing 2048 counters would cost more than a fourth pass. */
const digitBits = (rows: number): number => rows < 4096 ? 8 : 11;

const workspaceOfOrder = reusedWorkspace<Loops>(bytes);

/**
 * A function that orders columns of `rows` values in linear time, by a radix sort of the bits of
 * float32; what is not finite comes first or last. It returns row numbers, smallest value first, with rows of equal value in row
 * order; zero and minus zero are adjacent, not equal. The result is valid until the next call of this or
 * another such function.
 *
 * @example
 * ```ts
 * import { makeAscending } from "heartbook/models/tree/order.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ascending = makeAscending(4);
 * assertEquals(ascending(Float32Array.of(2, -1, 2, 0.5)), Int32Array.of(1, 3, 0, 2));
 * ```
 */
export function makeAscending(rows: number): Ascending {
  const bits = digitBits(rows);
  const size = 2 * room(4 * rows) + room(8 * rows) + (4 << bits);
  if (!workspaceOfOrder(size)) return plainAscending(rows);
  return (values) => {
    const workspace = workspaceOfOrder(size)!;
    const cells = workspace.float32(rows), order = workspace.int32(rows);
    const spare = workspace.int32(2 * rows), counts = workspace.int32(1 << bits);
    cells.set(values);
    const at = workspace.loops.ascending(
      cells.byteOffset,
      rows,
      order.byteOffset,
      spare.byteOffset,
      counts.byteOffset,
      bits,
    );
    return at === order.byteOffset ? order : spare.subarray(rows);
  };
}

/** The same in plain TypeScript: where there are no compiled loops, and their oracle. */
export function plainAscending(rows: number): Ascending {
  const bits = digitBits(rows);
  const counts = new Int32Array(1 << bits);
  const mask = counts.length - 1;
  let keys = new Uint32Array(rows), nextKeys = new Uint32Array(rows);
  let order = new Int32Array(rows), nextOrder = new Int32Array(rows);

  return (values) => {
    const patterns = new Int32Array(values.buffer, values.byteOffset, rows);
    for (let i = 0; i < rows; i++) {
      // Flips the sign of a positive and all bits of a negative, so that keys compare as values do.
      keys[i] = patterns[i] ^ ((patterns[i] >> 31) | 0x80000000);
      order[i] = i;
    }
    for (let shift = 0; shift < 32; shift += bits) {
      counts.fill(0);
      for (let i = 0; i < rows; i++) counts[(keys[i] >>> shift) & mask]++;
      if (counts[(keys[0] >>> shift) & mask] === rows) continue;
      for (let digit = 0, from = 0; digit <= mask; digit++) {
        const count = counts[digit];
        counts[digit] = from;
        from += count;
      }
      for (let i = 0; i < rows; i++) {
        const to = counts[(keys[i] >>> shift) & mask]++;
        nextKeys[to] = keys[i];
        nextOrder[to] = order[i];
      }
      [keys, nextKeys] = [nextKeys, keys];
      [order, nextOrder] = [nextOrder, order];
    }
    return order;
  };
}
