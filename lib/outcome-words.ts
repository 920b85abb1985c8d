/** What the two outcomes are called in sentences and on axes: the table's own words. */
import type { FeatureSchema, Outcome } from "./types.ts";

/** Words for 1 and for 0, such as "died" and "alive". */
export interface OutcomeWords {
  readonly positive: string;
  readonly negative: string;
}

/** Words for an outcome that is disease. */
export const diseaseWords: OutcomeWords = { positive: "diseased", negative: "not diseased" };

/** Yes-or-no texts that do not name the outcome. */
const BARE = /^(0|1|yes|no|y|n|true|false|positive|negative|pos|neg)$/i;

/** Whether a text only says yes or no. */
export function isBare(text: string): boolean {
  return BARE.test(text);
}

/**
 * Words for an outcome: its own texts if they say what they mean; "diseased" and "not diseased" if
 * they only say yes or no, as in this project's own tables.
 *
 * @example
 * ```ts
 * import { outcomeWords } from "heartbook/outcome-words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const outcome = { name: "end", label: "end", positive: "died", negative: "alive", about: "" };
 * assertEquals(outcomeWords(outcome), { positive: "died", negative: "alive" });
 * assertEquals(outcomeWords({ ...outcome, positive: "yes" }).positive, "diseased");
 * ```
 */
export function outcomeWords({ positive, negative }: Outcome): OutcomeWords {
  return isBare(positive) ? diseaseWords : { positive, negative };
}

/** The patients with one outcome, in a sentence: "the diseased", else the word in quotes. */
export function whoAre(word: string): string {
  return word === diseaseWords.positive ? "the diseased" : `"${word}"`;
}

/** What one row of a table is called, and several. */
export interface RowWords {
  readonly one: string;
  readonly many: string;
}

/**
 * "patient" where the outcome is disease or the schema speaks of patients, else "row".
 *
 * @example
 * ```ts
 * import { rowWords } from "heartbook/outcome-words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const outcome = { name: "end", label: "end", positive: "sold", negative: "kept", about: "" };
 * const schema = { name: "houses.csv", missing: [], outcome, features: [] };
 * assertEquals(rowWords(schema), { one: "row", many: "rows" });
 * assertEquals(rowWords({ ...schema, id: "patient_id" }).many, "patients");
 * ```
 */
export function rowWords({ name, id = "", outcome, features }: FeatureSchema): RowWords {
  const texts = [name, id, outcome.about, ...features.flatMap(({ name, about }) => [name, about])];
  return isBare(outcome.positive) || texts.some((text) => /patient/i.test(text))
    ? { one: "patient", many: "patients" }
    : { one: "row", many: "rows" };
}
