/**
 * Growing a tree, operation for operation as grow.ts does it in plain TypeScript: AssemblyScript,
 * compiled by lib/tasks/wasm.ts. Addresses are in bytes. Row numbers have 4 bytes. A pair is two
 * 64-bit floats of a row: its weight times target, and its weight.
 */

import { GAP, isApart, least, scoreOf, searchPair } from "./splits";
import { Searched, searchedAt, searchFour } from "./splits";

export { ascending, scatter } from "./order";
export { addLeaves } from "./walk";

/** So many codes a column may have. */
const CODES: usize = 256;

/** A column as `lay` gets it. */
@unmanaged
class Column {
  /** The number of codes; 0 if the column is sorted. */
  most: u32;
  /** The code of each row, one byte; or its value, a 32-bit float. */
  cells: usize;
  /** The smallest value with each code; or how far the column's list is from the first list, */
  low: usize;
  /** and the largest. */
  high: usize;
  /** All rows in the order of their codes, and how many have at most each code: see `group`. */
  order: usize;
  ends: usize;
}

/** A node of the grown tree. */
@unmanaged
class Node {
  threshold: f64;
  value: f64;
  weight: f64;
  /** -1 for a leaf. */
  feature: i32;
  /** The left child comes right after its parent. */
  right: i32;
}

/** A node whose left branch is growing. */
@unmanaged
class Waiting {
  tally: u64;
  node: i32;
  start: i32;
  end: i32;
  depth: i32;
  known: i32;
}

/** What the rows of code 0 have in a column of two values: a tally, or sums. */
@unmanaged
class Half {
  tally: u64;
  sum: f64;
  weight: f64;
}

// What `lay` is told.
let rowCount: i32, columns: usize, columnCount: i32;
let twos: usize, fours: usize, fourCount: i32;
let originals: usize, working: usize, listCount: i32, length: usize;
let weights: usize, sums: usize, pairs: usize, tallies: usize, leaves: usize, marks: usize;
let aside: usize, halves: usize, histogram: usize, counts: usize, present: usize;
let masks: usize, orders: usize, found: usize;
let cards: usize, constants: usize, stack: usize, nodes: usize;

// Of the growing tree.
let gini: i32, minLeaf: i32, unit: i32, whole: bool, largest: f64;
/** Whether `group` was called. */
let isGrouped: bool;
/** Where the lists of rows are: a root without rows left out is not copied. */
let lists: usize;

// Of its node, whose rows are `start` to `end` of each list.
let start: i32, end: i32;
let tally: u64, weight: f64, sum: f64, squares: f64;

// Of the best split found in it.
let bestColumn: i32, bestScore: f64, bestThreshold: f64, bestRows: i32, bestTally: u64;
/** The largest code that goes left. */
let bestCut: u32;
/** No better split goes under this, see `least`; it holds for weights of 1 and whole numbers. */
let bound: f64, mean: f64;

/**
 * A tally is three whole numbers in one, so that one addition adds them all: from the lowest bit 20
 * for the number of rows, 22 for their weight, and 22 for their weight times target. Where these are
 * not whole numbers, it is the number of rows alone.
 */
// @ts-ignore: decorator
@inline
function rowsOf(tally: u64): i32 {
  return <i32>(whole ? tally & 0xfffff : tally);
}

// @ts-ignore: decorator
@inline
function weightOf(tally: u64): f64 {
  return <f64>(<i32>(tally >> 20) & 0x3fffff);
}

// @ts-ignore: decorator
@inline
function sumOf(tally: u64): f64 {
  return <f64>(<i32>(tally >> 42));
}

// @ts-ignore: decorator
@inline
function columnAt(index: i32): Column {
  return changetype<Column>(columns + (<usize>index << 5));
}

