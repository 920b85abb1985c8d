/**
 * Finds the rows of a matrix that are nearest to queries: AssemblyScript, compiled by
 * lib/tasks/wasm.ts.
 *
 * A conservative scan in single precision comes first, and only rows it passes are measured in
 * double precision, as `squaredLength` of rows.ts does, to the last bit. For the quick scan, rows
 * and queries are centred and shrunk (see sift.ts); the rows lie in panels of 8, first minus half
 * of their squared lengths, then column by column, so that two vectors of four numbers hold one
 * column. Four queries are asked at a time, so that what is loaded of a panel is used four times.
 */

/** Rows of a panel. */
const PANEL = 8;
/** Queries that are asked at a time. */
const QUAD = 4;
/** So many rows stay in the processor's cache while all queries pass. */
const STRETCH = 1024;
/** Bytes of the products of a query with a stretch. */
const PRODUCTS: usize = 4 * STRETCH;

/** Up to so many nearest are kept in order; beyond, as heaps, which grow more slowly. */
const FEW = 128;

/** Adds rows to the sums of their columns. */
export function addRows(rows: usize, count: i32, columns: i32, sums: usize): void {
  for (let row = 0; row < count; row++) {
    for (let j = 0; j < columns; j++, rows += 8) {
      const sum = sums + (<usize>j << 3);
      store<f64>(sum, load<f64>(sum) + load<f64>(rows));
    }
  }
}

/** The largest squared distance of rows from a middle, or `most` if that is larger. */
export function farthest(rows: usize, count: i32, columns: i32, middle: usize, most: f64): f64 {
  const size = <usize>columns << 3;
  for (let row = 0; row < count; row++, rows += size) {
    most = max(most, squaredLength(rows, middle, size));
  }
  return most;
}

/** Sums squares in order: those of JavaScript are the same. */
function squaredLength(a: usize, b: usize, size: usize): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < size; at += 8) {
    const difference = load<f64>(a + at) - load<f64>(b + at);
    sum += difference * difference;
  }
  return sum;
}

/** Centres and shrinks a row into every `step`-th byte from `to`; returns the square of its length. */
function frame(row: usize, columns: i32, middle: usize, longest: f64, to: usize, step: usize): f64 {
  let square: f64 = 0;
  for (let j = 0; j < columns; j++, row += 8, middle += 8, to += step) {
    const cell = (load<f64>(row) - load<f64>(middle)) / longest;
    square += cell * cell;
    store<f32>(to, <f32>cell);
  }
  return square;
}

/** Lays rows out in panels. The last is padded with NaN, which compares as false. */
export function layRows(
  rows: usize,
  count: i32,
  columns: i32,
  middle: usize,
  longest: f64,
  panels: usize,
): void {
  const size = <usize>(columns + 1) * 4 * PANEL;
  for (let row = 0; row < count; row++, rows += <usize>columns << 3) {
    const panel = panels + <usize>(row / PANEL) * size + (<usize>(row % PANEL) << 2);
    store<f32>(panel, <f32>(-frame(rows, columns, middle, longest, panel + 32, 32) / 2));
  }
  for (let row = count; row % PANEL != 0; row++) {
    store<f32>(panels + <usize>(row / PANEL) * size + (<usize>(row % PANEL) << 2), f32.NaN);
  }
}

/** A squared length of a query, in lengths of the longest row. */
const FAR: f64 = 1e30;

/**
 * Lays queries out by fours, of each column the cells of all four side by side, and after the
 * columns what a product of each may lack, then half of the square of its length. A product may lack
 * twice the rounding error of one of at most `columns` + 4 operations, and of its bound, doubled to
 * be safe. All terms together are below (|q| + 1)² in size.
 */
export function layQueries(
  queries: usize,
  count: i32,
  columns: i32,
  middle: usize,
  longest: f64,
  quads: usize,
): void {
  const size = <usize>(columns + 2) * 4 * QUAD;
  for (let query = 0; query < count; query++, queries += <usize>columns << 3) {
    const cell = quads + <usize>(query / QUAD) * size + (<usize>(query % QUAD) << 2);
    const slack = cell + (<usize>columns << 4);
    const square = frame(queries, columns, middle, longest, cell, 16), length = sqrt(square) + 1;
    if (square < FAR) {
      store<f32>(slack, <f32>(4 * <f64>(columns + 6) * f32.EPSILON / 2 * length * length));
      store<f32>(slack, <f32>(square / 2), 16);
      continue;
    }
    // Too far for single precision: all products are those of the middle, and nothing is left out.
    for (let at = cell; at < slack; at += 16) store<f32>(at, 0);
    store<f32>(slack, f32.POSITIVE_INFINITY);
    store<f32>(slack, 0, 16);
  }
}

/** Empties the lists of so many queries, before the first search. */
export function clear(asked: i32, k: i32, nearest: usize, squares: usize): void {
  for (const end = squares + (<usize>(asked * k) << 3); squares < end; squares += 8, nearest += 4) {
    store<f64>(squares, f64.POSITIVE_INFINITY);
    store<i32>(nearest, -1);
  }
}

