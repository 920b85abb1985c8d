/** Interactions with one level of a category, so that one model can differ by group. */
import { pickFeatures } from "../schema.ts";
import type { FeatureSchema, NumberFeature } from "../types.ts";
import type { DerivedFeature, Formula } from "./derived.ts";

/**
 * For each other feature, a number equal to its value for patients of this level and 0 for others;
 * for a category one per level except the first.
 *
 * @param level One level of the category `by`.
 * @throws `RangeError` if `by` is not a category or lacks the level.
 *
 * @example
 * ```ts
 * import { interactWith } from "heartbook/prepare/interactions.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const derived = interactWith(heartSchema, { by: "sex", level: "female" });
 * assertEquals(derived[0].feature.name, "age if female");
 * ```
 */
export function interactWith(
  schema: FeatureSchema,
  { by, level }: { readonly by: string; readonly level: string },
): DerivedFeature[] {
  const [group] = pickFeatures(schema, [by]).features;
  if (group.kind !== "category" || !group.levels.includes(level)) {
    throw new RangeError(`by: expected a category with a level "${level}", got "${by}"`);
  }
  const derive = (name: string, value: Formula, about: Partial<NumberFeature>): DerivedFeature => ({
    feature: {
      kind: "number",
      name: `${name} if ${level}`,
      label: `${name} if ${level}`,
      about: `${name} for patients with ${by} ${level}, else 0.`,
      unit: "",
      range: [0, 1],
      ...about,
    },
    formula: ["if", ["=", by, { level }], value, 0],
    source: "",
  });
  return schema.features.filter(({ name }) => name !== by).flatMap((feature) => {
    const { name } = feature;
    if (feature.kind === "number") {
      const { unit, range: [low, high] } = feature;
      const range = [Math.min(0, low), Math.max(0, high)] as const;
      return [derive(name, name, { unit, range })];
    }
    return feature.levels.slice(1).map((each) =>
      derive(`${name} ${each}`, ["if", ["=", name, { level: each }], 1, 0], {})
    );
  });
}
