/** A decision tree in words: one rule per leaf, and one patient's path through it. */
import { leafOf, type Tree } from "../models/tree/nodes.ts";
import { type Pipeline, prepareOnce } from "../pipeline.ts";
import type { FeatureSchema, PreparedColumn, Row } from "../types.ts";

/** The conditions of a leaf, and its patients. */
export interface TreeRule {
  readonly leaf: number;
  /** Such as "Thallium scan is normal and Vessels coloured at most 0". */
  readonly words: string;
  /** Training patients in the leaf, by weight. */
  readonly patients: number;
  /** The share of them who are diseased. */
  readonly share: number;
}

/** Bounds collected along the path for one column. */
interface Bounds {
  readonly above: number;
  readonly upTo: number;
}

function treeOf({ model }: Pipeline): Tree {
  if (model.kind === "tree") return model.tree;
  throw new RangeError(`tree rules: expected a tree, got ${model.kind}`);
}

function describe(
  column: PreparedColumn,
  { above, upTo }: Bounds,
  schema: FeatureSchema,
): string {
  const feature = schema.features.find(({ name }) => name === column.feature);
  const label = feature?.label ?? column.feature;
  if (column.kind === "level") {
    return `${label} ${above > -Infinity ? "is" : "is not"} ${column.level}`;
  }
  const unit = feature?.kind === "number" && feature.unit !== "" ? ` ${feature.unit}` : "";
  const whole = feature?.kind === "number" && feature.whole === true;
  const write = (limit: number): string => {
    const value = limit * column.scale + column.mean;
    return `${whole ? Math.floor(value) : Number(value.toPrecision(4))}${unit}`;
  };
  if (above === -Infinity) return `${label} at most ${write(upTo)}`;
  if (upTo === Infinity) return `${label} above ${write(above)}`;
  return `${label} above ${write(above)} and at most ${write(upTo)}`;
}

/**
 * One rule per leaf, from left to right; splits on the same column are one condition.
 *
 * @throws `RangeError` for a model that is not a single tree.
 *
 * @example
 * ```ts
 * import { treeRules } from "heartbook/explain/tree-rules.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { tree } from "heartbook/learners/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rules = treeRules(await tree({ maxDepth: 1 })(readHeart()));
 * assertEquals(rules.map(({ words, patients }) => [words, patients]), [
 *   ["Thallium scan is not normal", 135],
 *   ["Thallium scan is normal", 168],
 * ]);
 * ```
 */
export function treeRules(pipeline: Pipeline): TreeRule[] {
  const { feature, threshold, left, right, value, weight } = treeOf(pipeline);
  const { columns } = pipeline.preprocessor;
  const rules: TreeRule[] = [];
  function follow(node: number, bounds: ReadonlyMap<number, Bounds>): void {
    const column = feature[node];
    if (column < 0) {
      const parts = [...bounds].map(([j, own]) => describe(columns[j], own, pipeline.schema));
      const words = parts.length === 0 ? "Everybody" : parts.join(", ");
      rules.push({ leaf: node, words, patients: weight[node], share: value[node] });
      return;
    }
    const own = bounds.get(column) ?? { above: -Infinity, upTo: Infinity };
    const cut = threshold[node];
    follow(left[node], new Map(bounds).set(column, { ...own, upTo: Math.min(own.upTo, cut) }));
    follow(right[node], new Map(bounds).set(column, { ...own, above: Math.max(own.above, cut) }));
  }
  follow(0, new Map());
  return rules;
}

/** The nodes on a patient's path, from the root to a leaf. */
export function treePath(pipeline: Pipeline, row: Row): number[] {
  const tree = treeOf(pipeline);
  const cells = new Float32Array(prepareOnce(pipeline.preprocessor, [row]).values);
  const parents = new Map<number, number>();
  tree.feature.forEach((column, node) => {
    if (column < 0) return;
    parents.set(tree.left[node], node);
    parents.set(tree.right[node], node);
  });
  const path = [leafOf(tree, cells, 0)];
  while (parents.has(path[0])) path.unshift(parents.get(path[0])!);
  return path;
}