/**
 * Lets rows among the nearest of queries.
 *
 * @param rows Where the rows are, in double precision,
 * @param panels and in panels.
 * @param count How many rows.
 * @param before How many rows were looked at before: their numbers go on from there.
 * @param columns Columns of the matrix, numbers of a query.
 * @param longest By how much the rows in panels were shrunk.
 * @param queries Where the queries are, in double precision,
 * @param quads and by fours.
 * @param asked How many queries.
 * @param k How many nearest.
 * @param nearest Where each query has a list of its `k` nearest rows so far: nearest first if they
 * are few, else as a heap with the farthest on top,
 * @param squares and their squared distances, infinite where there are fewer.
 * @param products Room for the products of four queries with a stretch,
 * @param groups and for the largest of groups of them.
 * @returns How many distances were measured.
 */
export function search(
  rows: usize,
  panels: usize,
  count: i32,
  before: i32,
  columns: i32,
  longest: f64,
  queries: usize,
  quads: usize,
  asked: i32,
  k: i32,
  nearest: usize,
  squares: usize,
  products: usize,
  groups: usize,
): i32 {
  const cells = <usize>(columns + 1), size = <usize>columns << 3, list = <usize>k << 2;
  const scale = 0.5 / (longest * longest);
  let measured = 0;
  for (let from = 0; from < count; from += STRETCH) {
    const few = (min(STRETCH, count - from) + PANEL - 1) / PANEL;
    const stretch = panels + <usize>from * cells * 4;
    for (let four = 0; four < asked; four += QUAD) {
      const first = <usize>four;
      const quad = quads + first * (cells + 1) * 4, slacks = quad + (<usize>columns << 4);
      multiply(stretch, few, columns, quad, products);
      for (let i: usize = 0; i < <usize>min(QUAD, asked - four); i++) {
        const query = first + i;
        measured += take(
          products + i * PRODUCTS,
          few,
          slacks + (i << 2),
          scale,
          rows + <usize>from * size,
          queries + query * size,
          size,
          before + from,
          k,
          nearest + query * list,
          squares + 2 * query * list,
          groups,
        );
      }
    }
  }
  return measured;
}

/**
 * Multiplies four queries with the rows of panels. Products are rounded once or twice as the
 * processor likes it: the slack of a query covers both.
 *
 * Called by itself, so that it is compiled well while a search still goes on.
 */
export function multiply(
  panels: usize,
  count: i32,
  columns: i32,
  quad: usize,
  products: usize,
): void {
  const end = quad + (<usize>columns << 4);
  for (let panel = 0; panel < count; panel++, products += 4 * PANEL) {
    let a = v128.load(panels), e = v128.load(panels, 16);
    let b = a, c = a, d = a, f = e, g = e, h = e;
    panels += 32;
    for (let cell = quad; cell < end; cell += 16) {
      const q = v128.load(cell), p = v128.load(panels), r = v128.load(panels, 16);
      const w = v128.shuffle<f32>(q, q, 0, 0, 0, 0), x = v128.shuffle<f32>(q, q, 1, 1, 1, 1);
      a = f32x4.relaxed_madd(w, p, a);
      e = f32x4.relaxed_madd(w, r, e);
      b = f32x4.relaxed_madd(x, p, b);
      f = f32x4.relaxed_madd(x, r, f);
      const y = v128.shuffle<f32>(q, q, 2, 2, 2, 2), z = v128.shuffle<f32>(q, q, 3, 3, 3, 3);
      c = f32x4.relaxed_madd(y, p, c);
      g = f32x4.relaxed_madd(y, r, g);
      d = f32x4.relaxed_madd(z, p, d);
      h = f32x4.relaxed_madd(z, r, h);
      panels += 32;
    }
    v128.store(products, a);
    v128.store(products, e, 16);
    v128.store(products, b, PRODUCTS);
    v128.store(products, f, PRODUCTS + 16);
    v128.store(products, c, 2 * PRODUCTS);
    v128.store(products, g, 2 * PRODUCTS + 16);
    v128.store(products, d, 3 * PRODUCTS);
    v128.store(products, h, 3 * PRODUCTS + 16);
  }
}

/**
 * Measures the rows of a stretch whose products do not rule them out, and lets them among the
 * nearest of one query. A product is half of |q|² minus that of the squared distance: what is larger
 * than the `k`-th nearest by more than the slack cannot be among them.
 */
