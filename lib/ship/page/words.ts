/** Numbers as the page says them. */
import type { html } from "hono/html";
import { percent } from "../../text.ts";

/** Escaped markup, as the `html` tag makes it. */
export type Html = ReturnType<typeof html>;

/**
 * How many of 100 people; never none or all of them where it is not certain.
 *
 * @example
 * ```ts
 * import { peopleOutOf100 } from "heartbook/ship/page/words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(peopleOutOf100(0.583).words, "58");
 * assertEquals(peopleOutOf100(0.003).words, "fewer than 1");
 * ```
 */
export function peopleOutOf100(p: number): { readonly count: number; readonly words: string } {
  const count = Math.round(100 * p);
  if (count === 0 && p > 0) return { count, words: "fewer than 1" };
  if (count === 100 && p < 1) return { count, words: "more than 99" };
  return { count, words: String(count) };
}

/**
 * "58 %", and for what is not certain never "0 %" or "100 %".
 *
 * @example
 * ```ts
 * import { percentWords } from "heartbook/ship/page/words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(percentWords(0.999), "over 99 %");
 * ```
 */
export function percentWords(p: number): string {
  if (p > 0 && p < 0.005) return "under 1 %";
  if (p < 1 && p > 0.995) return "over 99 %";
  return percent(p);
}

/**
 * What a contribution does: log odds multiply or divide the odds, probabilities are points.
 *
 * @example
 * ```ts
 * import { effectWords } from "heartbook/ship/page/words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(effectWords(Math.log(2), "log odds"), "odds × 2.0");
 * assertEquals(effectWords(-0.07, "probability"), "−7.0 points");
 * ```
 */
export function effectWords(value: number, unit: "log odds" | "probability"): string {
  if (unit === "log odds") {
    return `odds ${value < 0 ? "÷" : "×"} ${Math.exp(Math.abs(value)).toFixed(1)}`;
  }
  return `${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(1)} points`;
}

/** "Coronary disease" within a sentence: "coronary disease"; an abbreviation stays as it is. */
export function lowerFirst(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words[0].toLowerCase() + words.slice(1) : words;
}
