/**
 * Rows sorted into boxes, each cut along its widest coordinate. Rows are first rotated onto their
 * principal axes, so the first few coordinates account for most of a distance.
 */
import type { Matrix } from "../../types.ts";
import { principalAxes } from "./principal-axes.ts";

const ROWS_IN_LEAF = 48;
/** Coordinates that a search sums at once before it can reject a row. */
export const FIRST = 8;

/** Rows sorted into boxes. */
export interface NearestTree {
  readonly rows: number;
  readonly columns: number;
  readonly axes: Float64Array;
  /** Coordinates along the axes in the order of the tree, `width` per row, padded with zeros. */
  readonly points: Float64Array;
  readonly width: number;
  /** Row numbers in the order of the tree. */
  readonly order: Int32Array;
  /**
   * One entry per box: its first and last place, its split coordinate (-1 for none) and split
   * value.
   */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly coordinate: Int32Array;
  readonly cut: Float64Array;
  /** The lower half is the next box; this is the upper one. */
  readonly upper: Int32Array;
}

/** The rows rotated onto the axes, padded with zeros to the tree's width. */
export function turnRows({ values, rows, columns }: Matrix, axes: Float64Array): Float64Array {
  const width = widthOf(columns);
  const turned = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < columns; a++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += values[i * columns + j] * axes[a * columns + j];
      turned[i * width + a] = sum;
    }
  }
  return turned;
}

function widthOf(columns: number): number {
  return Math.max(FIRST, 4 * Math.ceil(columns / 4));
}

/** Sorts the rows into boxes of at most 48. The caller has checked that all cells are finite. */
export function plantTree(X: Matrix): NearestTree {
  const { rows, columns } = X;
  const axes = principalAxes(X);
  const width = widthOf(columns);
  const turned = turnRows(X, axes);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const tree = { from: [], to: [], coordinate: [], cut: [], upper: [] } as Record<
    "from" | "to" | "coordinate" | "cut" | "upper",
    number[]
  >;

  /**
   * The coordinate, of the first few, with the largest variance: unlike the range, it is not
   * decided by a single outlier.
   */
  function widest(from: number, to: number): number {
    let best = 0, largest = -1;
    for (let a = 0; a < Math.min(columns, FIRST); a++) {
      let sum = 0, squares = 0;
      for (let i = from; i < to; i++) {
        const value = turned[order[i] * width + a];
        sum += value;
        squares += value * value;
      }
      const variance = squares - sum * sum / (to - from);
      if (variance > largest) [best, largest] = [a, variance];
    }
    return best;
  }

  /**
   * Quickselect: puts the median in the middle, nothing larger before it, nothing smaller after it.
   */
  function select(from: number, to: number, middle: number, a: number): void {
    let low = from, high = to - 1;
    while (low < high) {
      const pivot = turned[order[(low + high) >> 1] * width + a];
      let up = low, down = high;
      while (up <= down) {
        while (turned[order[up] * width + a] < pivot) up++;
        while (turned[order[down] * width + a] > pivot) down--;
        if (up > down) break;
        const kept = order[up];
        order[up++] = order[down];
        order[down--] = kept;
      }
      if (middle <= down) high = down;
      else if (middle >= up) low = up;
      else return;
    }
  }

  function part(from: number, to: number): void {
    const box = tree.from.length;
    tree.from.push(from);
    tree.to.push(to);
    tree.coordinate.push(-1);
    tree.cut.push(0);
    tree.upper.push(-1);
    if (to - from <= ROWS_IN_LEAF) return;
    const a = widest(from, to);
    const middle = (from + to) >> 1;
    select(from, to, middle, a);
    tree.coordinate[box] = a;
    tree.cut[box] = turned[order[middle] * width + a];
    part(from, middle);
    tree.upper[box] = tree.from.length;
    part(middle, to);
  }

  part(0, rows);
  const points = new Float64Array(rows * width);
  order.forEach((row, place) => {
    points.set(turned.subarray(row * width, (row + 1) * width), place * width);
  });
  return {
    rows,
    columns,
    axes,
    points,
    width,
    order,
    from: Int32Array.from(tree.from),
    to: Int32Array.from(tree.to),
    coordinate: Int32Array.from(tree.coordinate),
    cut: Float64Array.from(tree.cut),
    upper: Int32Array.from(tree.upper),
  };
}
