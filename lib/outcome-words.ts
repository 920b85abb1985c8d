/** What the two outcomes are called in sentences, on axes and on buttons: the table's own words. */
import type { Outcome } from "./types.ts";

/** Words for 1 and for 0, such as "died" and "alive". */
export interface OutcomeWords {
  readonly positive: string;
  readonly negative: string;
}

/** Words where no table has any. */
export const diseaseWords: OutcomeWords = { positive: "diseased", negative: "not diseased" };

/** Texts that say which, but not what. */
const BARE = /^(0|1|yes|no|y|n|true|false|positive|negative|pos|neg)$/i;

/**
 * The words of an outcome: its texts, where they say what they mean; else its label, as in "died"
 * and "not died" for a column `died` of yes and no.
 *
 * @example
 * ```ts
 * import { outcomeWords } from "heartbook/outcome-words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const outcome = { name: "died", label: "Died", positive: "yes", negative: "no", about: "" };
 * assertEquals(outcomeWords(outcome), { positive: "died", negative: "not died" });
 * ```
 */
export function outcomeWords({ label, positive, negative }: Outcome): OutcomeWords {
  if (!BARE.test(positive)) return { positive, negative };
  const [first, second = ""] = label;
  // An abbreviation keeps its capitals.
  const word = second === second.toLowerCase() ? first.toLowerCase() + label.slice(1) : label;
  return { positive: word, negative: `not ${word}` };
}
