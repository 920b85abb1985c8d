import { assertEquals } from "@std/assert";
import { addPaths, fillTree } from "heartbook/models/detectors/isolation-walk.ts";

/** Split at 2 on column 0; of those above, at 5 on column 1. Paths 1, 20 and 30. */
const tree = {
  feature: [0, -1, 1, -1, -1],
  threshold: [2, 0, 5, 0, 0],
  left: [1, -1, 3, -1, -1],
  right: [2, -1, 4, -1, -1],
  path: [0, 1, 0, 20, 30],
};

Deno.test("fillTree() makes every branch as long as the longest, a leaf's path on its left", () => {
  const { feature, threshold, path } = fillTree(tree, 2);
  assertEquals([...feature], [0, 0, 1]);
  assertEquals([...threshold], [2, Infinity, 5]);
  // Nothing gets to the right of a leaf.
  assertEquals([...path], [1, 0, 20, 30]);
});

Deno.test("fillTree() of a leaf alone is its path", () => {
  const leaf = { feature: [-1], threshold: [0], left: [-1], right: [-1], path: [7] };
  assertEquals([...fillTree(leaf, 0).path], [7]);
});

Deno.test("addPaths() adds the path of each row, a value at the threshold going left", () => {
  const cells = Float32Array.of(2, 9, 3, 5, 3, 6, -1, 0);
  for (const depth of [2, 3]) {
    const paths = Float64Array.of(100, 100, 100, 100);
    addPaths(paths, cells, { tree: fillTree(tree, depth), depth });
    assertEquals([...paths], [101, 120, 130, 101]);
  }
});
