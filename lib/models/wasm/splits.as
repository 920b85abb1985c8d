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
const STRETCH: i32 = 8;

/** A sorted column that is searched, and the best split found on it. */
@unmanaged
export class Searched {
  score: f64;
  /** Rows that go left; 0 if there is none. */
  cut: i32;
  index: i32;
  /** The node's rows in order of the column, */
  order: usize;
  /** and the values of all rows, 32-bit floats. */
  values: usize;
}

// @ts-ignore: decorator
@inline
export function searchedAt(found: usize, place: i32): Searched {
  return changetype<Searched>(found + <usize>place * offsetof<Searched>());
}

/** Scores a split, and keeps it if it is better and parts different values. */
function tryOut(
  column: Searched,
  gini: i32,
  rows: i32,
  left: f64,
  leftWeight: f64,
  right: f64,
  rightWeight: f64,
): void {
  const score = scoreOf(gini, leftWeight, left, rightWeight, right);
  const at = column.order + (<usize>rows << 2);
  if (score > column.score && isApart(column.values, at - 4, at)) {
    column.score = score;
    column.cut = rows;
  }
}

/** Adds to two sums the targets of the next row of either column. */
// @ts-ignore: decorator
@inline
function addTargets(left: v128, a: usize, b: usize, targets: usize): v128 {
  const both = v128.load64_zero(targets + (<usize>load<u32>(a) << 3));
  return f64x2.add(left, v128.load64_lane(targets + (<usize>load<u32>(b) << 3), both, 1));
}

/** Whether all of four squares are below a limit: not where one is no number. */
// @ts-ignore: decorator
@inline
function areBelow(ab: v128, cd: v128, limit: f64): bool {
  const most = f64x2.splat(limit);
  const isAb = f64x2.lt(f64x2.mul(ab, ab), most), isCd = f64x2.lt(f64x2.mul(cd, cd), most);
  return i64x2.bitmask(v128.and(isAb, isCd)) == 3;
}

/**
 * Searches a node whose rows all have the weight 1 for splits with a score above `best` on four
 * columns at once, some of which may be the same. Of equally good splits on the best column the
 * lowest is found. Few are scored: most are ruled out without a division.
 *
 * @param found The four columns.
 * @param count Rows of the node.
 * @param minLeaf Minimum rows on either side.
 * @param targets Of all rows,
 * @param largest and at least the size of any.
 * @param sum Of the node's targets.
 */
export function searchFour(
  found: usize,
  count: i32,
  minLeaf: i32,
  targets: usize,
  largest: f64,
  sum: f64,
  gini: i32,
  best: f64,
): void {
  const columnA = searchedAt(found, 0), columnB = searchedAt(found, 1);
  const columnC = searchedAt(found, 2), columnD = searchedAt(found, 3);
  let a = columnA.order, b = columnB.order, c = columnC.order, d = columnD.order;
  const weight = <f64>count, mean = sum / weight, last = count - minLeaf;
  // How far a stretch can move d; a millionth covers rounding.
  const moved = f64x2.splat(1.000001 * <f64>STRETCH * (largest + Math.abs(mean)));
  let bound = least(gini, best, sum, weight), ab = f64x2.splat(0), cd = ab;
  for (let rows = 0; rows < last;) {
    const stop = min(rows + STRETCH, last);
    if (stop == rows + STRETCH) {
      const near = <f64>(rows + 1), far = <f64>stop, passed = f64x2.splat(mean * <f64>rows);
      // A product of both sides' weights is least at an end of the stretch.
      const weights = min(near * (weight - near), far * (weight - far));
      const mostAb = f64x2.add(f64x2.abs(f64x2.sub(ab, passed)), moved);
      const mostCd = f64x2.add(f64x2.abs(f64x2.sub(cd, passed)), moved);
      if (areBelow(mostAb, mostCd, bound * weights)) {
        for (; rows < stop; rows++, a += 4, b += 4, c += 4, d += 4) {
          ab = addTargets(ab, a, b, targets);
          cd = addTargets(cd, c, d, targets);
        }
        continue;
      }
    }
    while (rows < stop) {
      ab = addTargets(ab, a, b, targets);
      cd = addTargets(cd, c, d, targets);
      rows++, a += 4, b += 4, c += 4, d += 4;
      const own = <f64>rows, rest = weight - own, passed = f64x2.splat(mean * own);
      if (areBelow(f64x2.sub(ab, passed), f64x2.sub(cd, passed), bound * (own * rest))) continue;
      if (rows < minLeaf) continue;
      tryTwo(columnA, columnB, gini, rows, ab, own, sum, rest);
      tryTwo(columnC, columnD, gini, rows, cd, own, sum, rest);
      // The margin lets pass what is as good on an earlier column.
      const high = max(max(columnA.score, columnB.score), max(columnC.score, columnD.score));
      bound = least(gini, high, sum, weight);
    }
  }
}

/** Tries the split after so many rows on two columns. */
function tryTwo(
  a: Searched,
  b: Searched,
  gini: i32,
  rows: i32,
  left: v128,
  own: f64,
  sum: f64,
  rest: f64,
): void {
  const leftA = f64x2.extract_lane(left, 0), leftB = f64x2.extract_lane(left, 1);
  tryOut(a, gini, rows, leftA, own, sum - leftA, rest);
  tryOut(b, gini, rows, leftB, own, sum - leftB, rest);
}

/**
 * The same on two columns, for any weights.
 *
 * @param pairs Of all rows.
 * @param weight Of the node,
 * @param sum and its weight times target.
 */
export function searchPair(
  found: usize,
  count: i32,
  minLeaf: i32,
  pairs: usize,
  weight: f64,
  sum: f64,
  gini: i32,
  best: f64,
): void {
  const columnA = searchedAt(found, 0), columnB = searchedAt(found, 1);
  let a = columnA.order, b = columnB.order;
  let bounds = f64x2.splat(least(gini, best, sum, weight));
  const mean = f64x2.splat(sum / weight), last = count - minLeaf;
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
      tryOut(columnA, gini, rows, sums, some, sum - sums, weight - some);
    }
    if (!(isOut & 2)) {
      const sums = f64x2.extract_lane(left, 1), some = f64x2.extract_lane(weights, 1);
      tryOut(columnB, gini, rows, sums, some, sum - sums, weight - some);
    }
    bounds = f64x2(
      least(gini, columnA.score, sum, weight),
      least(gini, columnB.score, sum, weight),
    );
  }
}
