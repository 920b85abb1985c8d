/**
 * Finds the rows of a matrix whose product with a query is among the largest: AssemblyScript,
 * compiled by build.ts.
 *
 * For two queries at a time, so that what is loaded of the matrix is used twice. The matrix lies in
 * panels of 16 rows, within a panel column by column, so that four vectors of four numbers hold one
 * column of it. Each query has a heap of the `k` largest products so far, the smallest on top,
 * -Infinity where there are fewer; a row is found unless its product is less than that by more than
 * the slack of the query. Products are rounded once or twice as the processor likes it: the slack
 * covers both.
 *
 * @param panels Where the first panel is.
 * @param count How many panels.
 * @param columns Columns of the matrix, numbers of a query.
 * @param queries Where the two queries are, one after the other.
 * @param heaps Where their heaps are, one after the other.
 * @param k The size of a heap.
 * @param slackA What a product of the first query may lack,
 * @param slackB and one of the second.
 * @param found Where to write the numbers of the rows that the first query found, from 0 in the
 * first panel, rising.
 * @param space The size in bytes of a list of as many numbers as there are rows. Four of them
 * follow one another: rows and products of the first query, rows and products of the second.
 * @returns How many the first query found, and 65536 times how many the second.
 */
export function findLarge(
  panels: usize,
  count: i32,
  columns: i32,
  queries: usize,
  heaps: usize,
  k: i32,
  slackA: f32,
  slackB: f32,
  found: usize,
  space: usize,
): i32 {
  const size = <usize>columns << 2, end = queries + size, heapB = heaps + (<usize>k << 2);
  const foundB = found + 2 * space;
  let leastA = load<f32>(heaps) - slackA, leastB = load<f32>(heapB) - slackB;
  let countA = 0, countB = 0;
  for (let panel = 0; panel < count; panel++) {
    let a = f32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
    for (let cell = queries; cell < end; cell += 4) {
      const x = v128.load32_splat(cell), z = v128.load32_splat(cell + size);
      const p = v128.load(panels), q = v128.load(panels, 16);
      a = f32x4.relaxed_madd(x, p, a);
      e = f32x4.relaxed_madd(z, p, e);
      b = f32x4.relaxed_madd(x, q, b);
      f = f32x4.relaxed_madd(z, q, f);
      const r = v128.load(panels, 32), s = v128.load(panels, 48);
      c = f32x4.relaxed_madd(x, r, c);
      g = f32x4.relaxed_madd(z, r, g);
      d = f32x4.relaxed_madd(x, s, d);
      h = f32x4.relaxed_madd(z, s, h);
      panels += 64;
    }
    if (anyLarge(a, b, c, d, leastA)) {
      countA = take(a, b, c, d, panel, heaps, k, slackA, found, space, countA);
      leastA = load<f32>(heaps) - slackA;
    }
    if (anyLarge(e, f, g, h, leastB)) {
      countB = take(e, f, g, h, panel, heapB, k, slackB, foundB, space, countB);
      leastB = load<f32>(heapB) - slackB;
    }
  }
  return kept(found, space, countA, leastA) | kept(foundB, space, countB, leastB) << 16;
}

// @ts-ignore: decorator
@inline
function anyLarge(a: v128, b: v128, c: v128, d: v128, least: f32): bool {
  // Where rows are padded with NaN they come last, and the greater is then the first of two.
  const most = f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d));
  return v128.any_true(f32x4.ge(most, f32x4.splat(least)));
}

/** Lists the large ones of a panel of products, and lets them into the heap. */
function take(
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  panel: i32,
  heap: usize,
  k: i32,
  slack: f32,
  found: usize,
  space: usize,
  count: i32,
): i32 {
  let least = load<f32>(heap) - slack;
  const bound = f32x4.splat(least);
  let large = i32x4.bitmask(f32x4.ge(a, bound)) |
    i32x4.bitmask(f32x4.ge(b, bound)) << 4 |
    i32x4.bitmask(f32x4.ge(c, bound)) << 8 |
    i32x4.bitmask(f32x4.ge(d, bound)) << 12;
  // The products lie behind the list for a moment: it has room for one panel more.
  const list = found + space, scratch = list + (<usize>count << 2);
  v128.store(scratch, a);
  v128.store(scratch, b, 16);
  v128.store(scratch, c, 32);
  v128.store(scratch, d, 48);
  for (; large != 0; large &= large - 1) {
    const place = ctz(large), product = load<f32>(scratch + (<usize>place << 2));
    if (product < least) continue;
    store<i32>(found + (<usize>count << 2), panel * 16 + place);
    store<f32>(list + (<usize>count << 2), product);
    count++;
    if (product > load<f32>(heap)) {
      sink(heap, k, product);
      least = load<f32>(heap) - slack;
    }
  }
  return count;
}

/** Replaces the smallest number of a heap. */
function sink(heap: usize, k: i32, value: f32): void {
  let hole = 0;
  for (let child = 1; child < k; child = 2 * hole + 1) {
    let below = load<f32>(heap + (<usize>child << 2));
    if (child + 1 < k) {
      const right = load<f32>(heap + (<usize>child << 2), 4);
      if (right < below) {
        below = right;
        child++;
      }
    }
    if (below >= value) break;
    store<f32>(heap + (<usize>hole << 2), below);
    hole = child;
  }
  store<f32>(heap + (<usize>hole << 2), value);
}

/** Leaves out of a list what has turned out to be less than the least; returns what is left. */
function kept(found: usize, space: usize, count: i32, least: f32): i32 {
  let left = 0;
  for (let i = 0; i < count; i++) {
    if (load<f32>(found + space + (<usize>i << 2)) < least) continue;
    store<i32>(found + (<usize>left << 2), load<i32>(found + (<usize>i << 2)));
    left++;
  }
  return left;
}
