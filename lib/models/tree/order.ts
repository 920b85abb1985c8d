/** The order of a column, smallest first, by radix sort. */

import { bytes } from "../wasm/trees.bytes.ts";
import { reusedWorkspace, room, type Workspace } from "../../wasm/workspace.ts";

/** A column in ascending order. */
export interface Ordered {
  readonly values: Float32Array;
  /** The row of each. */
  readonly order: Int32Array;
}

/** Orders columns: see {@link makeAscending}. */
export type Ascending = (values: Float32Array) => Ordered;

/** The compiled loop, documented in order.as; arrays are passed by address. */
interface Loops {
  readonly ascending: (...numbers: number[]) => number;
}

/** With few rows, clearing 2048 counters would cost more than a fourth pass. */
const digitBits = (rows: number): number => rows < 4096 ? 8 : 11;

const workspaceOfOrder = reusedWorkspace<Loops>(bytes);

/**
 * A function that orders columns of `rows` values in linear time, by a radix sort of the bits of
 * float32; what is not finite comes first or last. Rows of equal value stay in row order; zero and
 * minus zero are adjacent, not equal. The result is valid until the next call of this or another
 * such function.
 *
 * @example
 * ```ts
 * import { makeAscending } from "heartbook/models/tree/order.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { values, order } = makeAscending(4)(Float32Array.of(2, -1, 2, 0.5));
 * assertEquals(values, Float32Array.of(-1, 0.5, 2, 2));
 * assertEquals(order, Int32Array.of(1, 3, 0, 2));
 * ```
 */
export function makeAscending(rows: number): Ascending {
  let place = orderRoom(rows);
  if (!place) return plainAscending(rows);
  return (values) => {
    // Memory that another such function made grow has left its arrays.
    if (place!.cells.length === 0) place = orderRoom(rows);
    return ordered(values, place!);
  };
}

/** Where a column is ordered. */
interface OrderRoom extends Workspace<Loops> {
  readonly cells: Float32Array;
  readonly order: Int32Array;
  readonly spareCells: Float32Array;
  readonly spareOrder: Int32Array;
  readonly counts: Int32Array;
}

function orderRoom(rows: number): OrderRoom | null {
  const bits = digitBits(rows);
  const workspace = workspaceOfOrder(4 * room(4 * rows) + (4 << bits));
  return workspace && {
    ...workspace,
    cells: workspace.float32(rows),
    order: workspace.int32(rows),
    spareCells: workspace.float32(rows),
    spareOrder: workspace.int32(rows),
    counts: workspace.int32(1 << bits),
  };
}

function ordered(
  values: Float32Array,
  { loops, cells, order, spareCells, spareOrder, counts }: OrderRoom,
): Ordered {
  cells.set(values);
  const at = loops.ascending(
    cells.byteOffset,
    cells.length,
    order.byteOffset,
    spareCells.byteOffset,
    spareOrder.byteOffset,
    counts.byteOffset,
    digitBits(cells.length),
  );
  return at === order.byteOffset
    ? { values: cells, order }
    : { values: spareCells, order: spareOrder };
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
    return { values: Float32Array.from(order, (row) => values[row]), order };
  };
}