export function take(
  products: usize,
  panels: i32,
  slacks: usize,
  scale: f64,
  rows: usize,
  query: usize,
  size: usize,
  before: i32,
  k: i32,
  nearest: usize,
  squares: usize,
  groups: usize,
): i32 {
  const limit = k > FEW ? squares : squares + (<usize>(k - 1) << 3);
  const slack = load<f32>(slacks), half = <f64>load<f32>(slacks, 16);
  let farthest = load<f64>(limit), measured = 0;
  let least = <f32>(half - farthest * scale) - slack;
  if (farthest == Infinity) least = reachedBy(products, panels, k, groups) - slack;
  let bound = f32x4.splat(least);
  for (let row = 0; row < panels * PANEL; row += PANEL) {
    const panel = products + (<usize>row << 2), a = v128.load(panel), b = v128.load(panel, 16);
    // Where rows are padded with NaN they come last, and the greater is then the first of two.
    if (!v128.any_true(f32x4.ge(f32x4.pmax(a, b), bound))) continue;
    let large = i32x4.bitmask(f32x4.ge(a, bound)) | i32x4.bitmask(f32x4.ge(b, bound)) << 4;
    for (; large != 0; large &= large - 1) {
      const place = row + ctz(large);
      if (load<f32>(products + (<usize>place << 2)) < least) continue;
      const square = squaredLength(rows + <usize>place * size, query, size);
      measured++;
      if (!(square < farthest)) continue;
      if (k > FEW) sink(nearest, squares, k, before + place, square);
      else insert(nearest, squares, k, before + place, square);
      farthest = load<f64>(limit);
      least = max(least, <f32>(half - farthest * scale) - slack);
    }
    bound = f32x4.splat(least);
  }
  return measured;
}

/**
 * A number that at least `k` products reach, or all if there are fewer, and not many more. Where
 * there are many, the largest of each of 4 `k` groups are looked at.
 *
 * @param groups Room for the largest of each group.
 */
function reachedBy(products: usize, panels: i32, k: i32, groups: usize): f32 {
  const end = products + <usize>(4 * panels * PANEL), size = <usize>k << 4;
  let first = products, last = end;
  // The last panel, which is padded, is not to be the first of a group.
  if (products + 2 * size + 4 * PANEL <= end) {
    memory.copy(groups, products, size);
    for (let from = products + size, to: usize = 0; from < end; from += 16) {
      v128.store(groups + to, f32x4.pmax(v128.load(groups + to), v128.load(from)));
      to += 16;
      if (to == size) to = 0;
    }
    first = groups;
    last = groups + size;
  }
  let low = f32.POSITIVE_INFINITY, high = -f32.POSITIVE_INFINITY;
  for (let at = first; at < last; at += 4) {
    const product = load<f32>(at);
    // Not by min() and max(), for which the padding would be both.
    if (product < low) low = product;
    if (product > high) high = product;
  }
  for (let halving = 0; halving < 10; halving++) {
    const middle = (low + high) / 2, bound = f32x4.splat(middle);
    let count = 0;
    for (let at = first; at < last; at += 16) {
      count += popcnt(i32x4.bitmask(f32x4.ge(v128.load(at), bound)));
    }
    if (count == k) return middle;
    if (count < k) high = middle;
    else low = middle;
  }
  return low;
}

/** Replaces the last of a list, nearest first; of two at the same distance the first stays so. */
function insert(rows: usize, squares: usize, k: i32, row: i32, square: f64): void {
  let at = squares + (<usize>(k - 1) << 3), rowAt = rows + (<usize>(k - 1) << 2);
  for (; at > squares; at -= 8, rowAt -= 4) {
    const before = load<f64>(at - 8);
    if (before <= square) break;
    store<f64>(at, before);
    store<i32>(rowAt, load<i32>(rowAt - 4));
  }
  store<f64>(at, square);
  store<i32>(rowAt, row);
}

/** Replaces the top of a heap of rows and sifts the new row down, as nearest.ts does. */
function sink(rows: usize, squares: usize, size: i32, row: i32, square: f64): void {
  let hole = 0;
  for (let child = 1; child < size; child = 2 * hole + 1) {
    let below = load<f64>(squares + (<usize>child << 3));
    let rowBelow = load<i32>(rows + (<usize>child << 2));
    if (child + 1 < size) {
      const right = load<f64>(squares + (<usize>child << 3), 8);
      const rowRight = load<i32>(rows + (<usize>child << 2), 4);
      if (right > below || right == below && rowRight > rowBelow) {
        below = right;
        rowBelow = rowRight;
        child++;
      }
    }
    if (below < square || below == square && rowBelow < row) break;
    store<f64>(squares + (<usize>hole << 3), below);
    store<i32>(rows + (<usize>hole << 2), rowBelow);
    hole = child;
  }
  store<f64>(squares + (<usize>hole << 3), square);
  store<i32>(rows + (<usize>hole << 2), row);
}

/** Puts the nearest rows of so many queries in order, nearest first, where they are heaps. */
export function sortNearest(count: i32, k: i32, rows: usize, squares: usize): void {
  if (k <= FEW) return;
  for (let i = 0; i < count; i++, rows += <usize>k << 2, squares += <usize>k << 3) {
    for (let last = k - 1; last > 0; last--) {
      const row = rows + (<usize>last << 2), square = squares + (<usize>last << 3);
      const rowOfLast = load<i32>(row), squareOfLast = load<f64>(square);
      store<i32>(row, load<i32>(rows));
      store<f64>(square, load<f64>(squares));
      sink(rows, squares, last, rowOfLast, squareOfLast);
    }
  }
}
