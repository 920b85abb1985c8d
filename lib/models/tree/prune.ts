/** Cost-complexity pruning: which branches of a tree to keep. */

import { giniIndex } from "./grow-search.ts";
import type { Tree } from "./nodes.ts";

/** How a tree shrinks to its root as alpha grows; entry 0 is the whole tree. */
export interface PruningPath {
  /** The alpha from which on the tree is this small. */
  readonly alphas: readonly number[];
  /** Gini impurity of the remaining leaves, weighted by their share of the training rows. */
  readonly impurities: readonly number[];
}

/**
 * The order in which branches of a classification tree are pruned. Each step prunes the weakest
 * branch: the one whose collapse costs the least impurity per leaf saved; on a tie, the one nearer
 * to the root. That cost is the step's alpha. Equals scikit-learn's `cost_complexity_pruning_path`.
 *
 * Source: Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees, chapter 3.
 *
 * @example
 * ```ts
 * import { pruningPath } from "heartbook/models/tree/prune.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Four healthy left of 50, four diseased right of it: the split is worth all the impurity.
 * const path = pruningPath({
 *   feature: [0, -1, -1],
 *   threshold: [50, 0, 0],
 *   left: [1, -1, -1],
 *   right: [2, -1, -1],
 *   value: [0.5, 0, 1],
 *   weight: [8, 4, 4],
 * });
 * assertEquals(path, { alphas: [0, 0.5], impurities: [0, 0.5] });
 * ```
 */
export function pruningPath(tree: Tree): PruningPath {
  return collapse(tree, Infinity).path;
}

/**
 * The tree without the branches that are not worth `alpha` per leaf; an alpha of the tree's own
 * pruning path removes that step's branch too. With 0 nothing is pruned.
 *
 * @throws `RangeError` for an alpha that is negative or not a number.
 */
export function pruned(tree: Tree, alpha: number): Tree {
  if (!(alpha >= 0)) {
    throw new RangeError(`prune: expected an alpha of 0 or more, got ${alpha}`);
  }
  if (alpha === 0) return tree;
  const { inner } = collapse(tree, alpha);
  const kept: number[] = [];
  const places = new Map<number, number>();
  const isKept = tree.feature.map((_, node) => node === 0);
  isKept.forEach((_, node) => {
    if (!isKept[node]) return;
    places.set(node, kept.push(node) - 1);
    if (inner[node]) isKept[tree.left[node]] = isKept[tree.right[node]] = true;
  });
  const child = (side: readonly number[]): number[] =>
    kept.map((node) => inner[node] ? places.get(side[node])! : -1);
  return {
    feature: kept.map((node) => inner[node] ? tree.feature[node] : -1),
    threshold: kept.map((node) => inner[node] ? tree.threshold[node] : 0),
    left: child(tree.left),
    right: child(tree.right),
    value: kept.map((node) => tree.value[node]),
    weight: kept.map((node) => tree.weight[node]),
  };
}

/** Collapses the weakest branch until the next one is worth more than `alpha` per leaf. */
function collapse(tree: Tree, alpha: number): { path: PruningPath; inner: boolean[] } {
  const n = tree.feature.length;
  const parent = new Int32Array(n).fill(-1);
  const inner = tree.feature.map((feature) => feature >= 0);
  /** Impurity of each node as a leaf, and of the leaves below it. */
  const own = Float64Array.from(
    tree.value,
    (value, node) => tree.weight[node] / tree.weight[0] * giniIndex(1, value),
  );
  const below = own.slice();
  const leaves = new Float64Array(n).fill(1);
  for (let node = n - 1; node >= 0; node--) {
    if (!inner[node]) continue;
    const left = tree.left[node], right = tree.right[node];
    parent[left] = parent[right] = node;
    below[node] = below[left] + below[right];
    leaves[node] = leaves[left] + leaves[right];
  }

  const alphas = [0], impurities = [below[0]];
  while (inner[0]) {
    let weakest = 0, least = Infinity;
    for (let node = 0; node < n; node++) {
      if (!inner[node]) continue;
      const cost = (own[node] - below[node]) / (leaves[node] - 1);
      if (cost < least) {
        least = cost;
        weakest = node;
      }
    }
    if (least > alpha) break;

    inner[weakest] = false;
    for (let node = weakest + 1; node < n; node++) {
      if (inner[node] && !inner[parent[node]]) inner[node] = false;
    }
    const lost = leaves[weakest] - 1, gained = own[weakest] - below[weakest];
    for (let node = weakest; node >= 0; node = parent[node]) {
      leaves[node] -= lost;
      below[node] += gained;
    }
    alphas.push(least);
    impurities.push(below[0]);
  }
  return { path: { alphas, impurities }, inner };
}
