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
}

/** `"F", "female" and 3 more`: the first of some texts, for a sentence. */
export function quoteSome(texts: readonly string[], most = 4): string {
  const shown = texts.slice(0, most).map((text) => `"${text}"`).join(", ");
  return texts.length > most ? `${shown} and ${texts.length - most} more` : shown;
}
