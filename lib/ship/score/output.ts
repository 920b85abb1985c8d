/** A file written bit by bit that is either wholly there or not at all. */
import { alreadyThere, moveIntoPlace, partPath } from "../model-file/move.ts";

/** What is to be written. Unless it is finished, nothing is left of it once it is disposed of. */
export interface Output extends AsyncDisposable {
  readonly write: (content: string | Uint8Array) => Promise<void>;
  /** Moves what was written to its place. */
  readonly finish: () => Promise<void>;
}

/**
 * Opens a file to be written beside its place and moved there in the end.
 *
 * @throws `Deno.errors.AlreadyExists` where there is a file, unless it may be overwritten.
 */
export async function openOutput(
  path: string,
  options: { readonly overwrite?: boolean },
): Promise<Output> {
  const isThere = await Deno.lstat(path).then(() => true, () => false);
  if (isThere && !options.overwrite) throw alreadyThere(path);
  const part = partPath(path);
  const file = await Deno.open(part, { write: true, createNew: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  return {
    write: (content) =>
      writer.write(typeof content === "string" ? encoder.encode(content) : content),
    finish: async () => {
      await writer.close();
      await moveIntoPlace(part, path, options);
    },
    [Symbol.asyncDispose]: async () => {
      await writer.abort().catch(() => {});
      await Deno.remove(part).catch(() => {});
    },
  };
}
