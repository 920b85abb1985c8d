/** Which notebook files a command means. */

import { basename, join } from "node:path";

/** The folder of the project's notebooks. */
export const NOTEBOOKS = join(import.meta.dirname!, "../../notebooks");

async function notebooksIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  });
  const found = entries
    .filter((entry) => entry.isFile && entry.name.endsWith(".ipynb"))
    .map((entry) => join(folder, entry.name));
  if (found.length === 0) throw new RangeError(`there is no notebook (*.ipynb) in ${folder}`);
  return found.sort();
}

const isPath = (name: string): boolean => /[/\\]/.test(name);

async function existing(path: string): Promise<string> {
  if ((await Deno.stat(path).catch(() => undefined))?.isFile) return path;
  throw new RangeError(`there is no file ${path}`);
}

/**
 * The files that the names mean, each once and in the order of the names: a name is a path (it has
 * a slash), or the beginning of the file name of a notebook in `folder`, such as `01`. No names
 * means all of the folder, sorted.
 *
 * Errors: `RangeError` for a name that fits none, listing those that there are, for a path where
 * there is no file, and for a folder without a notebook.
 */
export async function findNotebooks(names: readonly string[], folder: string): Promise<string[]> {
  if (names.length === 0) return notebooksIn(folder);
  const found: string[] = [];
  for (const name of names) {
    if (isPath(name)) {
      found.push(await existing(name));
      continue;
    }
    const all = await notebooksIn(folder);
    const matches = all.filter((path) => basename(path).startsWith(name));
    if (matches.length === 0) {
      const known = all.map((path) => basename(path, ".ipynb")).join(", ");
      throw new RangeError(`no notebook is called "${name}"; there are: ${known}`);
    }
    found.push(...matches);
  }
  return [...new Set(found)];
}
