/** The rows of a growing tree, moved and searched by compiled loops. */

import { bytes } from "../wasm/trees.bytes.ts";
import { openWorkspace, reusedWorkspace, room, type Workspace } from "../wasm/workspace.ts";
import type { CodedColumn, ColumnSource, TreeColumn } from "./columns.ts";
import { arrange, type Arrangement, type Parting, type Stretch, type Target } from "./grow-rows.ts";
import { GAP, type Search } from "./grow-search.ts";

/** trees.as documents each; arrays are passed by address. */
interface Loops {
  readonly begin: (...numbers: number[]) => number;
  readonly mark: (...numbers: number[]) => void;
  readonly part: (...numbers: number[]) => void;
  readonly gather: (...numbers: number[]) => void;
  readonly searchPair: (...numbers: number[]) => void;
  readonly scatter: (...numbers: number[]) => void;
}

/** Addresses have 32 bits. */
const MOST_BYTES = 2 ** 32 - 2 ** 16;

/** A column as a growing tree needs it beside an {@link Arrangement}, which holds sorted ones. */
export type SplitColumn = CodedColumn | { readonly kind: "sorted" };

/** An arrangement with the columns that it was made from. */
export interface Arranged {
  readonly columns: readonly SplitColumn[];
  readonly arrangement: Arrangement;
}

/**
 * Equal to `arrange`, to the last bit. `null` without a sorted column, where there is nothing to
 * gain, without vector instructions, and beyond their memory of 4 GB.
 */
export function arrangeWithVectors(columns: readonly TreeColumn[]): Arrangement | null {
  const count = columns.filter(({ kind }) => kind === "sorted").length;
  if (count === 0) return null;
  const [first] = columns, rows = (first.kind === "coded" ? first.codes : first.order).length;
  const size = bytesNeeded({ rows, count }, { once: false });
  const workspace = size <= MOST_BYTES ? openWorkspace<Loops>(bytes, size) : null;
  return workspace && arrangeIn(workspace, { rows, count, each: columns }, { once: false })
    .arrangement;
}

const workspaceOfOne = reusedWorkspace<Loops>(bytes);

/**
 * The same for a single tree, which must be grown before the next is begun: columns go straight to
 * where they are parted, and the memory is used again. If `null`, nothing was read from the source.
 */
export function arrangeOnceWithVectors(source: ColumnSource): Arranged | null {
  const size = bytesNeeded(source, { once: true });
  const workspace = size <= MOST_BYTES ? workspaceOfOne(size) : null;
  return workspace && arrangeIn(workspace, source, { once: true });
}

type Size = Pick<ColumnSource, "rows" | "count">;

function bytesNeeded({ rows, count }: Size, { once }: { once: boolean }): number {
  const lists = (once ? 1 : 2) * (count + 1);
  return (lists + count + 1) * room(4 * rows) + room(16 * rows) + room(rows) + 2 * room(8 * rows) +
    room(64);
}

