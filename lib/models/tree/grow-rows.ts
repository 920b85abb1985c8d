/** The rows of a growing tree, kept together node by node, sorted columns staying sorted. */

import type { SortedColumn, TreeColumn } from "./columns.ts";
import { GAP, gather, type Search, searchSorted } from "./grow-search.ts";

/** Positions from `start` up to, but not including, `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A node's split: the number of the column, and the `cut` from the search. */
export interface Parting {
  readonly column: number;
  /** The largest code that goes left, or in a sorted column the number of rows that go left. */
  readonly cut: number;
  /** True if no child will be split, so sorted columns need no update. */
  readonly rowsOnly: boolean;
}

/** Row weights, and weight times target. */
export interface Target {
  readonly weights: Float64Array;
  readonly sums: Float64Array;
}

/** A node's rows stand in one stretch of `rows`, and in the same one of each sorted column. */
export interface Arrangement {
  /** In ascending order within a node. */
  readonly rows: Int32Array;
  /** Begins a tree with the rows that have weight; returns how many. */
  begin(target: Target): number;
  /** Takes weights and sums of the node's rows, and their totals. */
  gather(search: Search): void;
  /** Whether a sorted column is more than one value in this stretch. */
  varies(column: number, stretch: Stretch): boolean;
  /**
   * Searches two sorted columns that vary for a split better than the best so far, the first
   * before the second, which may be the same. Returns the column of the best, or -1.
   */
  search(search: Search, columns: readonly [number, number]): number;
  /** Moves the rows that go left to the front of their stretch; returns the start of the others. */
  part(stretch: Stretch, parting: Parting): number;
}

/**
 * Rows arranged for growing trees on these columns, one tree at a time, in plain TypeScript. Sorted columns are copied
 * for each tree; `once` uses the originals instead, for a single tree.
 */
export function arrange(columns: readonly TreeColumn[], { once }: { once: boolean }): Arrangement {
  const [first] = columns;
  const n = first.kind === "coded" ? first.codes.length : first.order.length;
  const rows = new Int32Array(n), aside = new Int32Array(n), valuesAside = new Float32Array(n);
  /** 0 for a row that goes left, 1 for one that goes right. */
  const sides = new Uint8Array(n);
  const working = once
    ? columns
    : columns.map((column): TreeColumn =>
      column.kind === "coded" ? column : {
        kind: "sorted",
        order: new Int32Array(n),
        values: new Float32Array(n),
      }
    );
  const sorted = working.filter((column) => column.kind === "sorted");

  function begin({ weights }: Target): number {
    const sources = columns.filter((column) => column.kind === "sorted");
    sources.forEach((from, i) => copyWeighted(from, sorted[i], weights));
    let count = 0;
    for (let row = 0; row < n; row++) if (weights[row] > 0) rows[count++] = row;
    return count;
  }

  function varies(index: number, { start, end }: Stretch): boolean {
    const { values } = working[index] as SortedColumn;
    return values[end - 1] > Math.fround(values[start] + GAP);
  }

  function search(search: Search, columns: readonly [number, number]): number {
    let best = -1;
    for (const index of columns) {
      const before = search.bestScore;
      searchSorted(search, working[index] as SortedColumn);
      if (search.bestScore > before) best = index;
    }
    return best;
  }

  function mark({ start, end }: Stretch, { column: index, cut }: Parting): void {
    const column = working[index];
    if (column.kind === "coded") {
      for (let i = start; i < end; i++) sides[rows[i]] = column.codes[rows[i]] <= cut ? 0 : 1;
    } else {
      for (let i = start; i < end; i++) sides[column.order[i]] = i < start + cut ? 0 : 1;
    }
  }

  function partRows({ start, end }: Stretch): number {
    let left = start, right = 0;
    // Writes both places and keeps one: a branch here would be mispredicted half the time.
    for (let i = start; i < end; i++) {
      const row = rows[i], isLeft = 1 - sides[row];
      rows[left] = row;
      aside[right] = row;
      left += isLeft;
      right += 1 - isLeft;
    }
    for (let i = 0; i < right; i++) rows[left + i] = aside[i];
    return left;
  }

  function partSorted({ order, values }: SortedColumn, { start, end }: Stretch): void {
    let left = start, right = 0;
    for (let i = start; i < end; i++) {
      const row = order[i], value = values[i], isLeft = 1 - sides[row];
      order[left] = row;
      values[left] = value;
      aside[right] = row;
      valuesAside[right] = value;
      left += isLeft;
      right += 1 - isLeft;
    }
    for (let i = 0; i < right; i++) {
      order[left + i] = aside[i];
      values[left + i] = valuesAside[i];
    }
  }

  function part(stretch: Stretch, parting: Parting): number {
    mark(stretch, parting);
    if (!parting.rowsOnly) {
      for (const column of sorted) {
        if (column !== working[parting.column]) partSorted(column, stretch);
      }
    }
    return partRows(stretch);
  }

  return { rows, begin, gather, varies, search, part };
}

function copyWeighted(from: SortedColumn, to: SortedColumn, weights: Float64Array): void {
  let count = 0;
  for (let i = 0; i < from.order.length; i++) {
    const row = from.order[i];
    if (weights[row] === 0) continue;
    to.order[count] = row;
    to.values[count++] = from.values[i];
  }
}
