/** Impurity importance of trees, and a noise column that shows its bias. */
import { demandOptions } from "../demand.ts";
import { giniIndex } from "../models/tree/grow-search.ts";
import type { Tree } from "../models/tree/nodes.ts";
import type { Pipeline } from "../pipeline.ts";
import { seeded } from "../random.ts";
import type { Dataset, NumberFeature } from "../types.ts";

/** The share of the removed impurity due to a feature's splits. */
export interface ImpurityImportance {
  readonly feature: string;
  readonly importance: number;
}

/** The Gini decrease due to each column's splits in one tree, as shares of the total. */
function removedBy({ feature, left, right, value, weight }: Tree, columns: number): Float64Array {
  const removed = new Float64Array(columns);
  const impurity = (node: number): number => weight[node] * giniIndex(1, value[node]);
  feature.forEach((column, node) => {
    if (column < 0) return;
    removed[column] += impurity(node) - impurity(left[node]) - impurity(right[node]);
  });
  const sum = removed.reduce((total, each) => total + each, 0);
  return sum === 0 ? removed : removed.map((each) => each / sum);
}

/**
 * Mean decrease in impurity per feature of a tree or forest, as shares that add up to 1: as
 * scikit-learn's `feature_importances_`, summed over the columns of a category.
 *
 * It is biased: it is measured on the training rows, where a number with many values offers many
 * splits, and one of them always seems to help. Prefer permutation importance.
 *
 * @throws `RangeError` for a model that is not a tree or forest: boosted trees do not split on the
 * Gini index.
 *
 * Source: Strobl et al. (2007), doi:10.1186/1471-2105-8-25, for the bias.
 *
 * @example
 * ```ts
 * import { impurityImportance } from "heartbook/explain/impurity.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { tree } from "heartbook/learners/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const stump = await tree({ maxDepth: 1 })(readHeart());
 * assertEquals(impurityImportance(stump)[12], { feature: "thal", importance: 1 });
 * ```
 */
export function impurityImportance({ model, preprocessor }: Pipeline): ImpurityImportance[] {
  if (model.kind !== "tree" && model.kind !== "forest") {
    throw new RangeError(`impurity: expected a tree or a forest, got ${model.kind}`);
  }
  const trees = model.kind === "tree" ? [model.tree] : model.trees;
  const { columns } = preprocessor;
  const all = trees.map((tree) => removedBy(tree, columns.length));
  const features = [...new Set(columns.map(({ feature }) => feature))];
  return features.map((feature) => {
    const sum = all.reduce(
      (total, removed) =>
        total +
        removed.reduce((own, each, j) => columns[j].feature === feature ? own + each : own, 0),
      0,
    );
    return { feature, importance: sum / trees.length };
  });
}

/**
 * The data set with an additional random number, uniform from 0 to 1, unrelated to any patient: the
 * importance a method gives to it is what the method gives to chance.
 *
 * @param options `name` of the column, default "noise".
 */
export function withNoise(
  dataset: Dataset,
  options: { readonly seed: number; readonly name?: string },
): Dataset {
  demandOptions("withNoise", options, ["seed", "name"]);
  const { seed, name = "noise" } = options;
  const random = seeded(seed);
  const feature: NumberFeature = {
    kind: "number",
    name,
    label: "Random numbers",
    about: "Drawn at random: about nobody.",
    unit: "",
    range: [0, 1],
  };
  return {
    ...dataset,
    schema: { ...dataset.schema, features: [...dataset.schema.features, feature] },
    rows: dataset.rows.map((row) => ({ ...row, [name]: random.uniform() })),
  };
}
