/** Texts that are the same level, spelled in several ways. */

/** "Héllo  World." and "hello world" come to the same. */
function plainForm(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[\s_-]+/g, " ").replace(/[.!]+$/, "").trim();
}

/** Up to XXXIX: of the classes I, II and III the first is not short for the third. */
const ROMAN = /^x{0,3}(ix|iv|v?i{0,3})$/;

/** Of one-letter forms, the only word of three letters or more that begins so. */
function spellOut(form: string, forms: readonly string[]): string {
  if (!/^\p{L}$/u.test(form)) return form;
  const words = forms.filter((other) =>
    /^\p{L}{3,}$/u.test(other) && other.startsWith(form) && !ROMAN.test(other)
  );
  return words.length === 1 ? words[0] : form;
}

/**
 * The texts of each level together, the most frequent spelling first: those that differ in case,
 * blanks, hyphens or accents, and a letter with the one word that it begins, such as `F` and
 * `female`. Levels come by frequency, of equal ones by the alphabet.
 *
 * @param counts How often each text stands there.
 *
 * @example
 * ```ts
 * import { groupSpellings } from "heartbook/data/draft/spelling.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = new Map([["Male", 3], ["female", 2], ["F", 1], ["male", 1], ["M", 1]]);
 * assertEquals(groupSpellings(counts), [["Male", "male", "M"], ["female", "F"]]);
 * ```
 */
export function groupSpellings(counts: ReadonlyMap<string, number>): string[][] {
  const texts = [...counts.keys()];
  const forms = [...new Set(texts.map(plainForm))];
  // A letter that stands for a word only does so where letters and words of it are mixed.
  const groups = Map.groupBy(texts, (text) => spellOut(plainForm(text), forms));
  const total = (group: readonly string[]): number =>
    group.reduce((sum, text) => sum + counts.get(text)!, 0);
  const isWord = (text: string): number => Number(text.length > 1);
  return [...groups.values()]
    .map((group) =>
      group.toSorted((a, b) =>
        isWord(b) - isWord(a) || counts.get(b)! - counts.get(a)! || (a > b ? -1 : 1)
      )
    )
    .sort((a, b) => total(b) - total(a) || (a[0] < b[0] ? -1 : 1));
}
