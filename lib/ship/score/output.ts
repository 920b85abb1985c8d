/** A file written bit by bit that is either wholly there or not at all. */
import { withFile } from "../model-file/file-errors.ts";
import { alreadyThere, moveIntoPlace, partPath } from "../model-file/move.ts";

/** What is to be written. Unless it is finished, nothing is left of it once it is disposed of. */
export interface Output extends AsyncDisposable {
  readonly write: (content: string | Uint8Array) => Promise<void>;
  /** Moves what was written to its place, once it is on the disk. */
  readonly finish: () => Promise<void>;
}

/**
 * Opens a file to be written beside its place and moved there in the end.
 *
 * @throws `Deno.errors.AlreadyExists` where there is a file, unless it may be overwritten; what the
 * system throws, in words that begin with the path, such as "scored.csv: the disk is full".
 */
export async function openOutput(
  path: string,
  options: { readonly overwrite?: boolean },
): Promise<Output> {
  const isThere = await Deno.lstat(path).then(() => true, () => false);
  if (isThere && !options.overwrite) throw alreadyThere(path);
  const part = partPath(path);
  const file = await withFile(
    { path, what: "folder" },
    () => Deno.open(part, { write: true, createNew: true }),
  );
  const encoder = new TextEncoder();
  let isOpen = true;
  const close = (): void => {
    if (isOpen) file.close();
    isOpen = false;
  };
  return {
    write: (content) =>
      withFile({ path }, async () => {
        const bytes = typeof content === "string" ? encoder.encode(content) : content;
        for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
      }),
    finish: () =>
      withFile({ path }, async () => {
        // A file moved before it is on the disk could be found empty after a power cut.
        await file.sync();
        close();
        await moveIntoPlace(part, path, options);
      }),
    [Symbol.asyncDispose]: async () => {
      close();
      await Deno.remove(part).catch(() => {});
    },
  };
}
