/**
 * Out-of-bag predictions: a forest's training rows predicted by the trees that did not see them.
 */

import type { Scored, Training } from "../../types.ts";
import { type ForestModel, type ForestSettings, treeSeeds } from "./forest.ts";
import { makeDrawing } from "./bootstrap.ts";
import { addLeafValues } from "../tree/add-leaves.ts";
import { float32Cells } from "../tree/nodes.ts";

/** One entry per training row that at least one tree did not see; any metric scores it. */
export interface OutOfBag extends Scored {
  /** Row number in the training matrix, ascending. */
  readonly row: Int32Array;
  readonly label: Uint8Array;
  /** Mean probability over the trees that did not see the row. */
  readonly p: Float64Array;
}

/**
 * The out-of-bag probabilities of a forest fitted with this training data and these settings: an
 * estimate of its performance on new patients without a test part. A row that every tree saw has
 * none and is not in `row`; with 100 trees that practically never happens.
 *
 * @throws `RangeError` without a bootstrap, or when every tree saw every row.
 *
 * @example
 * ```ts
 * import { fitForest } from "heartbook/models/forest/forest.ts";
 * import { outOfBag } from "heartbook/models/forest/out-of-bag.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(41, 48, 57, 66), rows: 4, columns: 1 },
 *   y: Uint8Array.of(0, 0, 1, 1),
 *   columns: [{ kind: "number", feature: "age", fill: 50, mean: 0, scale: 1 }] as const,
 * };
 * const settings = { trees: 100, seed: 7 };
 * const { row, p } = outOfBag(training, settings, { model: fitForest(training, settings) });
 * assertEquals(row, Int32Array.of(0, 1, 2, 3));
 * assertEquals([Math.round(p[0]), Math.round(p[3])], [0, 1]);
 * ```
 */
export function outOfBag(
  training: Training,
  settings: ForestSettings,
  { model }: { model: ForestModel },
): OutOfBag {
  if (settings.bootstrap === false) {
    throw new RangeError("forest: expected a bootstrap, without which no row is out of bag");
  }
  const { X, y } = training;
  const cells = float32Cells(X, { learner: "forest", columns: model.columns });
  const sums = new Float64Array(X.rows), trees = new Int32Array(X.rows);
  const draw = makeDrawing(training, settings);
  const seeds = treeSeeds(settings, model.trees.length);
  const unseen = new Int32Array(X.rows);
  const unseenBy = (tree: number): Int32Array =>
    unseen.subarray(0, listUndrawn(draw(seeds[tree]), { into: unseen, trees }));
  addLeafValues(sums, { trees: model.trees, cells, rowsOf: unseenBy });

  const row = Int32Array.from(trees.keys()).filter((row) => trees[row] > 0);
  if (row.length === 0) {
    throw new RangeError(
      `forest: expected a row that some of the ${model.trees.length} trees did not see, got none`,
    );
  }
  return {
    row,
    label: Uint8Array.from(row, (row) => y[row]),
    p: Float64Array.from(row, (row) => sums[row] / trees[row]),
  };
}

/** Lists the rows that a tree did not draw, and counts it for each; returns how many there are. */
function listUndrawn(
  counts: Float64Array,
  { into, trees }: { into: Int32Array; trees: Int32Array },
): number {
  let found = 0;
  for (let row = 0; row < counts.length; row++) {
    if (counts[row] > 0) continue;
    into[found++] = row;
    trees[row]++;
  }
  return found;
}
