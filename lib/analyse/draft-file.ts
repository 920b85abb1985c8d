/** `schema.json`: a draft as its owner reads and corrects it. */
import type { Draft } from "../data/draft/draft.ts";
import { checkDraft } from "../data/draft/check-draft.ts";

/** The text of `schema.json`. */
export function writeDraft(draft: Draft): string {
  return `${JSON.stringify(draft, null, 2)}\n`;
}

/**
 * The draft in a `schema.json`.
 *
 * @throws `SyntaxError` for text that is not JSON, `TypeError` or `RangeError` naming the field that
 * is not as it should be.
 */
export async function readDraft(path: string): Promise<Draft> {
  const text = await Deno.readTextFile(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`${path}: ${(error as Error).message}`, { cause: error });
  }
  return checkDraft(value, path);
}