/**
 * Says where trees grow. Lists are `length` bytes apart: all row numbers first, then those of each
 * sorted column, in order of value.
 *
 * @param columnsAt What is known of each of `columnCountIs` columns.
 * @param twosAt Room for 4 bytes per column, rounded up to four columns,
 * @param foursAt and for each four one byte per row.
 * @param originalsAt The lists as they are when a tree begins, of which the first is filled here,
 * @param workingAt and room to part them, which may be the same.
 * @param weightsAt Room for each row's weight,
 * @param sumsAt for its weight times target,
 * @param leavesAt and for the number of its leaf.
 * @param nodesAt Room for two nodes per row.
 * @param scratch Room for 64 bytes per row and column, and 8192 more.
 */
export function lay(
  rowCountIs: i32,
  columnCountIs: i32,
  listCountIs: i32,
  lengthIs: usize,
  columnsAt: usize,
  twosAt: usize,
  foursAt: usize,
  originalsAt: usize,
  workingAt: usize,
  weightsAt: usize,
  sumsAt: usize,
  leavesAt: usize,
  nodesAt: usize,
  scratch: usize,
): void {
  rowCount = rowCountIs;
  columnCount = columnCountIs;
  listCount = listCountIs;
  length = lengthIs;
  columns = columnsAt;
  twos = twosAt;
  fours = foursAt;
  originals = originalsAt;
  working = workingAt;
  weights = weightsAt;
  sums = sumsAt;
  leaves = leavesAt;
  nodes = nodesAt;
  isGrouped = false;
  const rows = <usize>rowCount, count = <usize>columnCount;
  histogram = scratch;
  counts = histogram + 16 * CODES;
  masks = counts + 4 * CODES;
  orders = masks + 512;
  found = orders + 256;
  halves = found + 4 * offsetof<Searched>();
  pairs = halves + 32 * count;
  stack = pairs + 16 * rows;
  tallies = stack + 32 * rows;
  cards = tallies + 8 * rows;
  constants = cards + 4 * count;
  aside = constants + 4 * count;
  marks = aside + 4 * rows;
  present = marks + rows;
  memory.fill(histogram, 0, masks - histogram);
  for (let row = 0; row < rowCount; row++) store<i32>(originals + (<usize>row << 2), row);
  packTwos();
  for (let four: usize = 0; four < 16; four++) {
    for (let at: usize = 0; at < 4; at++) {
      const mask = -<i64>(four >> at & 1);
      store<i64>(masks + (at >> 1 << 8) + (four << 4) + ((at & 1) << 3), mask);
    }
    // Where the bytes are of those of four numbers whose bits are set.
    for (let at: usize = 0, to = orders + (four << 4); at < 4; at++) {
      store<u32>(to, 0x03020100 + 0x04040404 * <u32>at);
      to += (four >> at & 1) << 2;
    }
  }
}

/** Lists the columns of two values, four by four, the last repeated. */
function packTwos(): void {
  let count = 0, last = 0;
  for (let index = 0; index < columnCount; index++) {
    if (columnAt(index).most == 2) packTwo(count++, last = index);
  }
  while (count % 4 != 0) packTwo(count++, last);
  fourCount = count / 4;
}

/** Sets a bit for each row of code 0, in the four's byte of it: 16, 32, 64 or 128. */
function packTwo(place: i32, index: i32): void {
  store<i32>(twos + (<usize>place << 2), index);
  const codes = columnAt(index).cells, bit = 4 + place % 4;
  const four = fours + <usize>(place / 4) * <usize>rowCount;
  if (bit == 4) memory.fill(four, 0, rowCount);
  for (let row: usize = 0; row < <usize>rowCount; row++) {
    store<u8>(four + row, load<u8>(four + row) | <u8>(load<u8>(codes + row) == 0) << <u8>bit);
  }
}

