/** What trees answer, added up row by row. */

import { bytes } from "../wasm/trees.bytes.ts";
import { reusedWorkspace, room } from "../../wasm/workspace.ts";
import { NODE } from "./ground.ts";
import { leafOf, type Tree } from "./nodes.ts";

/** The compiled loop, documented in walk.as; arrays are passed by address. */
interface Loops {
  readonly addLeaves: (...numbers: number[]) => void;
}

/** Fewer rows are not worth laying out the trees, and more rows would take much memory. */
const FEW_ROWS = 16, MANY_ROWS = 10_000;

const workspaceOf = reusedWorkspace<Loops>(bytes);

/** Trees, and the rows whose leaves are asked for. */
export interface Asked {
  readonly trees: readonly Tree[];
  /** All cells, rounded to float32. */
  readonly cells: Float32Array;
  /** The numbers of the rows that a tree, by its number, is asked for; default all. */
  readonly rowsOf?: (tree: number) => Int32Array;
  /** Leaves compiled loops out; the sums are the same. */
  readonly plain?: boolean;
}

/** Adds the value of its leaf in each tree to each row's number, tree by tree. */
export function addLeafValues(numbers: Float64Array, { plain = false, ...asked }: Asked): void {
  const rows = numbers.length;
  const isWorth = rows >= FEW_ROWS && rows <= MANY_ROWS && !plain;
  if (!isWorth || !addTogether(numbers, asked)) addPlainly(numbers, asked);
}

/** Fills a list with the numbers of all rows. */
function countUp(rows: Int32Array): Int32Array {
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  return rows;
}

function addPlainly(numbers: Float64Array, { trees, cells, rowsOf }: Asked): void {
  const every = countUp(new Int32Array(numbers.length)), width = cells.length / numbers.length;
  for (let i = 0; i < trees.length; i++) {
    const { value } = trees[i];
    for (const row of rowsOf?.(i) ?? every) {
      numbers[row] += value[leafOf(trees[i], cells, row * width)];
    }
  }
}

/** The same by the compiled loop; returns whether there is one. */
function addTogether(numbers: Float64Array, { trees, cells, rowsOf }: Asked): boolean {
  const rows = numbers.length, width = cells.length / rows, most = mostNodes(trees);
  const size = room(4 * cells.length) + room(8 * rows) + room(4 * rows) + NODE * most;
  const workspace = workspaceOf(size);
  if (!workspace) return false;
  const { loops, float32, float64, int32 } = workspace;
  const nodes = float64(NODE / 8 * most), table = float32(cells.length);
  const list = countUp(int32(rows)), sums = float64(rows);
  const integers = new Int32Array(nodes.buffer, nodes.byteOffset, 2 * nodes.length);
  table.set(cells);
  sums.set(numbers);
  for (let i = 0; i < trees.length; i++) {
    layTree(trees[i], { nodes, integers });
    const asked = rowsOf?.(i);
    if (asked) list.set(asked);
    loops.addLeaves(
      nodes.byteOffset,
      table.byteOffset,
      4 * width,
      list.byteOffset,
      asked ? asked.length : rows,
      sums.byteOffset,
    );
  }
  numbers.set(sums);
  return true;
}

function mostNodes(trees: readonly Tree[]): number {
  let most = 0;
  for (const { feature } of trees) most = Math.max(most, feature.length);
  return most;
}

function layTree(
  { feature, threshold, left, right, value }: Tree,
  { nodes, integers }: { nodes: Float64Array; integers: Int32Array },
): void {
  for (let node = 0, at = 0; node < feature.length; node++, at += NODE / 8) {
    const isLeaf = feature[node] < 0;
    nodes[at] = threshold[node];
    nodes[at + 1] = value[node];
    integers[2 * at + 4] = isLeaf ? 0 : 4 * feature[node];
    integers[2 * at + 5] = NODE * (isLeaf ? node : left[node]);
    integers[2 * at + 6] = NODE * (isLeaf ? node : right[node]);
  }
}
