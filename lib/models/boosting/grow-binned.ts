/** Growing one boosted tree on histograms, and adding its steps to the log odds. */

import type { Tree } from "../tree/nodes.ts";
import type { TreeLimits } from "../tree/settings.ts";
import type { BinnedTable } from "./binned.ts";
import type { BinnedNode, BoostingLoops, Rows } from "./loops.ts";

/** Histograms kept at once: a branch deeper than this makes some of them twice. */
const MOST_HISTOGRAMS = 16;

/** How many histograms a tree of this depth keeps at once. */
export function histogramsFor(maxDepth: number): number {
  return Math.min(maxDepth, MOST_HISTOGRAMS);
}

export interface GrowBinnedOptions extends Required<TreeLimits> {
  readonly learningRate: number;
  /** Row weights; a row of weight 0 is left out, and its log odds change all the same. */
  readonly weights: Float64Array;
}

/** A node that waits to be split or to become a leaf. */
interface Waiting extends Rows {
  readonly parent: number;
  readonly depth: number;
  readonly sum: number;
  readonly weight: number;
  /** -1 if it has none yet. */
  readonly histogram: number;
}

/**
 * Grows a tree on the residuals of the loops' log odds and adds its steps to them. Nodes are
 * numbered as in `makeGrow`: a node, its left branch, its right branch.
 */
export function growBinned(
  { loops, table }: { loops: BoostingLoops; table: BinnedTable },
  { learningRate, weights, maxDepth, minLeaf, ...limits }: GrowBinnedOptions,
): Tree {
  const minSplit = Math.max(limits.minSplit, 2 * minLeaf);
  const free = Array.from({ length: histogramsFor(maxDepth) }, (_, i) => i);
  const feature: number[] = [], cuts: number[] = [], left: number[] = [], right: number[] = [];
  const weight: number[] = [], slope: number[] = [], curvature: number[] = [];
  const leaves: (Rows & { node: number })[] = [];

  const maySplit = ({ start, end }: Rows, depth: number): boolean =>
    depth < maxDepth && end - start >= minSplit;

  function make(some: Rows): number {
    const histogram = free.pop()!;
    loops.fill(histogram, some);
    return histogram;
  }

  /** Histograms of a split node's children, if they may be split: the smaller is made. */
  function makeBoth(parent: number, children: readonly [Rows, Rows], depth: number): number[] {
    const [a, b] = children.map((child) => maySplit(child, depth));
    if (free.length === 0 || !(a || b)) {
      free.push(parent);
      return [-1, -1];
    }
    const smaller = children[0].end - children[0].start <= children[1].end - children[1].start
      ? 0
      : 1;
    const made = make(children[smaller]);
    loops.subtract(parent, made);
    const both = smaller === 0 ? [made, parent] : [parent, made];
    return [a, b].map((may, i) => {
      if (!may) free.push(both[i]);
      return may ? both[i] : -1;
    });
  }

  const everyone = { start: 0, end: loops.begin(weights) };
  const root = make(everyone);
  const waiting: Waiting[] = [
    { ...everyone, ...loops.totals(root), histogram: root, parent: -1, depth: 0 },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const node = feature.length, { parent, depth, start, end } = next;
    if (parent >= 0 && left[parent] !== node) right[parent] = node;
    const histogram = next.histogram < 0 && maySplit(next, depth) ? make(next) : next.histogram;
    const known: BinnedNode = { ...next, histogram };
    const split = maySplit(next, depth) ? loops.split(known, minLeaf) : null;
    feature.push(split ? split.column : -1);
    cuts.push(split ? split.cut : 0);
    left.push(split ? node + 1 : -1);
    right.push(-1);
    weight.push(next.weight);
    slope.push(0);
    curvature.push(0);
    if (!split) {
      if (histogram >= 0) free.push(histogram);
      leaves.push({ start, end, node });
      continue;
    }
    const middle = loops.part(next, split);
    const children = [{ start, end: middle }, { start: middle, end }] as const;
    const [ofLeft, ofRight] = makeBoth(histogram, children, depth + 1);
    const shared = { parent: node, depth: depth + 1 };
    waiting.push({
      ...children[1],
      ...shared,
      histogram: ofRight,
      sum: next.sum - split.sum,
      weight: next.weight - split.weight,
    }, {
      ...children[0],
      ...shared,
      histogram: ofLeft,
      sum: split.sum,
      weight: split.weight,
    });
  }

  for (const leaf of leaves) {
    const sums = loops.newton(leaf);
    slope[leaf.node] = sums.slope;
    curvature[leaf.node] = sums.curvature;
  }
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node] < 0) continue;
    slope[node] = slope[left[node]] + slope[right[node]];
    curvature[node] = curvature[left[node]] + curvature[right[node]];
  }
  // Rows predicted almost perfectly contribute nothing.
  const value = slope.map((sum, node) =>
    curvature[node] > 1e-150 ? learningRate * (sum / curvature[node]) : 0
  );
  for (const leaf of leaves) loops.add(leaf, value[leaf.node]);
  if (everyone.end < table.rows) addOutside();
  const threshold = feature.map((column, node) => column < 0 ? 0 : table.edges[column][cuts[node]]);
  return { feature, threshold, left, right, value, weight };

  function addOutside(): void {
    for (let row = 0; row < table.rows; row++) {
      if (weights[row] > 0) continue;
      let node = 0;
      while (feature[node] >= 0) {
        node = table.codes[feature[node]][row] <= cuts[node] ? left[node] : right[node];
      }
      loops.logOdds[row] += value[node];
    }
  }
}
