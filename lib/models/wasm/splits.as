/**
 * The score of a split, and the search for the best on sorted columns, operation for operation that
 * of grow-search.ts. AssemblyScript that trees.as imports. Addresses are in bytes. A pair is two
 * 64-bit floats of a row: its weight times target, and its weight.
 */

/** Values closer than this count as equal. */
export const GAP: f32 = 1e-7;

/** The score of a split by the Gini index or by squares. */
export function scoreOf(gini: i32, weight: f64, sum: f64, otherWeight: f64, otherSum: f64): f64 {
  const weights = f64x2(weight, otherWeight), sums = f64x2(sum, otherSum);
  const squares = f64x2.mul(sums, sums);
  if (!gini) {
    const both = f64x2.div(squares, weights);
    return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  }
  const rest = f64x2.sub(weights, sums);
  const pure = f64x2.div(
    f64x2.add(f64x2.mul(rest, rest), squares),
    f64x2.mul(weights, weights),
  );
  const both = f64x2.mul(weights, f64x2.sub(f64x2.splat(1), pure));
  return -f64x2.extract_lane(both, 1) - f64x2.extract_lane(both, 0);
}

export function isApart(values: usize, below: usize, above: usize): bool {
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
export function least(gini: i32, best: f64, sum: f64, weight: f64): f64 {
  const score = gini ? best / 2 + sum - 1e-10 * weight : best - 1e-10 * Math.abs(best);
  return (score - sum * sum / weight) / weight;
}

/** So many splits are ruled out at once where they cannot be better. */
const STRETCH: usize = 8;

/** The best split found on one of two columns. */
@unmanaged
export class Best {
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
