/** The codes of the original file and of the popular one, side by side. */
import type { Cell } from "../../types.ts";
import { heartSchema } from "../heart.ts";
import { encodePopular } from "./codes.ts";

/** One level under both codes. */
export interface CodePair extends Record<string, Cell> {
  readonly column: string;
  readonly meaning: string;
  readonly original: string;
  readonly popular: string;
}

/** A code of the popular file for a cell that is missing in the original. */
const WITH_MISSING = ["ca", "thal"];

/**
 * One record per level of each category, and one for "not recorded" if a cell may be missing.
 * Columns with the same codes in both files are left out.
 *
 * @example
 * ```ts
 * import { popularCodebook } from "heartbook/heart/popular/codebook.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pain = popularCodebook().filter(({ column }) => column === "cp");
 * assertEquals(pain.at(-1), {
 *   column: "cp",
 *   meaning: "asymptomatic",
 *   original: "4",
 *   popular: "0",
 * });
 * ```
 */
export function popularCodebook(): CodePair[] {
  return heartSchema.features.flatMap((feature): CodePair[] => {
    const { name } = feature;
    const codes = feature.kind === "category" ? Object.entries(feature.codes ?? {}) : [];
    const pairs = codes.map(([original, meaning]) => ({
      column: name,
      meaning,
      original,
      popular: String(encodePopular(name, meaning)),
    }));
    if (WITH_MISSING.includes(name)) {
      const popular = String(encodePopular(name, null));
      pairs.push({ column: name, meaning: "not recorded", original: "?", popular });
    }
    return pairs.some(({ original, popular }) => original !== popular) ? pairs : [];
  });
}