/** Takes weights and sums, and the rows that have weight. */
function begin(): void {
  let every = true, ones = true, areWhole = gini != 0 && rowCount < 1 << 20;
  let total: f64 = 0, most: f64 = 0;
  for (let row: usize = 0; row < <usize>rowCount; row++) {
    const own = load<f64>(weights + (row << 3)), some = load<f64>(sums + (row << 3));
    if (own != 1) ones = false;
    if (!(own > 0)) every = false;
    areWhole = areWhole && Math.floor(own) == own && Math.floor(some) == some && some >= 0 &&
      some <= own;
    total += own;
    most = Math.max(most, Math.abs(some));
  }
  unit = <i32>ones;
  whole = areWhole && total < <f64>(1 << 22);
  largest = most;
  // Sorted columns do with sums where all weights are 1, coded ones with tallies where there are.
  const needed = !whole || (listCount > 1 && !unit);
  for (let row: usize = 0; row < <usize>rowCount; row++) {
    const own = load<f64>(weights + (row << 3)), some = load<f64>(sums + (row << 3));
    if (needed) v128.store(pairs + (row << 4), f64x2(some, own));
    store<u64>(tallies + (row << 3), whole ? <u64><i64>own << 20 | <u64><i64>some << 42 | 1 : 1);
  }
  start = 0;
  end = rowCount;
  lists = originals;
  if (every) return;
  lists = working;
  for (let list: usize = 0; list < <usize>listCount; list++) {
    let from = originals + list * length, to = working + list * length;
    for (const last = from + (<usize>rowCount << 2); from < last; from += 4) {
      const row = load<u32>(from);
      store<u32>(to, row);
      to += load<f64>(weights + (<usize>row << 3)) > 0 ? 4 : 0;
    }
    end = <i32>((to - working - list * length) >> 2);
  }
}

/** The tally of a list's rows from one place up to another. */
function tallyOf(list: usize, from: i32, to: i32): u64 {
  let all: u64 = 0;
  for (let at = list + (<usize>from << 2); at < list + (<usize>to << 2); at += 4) {
    all += load<u64>(tallies + (<usize>load<u32>(at) << 3));
  }
  return all;
}

/** Sums over the node's rows, in their order: weights, weights times targets, and squares. */
function gather(): void {
  if (whole) {
    weight = weightOf(tally);
    sum = sumOf(tally);
    return;
  }
  let both = f64x2.splat(0);
  squares = 0;
  for (let at = lists + (<usize>start << 2); at < lists + (<usize>end << 2); at += 4) {
    const pair = v128.load(pairs + (<usize>load<u32>(at) << 4));
    both = f64x2.add(both, pair);
    const some = f64x2.extract_lane(pair, 0);
    squares += some * some / f64x2.extract_lane(pair, 1);
  }
  sum = f64x2.extract_lane(both, 0);
  weight = f64x2.extract_lane(both, 1);
}

/** Whether a node is pure; `squares` counts only where the Gini index does not. */
function isPure(weight: f64, sum: f64): bool {
  const rest = weight - sum, mean = sum / weight;
  const impurity = gini
    ? 1 - (rest * rest + sum * sum) / (weight * weight)
    : squares / weight - mean * mean;
  return !(impurity > f64.EPSILON);
}

/** Whether a node of whole numbers is not split, wherever it is. */
function isLeaf(tally: u64, minSplit: i32): bool {
  return rowsOf(tally) < minSplit || isPure(weightOf(tally), sumOf(tally));
}

// The deck of grow-draw.ts.
let state: u32, knownAbove: i32, newlyFound: i32, drawnConstants: i32, seen: i32, undrawn: i32;
let last: i32;

// @ts-ignore: decorator
@inline
function swap(i: i32, j: i32): void {
  const a = cards + (<usize>i << 2), b = cards + (<usize>j << 2), card = load<i32>(a);
  store<i32>(a, load<i32>(b));
  store<i32>(b, card);
}

/** Copies numbers of 4 bytes, few of them without the cost of a call. */
// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, bytes: usize): void {
  if (bytes > 512) memory.copy(to, from, bytes);
  else for (let at: usize = 0; at < bytes; at += 4) store<u32>(to + at, load<u32>(from + at));
}

