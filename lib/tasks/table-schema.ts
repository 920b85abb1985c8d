/** What the columns of a user's table mean, and what was assumed to read it. */
import { checkSchema } from "../data/check-schema.ts";
import { checkDraft } from "../data/draft/check-draft.ts";
import type { Doubt } from "../data/draft/doubt.ts";
import type { Draft } from "../data/draft/draft.ts";
import { withFile } from "../ship/model-file/file-errors.ts";

/** The schema in a file; a draft of an analysis also says how the outcome is written. */
export async function readSchema(path: string): Promise<Pick<Draft, "schema"> & Partial<Draft>> {
  const value = await withFile({ path }, async () => JSON.parse(await Deno.readTextFile(path)));
  return value?.schema === undefined
    ? { schema: checkSchema(value, path) }
    : checkDraft(value, path);
}

/** Prints what was assumed to read a table. */
export function tellDoubts(table: string, doubts: readonly Doubt[]): void {
  for (const { seen, assumed } of doubts) console.log(`${table}: ${seen}; ${assumed}`);
}
