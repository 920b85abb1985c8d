/** Sentences whose numbers are computed where they stand. */
import { show } from "./show.ts";

function word(value: string | number): string {
  if (typeof value === "string") return value;
  if (Number.isInteger(value)) return String(value).replace("-", "−");
  const size = Math.abs(value);
  return value.toFixed(size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0).replace("-", "−");
}

/**
 * Template tag for a sentence: whole numbers as they are, others to three decimals or, from one
 * on, in three digits, texts untouched. Line ends in the template become a blank, so that a long sentence can be broken.
 *
 * @throws `RangeError` for a number that is not finite: a sentence never says "NaN".
 *
 * @example
 * ```ts
 * import { sentence } from "heartbook/show/words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sentence`An AUC of ${0.90123} on ${303} patients.`, "An AUC of 0.901 on 303 patients.");
 * ```
 */
export function sentence(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  values.forEach((value, i) => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw new RangeError(`a number after "${parts[i]}": expected a finite one, got ${value}`);
    }
  });
  const unbroken = parts.map((part) => part.replace(/\s*\n\s*/g, " "));
  return String.raw({ raw: unbroken }, ...values.map(word));
}

/** Shows a {@link sentence} as a paragraph; Markdown works in it. */
export async function say(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): Promise<void> {
  const text = sentence(parts, ...values);
  await show({ "text/markdown": text, "text/plain": text });
}

/**
 * Shows a sentence together with its proof, or stops.
 *
 * @param text What is claimed, such as a {@link sentence}.
 * @param holds Whether it is so, computed where it is claimed.
 * @throws `Error` with the sentence when it does not hold: the notebook stops there.
 *
 * @example
 * ```ts
 * import { claim } from "heartbook/show/words.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => claim("two is more than three", 2 > 3), Error, "does not hold");
 * ```
 */
export async function claim(text: string, holds: boolean): Promise<void> {
  if (!holds) throw new Error(`a claim does not hold: ${text}`);
  await show({ "text/markdown": `✓ ${text}`, "text/plain": `✓ ${text}` });
}