/** The next column to try, or -1 when enough were tried. */
function next(perSplit: i32): i32 {
  while (
    undrawn > knownAbove + newlyFound && (seen < perSplit || seen <= newlyFound + drawnConstants)
  ) {
    seen++;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    const at = drawnConstants +
      <i32>((state & 0x7fffffff) % <u32>(undrawn - newlyFound - drawnConstants));
    if (at >= knownAbove) {
      last = at + newlyFound;
      return load<i32>(cards + (<usize>last << 2));
    }
    swap(at, drawnConstants++);
  }
  return -1;
}

/** Searches the node; returns how many columns are known to be constant below it. */
function searchColumns(known: i32, perSplit: i32): i32 {
  knownAbove = known;
  newlyFound = drawnConstants = seen = 0;
  undrawn = columnCount;
  bestColumn = -1;
  bestScore = bound = -Infinity;
  mean = sum / weight;
  const isAhead = perSplit >= columnCount;
  if (isAhead) takeHalves();
  /** The root has every row, each with the weight 1. */
  const isRoot = unit && !whole && end - start == rowCount;
  if (isRoot && !isGrouped) group();
  const atOnce = unit ? 4 : 2;
  let held = 0;
  for (let index = next(perSplit); index >= 0; index = next(perSplit)) {
    const column = columnAt(index);
    let varies: bool;
    if (column.most > 0) {
      if (held > 0) searchSorted(held);
      held = 0;
      if (column.most == 2 && (whole || isAhead)) varies = searchTwo(index, isAhead);
      else varies = isRoot ? searchRoot(index) : searchCoded(index);
    } else {
      const list = lists + column.low;
      varies = isApart(column.cells, list + (<usize>start << 2), list + (<usize>(end - 1) << 2));
      if (varies) hold(held++, index);
      if (held == atOnce) {
        searchSorted(held);
        held = 0;
      }
    }
    if (varies) swap(last, --undrawn);
    else swap(last, knownAbove + newlyFound++);
  }
  if (held > 0) searchSorted(held);
  const all = <usize>(known + newlyFound) << 2, above = <usize>known << 2;
  copy(cards, constants, above);
  copy(constants + above, cards + above, all - above);
  return known + newlyFound;
}

/** Keeps a sorted column to be searched; none of another kind is searched before. */
function hold(place: i32, index: i32): void {
  const column = columnAt(index), held = searchedAt(found, place);
  held.score = bestScore;
  held.cut = 0;
  held.index = index;
  held.order = lists + column.low + (<usize>start << 2);
  held.values = column.cells;
}

/** Searches the sorted columns held; of equally good ones the first wins. */
function searchSorted(held: i32): void {
  for (let place = held; place < 4; place++) hold(place, searchedAt(found, 0).index);
  if (unit) searchFour(found, end - start, minLeaf, sums, largest, sum, gini, bestScore);
  else searchPair(found, end - start, minLeaf, pairs, weight, sum, gini, bestScore);
  let best = searchedAt(found, 0);
  for (let place = 1; place < held; place++) {
    const each = searchedAt(found, place);
    if (each.score > best.score) best = each;
  }
  if (best.cut == 0) return;
  bestColumn = best.index;
  bestScore = best.score;
  bestRows = best.cut;
  const column = columnAt(bestColumn), list = lists + column.low;
  const at = list + (<usize>(start + bestRows) << 2);
  bestThreshold = <f64>load<f32>(column.cells + (<usize>load<u32>(at - 4) << 2)) / 2 +
    <f64>load<f32>(column.cells + (<usize>load<u32>(at) << 2)) / 2;
  if (whole) bestTally = tallyOf(list, start, start + bestRows);
}

/** The rows of code 0 in every column of two values. */
function takeHalves(): void {
  for (let four: usize = 0; four < <usize>fourCount; four++) {
    const codes = fours + four * <usize>rowCount, which = twos + (four << 4);
    if (whole) addFour(codes, which, tallies, 0, true);
    else {
      if (!unit) addFour(codes, which, weights, offsetof<Half>("weight"), false);
      addFour(codes, which, sums, offsetof<Half>("sum"), false);
    }
  }
}

/**
 * Adds up numbers of the rows of code 0 in four columns, each in the order of the rows. Where they
 * are not tallies, the tally is the number of rows.
 */
