/** What a draft assumes because the table does not say, as plain data. */

/** One thing that had to be assumed. */
export interface Doubt {
  /** The column concerned; absent where it is the file as a whole. */
  readonly column?: string;
  /** What was seen, with an example, as a sentence without the full stop. */
  readonly seen: string;
  /** What is done about it. */
  readonly assumed: string;
  /** How to have it otherwise. */
  readonly otherwise: string;
  /**
   * What the draft says because of it: of the feature, or under `missing`, `group` or `outcome`; or
   * that the column is `left` out. A draft that says otherwise has been corrected, and the doubt no
   * longer stands. Absent where no correction of the draft answers it.
   */
  readonly rests?: Readonly<Record<string, unknown>>;
}

/**
 * A column's name as it is typed behind an option: in quotes where a shell would part it, and in
 * quotes within those where it has a comma and the option takes several.
 *
 * @example
 * ```ts
 * import { typedName } from "heartbook/data/draft/doubt.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["age", "time (s)", "CRP, mg/l"].map((name) => typedName(name)), [
 *   "age",
 *   '"time (s)"',
 *   `'"CRP, mg/l"'`,
 * ]);
 * ```
 */
export function typedName(name: string, { among = true } = {}): string {
  const listed = among && /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
  if (/^[\p{L}\p{N}_.:/%+=@-]+$/u.test(listed)) return listed;
  return /["$`\\!]/.test(listed) ? `'${listed.replaceAll("'", "'\\''")}'` : `"${listed}"`;
}

/** `"F", "female" and 3 more`: the first of some texts, for a sentence. */
export function quoteSome(texts: readonly string[], most = 4): string {
  const shown = texts.slice(0, most).map((text) => `"${text}"`).join(", ");
  return texts.length > most ? `${shown} and ${texts.length - most} more` : shown;
}
