/** Numbers that somebody typed into words, where a notebook computes them. */

/** Code, links, images and addresses are not prose; nor is the number of a licence. */
const NOT_PROSE = [
  /^```[^]*?^```/gm,
  /`[^`]*`/g,
  /!?\[[^\]]*\]\([^)]*\)/g,
  /<?https?:\/\/\S+/g,
  /\bCC BY(-\w+)* \d\.\d/g,
  // A year, another notebook, the usual level of an interval, and an enumeration are no results.
  /\b(1[89]|20)\d\d\b/g,
  /\bnotebooks? \d+/gi,
  /\b95 % (confidence |prediction )?intervals?\b/g,
  /^\d+\. /gm,
  // The name of a method.
  /\.632\+?/g,
];

const WORDS = Object.fromEntries(
  ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
    "sixteen seventeen eighteen nineteen twenty").split(" ").map((word, i) => [word, i]),
);
const TENS = "thirty forty fifty sixty seventy eighty ninety hundred".split(" ")
  .map((word, i) => [word, 10 * (i + 3)]);
const VALUES: Readonly<Record<string, number>> = { ...WORDS, ...Object.fromEntries(TENS) };

const ONE = `(?:\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+|${Object.keys(VALUES).join("|")})`;
/** A number, a percentage, or two numbers that make a share. */
const NUMBER = new RegExp(
  `(?<![\\w.])(${ONE})(?![\\w])(?: (?:in|of|out of)(?: the)? (${ONE})(?![\\w])| ?(%|per ?cent\\b))?`,
  "gi",
);

const valueOf = (text: string): number =>
  VALUES[text.toLowerCase()] ?? Number(text.replaceAll(",", ""));

/**
 * The first number in a text for readers that looks like a result: one that the notebook's code
 * does not state as a choice. A number may stand in words when the same number, or for a share and
 * a percentage the fraction, stands in the code (10 folds, a recall of 0.95). Free are 0 and 1, "one" and "two",
 * years, the numbers of notebooks, "95 % interval", and whatever stands in code, in links, in
 * addresses or in a name, such as F1. `undefined` where there is none.
 *
 * @param stated The numbers that the code cells state.
 *
 * @example
 * ```ts
 * import { typedNumber } from "heartbook/jupyter/typed-numbers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const stated = [10, 0.95]; // folds: 10, atRecallFloor(scored, 0.95)
 * assertEquals(typedNumber("Ten folds; find 95 %, or 95 in 100.", stated), undefined);
 * assertEquals(typedNumber("Six of seven models agree.", stated), "Six of seven");
 * assertEquals(typedNumber("302 patients", stated), "302");
 * ```
 */
export function typedNumber(text: string, stated: readonly number[]): string | undefined {
  const prose = NOT_PROSE.reduce((rest, pattern) => rest.replaceAll(pattern, " "), text);
  const known = (value: number): boolean =>
    stated.some((number) => Math.abs(number - value) < 1e-9);
  for (const [found, first, second, percent] of prose.matchAll(NUMBER)) {
    const value = valueOf(first);
    if (second !== undefined) {
      const whole = valueOf(second);
      if (
        known(value / whole) || (isFree(first) || known(value)) && (isFree(second) || known(whole))
      ) {
        continue;
      }
    } else if (percent !== undefined) {
      if (known(value / 100) || known(1 - value / 100)) continue;
    } else if (isFree(first) || known(value)) {
      continue;
    }
    return found;
  }
  return undefined;
}

/** Codes, and words that English uses for more than counting. */
function isFree(text: string): boolean {
  return /^(0|1|one|two|zero)$/i.test(text);
}