// @ts-ignore: decorator
@inline
function addFour(codes: usize, which: usize, numbers: usize, to: usize, isTally: bool): void {
  const stop = lists + (<usize>end << 2), maskAt = masks;
  let ab = f64x2.splat(0), cd = ab, rowsAb = ab, rowsCd = ab;
  for (let at = lists + (<usize>start << 2); at < stop; at += 4) {
    const row = <usize>load<u32>(at), mask = maskAt + <usize>load<u8>(codes + row);
    const number = v128.load64_splat(numbers + (row << 3));
    const maskAb = v128.load(mask), maskCd = v128.load(mask, 256);
    const a = v128.and(number, maskAb), c = v128.and(number, maskCd);
    // Adding 0 changes no bit.
    ab = isTally ? i64x2.add(ab, a) : f64x2.add(ab, a);
    cd = isTally ? i64x2.add(cd, c) : f64x2.add(cd, c);
    if (isTally) continue;
    rowsAb = i64x2.sub(rowsAb, maskAb);
    rowsCd = i64x2.sub(rowsCd, maskCd);
  }
  setFour(which, to, ab, cd);
  if (!isTally) setFour(which, 0, rowsAb, rowsCd);
}

function setFour(which: usize, to: usize, ab: v128, cd: v128): void {
  const half = halves + to;
  v128.store64_lane(half + (<usize>load<i32>(which) << 5), ab, 0);
  v128.store64_lane(half + (<usize>load<i32>(which, 4) << 5), ab, 1);
  v128.store64_lane(half + (<usize>load<i32>(which, 8) << 5), cd, 0);
  v128.store64_lane(half + (<usize>load<i32>(which, 12) << 5), cd, 1);
}

/** Scores the split after a code, and keeps it if it is better and parts different values. */
// @ts-ignore: decorator
@inline
function tryCode(
  index: i32,
  rows: i32,
  own: f64,
  some: f64,
  tally: u64,
  code: usize,
  border: f32,
  value: f32,
): void {
  if (rows < minLeaf || end - start - rows < minLeaf) return;
  if (value <= <f32>(<f64>border + <f64>GAP)) return;
  const apart = some - mean * own;
  if (apart * apart < bound * (own * (weight - own))) return;
  const score = scoreOf(gini, own, some, weight - own, sum - some);
  if (score > bestScore) {
    bestScore = score;
    bestColumn = index;
    bestThreshold = <f64>border / 2 + <f64>value / 2;
    bestCut = <u32>code;
    bestRows = rows;
    bestTally = tally;
    if (whole || unit) bound = least(gini, score, sum, weight);
  }
}

/** Searches a column of two values, `isAhead` after `takeHalves`; returns whether it varies. */
function searchTwo(index: i32, isAhead: bool): bool {
  const column = columnAt(index), half = changetype<Half>(halves + (<usize>index << 5));
  let zeros: u64 = 0;
  if (isAhead) zeros = half.tally;
  else {
    const codes = column.cells, tallyAt = tallies, stop = lists + (<usize>end << 2);
    for (let at = lists + (<usize>start << 2); at < stop; at += 4) {
      const row = <usize>load<u32>(at);
      zeros += load<u64>(tallyAt + (row << 3)) & (<u64>load<u8>(codes + row) - 1);
    }
  }
  const rows = rowsOf(zeros);
  if (rows == 0 || rows == end - start) return false;
  const lowest = load<f32>(column.low), value = load<f32>(column.low, 4);
  const own = whole ? weightOf(zeros) : unit ? <f64>rows : half.weight;
  const some = whole ? sumOf(zeros) : half.sum;
  tryCode(index, rows, own, some, zeros, 0, load<f32>(column.high), value);
  return value > <f32>(<f64>lowest + <f64>GAP);
}

/**
 * The histogram of a column: by code sum and weight, or instead of the weight a tally, and the
 * number of rows where weights differ. Returns a bit for each group of codes that has some.
 */
