/** Trees grown by compiled loops. */

import { bytes } from "../wasm/trees.bytes.ts";
import { reusedWorkspace } from "../../wasm/workspace.ts";
import type { ColumnSource } from "./columns.ts";
import type { Grow } from "./grow-target.ts";
import { bytesNeeded, type Ground, layIn, type Loops, NODE } from "./ground.ts";
import type { Tree } from "./nodes.ts";

/** Addresses have 32 bits. */
const MOST_BYTES = 2 ** 32 - 2 ** 16;
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

function treeOf({ numbers, integers }: Ground, nodes: number): Tree {
  const feature = new Array<number>(nodes), threshold = new Array<number>(nodes);
  const left = new Array<number>(nodes), right = new Array<number>(nodes);
  const value = new Array<number>(nodes), weight = new Array<number>(nodes);
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
