/** Walking many rows through the trees of an isolation forest. */
import type { IsolationTree } from "./isolation-tree.ts";

/**
 * Columns and thresholds of all nodes of a full binary tree, level by level, and its leaves' paths.
 */
export interface FullTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly path: Float64Array;
}

/**
 * The same tree with every branch as long as the longest: below a leaf everything goes left, to its
 * path. Walking it needs no end test, which makes it twice as fast.
 */
export function fillTree(tree: IsolationTree, depth: number): FullTree {
  const inner = 2 ** depth - 1;
  const feature = new Int32Array(inner);
  const threshold = new Float64Array(inner).fill(Infinity);
  const path = new Float64Array(inner + 1);
  const put = (node: number, place: number): void => {
    if (place >= inner) {
      path[place - inner] = tree.path[node];
      return;
    }
    const isLeaf = tree.feature[node] < 0;
    if (!isLeaf) {
      feature[place] = tree.feature[node];
      threshold[place] = tree.threshold[node];
      put(tree.right[node], 2 * place + 2);
    }
    put(isLeaf ? node : tree.left[node], 2 * place + 1);
  };
  put(0, 0);
  return { feature, threshold, path };
}

/** Adds to each row's path the one it takes through this tree. */
export function addPaths(
  paths: Float64Array,
  cells: Float32Array,
  { tree, depth }: { tree: FullTree; depth: number },
): void {
  const { feature, threshold, path } = tree;
  const columns = cells.length / paths.length;
  for (let row = 0, start = 0; row < paths.length; row++, start += columns) {
    let place = 0;
    for (let step = 0; step < depth; step++) {
      place = 2 * place + 1 + Number(cells[start + feature[place]] > threshold[place]);
    }
    paths[row] += path[place - feature.length];
  }
}