function fill(codes: usize, most: u32, shift: u64): u64 {
  const stop = lists + (<usize>end << 2), to = histogram;
  let at = lists + (<usize>start << 2), groups: u64 = 0;
  if (whole) {
    const tallyAt = tallies;
    if (<u32>(end - start) >= most) {
      // Nearly all codes occur, so all groups are looked at.
      for (; at < stop; at += 4) {
        const row = <usize>load<u32>(at), place = to + (<usize>load<u8>(codes + row) << 4);
        store<u64>(place, load<u64>(place, 8) + load<u64>(tallyAt + (row << 3)), 8);
      }
      return <u64>-1 >> (63 - (<u64>(most - 1) >> shift));
    }
    for (; at < stop; at += 4) {
      const row = <usize>load<u32>(at), code = <usize>load<u8>(codes + row);
      const place = to + (code << 4);
      store<u64>(place, load<u64>(place, 8) + load<u64>(tallyAt + (row << 3)), 8);
      groups |= <u64>1 << (<u64>code >> shift);
    }
    return groups;
  }
  const pairAt = pairs, countAt = counts;
  for (; at < stop; at += 4) {
    const row = <usize>load<u32>(at), code = <usize>load<u8>(codes + row);
    const place = to + (code << 4);
    v128.store(place, f64x2.add(v128.load(place), v128.load(pairAt + (row << 4))));
    groups |= <u64>1 << (<u64>code >> shift);
    if (!unit) store<u32>(countAt + (code << 2), load<u32>(countAt + (code << 2)) + 1);
  }
  return groups;
}

/** Lists the codes that occur, in order; returns the end of the list. */
function listCodes(groups: u64, shift: u64): usize {
  const size = <usize>1 << <usize>shift, from = histogram;
  let to = present;
  for (; groups != 0; groups &= groups - 1) {
    const first = <usize>(ctz(groups) << shift);
    for (let code = first; code < first + size; code++) {
      store<u8>(to, <u8>code);
      to += <usize>(load<u64>(from + (code << 4), 8) != 0);
    }
  }
  return to;
}

/** Searches a coded column; returns whether it varies. */
function searchCoded(index: i32): bool {
  const column = columnAt(index), low = column.low, high = column.high;
  const shift: u64 = column.most <= 64 ? 0 : column.most <= 128 ? 1 : 2;
  const stop = listCodes(fill(column.cells, column.most, shift), shift);
  let left: u64 = 0, both = f64x2.splat(0), rows = 0, code = <usize>load<u8>(present);
  const lowest = load<f32>(low + (code << 2));
  for (let at = present; at < stop; at++) {
    const place = histogram + (code << 4), below = code;
    if (whole) {
      left += load<u64>(place, 8);
      rows = rowsOf(left);
    } else {
      both = f64x2.add(both, v128.load(place));
      if (unit) rows = <i32>f64x2.extract_lane(both, 1);
      else {
        rows += load<u32>(counts + (code << 2));
        store<u32>(counts + (code << 2), 0);
      }
    }
    v128.store(place, f64x2.splat(0));
    if (at + 1 == stop) break;
    code = <usize>load<u8>(at, 1);
    const own = whole ? weightOf(left) : f64x2.extract_lane(both, 1);
    const some = whole ? sumOf(left) : f64x2.extract_lane(both, 0);
    const border = load<f32>(high + (below << 2)), value = load<f32>(low + (code << 2));
    tryCode(index, rows, own, some, left, below, border, value);
  }
  return load<f32>(low + (code << 2)) > <f32>(<f64>lowest + <f64>GAP);
}

