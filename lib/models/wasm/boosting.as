/**
 * The loops in which boosting on histograms spends its time: AssemblyScript, compiled by
 * lib/tasks/wasm.ts. Addresses are in bytes. A pair is two 64-bit floats: a row's weight times its
 * residual, and its weight. A histogram has 256 pairs per column, one per code.
 */

/** 1.5 * 2^52: adding it rounds to a whole number and leaves that in the lowest bits. */
const SHIFT: f64 = 6755399441055744;

/**
 * Residuals y - p times weight, from log odds; two rows at a time.
 *
 * The exponential of -|z| is 2 to a whole power times a series on what is left of the exponent, at
 * most half of ln 2 in size: right to 1e-11, the same on every machine.
 *
 * @param y One byte per row.
 * @param pairs Where the first of each pair is written, the second read.
 */
export function residuals(
  logOdds: usize,
  y: usize,
  pairs: usize,
  rows: i32,
): void {
  const stop = logOdds + (<usize>rows << 3);
  const one = f64x2.splat(1), shift = f64x2.splat(SHIFT);
  for (; logOdds < stop; logOdds += 16, y += 2, pairs += 32) {
    const z = v128.load(logOdds);
    const x = f64x2.pmax(f64x2.neg(f64x2.abs(z)), f64x2.splat(-700));
    const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), shift);
    const whole = f64x2.sub(shifted, shift);
    const rest = f64x2.sub(x, f64x2.mul(whole, f64x2.splat(0.6931471805599453)));
    let sum = next(f64x2.splat(1.0 / 362880), rest, 1.0 / 40320);
    sum = next(sum, rest, 1.0 / 5040);
    sum = next(sum, rest, 1.0 / 720);
    sum = next(sum, rest, 1.0 / 120);
    sum = next(sum, rest, 1.0 / 24);
    sum = next(sum, rest, 1.0 / 6);
    sum = next(sum, rest, 1.0 / 2);
    sum = next(next(sum, rest, 1), rest, 1);
    const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
    const small = f64x2.mul(sum, power);
    const above = v128.bitselect(one, small, f64x2.ge(z, f64x2.splat(0)));
    const p = f64x2.div(above, f64x2.add(one, small));
    const labels = f64x2(<f64>load<u8>(y), <f64>load<u8>(y, 1));
    const a = v128.load(pairs), b = v128.load(pairs, 16);
    const weights = v128.shuffle<f64>(a, b, 1, 3);
    const sums = f64x2.mul(weights, f64x2.sub(labels, p));
    v128.store(pairs, v128.shuffle<f64>(sums, weights, 0, 2));
    v128.store(pairs, v128.shuffle<f64>(sums, weights, 1, 3), 16);
  }
}

/** The next step of a series: the sum so far times `x`, plus a coefficient. */
// @ts-ignore: decorator
@inline
function next(sum: v128, x: v128, coefficient: f64): v128 {
  return f64x2.add(f64x2.mul(sum, x), f64x2.splat(coefficient));
}

/** Rows whose pairs are gathered at once: they stay in the cache while column after column adds. */
const BLOCK: i32 = 4096;
/** Bytes of a column of a histogram. */
const COLUMN: usize = 4096;

/**
 * Adds up the pairs of some rows by code, column by column.
 *
 * @param codes Columns of `length` bytes, one after the other.
 * @param rows Row numbers, 4 bytes each, `count` of them from here.
 * @param everyRow 1 if these are all rows in order.
 * @param gathered Room for 4,096 pairs.
 */
