/** The best place to split a node on one column. */

import { type CodedColumn, MAX_CODES, type SortedColumn } from "./columns.ts";

/** One node's rows and the best split found for it so far: the input and output of a search. */
export interface Search {
  /** The Gini index, for targets of 0 and 1, rather than squared distances to the mean. */
  readonly gini: boolean;
  /** Minimum rows on either side. */
  readonly minLeaf: number;
  /** Weight of each row of the matrix, and weight times target. */
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  /** The node's rows are `rows[start]` to `rows[end - 1]`. */
  readonly rows: Int32Array;
  start: number;
  end: number;
  /** Weight and sum of each row from position 0, and their totals. */
  readonly nodeWeights: Float64Array;
  readonly nodeSums: Float64Array;
  weight: number;
  sum: number;
  /** Total of each row's squared sum over its weight. */
  squares: number;
  /** All 0 between searches: count, weight and sum of each code, and a bit for each. */
  readonly histogram: Float64Array;
  readonly flags: Int32Array;
  /** Buffer for codes. */
  readonly codes: Uint8Array;

  bestScore: number;
  /** Values up to this go left. */
  bestThreshold: number;
  /** The largest code that goes left, or in a sorted column the number of rows that go left. */
  bestCut: number;
}

/** Values closer than this, in float32, count as equal: scikit-learn's rule. */
export const GAP = Math.fround(1e-7);

/** The part of a {@link Search} that is the same for every tree. */
export function searchRoom(
  rows: number,
): Pick<Search, "nodeWeights" | "nodeSums" | "histogram" | "flags" | "codes"> {
  return {
    nodeWeights: new Float64Array(rows),
    nodeSums: new Float64Array(rows),
    histogram: new Float64Array(3 * MAX_CODES),
    flags: new Int32Array(MAX_CODES / 32),
    codes: new Uint8Array(MAX_CODES),
  };
}

/** Gathers weights and sums of the node, and their totals. */
export function gather(search: Search): void {
  const { rows, start, end, weights, sums, nodeWeights, nodeSums } = search;
  let weight = 0, sum = 0, squares = 0;
  for (let i = start; i < end; i++) {
    const row = rows[i], own = weights[row], some = sums[row];
    weight += nodeWeights[i - start] = own;
    sum += nodeSums[i - start] = some;
    squares += some * some / own;
  }
  search.weight = weight;
  search.sum = sum;
  search.squares = squares;
}

/** The Gini index of a node, or the variance of its targets. */
export function impurity({ gini, weight, sum, squares }: Search): number {
  return gini ? giniIndex(weight, sum) : squares / weight - (sum / weight) ** 2;
}

/** 1 minus the sum of the squared shares of both classes; `sum` is the weight of the diseased. */
export function giniIndex(weight: number, sum: number): number {
  const rest = weight - sum;
  return 1 - (rest * rest + sum * sum) / (weight * weight);
}

/**
 * Higher for a better split, of which `weight` and `sum` go left. The operations and their order
 * are scikit-learn's: splits that are equally good in exact arithmetic can differ in the last bit,
 * and then that bit decides.
 */
export function score(search: Search, weight: number, sum: number): number {
  const otherWeight = search.weight - weight, otherSum = search.sum - sum;
  return search.gini
    ? -otherWeight * giniIndex(otherWeight, otherSum) - weight * giniIndex(weight, sum)
    : sum * sum / weight + otherSum * otherSum / otherWeight;
}

/**
 * Searches a coded column for a split better than the best so far; of equally good ones the lowest
 * wins. Returns false if the column is constant in this node.
 */
export function searchCoded(search: Search, column: CodedColumn): boolean {
  const present = fillHistogram(search, column);
  const { codes, histogram, minLeaf } = search;
  const { low, high } = column;
  const rows = search.end - search.start;

  let count = 0, weight = 0, sum = 0;
  for (let i = 0; i < present; i++) {
    const code = codes[i], next = codes[i + 1];
    count += histogram[3 * code];
    weight += histogram[3 * code + 1];
    sum += histogram[3 * code + 2];
    histogram[3 * code] = histogram[3 * code + 1] = histogram[3 * code + 2] = 0;
    if (count < minLeaf || rows - count < minLeaf) continue;
    if (low[next] <= Math.fround(high[code] + GAP)) continue;
    const found = score(search, weight, sum);
    if (found > search.bestScore) {
      search.bestScore = found;
      search.bestThreshold = high[code] / 2 + low[next] / 2;
      search.bestCut = code;
    }
  }
  return low[codes[present - 1]] > Math.fround(low[codes[0]] + GAP);
}

/**
 * Counts and sums the node's rows by code, and lists the codes that occur, in order; returns their
 * number. The list keeps small nodes from paying for all 256 codes.
 */
function fillHistogram(search: Search, column: CodedColumn): number {
  const { codes, flags, histogram, rows, start, end, nodeWeights, nodeSums } = search;
  for (let i = start; i < end; i++) {
    const code = column.codes[rows[i]];
    flags[code >> 5] |= 0x80000000 >>> (code & 31);
    histogram[3 * code]++;
    histogram[3 * code + 1] += nodeWeights[i - start];
    histogram[3 * code + 2] += nodeSums[i - start];
  }
  let present = 0;
  for (let group = 0; group < flags.length; group++) {
    for (let left = flags[group]; left !== 0;) {
      const first = Math.clz32(left);
      left &= ~(0x80000000 >>> first);
      codes[present++] = 32 * group + first;
    }
    flags[group] = 0;
  }
  return present;
}

/** The same search on a sorted column, which varies in this node. */
export function searchSorted(search: Search, { order, values }: SortedColumn): void {
  const { start, end, minLeaf, weights, sums } = search;
  let weight = 0, sum = 0, value = values[start];
  for (let next = start + 1; next <= end - minLeaf; next++) {
    const row = order[next - 1], below = value;
    value = values[next];
    weight += weights[row];
    sum += sums[row];
    if (next - start < minLeaf || value <= Math.fround(below + GAP)) continue;
    const found = score(search, weight, sum);
    if (found > search.bestScore) {
      search.bestScore = found;
      search.bestThreshold = below / 2 + value / 2;
      search.bestCut = next - start;
    }
  }
}
