/** The root of trees that learn from the same rows, one after the other, as in boosting. */

import type { CodedColumn } from "./columns.ts";
import { GAP, score, type Search } from "./grow-search.ts";

/** What stays the same about a coded column in the root, whatever the targets. */
export interface RootColumn {
  /** The root's rows by code, ascending within a code. */
  readonly rows: Int32Array;
  /** The codes that occur, ascending. */
  readonly codes: Uint8Array;
  /** Where the rows of each of `codes` end, and the weight up to there. */
  readonly ends: Int32Array;
  readonly weights: Float64Array;
}

/** Groups the rows of the root, which have been gathered, by the codes of a column. */
export function groupRoot(search: Search, column: CodedColumn): RootColumn {
  const { start, end, weights } = search, most = column.low.length;
  const rows = search.rows.subarray(start, end), grouped = new Int32Array(rows.length);
  const counts = new Int32Array(most), totals = new Float64Array(most);
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i]];
    counts[code]++;
    totals[code] += weights[rows[i]];
  }
  const codes = new Uint8Array(most), ends = new Int32Array(most), sums = new Float64Array(most);
  const places = new Int32Array(most);
  let present = 0;
  for (let code = 0, place = 0, weight = 0; code < most; code++) {
    places[code] = place;
    if (counts[code] === 0) continue;
    codes[present] = code;
    ends[present] = place += counts[code];
    sums[present++] = weight += totals[code];
  }
  for (let i = 0; i < rows.length; i++) grouped[places[column.codes[rows[i]]]++] = rows[i];
  return { rows: grouped, codes: codes.subarray(0, present), ends, weights: sums };
}

/** `searchCoded` in the root, to the last bit, where only the targets are new. */
export function searchRoot(
  search: Search,
  { low, high }: CodedColumn,
  { rows, codes, ends, weights }: RootColumn,
): boolean {
  const { sums, minLeaf } = search, last = codes.length - 1;
  let sum = 0;
  for (let place = 0, i = 0; place < last; place++) {
    const end = ends[place];
    let own = 0;
    for (; i < end; i++) own += sums[rows[i]];
    sum += own;
    if (end < minLeaf || rows.length - end < minLeaf) continue;
    const code = codes[place], next = codes[place + 1];
    if (low[next] <= Math.fround(high[code] + GAP)) continue;
    const found = score(search, weights[place], sum);
    if (found > search.bestScore) {
      search.bestScore = found;
      search.bestThreshold = high[code] / 2 + low[next] / 2;
      search.bestCut = code;
    }
  }
  return low[codes[last]] > Math.fround(low[codes[0]] + GAP);
}
