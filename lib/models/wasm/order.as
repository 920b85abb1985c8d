/** Columns in order of their values: AssemblyScript that trees.as imports. Addresses are in bytes. */

/** Writes values that are in the order of `rows` by row. */
export function scatter(rows: usize, values: usize, count: i32, byRow: usize): void {
  for (const end = rows + (<usize>count << 2); rows < end; rows += 4, values += 4) {
    store<f32>(byRow + (<usize>load<u32>(rows) << 2), load<f32>(values));
  }
}

/**
 * Values in order, smallest first, and their row numbers, equal ones in row order: a radix sort of
 * the bits of 32-bit floats, `bits` at a time.
 *
 * @param values Those that are not finite come first or last.
 * @param order Room for as many rows.
 * @param spareValues Room for as many values, and `spareOrder` for as many row numbers.
 * @param counts Room for 2 to the power of `bits` numbers of 4 bytes.
 * @returns Where the row numbers are: at `order`, or at `spareOrder`; the values then are spare too.
 */
export function ascending(
  values: usize,
  rows: i32,
  order: usize,
  spareValues: usize,
  spareOrder: usize,
  counts: usize,
  bits: i32,
): usize {
  const size = <usize>rows << 2, mask = (1 << bits) - 1;
  let keys = values, nextKeys = spareValues, nextOrder = spareOrder;
  /** The bits in which values differ. */
  let varied = 0;
  for (let i = 0; i < rows; i++) {
    const at = keys + (<usize>i << 2), pattern = load<i32>(at);
    // Flips the sign of a positive and all bits of a negative, so that keys compare as values do.
    store<i32>(at, pattern ^ ((pattern >> 31) | 0x80000000));
    store<i32>(order + (<usize>i << 2), i);
    varied |= load<i32>(at) ^ load<i32>(keys);
  }
  for (let shift = ctz(varied); shift < 32; shift += bits) {
    if ((varied >>> shift & mask) == 0) continue;
    memory.fill(counts, 0, 4 << bits);
    for (let at = keys; at < keys + size; at += 4) {
      const digit = counts + (<usize>((load<u32>(at) >>> shift) & mask) << 2);
      store<i32>(digit, load<i32>(digit) + 1);
    }
    let from = 0;
    for (let digit = counts; digit < counts + (4 << bits); digit += 4) {
      const count = load<i32>(digit);
      store<i32>(digit, from);
      from += count;
    }
    for (let i: usize = 0; i < size; i += 4) {
      const key = load<u32>(keys + i);
      const digit = counts + (<usize>((key >>> shift) & mask) << 2);
      const to = load<i32>(digit);
      store<i32>(digit, to + 1);
      store<u32>(nextKeys + (<usize>to << 2), key);
      store<u32>(nextOrder + (<usize>to << 2), load<u32>(order + i));
    }
    const oldKeys = keys, oldOrder = order;
    keys = nextKeys;
    order = nextOrder;
    nextKeys = oldKeys;
    nextOrder = oldOrder;
  }
  for (let at = keys; at < keys + size; at += 4) {
    const key = load<i32>(at);
    store<i32>(at, key ^ ((~key >> 31) | 0x80000000));
  }
  return order;
}
