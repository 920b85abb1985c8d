import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { pruned, pruningPath } from "heartbook/models/tree/prune.ts";
import type { Tree } from "heartbook/models/tree/nodes.ts";
import { fitTree } from "heartbook/models/tree/tree.ts";
import reference from "../../reference/trees.json" with { type: "json" };
import { heart, smallTraining, steady } from "../trees.ts";

/** 8 rows: the root parts 4 healthy from 4 of which 1 is healthy, and a second split finds it. */
const twoSplits: Tree = {
  feature: [0, -1, 0, -1, -1],
  threshold: [50, 0, 60, 0, 0],
  left: [1, -1, 3, -1, -1],
  right: [2, -1, 4, -1, -1],
  value: [3 / 8, 0, 3 / 4, 1, 0],
  weight: [8, 4, 4, 3, 1],
};

Deno.test("pruningPath() collapses the weakest branch first, at what it saves a leaf", () => {
  const { alphas, impurities } = pruningPath(twoSplits);
  // Node 2 has impurity 3/8 and half of the rows; the root has 15/32.
  const expected = { alphas: [0, 3 / 16, 15 / 32 - 3 / 16], impurities: [0, 3 / 16, 15 / 32] };
  alphas.forEach((alpha, i) => assertAlmostEquals(alpha, expected.alphas[i], 1e-12));
  impurities.forEach((each, i) => assertAlmostEquals(each, expected.impurities[i], 1e-12));
  assertEquals(alphas.length, 3);
});

Deno.test("pruned() keeps what is worth alpha a leaf", () => {
  assertEquals(pruned(twoSplits, 0), twoSplits);
  assertEquals(pruned(twoSplits, 0.18), twoSplits);
  assertEquals(pruned(twoSplits, 0.2), {
    feature: [0, -1, -1],
    threshold: [50, 0, 0],
    left: [1, -1, -1],
    right: [2, -1, -1],
    value: [3 / 8, 0, 3 / 4],
    weight: [8, 4, 4],
  });
  assertEquals(pruned(twoSplits, 0.3).value, [3 / 8]);
  assertEquals(pruned(twoSplits, Infinity).value, [3 / 8]);
});

Deno.test("pruned() refuses an alpha that is negative or not a number", () => {
  assertThrows(() => pruned(twoSplits, -1), RangeError, "expected an alpha of 0 or more, got -1");
  assertThrows(() => pruned(twoSplits, NaN), RangeError, "got NaN");
});

/** Every tree that is left when some inner nodes are made leaves, as sets of leaves. */
function subtrees({ left, right }: Tree, node = 0): number[][] {
  if (left[node] < 0) return [[node]];
  const rights = subtrees({ left, right } as Tree, right[node]);
  return [
    [node],
    ...subtrees({ left, right } as Tree, left[node]).flatMap((some) =>
      rights.map((others) => [...some, ...others])
    ),
  ];
}

function cost(tree: Tree, { leaves, alpha }: { leaves: readonly number[]; alpha: number }): number {
  const impurity = leaves.reduce((sum, leaf) => {
    const p = tree.value[leaf];
    return sum + tree.weight[leaf] / tree.weight[0] * 2 * p * (1 - p);
  }, 0);
  return impurity + alpha * leaves.length;
}

const leavesOf = (tree: Tree): number[] =>
  [...tree.feature.keys()].filter((node) => tree.feature[node] < 0);

Deno.test("pruned() costs as little as the best of all subtrees", () => {
  const alphas = fc.double({ min: 0.001, max: 0.3, noNaN: true });
  fc.assert(
    fc.property(smallTraining, alphas, (training, alpha) => {
      const { tree } = fitTree(training, { maxDepth: 3 });
      const small = pruned(tree, alpha);
      const best = Math.min(...subtrees(tree).map((leaves) => cost(tree, { leaves, alpha })));
      assertAlmostEquals(cost(small, { leaves: leavesOf(small), alpha }), best, 1e-12);
    }),
    steady,
  );
});

Deno.test("pruningPath() is scikit-learn's", () => {
  const { alphas, impurities } = pruningPath(fitTree(heart).tree);
  assertEquals(alphas.length, reference.pruning.alphas.length);
  alphas.forEach((alpha, i) => assertAlmostEquals(alpha, reference.pruning.alphas[i], 1e-12));
  impurities.forEach((each, i) => {
    assertAlmostEquals(each, reference.pruning.impurities[i], 1e-12);
  });
});

Deno.test("pruned() at each alpha of the path has the path's impurity, in fewer leaves", () => {
  const { tree } = fitTree(heart);
  const { alphas, impurities } = pruningPath(tree);
  let leaves = leavesOf(tree).length;
  alphas.forEach((alpha, i) => {
    // Of steps that cost the same, the tree at their alpha is the last.
    if (i === 0 || alpha === alphas[i + 1]) return;
    const small = pruned(tree, alpha);
    const kept = leavesOf(small);
    assertAlmostEquals(cost(small, { leaves: kept, alpha: 0 }), impurities[i], 1e-12);
    assert(kept.length < leaves);
    leaves = kept.length;
  });
  assertEquals(leaves, 1);
});
