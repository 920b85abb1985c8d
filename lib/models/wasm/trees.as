/**
 * The loops in which growing trees on sorted columns spends its time: AssemblyScript, compiled by
 * lib/tasks/wasm.ts. Addresses are in bytes. Row numbers have 4 bytes. A pair is two 64-bit floats
 * of a row: its weight times target, and its weight.
 */

/** Values closer than this count as equal. */
const GAP: f32 = 1e-7;

// @ts-ignore: decorator
@inline
function giniIndex(weight: f64, sum: f64): f64 {
  const rest = weight - sum;
  return 1 - (rest * rest + sum * sum) / (weight * weight);
}

/** The score of a split, operation for operation that of grow-search.ts. */
function scoreOf(gini: i32, weight: f64, sum: f64, otherWeight: f64, otherSum: f64): f64 {
  return gini
    ? -otherWeight * giniIndex(otherWeight, otherSum) - weight * giniIndex(weight, sum)
    : sum * sum / weight + otherSum * otherSum / otherWeight;
}

function isApart(values: usize, below: usize, above: usize): bool {
  const low = load<f32>(values + (<usize>load<u32>(below) << 2));
  const high = load<f32>(values + (<usize>load<u32>(above) << 2));
  return high > <f32>(<f64>low + <f64>GAP);
}

/**
 * What no better split goes under: with d the sum on the left less what its weight has of the
 * node's sum, a score above `best` needs d * d above this times the weights of both sides. A margin
 * covers rounding. The Gini score is twice the score by squares less twice the sum of the node.
 */
// @ts-ignore: decorator
@inline
function least(gini: i32, best: f64, sum: f64, weight: f64): f64 {
  const score = gini ? best / 2 + sum - 1e-10 * weight : best - 1e-10 * Math.abs(best);
  return (score - sum * sum / weight) / weight;
}

/** So many splits are ruled out at once where they cannot be better. */
const STRETCH: usize = 8;

/** The best split found on one of two columns. */
@unmanaged
class Best {
  score: f64;
  /** Rows that go left; 0 if there is none. */
  cut: f64;
}

/** Scores a split, and keeps it if it is better and parts different values. */
function tryOut(
  best: Best,
  gini: i32,
  rows: i32,
  at: usize,
  values: usize,
  left: f64,
  leftWeight: f64,
  right: f64,
  rightWeight: f64,
): void {
  const score = scoreOf(gini, leftWeight, left, rightWeight, right);
  if (score > best.score && isApart(values, at, at + 4)) {
    best.score = score;
    best.cut = rows;
  }
}

/**
 * Searches a node for splits with a score above `best` on two columns at once, of equally good ones
 * the lowest. Few splits are scored: most are ruled out without a division.
 *
 * @param a The node's rows in order of the first column, `count` of them,
 * @param b and of the second, which may be the same.
 * @param valuesA The values of all rows, 32-bit floats.
 * @param minLeaf Minimum rows on either side.
 * @param pairs Of all rows, or, if `unit`, only their targets: all weights are 1.
 * @param weight Of the node,
 * @param sum and its weight times target.
 * @param largest At least the size of any target, used if `unit`.
 * @param found Where score and cut are written, of the first column and of the second.
 */