/** At most `count` columns are sorted. */
function arrangeIn(
  workspace: Workspace<Loops>,
  { rows: n, count, each }: ColumnSource,
  { once }: { once: boolean },
): Arranged {
  const { loops } = workspace;
  /** The list of all rows comes first, then one per sorted column. */
  const length = room(4 * n), size = (count + 1) * length;
  const originals = workspace.int32(size / 4);
  const working = once ? originals : workspace.int32(size / 4);
  const pairs = workspace.float64(2 * n), marks = workspace.uint8(n);
  const aside = workspace.int32(n), found = workspace.float64(8);
  const inOrder = new Float32Array(aside.buffer, aside.byteOffset, n);
  const nodeWeights = workspace.float64(n), nodeSums = workspace.float64(n);
  const rows = working.subarray(0, n);
  const columns: SplitColumn[] = [];
  /** By column, where its list starts among the row numbers, and its values by row. */
  const starts: number[] = [], valuesOf: Float32Array[] = [];
  let listCount = 1;
  for (let row = 0; row < n; row++) originals[row] = row;
  for (const column of each) {
    const index = columns.length;
    if (column.kind === "coded") {
      columns.push(column);
      continue;
    }
    columns.push({ kind: "sorted" });
    starts[index] = listCount++ * length / 4;
    valuesOf[index] = workspace.float32(n);
    originals.set(column.order, starts[index]);
    inOrder.set(column.values);
    loops.scatter(
      originals.byteOffset + 4 * starts[index],
      inOrder.byteOffset,
      n,
      valuesOf[index].byteOffset,
    );
  }
  if (listCount === 1) {
    return { columns, arrangement: arrange(columns as CodedColumn[], { once }) };
  }
  const allSorted = listCount === columns.length + 1;
  /** Where the node's sorted rows are: a root without rows left out is not copied. */
  let lists = working;
  const valueAt = (column: number, place: number): number =>
    valuesOf[column][lists[starts[column] + place]];
  const addressOf = (column: number, start: number): number =>
    lists.byteOffset + 4 * (starts[column] + start);

  let known: Float64Array | undefined, unit = false, every = false, largest = 0;

  function begin({ weights, sums }: Target): number {
    if (weights !== known) {
      unit = weights.every((weight) => weight === 1);
      every = unit || weights.every((weight) => weight > 0);
      known = weights;
    }
    if (unit) {
      pairs.set(sums);
      largest = 0;
      for (let row = 0; row < n; row++) {
        const size = Math.abs(sums[row]);
        if (size > largest) largest = size;
      }
    } else {
      for (let row = 0; row < n; row++) {
        pairs[2 * row] = sums[row];
        pairs[2 * row + 1] = weights[row];
      }
    }
    lists = every ? originals : working;
    if (every) rows.set(originals.subarray(0, n));
    if (every) return n;
    const from = originals.byteOffset, to = working.byteOffset;
    return loops.begin(from, to, listCount, length, n, pairs.byteOffset);
  }

  function gather(search: Search): void {
    const count = search.end - search.start;
    loops.gather(
      working.byteOffset + 4 * search.start,
      count,
      pairs.byteOffset,
      unit ? 1 : 0,
      allSorted ? 0 : nodeWeights.byteOffset,
      nodeSums.byteOffset,
      found.byteOffset,
    );
    search.weight = found[0];
    search.sum = found[1];
    search.squares = found[2];
    if (allSorted) return;
    search.nodeWeights.set(nodeWeights.subarray(0, count));
    search.nodeSums.set(nodeSums.subarray(0, count));
  }

  function varies(column: number, { start, end }: Stretch): boolean {
    return valueAt(column, end - 1) > Math.fround(valueAt(column, start) + GAP);
  }

  function search(search: Search, [first, second]: readonly [number, number]): number {
    const { start, end } = search, best = search.bestScore;
    loops.searchPair(
      addressOf(first, start),
      addressOf(second, start),
      valuesOf[first].byteOffset,
      valuesOf[second].byteOffset,
      end - start,
      search.minLeaf,
      pairs.byteOffset,
      unit ? 1 : 0,
      search.weight,
      search.sum,
      search.gini ? 1 : 0,
      best,
      largest,
      found.byteOffset,
    );
    const scoreA = found[0], cutA = found[1], scoreB = found[2], cutB = found[3];
    if (cutA === 0 && cutB === 0) return -1;
    const isFirst = cutA > 0 && !(scoreB > scoreA), column = isFirst ? first : second;
    search.bestScore = isFirst ? scoreA : scoreB;
    search.bestCut = isFirst ? cutA : cutB;
    const place = start + search.bestCut;
    search.bestThreshold = valueAt(column, place - 1) / 2 + valueAt(column, place) / 2;
    return column;
  }

  function part({ start, end }: Stretch, { column: index, cut, rowsOnly }: Parting): number {
    const column = columns[index], size = end - start;
    let middle = start;
    if (column.kind === "coded") {
      for (let i = start; i < end; i++) {
        const isLeft = column.codes[rows[i]] <= cut;
        marks[rows[i]] = isLeft ? 4 : 0;
        if (isLeft) middle++;
      }
    } else {
      loops.mark(addressOf(index, start), size, cut, marks.byteOffset);
      middle += cut;
    }
    loops.part(
      lists.byteOffset + 4 * start,
      working.byteOffset + 4 * start,
      rowsOnly ? 1 : listCount,
      length,
      size,
      middle - start,
      marks.byteOffset,
      aside.byteOffset,
    );
    lists = working;
    return middle;
  }

  return { columns, arrangement: { rows, begin, gather, varies, search, part } };
}
