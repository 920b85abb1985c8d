/** A classification tree. */
import { fitTrees, treeAllowed, type TreeModel, type TreeSettings } from "../models/tree/tree.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, type Preparing, raw } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const treeRecord: ModelRecord<TreeSettings, TreeModel> = {
  name: "tree",
  kind: "tree",
  traits: { complexity: 1, readable: true },
  preparation: raw,
  allowed: treeAllowed,
  grid: (seed) =>
    [2, 3, 4].flatMap((maxDepth) => [5, 10].map((minLeaf) => ({ maxDepth, minLeaf, seed }))),
  fit: fitTrees,
};
comesFrom(treeRecord, { module: import.meta.url, name: "treeRecord" });

/** A classification tree on the numbers as they are. */
export function tree(settings: TreeSettings = {}, preparation: Preparing = {}): Learner {
  return learn(treeRecord, settings, preparation);
}
