/** What trees answer, added up row by row. */

import { bytes } from "../wasm/trees.bytes.ts";
import { reusedWorkspace, room } from "../../wasm/workspace.ts";
import { leafOf, type Tree } from "./nodes.ts";

/** The compiled loop, documented in walk.as; arrays are passed by address. */
interface Loops {
  readonly addLeaves: (...numbers: number[]) => void;
}

/** Fewer rows are not worth laying out the trees, and more rows would take much memory. */
const FEW_ROWS = 16, MANY_ROWS = 10_000;
/** The bytes of a node in walk.as. */
const NODE = 32;

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
export function addLeafValues(
  numbers: Float64Array,
  { trees, cells, rowsOf, plain = false }: Asked,
): void {
  const rows = numbers.length, width = cells.length / rows;
  const isWorth = rows >= FEW_ROWS && rows <= MANY_ROWS && !plain;
  const most = trees.reduce((most, { feature }) => Math.max(most, feature.length), 0);
  const size = room(4 * cells.length) + room(8 * rows) + room(4 * rows) + NODE * most;
  const workspace = isWorth ? workspaceOf(size) : null;
  const every = Int32Array.from({ length: rows }, (_, row) => row);
  if (!workspace) {
    trees.forEach((tree, i) => {
      for (const row of rowsOf?.(i) ?? every) {
        numbers[row] += tree.value[leafOf(tree, cells, row * width)];
      }
    });
    return;
  }
  const { loops, float32, float64, int32 } = workspace;
  const nodes = float64(NODE / 8 * most), table = float32(cells.length);
  const list = int32(rows), sums = float64(rows);
  table.set(cells);
  list.set(every);
  sums.set(numbers);
  trees.forEach((tree, i) => {
    layTree(nodes, tree);
    const asked = rowsOf?.(i) ?? every;
    if (rowsOf) list.set(asked);
    const [from, to] = [table.byteOffset, sums.byteOffset];
    loops.addLeaves(nodes.byteOffset, from, 4 * width, list.byteOffset, asked.length, to);
  });
  numbers.set(sums);
}

function layTree(nodes: Float64Array, { feature, threshold, left, right, value }: Tree): void {
  const integers = new Int32Array(nodes.buffer, nodes.byteOffset, 2 * nodes.length);
  for (let node = 0, at = 0; node < feature.length; node++, at += NODE / 8) {
    const isLeaf = feature[node] < 0;
    nodes[at] = threshold[node];
    nodes[at + 1] = value[node];
    integers[2 * at + 4] = isLeaf ? 0 : 4 * feature[node];
    integers[2 * at + 5] = NODE * (isLeaf ? node : left[node]);
    integers[2 * at + 6] = NODE * (isLeaf ? node : right[node]);
  }
}
