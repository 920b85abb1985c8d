/**
 * The loops in which growing trees on sorted columns spends its time: AssemblyScript, compiled by
 * lib/tasks/wasm.ts. Addresses are in bytes. Row numbers have 4 bytes. A pair is two 64-bit floats
 * of a row: its weight times target, and its weight.
 */

/** What `searchPair` found on the first column: the best score, and the rows that go left, */
export let scoreA: f64 = 0;
export let cutA: i32 = 0;
/** and on the second. */
export let scoreB: f64 = 0;
export let cutB: i32 = 0;

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
 * The sum of squared sums over weights below which no split has a better score than `best`, with a
 * margin for rounding: the Gini score is twice that sum less twice the sum of the node.
 */
// @ts-ignore: decorator
@inline
function least(gini: i32, best: f64, sum: f64, weight: f64): f64 {
  return gini ? best / 2 + sum - 1e-12 * weight : best - 1e-12 * Math.abs(best);
}

/**
 * Searches a node for splits with a score above `best` on two columns at once, of equally good ones
 * the lowest. Few splits are scored: most are ruled out without a division.
 *
 * @param a The node's rows in order of the first column, `count` of them,
 * @param b and of the second, which may be the same.
 * @param valuesA The values of all rows, 32-bit floats.
 * @param minLeaf Minimum rows on either side.
 * @param weight Of the node,
 * @param sum and its weight times target.
 */
export function searchPair(
  a: usize,
  b: usize,
  valuesA: usize,
  valuesB: usize,
  count: i32,
  minLeaf: i32,
  pairs: usize,
  weight: f64,
  sum: f64,
  gini: i32,
  best: f64,
): void {
  let bestA = best, bestB = best, rowsA = 0, rowsB = 0;
  let bounds = f64x2.splat(least(gini, best, sum, weight));
  let leftA = f64x2.splat(0), leftB = leftA;
  const allSums = f64x2.splat(sum), allWeights = f64x2.splat(weight), zero = f64x2.splat(0);
  const last = count - minLeaf;
  for (let rows = 1; rows <= last; rows++, a += 4, b += 4) {
    leftA = f64x2.add(leftA, v128.load(pairs + (<usize>load<u32>(a) << 4)));
    leftB = f64x2.add(leftB, v128.load(pairs + (<usize>load<u32>(b) << 4)));
    if (rows < minLeaf) continue;
    const sums = v128.shuffle<f64>(leftA, leftB, 0, 2);
    const weights = v128.shuffle<f64>(leftA, leftB, 1, 3);
    const otherSums = f64x2.sub(allSums, sums), otherWeights = f64x2.sub(allWeights, weights);
    const scores = f64x2.add(
      f64x2.mul(f64x2.mul(sums, sums), otherWeights),
      f64x2.mul(f64x2.mul(otherSums, otherSums), weights),
    );
    const bound = f64x2.mul(bounds, f64x2.mul(weights, otherWeights));
    // Written so that a number that is none goes on to be scored.
    const out = v128.and(f64x2.lt(scores, bound), f64x2.gt(otherWeights, zero));
    const isOut = i64x2.bitmask(out);
    if (isOut == 3) continue;
    if (!(isOut & 1)) {
      const score = scoreOf(
        gini,
        f64x2.extract_lane(weights, 0),
        f64x2.extract_lane(sums, 0),
        f64x2.extract_lane(otherWeights, 0),
        f64x2.extract_lane(otherSums, 0),
      );
      if (score > bestA && isApart(valuesA, a, a + 4)) {
        bestA = score;
        rowsA = rows;
      }
    }
    if (!(isOut & 2)) {
      const score = scoreOf(
        gini,
        f64x2.extract_lane(weights, 1),
        f64x2.extract_lane(sums, 1),
        f64x2.extract_lane(otherWeights, 1),
        f64x2.extract_lane(otherSums, 1),
      );
      if (score > bestB && isApart(valuesB, b, b + 4)) {
        bestB = score;
        rowsB = rows;
      }
    }
    bounds = f64x2(least(gini, bestA, sum, weight), least(gini, bestB, sum, weight));
  }
  scoreA = bestA;
  cutA = rowsA;
  scoreB = bestB;
  cutB = rowsB;
}

/** Marks the first `cut` rows with 1 and the others with 0. */
export function mark(rows: usize, count: i32, cut: i32, marks: usize): void {
  for (let i = 0; i < count; i++, rows += 4) {
    store<u8>(marks + <usize>load<u32>(rows), <u8>(i < cut));
  }
}

/**
 * Moves marked rows to the front, either side staying in order, in each of `lists` lists of rows,
 * which are `length` bytes apart.
 *
 * @param aside Room for as many rows.
 */
export function part(
  rows: usize,
  lists: i32,
  length: usize,
  count: i32,
  marks: usize,
  aside: usize,
): void {
  for (let list = 0; list < lists; list++, rows += length) {
    let left = rows, right = aside;
    const end = rows + (<usize>count << 2);
    // Writes both places and keeps one: a branch here would be mispredicted half the time.
    for (let at = rows; at < end; at += 4) {
      const row = load<u32>(at);
      const isLeft = <usize>load<u8>(marks + <usize>row);
      store<u32>(left, row);
      store<u32>(right, row);
      left += isLeft << 2;
      right += (1 - isLeft) << 2;
    }
    for (let from = aside; from < right; from += 4, left += 4) store<u32>(left, load<u32>(from));
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