export function searchPair(
  a: usize,
  b: usize,
  valuesA: usize,
  valuesB: usize,
  count: i32,
  minLeaf: i32,
  pairs: usize,
  unit: i32,
  weight: f64,
  sum: f64,
  gini: i32,
  best: f64,
  largest: f64,
  found: usize,
): void {
  const bestA = changetype<Best>(found), bestB = changetype<Best>(found + 16);
  bestA.score = bestB.score = best;
  bestA.cut = bestB.cut = 0;
  let bounds = f64x2.splat(least(gini, best, sum, weight));
  const mean = f64x2.splat(sum / weight), last = count - minLeaf;
  if (unit) {
    const one = f64x2.splat(1), all = f64x2.splat(weight), first = a;
    const stretch = f64x2.splat(<f64>STRETCH), end = a + (<usize>last << 2);
    // How far a stretch can move d; a millionth covers rounding.
    const moved = f64x2.splat(1.000001 * <f64>STRETCH * (largest + Math.abs(sum / weight)));
    let left = f64x2.splat(0), ones = left, stop = a;
    for (; a < end; a += 4, b += 4) {
      while (a == stop) {
        stop = a + (STRETCH << 2);
        if (stop > end) break;
        const near = f64x2.add(ones, one), far = f64x2.add(ones, stretch);
        // A product of both sides' weights is least at an end of the stretch.
        const weights = f64x2.pmin(
          f64x2.mul(near, f64x2.sub(all, near)),
          f64x2.mul(far, f64x2.sub(all, far)),
        );
        const most = f64x2.add(f64x2.abs(f64x2.sub(left, f64x2.mul(mean, ones))), moved);
        const isOut = f64x2.lt(f64x2.mul(most, most), f64x2.mul(bounds, weights));
        if (i64x2.bitmask(isOut) != 3) break;
        ones = far;
        for (; a < stop; a += 4, b += 4) {
          const both = v128.load64_zero(pairs + (<usize>load<u32>(a) << 3));
          left = f64x2.add(left, v128.load64_lane(pairs + (<usize>load<u32>(b) << 3), both, 1));
        }
      }
      if (a == end) break;
      const both = v128.load64_zero(pairs + (<usize>load<u32>(a) << 3));
      left = f64x2.add(left, v128.load64_lane(pairs + (<usize>load<u32>(b) << 3), both, 1));
      ones = f64x2.add(ones, one);
      const apart = f64x2.sub(left, f64x2.mul(mean, ones));
      const bound = f64x2.mul(bounds, f64x2.mul(ones, f64x2.sub(all, ones)));
      // Written so that a number that is none goes on to be scored.
      const isOut = i64x2.bitmask(f64x2.lt(f64x2.mul(apart, apart), bound));
      if (isOut == 3) continue;
      const rows = <i32>((a - first) >> 2) + 1;
      if (rows < minLeaf) continue;
      const leftA = f64x2.extract_lane(left, 0), leftB = f64x2.extract_lane(left, 1);
      const some = f64x2.extract_lane(ones, 0), rest = weight - some;
      if (!(isOut & 1)) tryOut(bestA, gini, rows, a, valuesA, leftA, some, sum - leftA, rest);
      if (!(isOut & 2)) tryOut(bestB, gini, rows, b, valuesB, leftB, some, sum - leftB, rest);
      bounds = f64x2(
        least(gini, bestA.score, sum, weight),
        least(gini, bestB.score, sum, weight),
      );
    }
    return;
  }
  let leftA = f64x2.splat(0), leftB = leftA;
  const all = f64x2.splat(weight), tooLight = f64x2.splat(1e-9 * weight);
  for (let rows = 1; rows <= last; rows++, a += 4, b += 4) {
    leftA = f64x2.add(leftA, v128.load(pairs + (<usize>load<u32>(a) << 4)));
    leftB = f64x2.add(leftB, v128.load(pairs + (<usize>load<u32>(b) << 4)));
    if (rows < minLeaf) continue;
    const left = v128.shuffle<f64>(leftA, leftB, 0, 2);
    const weights = v128.shuffle<f64>(leftA, leftB, 1, 3);
    const rest = f64x2.sub(all, weights);
    const apart = f64x2.sub(left, f64x2.mul(mean, weights));
    const bound = f64x2.mul(bounds, f64x2.mul(weights, rest));
    const isWorse = f64x2.lt(f64x2.mul(apart, apart), bound);
    // The margin is too small where one side has nearly all the weight.
    const isOut = i64x2.bitmask(v128.and(isWorse, f64x2.gt(rest, tooLight)));
    if (isOut == 3) continue;
    if (!(isOut & 1)) {
      const sums = f64x2.extract_lane(left, 0), some = f64x2.extract_lane(weights, 0);
      tryOut(bestA, gini, rows, a, valuesA, sums, some, sum - sums, weight - some);
    }
    if (!(isOut & 2)) {
      const sums = f64x2.extract_lane(left, 1), some = f64x2.extract_lane(weights, 1);
      tryOut(bestB, gini, rows, b, valuesB, sums, some, sum - sums, weight - some);
    }
    bounds = f64x2(
      least(gini, bestA.score, sum, weight),
      least(gini, bestB.score, sum, weight),
    );
  }
}

/**
 * Sums over a node's rows, in their order: their weights, their weights times targets, and the
 * squares of these over the weights.
 *
 * @param pairs And `unit` as for `searchPair`.
 * @param weights Where each row's weight is written,
 * @param sums and its weight times target; both only if not 0.
 * @param found Where the three sums are written.
 */