/** Groups the rows of each coded column by their codes. */
function group(): void {
  isGrouped = true;
  for (let index = 0; index < columnCount; index++) {
    const column = columnAt(index), codes = column.cells, ends = column.ends;
    if (column.most == 0) continue;
    memory.fill(ends, 0, <usize>column.most << 2);
    for (let row: usize = 0; row < <usize>rowCount; row++) {
      const end = ends + (<usize>load<u8>(codes + row) << 2);
      store<u32>(end, load<u32>(end) + 1);
    }
    let sum: u32 = 0;
    for (let end = ends; end < ends + (<usize>column.most << 2); end += 4) {
      const own = load<u32>(end);
      store<u32>(end, sum);
      sum += own;
    }
    for (let row: usize = 0; row < <usize>rowCount; row++) {
      const end = ends + (<usize>load<u8>(codes + row) << 2), place = load<u32>(end);
      store<u32>(column.order + (<usize>place << 2), <u32>row);
      store<u32>(end, place + 1);
    }
  }
}

/** Searches a coded column where every row has the weight 1, all in this node. */
function searchRoot(index: i32): bool {
  const column = columnAt(index), low = column.low, high = column.high, ends = column.ends;
  const most = <usize>column.most - 1, order = column.order, sumAt = sums;
  let at = order, left: f64 = 0;
  for (let code: usize = 0; code < most; code++) {
    const rows = <i32>load<u32>(ends + (code << 2));
    let own: f64 = 0;
    for (const stop = order + (<usize>rows << 2); at < stop; at += 4) {
      own += load<f64>(sumAt + (<usize>load<u32>(at) << 3));
    }
    left += own;
    const border = load<f32>(high + (code << 2)), value = load<f32>(low + (code << 2), 4);
    tryCode(index, rows, <f64>rows, left, 0, code, border, value);
  }
  return load<f32>(low + (most << 2)) > <f32>(<f64>load<f32>(low) + <f64>GAP);
}

/** The side of each row, a byte: rows of at most `cut` go left. */
let sides: usize, cut: u32;

function takeSides(): void {
  const column = columnAt(bestColumn);
  if (column.most > 0) {
    sides = column.cells;
    cut = bestCut;
    return;
  }
  sides = marks;
  cut = 0;
  let at = lists + column.low + (<usize>start << 2);
  const middle = at + (<usize>bestRows << 2), stop = at + (<usize>(end - start) << 2);
  for (; at < middle; at += 4) store<u8>(marks + <usize>load<u32>(at), 0);
  for (; at < stop; at += 4) store<u8>(marks + <usize>load<u32>(at), 1);
}

/** Moves rows that go left to the front, either side staying in order, in each list. */
function part(): void {
  const size = <usize>(end - start) << 2, middle = <usize>bestRows << 2;
  let from = lists + (<usize>start << 2), to = working + (<usize>start << 2);
  for (let list = 0; list < listCount; list++, from += length, to += length) {
    partList(from, to, size);
    copy(to + middle, aside, size - middle);
  }
  lists = working;
}

/**
 * Moves rows that go left to one place and the others aside, four at a time. Exported, it stays a
 * function of its own, which is compiled well sooner than all of `grow`.
 */
export function partList(from: usize, to: usize, size: usize): void {
  const stop = from + size, sideAt = sides, most = cut, order = orders;
  // Writes both places and keeps one: a branch here would be mispredicted half the time.
  let at = from, left = to, right = aside;
  for (; at + 16 <= stop; at += 16) {
    const a = <usize>load<u32>(at), b = <usize>load<u32>(at, 4);
    const c = <usize>load<u32>(at, 8), d = <usize>load<u32>(at, 12);
    const lefts = <usize>(load<u8>(sideAt + a) <= most) |
      <usize>(load<u8>(sideAt + b) <= most) << 1 |
      <usize>(load<u8>(sideAt + c) <= most) << 2 |
      <usize>(load<u8>(sideAt + d) <= most) << 3;
    const rows = v128.load(at), count = popcnt(lefts) << 2;
    v128.store(left, v128.swizzle(rows, v128.load(order + (lefts << 4))));
    v128.store(right, v128.swizzle(rows, v128.load(order + (~lefts << 4 & 0xf0))));
    left += count;
    right += 16 - count;
  }
  for (; at < stop; at += 4) {
    const row = load<u32>(at), isLeft = load<u8>(sideAt + <usize>row) <= most;
    store<u32>(left, row);
    store<u32>(right, row);
    left += <usize>isLeft << 2;
    right += <usize>!isLeft << 2;
  }
}

