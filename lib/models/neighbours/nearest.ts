/** The nearest rows found so far: for each query a heap, with the farthest of them on top. */

/** The `k` nearest rows of each query: entries `query * k` to `query * k + k - 1`. */
export interface Nearest {
  readonly k: number;
  /** Row numbers of the searched matrix. */
  readonly rows: Int32Array;
  /** Squared Euclidean distances; infinite if there is no row yet. */
  readonly squares: Float64Array;
}

/** Nothing found yet. */
export function nothingNear(queries: number, k: number): Nearest {
  return {
    k,
    rows: new Int32Array(queries * k).fill(-1),
    squares: new Float64Array(queries * k).fill(Infinity),
  };
}

/** The limit for a new row: the squared distance of the farthest of the `k`. */
export function reach({ k, squares }: Nearest, query: number): number {
  return squares[query * k];
}

/**
 * Lets a row replace the farthest if it is nearer. Rows must come in ascending order, so that of
 * two at the same distance the first stays.
 */
export function keep(nearest: Nearest, query: number, row: number, square: number): void {
  if (square < reach(nearest, query)) sink(nearest, query, nearest.k, row, square);
}

/** Puts each query's rows in order, nearest first, and where distances tie in row order. */
export function sortNearest(nearest: Nearest): void {
  const { k, rows, squares } = nearest;
  for (let first = 0; first < rows.length; first += k) {
    for (let last = k - 1; last > 0; last--) {
      const row = rows[first + last], square = squares[first + last];
      rows[first + last] = rows[first];
      squares[first + last] = squares[first];
      sink(nearest, first / k, last, row, square);
    }
  }
}

/** Replaces the top of the heap and sifts the new row down. */
function sink(
  { k, rows, squares }: Nearest,
  query: number,
  size: number,
  row: number,
  square: number,
): void {
  const first = query * k;
  let hole = 0;
  for (let child = 1; child < size; child = 2 * hole + 1) {
    const left = first + child, right = left + 1;
    if (
      child + 1 < size && (squares[right] > squares[left] ||
        squares[right] === squares[left] && rows[right] > rows[left])
    ) child++;
    const below = first + child;
    if (squares[below] < square || squares[below] === square && rows[below] < row) break;
    squares[first + hole] = squares[below];
    rows[first + hole] = rows[below];
    hole = child;
  }
  squares[first + hole] = square;
  rows[first + hole] = row;
}