export function gather(
  rows: usize,
  count: i32,
  pairs: usize,
  unit: i32,
  weights: usize,
  sums: usize,
  found: usize,
): void {
  let weight: f64 = 0, sum: f64 = 0, squares: f64 = 0;
  for (let i = 0; i < count; i++, rows += 4) {
    const row = <usize>load<u32>(rows);
    const some = load<f64>(unit ? pairs + (row << 3) : pairs + (row << 4));
    const own = unit ? 1 : load<f64>(pairs + (row << 4), 8);
    weight += own;
    sum += some;
    squares += unit ? some * some : some * some / own;
    if (weights != 0) {
      store<f64>(weights + (<usize>i << 3), own);
      store<f64>(sums + (<usize>i << 3), some);
    }
  }
  store<f64>(found, weight);
  store<f64>(found, sum, 8);
  store<f64>(found, squares, 16);
}

/** Marks the first `cut` rows with 4, the bytes of a row number, and the others with 0. */
export function mark(rows: usize, count: i32, cut: i32, marks: usize): void {
  for (let i = 0; i < count; i++, rows += 4) {
    store<u8>(marks + <usize>load<u32>(rows), <u8>(i < cut) << 2);
  }
}

/**
 * Moves marked rows to the front, either side staying in order, in each of `lists` lists of rows,
 * which are `length` bytes apart.
 *
 * @param from Where the node's rows in the first list are,
 * @param to and where they go, which may be the same.
 * @param count How many there are,
 * @param cut and how many of them are marked.
 * @param aside Room for as many rows.
 */
export function part(
  from: usize,
  to: usize,
  lists: i32,
  length: usize,
  count: i32,
  cut: i32,
  marks: usize,
  aside: usize,
): void {
  const size = <usize>count << 2, middle = <usize>cut << 2;
  for (let list = 0; list < lists; list++, from += length, to += length) {
    const end = from + size;
    // Writes both places and keeps one: a branch here would be mispredicted half the time.
    let left = to;
    for (let at = from, both = aside + to; at < end; at += 4, both += 4) {
      const row = load<u32>(at);
      store<u32>(left, row);
      store<u32>(both - left, row);
      left += <usize>load<u8>(marks + <usize>row);
    }
    memory.copy(to + middle, aside, size - middle);
  }
}

/** Writes values that are in the order of `rows` by row. */
export function scatter(rows: usize, values: usize, count: i32, byRow: usize): void {
  for (const end = rows + (<usize>count << 2); rows < end; rows += 4, values += 4) {
    store<f32>(byRow + (<usize>load<u32>(rows) << 2), load<f32>(values));
  }
}

/** Copies each of `lists` lists of rows, but only rows of weight above 0; returns how many. */
export function begin(
  from: usize,
  to: usize,
  lists: i32,
  length: usize,
  rows: i32,
  pairs: usize,
): i32 {
  let taken: usize = 0;
  for (let list = 0; list < lists; list++, from += length, to += length) {
    taken = 0;
    const end = from + (<usize>rows << 2);
    for (let at = from; at < end; at += 4) {
      const row = load<u32>(at);
      store<u32>(to + taken, row);
      taken += load<f64>(pairs + (<usize>row << 4), 8) > 0 ? 4 : 0;
    }
  }
  return <i32>(taken >> 2);
}

/**
 * Row numbers in order of their values, smallest first, equal ones in row order: a radix sort of
 * the bits of 32-bit floats, `bits` at a time.
 *
 * @param values Overwritten; those that are not finite come first or last.
 * @param order Room for as many rows.
 * @param spare Room for twice as many.
 * @param counts Room for 2 to the power of `bits` numbers of 4 bytes.
 * @returns Where the row numbers are: at `order` or in `spare`.
 */
export function ascending(
  values: usize,
  rows: i32,
  order: usize,
  spare: usize,
  counts: usize,
  bits: i32,
): usize {
  const size = <usize>rows << 2, mask = (1 << bits) - 1;
  let keys = values, nextKeys = spare, nextOrder = spare + size;
  for (let i = 0; i < rows; i++) {
    const at = keys + (<usize>i << 2), pattern = load<i32>(at);
    // Flips the sign of a positive and all bits of a negative, so that keys compare as values do.
    store<i32>(at, pattern ^ ((pattern >> 31) | 0x80000000));
    store<i32>(order + (<usize>i << 2), i);
  }
  for (let shift = 0; shift < 32; shift += bits) {
    memory.fill(counts, 0, 4 << bits);
    for (let at = keys; at < keys + size; at += 4) {
      const digit = counts + (<usize>((load<u32>(at) >>> shift) & mask) << 2);
      store<i32>(digit, load<i32>(digit) + 1);
    }
    if (load<i32>(counts + (<usize>((load<u32>(keys) >>> shift) & mask) << 2)) == rows) continue;
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
  return order;
}
