/** What went wrong with a file, in words rather than in the system's. */

const FULL = ["ENOSPC", "EDQUOT"];

function describe(error: Error & { readonly code?: string }, what: string): string | undefined {
  if (error instanceof Deno.errors.NotFound) return `there is no such ${what}`;
  if (error instanceof Deno.errors.PermissionDenied) return "access to it is denied";
  if (error instanceof Deno.errors.IsADirectory || error.code === "EISDIR") {
    return "is a folder, and a file is wanted";
  }
  if (error instanceof Deno.errors.NotADirectory) return "a part of its path is no folder";
  if (FULL.includes(error.code ?? "") || /No space left|quota exceeded/i.test(error.message)) {
    return "the disk is full";
  }
  return undefined;
}

/**
 * Does something with a file; what is thrown keeps its class and gets a message that begins with
 * the path and says in words what is wrong.
 *
 * @param options `path` for the message; `what` is not there where nothing is found, default "file".
 *
 * @example
 * ```ts
 * import { withFile } from "heartbook/ship/model-file/file-errors.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(
 *   () => withFile({ path: "none.csv" }, () => Deno.open("none.csv")),
 *   Deno.errors.NotFound,
 *   "none.csv: there is no such file",
 * );
 * ```
 */
export async function withFile<T>(
  { path, what = "file" }: { readonly path: string; readonly what?: string },
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error) {
      const words = describe(error, what);
      if (words !== undefined) error.message = `${path}: ${words}`;
      else if (!error.message.startsWith(path)) error.message = `${path}: ${error.message}`;
    }
    throw error;
  }
}

/** Whether two paths lead to the same file, through links too; not where one leads to none. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [a, b].map(async (path) => {
      try {
        const { dev, ino } = await Deno.stat(path);
        return { dev, ino, real: await Deno.realPath(path) };
      } catch {
        return null;
      }
    }),
  );
  if (one === null || other === null) return false;
  return one.real === other.real ||
    one.ino !== null && one.ino === other.ino && one.dev === other.dev;
}
