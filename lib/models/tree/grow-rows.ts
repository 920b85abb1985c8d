/** The rows of a growing tree, kept together node by node, sorted columns staying sorted. */

import type { SortedColumn, TreeColumn } from "./columns.ts";
import { GAP, type Search, searchSorted } from "./grow-search.ts";

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

/** A node's rows stand in one stretch of `rows`, and in the same one of each sorted column. */
export interface Arrangement {
  /** In ascending order within a node. */
  readonly rows: Int32Array;
  /** Begins a tree with the rows that have weight; returns how many. */
  begin(weights: Float64Array): number;
  /**
   * Searches a sorted column for a split better than the best so far. Returns false if the column
   * is constant in this node.
   */
  search(search: Search, column: number): boolean;
  /** Moves the rows that go left to the front of their stretch; returns the start of the others. */
  part(stretch: Stretch, parting: Parting): number;
}

/**
 * Rows arranged for growing trees on these columns, one tree at a time. Sorted columns are copied for
 * each tree; `once` uses the originals instead, for a single tree.
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

  function begin(weights: Float64Array): number {
    const sources = columns.filter((column) => column.kind === "sorted");
    sources.forEach((from, i) => copyWeighted(from, sorted[i], weights));
    let count = 0;
    for (let row = 0; row < n; row++) if (weights[row] > 0) rows[count++] = row;
    return count;
  }

  function search(search: Search, index: number): boolean {
    const column = working[index] as SortedColumn, { values } = column;
    const varies = values[search.end - 1] > Math.fround(values[search.start] + GAP);
    if (varies) searchSorted(search, column);
    return varies;
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

  return { rows, begin, search, part };
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
