/** Trees grown by compiled loops. */

import { bytes } from "../wasm/trees.bytes.ts";
import { reusedWorkspace, room, type Workspace } from "../../wasm/workspace.ts";
import { type ColumnSource, MAX_CODES } from "./columns.ts";
import type { Grow } from "./grow-target.ts";
import type { Tree } from "./nodes.ts";

/** trees.as documents each; arrays are passed by address. */
interface Loops {
  readonly lay: (...numbers: number[]) => void;
  readonly scatter: (...numbers: number[]) => void;
  readonly grow: (...numbers: number[]) => number;
}

/** Addresses have 32 bits. */
const MOST_BYTES = 2 ** 32 - 2 ** 16;
/** The bytes of a column and of a node in trees.as. */
const COLUMN = 32, NODE = 32;
/** Numbers of rows and depths beyond this are all the same. */
const UNLIMITED = 2 ** 31 - 1;

const workspaceOf = reusedWorkspace<Loops>(bytes);
/** Whose columns are in the memory, which all trees share. */
let owner: Grow | undefined;

/**
 * A function that grows the trees of `makeGrow`, to the last bit; `null` without vector
 * instructions, and beyond their memory of 4 GB. With `once` it needs less memory, but grows a
 * single tree, and reads the source only then.
 */
export function growWithVectors(source: ColumnSource, { once }: { once: boolean }): Grow | null {
  const size = bytesNeeded(source, { once });
  if (size > MOST_BYTES || !workspaceOf(size)) return null;
  owner = undefined;
  let ground: Ground;
  const grow: Grow = ({ weights, sums, seed, leaves }, settings) => {
    if (owner !== grow) {
      owner = undefined;
      ground = layIn(workspaceOf(size)!, source, { once });
      owner = grow;
    }
    const { criterion, maxDepth, minLeaf, minSplit, perSplit } = settings;
    ground.weights.set(weights);
    ground.sums.set(sums);
    // Rows without weight keep what they have.
    if (leaves) ground.leaves.set(leaves);
    const nodes = ground.loops.grow(
      criterion === "gini" ? 1 : 0,
      Math.min(maxDepth, UNLIMITED),
      Math.min(minLeaf, UNLIMITED),
      Math.min(Math.max(minSplit, 2 * minLeaf), UNLIMITED),
      perSplit,
      // xorshift never leaves the state 0.
      seed || 1,
      leaves ? 1 : 0,
    );
    leaves?.set(ground.leaves);
    return treeOf(ground, nodes);
  };
  return grow;
}

interface Ground {
  readonly loops: Loops;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  readonly leaves: Int32Array;
  /** The nodes of the last tree, as trees.as writes them. */
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
}

type Size = Pick<ColumnSource, "rows" | "count">;

/** The space that trees.as needs beside what it is given. */
const scratchBytes = ({ rows, count }: Size): number => 64 * (rows + count) + 8192;

function bytesNeeded({ rows, count }: Size, { once }: { once: boolean }): number {
  const lists = (once ? 1 : 2) * (count + 1) * room(4 * rows);
  const perColumn = room(4 * rows) + room(rows) + 3 * room(4 * Math.min(rows, MAX_CODES));
  const fours = Math.ceil(count / 4) * (16 + rows);
  const targets = 2 * room(8 * rows) + room(4 * rows);
  return lists + count * (perColumn + COLUMN) + fours + targets + 2 * NODE * rows +
    scratchBytes({ rows, count }) + 64;
}

/** Lays the columns where trees grow on them. */
function layIn(
  workspace: Workspace<Loops>,
  { rows, count, each }: ColumnSource,
  { once }: { once: boolean },
): Ground {
  const { loops, float32, float64, int32, uint8 } = workspace;
  const length = room(4 * rows), lists = (count + 1) * length / 4;
  const originals = int32(lists), working = once ? originals : int32(lists);
  for (let row = 0; row < rows; row++) originals[row] = row;
  const leaves = int32(rows), inOrder = new Float32Array(leaves.buffer, leaves.byteOffset, rows);
  const columns = int32(COLUMN / 4 * count), twos: number[] = [], codesOfTwos: Uint8Array[] = [];
  let index = 0, listCount = 1;
  for (const column of each) {
    let fields: number[];
    if (column.kind === "coded") {
      const codes = uint8(rows), low = float32(column.low.length), high = float32(low.length);
      codes.set(column.codes);
      low.set(column.low);
      high.set(column.high);
      fields = [low.length, ...addresses(codes, low, high, int32(rows), int32(low.length))];
      if (low.length === 2) twos.push(index);
      if (low.length === 2) codesOfTwos.push(codes);
    } else {
      const values = float32(rows), offset = length * listCount++;
      originals.set(column.order, offset / 4);
      inOrder.set(column.values);
      const [list, from, to] = addresses(originals, inOrder, values);
      loops.scatter(list + offset, from, rows, to);
      fields = [0, to, offset];
    }
    columns.set(fields, COLUMN / 4 * index++);
  }

  const fourCount = Math.ceil(twos.length / 4);
  const padded = int32(4 * fourCount).fill(twos.at(-1) ?? 0), fours = uint8(fourCount * rows);
  padded.set(twos);
  fours.fill(0);
  for (let i = 0; i < padded.length; i++) {
    const codes = codesOfTwos[i] ?? codesOfTwos.at(-1), start = (i >> 2) * rows;
    for (let row = 0; row < rows; row++) if (codes[row] === 0) fours[start + row] |= 16 << i % 4;
  }
  const weights = float64(rows), sums = float64(rows);
  const numbers = float64(2 * NODE / 8 * rows), scratch = uint8(scratchBytes({ rows, count }));
  loops.lay(
    ...[rows, count, listCount, length, fourCount],
    ...addresses(columns, padded, fours, originals, working),
    ...addresses(weights, sums, leaves, numbers, scratch),
  );
  const integers = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
  return { loops, weights, sums, leaves, numbers, integers };
}

const addresses = (...arrays: readonly ArrayBufferView[]): number[] =>
  arrays.map(({ byteOffset }) => byteOffset);

function treeOf({ numbers, integers }: Ground, nodes: number): Tree {
  const column = (): number[] => new Array<number>(nodes);
  const feature = column(), threshold = column(), left = column();
  const right = column(), value = column(), weight = column();
  for (let node = 0, at = 0; node < nodes; node++, at += NODE / 8) {
    threshold[node] = numbers[at];
    value[node] = numbers[at + 1];
    weight[node] = numbers[at + 2];
    feature[node] = integers[2 * at + 6];
    left[node] = feature[node] < 0 ? -1 : node + 1;
    right[node] = integers[2 * at + 7];
  }
  return { feature, threshold, left, right, value, weight };
}