export function addUp(
  codes: usize,
  length: usize,
  columns: i32,
  rows: usize,
  count: i32,
  everyRow: i32,
  pairs: usize,
  gathered: usize,
  histogram: usize,
): void {
  memory.fill(histogram, 0, <usize>columns * COLUMN);
  for (let start = 0; start < count; start += BLOCK) {
    const block = min(BLOCK, count - start);
    let source = pairs + (<usize>start << 4);
    const some = rows + (<usize>start << 2);
    if (!everyRow) {
      source = gathered;
      for (let i = 0; i < block; i++) {
        const row = load<u32>(some + (<usize>i << 2));
        v128.store(gathered + (<usize>i << 4), v128.load(pairs + (<usize>row << 4)));
      }
    }
    const end = source + (<usize>block << 4);
    let column = 0, target = histogram;
    const first = everyRow ? codes + start : codes;
    for (; column + 4 <= columns; column += 4, target += 4 * COLUMN) {
      let a = first + <usize>column * length, b = a + length, c = b + length, d = c + length;
      if (everyRow) {
        for (let pair = source; pair < end; pair += 16) {
          const both = v128.load(pair);
          add(target + (<usize>load<u8>(a) << 4), both);
          add(target + COLUMN + (<usize>load<u8>(b) << 4), both);
          add(target + 2 * COLUMN + (<usize>load<u8>(c) << 4), both);
          add(target + 3 * COLUMN + (<usize>load<u8>(d) << 4), both);
          a++;
          b++;
          c++;
          d++;
        }
      } else {
        for (let pair = source, at = some; pair < end; pair += 16, at += 4) {
          const both = v128.load(pair);
          const row = <usize>load<u32>(at);
          add(target + (<usize>load<u8>(a + row) << 4), both);
          add(target + COLUMN + (<usize>load<u8>(b + row) << 4), both);
          add(target + 2 * COLUMN + (<usize>load<u8>(c + row) << 4), both);
          add(target + 3 * COLUMN + (<usize>load<u8>(d + row) << 4), both);
        }
      }
    }
    for (; column < columns; column++, target += COLUMN) {
      const a = codes + <usize>column * length;
      for (let pair = source, i = 0; pair < end; pair += 16, i++) {
        const row = everyRow ? <usize>(start + i) : <usize>load<u32>(some + (<usize>i << 2));
        add(target + (<usize>load<u8>(a + row) << 4), v128.load(pair));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function add(cell: usize, pair: v128): void {
  v128.store(cell, f64x2.add(v128.load(cell), pair));
}

/** Takes one histogram out of another, both of `bytes` bytes. */
export function takeAway(from: usize, histogram: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(from + at, f64x2.sub(v128.load(from + at), v128.load(histogram + at)));
  }
}

/** What `bestSplit` found besides what it returns: the largest code that goes left, */
export let cut: i32 = 0;
/** and the sum and the weight that go left. */
export let leftSum: f64 = 0;
export let leftWeight: f64 = 0;

/**
 * The best split of a node, the first of equals.
 *
 * @param bins Number of bins of each column, 4 bytes each.
 * @param sum The node's weight times residual,
 * @param weight and its weight.
 * @param counts A histogram whose weights are counts of rows: the same one if all weights are 1.
 * @param rows Rows of the node.
 * @param least Minimum rows on either side.
 * @param above The score, the sum of both sides' squared sum over weight, must be above this.
 * @returns The column, or -1 if there is none.
 */
export function bestSplit(
  histogram: usize,
  columns: i32,
  bins: usize,
  sum: f64,
  weight: f64,
  counts: usize,
  rows: f64,
  least: f64,
  above: f64,
): i32 {
  let best = -1, highest = above, bestCut = 0, bestLeft = f64x2.splat(0);
  const total = f64x2(sum, weight), most = rows - least;
  for (let column = 0; column < columns; column++, histogram += COLUMN, counts += COLUMN) {
    const last = load<i32>(bins + (<usize>column << 2)) - 1;
    let left = f64x2.splat(0), count: f64 = 0, cell = histogram, counted = counts;
    for (let code = 0; code < last; code++, cell += 16, counted += 16) {
      count += load<f64>(counted, 8);
      left = f64x2.add(left, v128.load(cell));
      const right = f64x2.sub(total, left);
      const weights = v128.shuffle<f64>(left, right, 1, 3);
      const sums = v128.shuffle<f64>(left, right, 0, 2);
      const scores = f64x2.div(f64x2.mul(sums, sums), weights);
      const both = f64x2.extract_lane(scores, 0) + f64x2.extract_lane(scores, 1);
      if (both > highest && count >= least && count <= most) {
        highest = both;
        best = column;
        bestCut = code;
        bestLeft = left;
      }
    }
  }
  cut = bestCut;
  leftSum = f64x2.extract_lane(bestLeft, 0);
  leftWeight = f64x2.extract_lane(bestLeft, 1);
  return best;
}

/**
 * Moves the rows whose code is at most `most` to the front, either side staying in order.
 *
 * @param codes The codes of the column.
 * @param aside Room for as many rows.
 * @returns How many are at the front.
 */
export function part(codes: usize, rows: usize, count: i32, aside: usize, most: i32): i32 {
  let left = rows, right = aside;
  const end = rows + (<usize>count << 2);
  // Writes both places and keeps one: a branch here would be mispredicted half the time.
  for (let at = rows; at < end; at += 4) {
    const row = load<u32>(at);
    const isLeft = <usize>(<i32>load<u8>(codes + <usize>row) <= most);
    store<u32>(left, row);
    store<u32>(right, row);
    left += isLeft << 2;
    right += (1 - isLeft) << 2;
  }
  memory.copy(left, aside, right - aside);
  return <i32>((left - rows) >> 2);
}

/** The other sum of `newton`. */
export let curvature: f64 = 0;

/**
 * Sums over some rows for a Newton step on the log loss: weight times y - p, which is returned, and
 * weight times p (1 - p). Even and odd places are summed apart.
 */
export function newton(pairs: usize, rows: usize, count: i32): f64 {
  let slopes = f64x2.splat(0), curvatures = f64x2.splat(0);
  const one = f64x2.splat(1);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const a = v128.load(pairs + (<usize>load<u32>(rows + (<usize>i << 2)) << 4));
    const b = v128.load(pairs + (<usize>load<u32>(rows + (<usize>i << 2), 4) << 4));
    const sums = v128.shuffle<f64>(a, b, 0, 2), weights = v128.shuffle<f64>(a, b, 1, 3);
    const misses = f64x2.abs(sums);
    slopes = f64x2.add(slopes, sums);
    curvatures = f64x2.add(
      curvatures,
      f64x2.mul(misses, f64x2.sub(one, f64x2.div(misses, weights))),
    );
  }
  let slope = f64x2.extract_lane(slopes, 0), bend = f64x2.extract_lane(curvatures, 0);
  if (i < count) {
    const pair = pairs + (<usize>load<u32>(rows + (<usize>i << 2)) << 4);
    const sum = load<f64>(pair), miss = Math.abs(sum);
    slope += sum;
    bend += miss * (1 - miss / load<f64>(pair, 8));
  }
  curvature = bend + f64x2.extract_lane(curvatures, 1);
  return slope + f64x2.extract_lane(slopes, 1);
}

/** Adds `step` to the log odds of some rows. */
export function addStep(logOdds: usize, rows: usize, count: i32, step: f64): void {
  const end = rows + (<usize>count << 2);
  for (; rows < end; rows += 4) {
    const cell = logOdds + (<usize>load<u32>(rows) << 3);
    store<f64>(cell, load<f64>(cell) + step);
  }
}

/**
 * The codes of one column in a stretch of rows: for each value the number of borders below it.
 *
 * @param cells Its first value; 64-bit floats, finite as 32-bit ones, `stride` bytes apart.
 * @param edges The borders, 64-bit floats.
 * @param least By leading 16 bits of a 32-bit float, in order of value, the number of borders that
 * are surely below: 65,537 bytes.
 */
export function encode(
  cells: usize,
  stride: usize,
  count: i32,
  edges: usize,
  least: usize,
  codes: usize,
): void {
  const end = codes + count;
  for (; codes < end; codes++, cells += stride) {
    const cell = <f32>load<f64>(cells);
    const bits = reinterpret<i32>(cell);
    const bucket = least + <usize>(<u32>(bits ^ ((bits >> 31) | 0x80000000)) >>> 16);
    let low = <i32>load<u8>(bucket), high = <i32>load<u8>(bucket, 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (<f64>cell > load<f64>(edges + (<usize>middle << 3))) low = middle + 1;
      else high = middle;
    }
    store<u8>(codes, low);
  }
}
