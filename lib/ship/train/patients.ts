/** Who the training patients are, in figures that a card, a form and a watch on drift can use. */
import { recordedValues } from "../../prepare/recorded.ts";
import { quantile } from "../../stats/quantile.ts";
import type { Dataset, Feature } from "../../types.ts";
import type { FeatureSummary } from "../model-file/model-file.ts";

function summarise(dataset: Dataset, feature: Feature): FeatureSummary {
  const { name } = feature;
  const values = recordedValues(dataset, name);
  const missing = dataset.rows.length - values.length;
  if (feature.kind === "category") {
    const counts = feature.levels.map((level) => values.filter((value) => value === level).length);
    return { kind: "category", name, missing, counts };
  }
  const sorted = (values as number[]).toSorted((a, b) => a - b);
  const deciles = Array.from({ length: 11 }, (_, i) => quantile(sorted, i / 10));
  return { kind: "number", name, missing, deciles };
}

/**
 * One summary a feature, in the schema's order.
 *
 * @throws `RangeError` for a feature that nobody records.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { summarisePatients } from "heartbook/ship/train/patients.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [, sex] = summarisePatients(readHeart());
 * assertEquals(sex, { kind: "category", name: "sex", missing: 0, counts: [97, 206] });
 * ```
 */
export function summarisePatients(dataset: Dataset): FeatureSummary[] {
  return dataset.schema.features.map((feature) => summarise(dataset, feature));
}
