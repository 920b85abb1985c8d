/** From what was trained to a file that is either whole or not there. */
import type { ModelContent, ModelFile } from "./model-file.ts";
import { checkedModelFile } from "./checks.ts";
import { withFile } from "./file-errors.ts";
import { moveIntoPlace, partPath } from "./move.ts";
import { checksum } from "./read.ts";
import { canonicalText } from "./text.ts";

/**
 * A model file of this content: checked as a reader would check it, with its checksum.
 *
 * @throws `TypeError` or `RangeError` naming the field.
 */
export async function sealModelFile(content: ModelContent): Promise<ModelFile> {
  const file = { ...content, format: "heartbook model", version: 1 } as const;
  return checkedModelFile({ ...file, contentSha256: await checksum(file) });
}

/** The bytes of the file: canonical JSON and a line end. The same model gives the same bytes. */
export function encodeModelFile(file: ModelFile): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${canonicalText(file)}\n`);
}

/**
 * Writes a model file beside its place and then moves it there, so that a reader finds the old
 * file or the new one, and never a part.
 *
 * @throws `Deno.errors.AlreadyExists` where there is a file and `overwrite` is not set.
 */
export async function writeModelFile(
  file: ModelFile,
  path: string,
  options: { readonly overwrite?: boolean } = {},
): Promise<void> {
  const part = partPath(path);
  try {
    await withFile({ path, what: "folder" }, async () => {
      await Deno.writeFile(part, encodeModelFile(file), { createNew: true });
      using written = await Deno.open(part, { write: true });
      await written.sync();
    });
    await moveIntoPlace(part, path, options);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    throw error;
  }
}
