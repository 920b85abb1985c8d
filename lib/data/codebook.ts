/** The codebook of a table, as records to show. */
import { describeExpected } from "../schema.ts";
import type { FeatureSchema } from "../types.ts";

/** One column of a table, explained. */
export interface CodebookEntry extends Record<string, string> {
  readonly column: string;
  readonly name: string;
  readonly values: string;
  readonly meaning: string;
}

/**
 * One record per column, features first and the outcome last.
 *
 * @example
 * ```ts
 * import { codebook } from "heartbook/data/codebook.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(codebook(heartSchema)[4].values, "80 to 700 mg/dl");
 * ```
 */
export function codebook(schema: FeatureSchema): CodebookEntry[] {
  const { name, label, positive, negative, about } = schema.outcome;
  const features = schema.features.map((feature) => ({
    column: feature.name,
    name: feature.label,
    values: describeExpected(feature).replaceAll('"', ""),
    meaning: feature.about,
  }));
  return [...features, {
    column: name,
    name: label,
    values: `${negative}, ${positive}`,
    meaning: about,
  }];
}