// @ts-ignore: decorator
@inline
function nodeAt(node: i32): Node {
  return changetype<Node>(nodes + (<usize>node << 5));
}

function setLeaf(node: i32, weight: f64, sum: f64): void {
  const own = nodeAt(node);
  own.feature = own.right = -1;
  own.threshold = 0;
  own.value = sum / weight;
  own.weight = weight;
}

/** Ends both branches of a node, whose rows need not be parted. */
function endBoth(node: i32, keepsLeaves: bool): void {
  nodeAt(node).right = node + 2;
  if (whole) {
    setLeaf(node + 1, weightOf(bestTally), sumOf(bestTally));
    setLeaf(node + 2, weightOf(tally - bestTally), sumOf(tally - bestTally));
    if (!keepsLeaves) return;
  }
  let left = f64x2.splat(0), right = left;
  for (let at = lists + (<usize>start << 2); at < lists + (<usize>end << 2); at += 4) {
    const row = <usize>load<u32>(at), isLeft = load<u8>(sides + row) <= cut;
    const mask = i64x2.splat(-<i64>isLeft);
    if (keepsLeaves) store<i32>(leaves + (row << 2), node + 2 - <i32>isLeft);
    if (whole) continue;
    const pair = v128.load(pairs + (row << 4));
    left = f64x2.add(left, v128.and(pair, mask));
    right = f64x2.add(right, v128.andnot(pair, mask));
  }
  if (whole) return;
  setLeaf(node + 1, f64x2.extract_lane(left, 1), f64x2.extract_lane(left, 0));
  setLeaf(node + 2, f64x2.extract_lane(right, 1), f64x2.extract_lane(right, 0));
}

/** Grows a tree; returns how many nodes it has. `seed` is not 0. */
export function grow(
  isGini: i32,
  maxDepth: i32,
  minLeafIs: i32,
  minSplit: i32,
  perSplit: i32,
  seed: u32,
  keepsLeaves: bool,
): i32 {
  gini = isGini;
  minLeaf = minLeafIs;
  state = seed;
  for (let card = 0; card < columnCount; card++) store<i32>(cards + (<usize>card << 2), card);
  begin();
  if (whole) tally = tallyOf(lists, start, end);
  let top = stack, depth = 0, known = 0;
  let node = 0;
  while (true) {
    gather();
    setLeaf(node, weight, sum);
    bestColumn = -1;
    if (depth < maxDepth && end - start >= minSplit && !isPure(weight, sum)) {
      known = searchColumns(known, perSplit);
    }
    if (bestColumn >= 0) {
      const own = nodeAt(node);
      own.feature = bestColumn;
      own.threshold = bestThreshold;
      takeSides();
      depth++;
      // By the Gini index, 0 is the score of two pure children.
      const isLast = depth == maxDepth || (gini != 0 && bestScore == 0) ||
        (whole && isLeaf(bestTally, minSplit) && isLeaf(tally - bestTally, minSplit));
      if (!isLast) {
        part();
        const waiting = changetype<Waiting>(top);
        waiting.tally = tally - bestTally;
        waiting.node = node;
        waiting.start = start + bestRows;
        waiting.end = end;
        waiting.depth = depth;
        waiting.known = known;
        top += 32;
        end = start + bestRows;
        tally = bestTally;
        node++;
        continue;
      }
      endBoth(node, keepsLeaves);
      node += 2;
    } else if (keepsLeaves) {
      for (let at = lists + (<usize>start << 2); at < lists + (<usize>end << 2); at += 4) {
        store<i32>(leaves + (<usize>load<u32>(at) << 2), node);
      }
    }
    node++;
    if (top == stack) return node;
    top -= 32;
    const waiting = changetype<Waiting>(top);
    tally = waiting.tally;
    nodeAt(waiting.node).right = node;
    start = waiting.start;
    end = waiting.end;
    depth = waiting.depth;
    known = waiting.known;
  }
}
