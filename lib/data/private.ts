/**
 * Patients' data that never leave the machine: `data/private/` is ignored by git, read by name, and
 * checked to be outside the repository.
 */
import type { Dataset, FeatureSchema } from "../types.ts";
import { type DatasetOptions, readDataset } from "./dataset.ts";
import { readTable, type TextTable } from "./table.ts";

const FOLDER = new URL("../../data/private/", import.meta.url);

/** Where to look instead of `data/private/`. */
export interface PrivateOptions {
  readonly folder?: URL;
}

/** The names of the CSV files in `data/private/`, sorted; none if there is no such folder. */
export function listPrivate({ folder = FOLDER }: PrivateOptions = {}): string[] {
  try {
    return [...Deno.readDirSync(folder)].filter(({ name, isFile }) =>
      isFile && name.endsWith(".csv")
    ).map(({ name }) => name).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function locate(name: string, { folder = FOLDER }: PrivateOptions): URL {
  if (!/^[\w][\w .-]*$/.test(name)) {
    throw new RangeError(`expected the bare name of a file in data/private, got "${name}"`);
  }
  const known = listPrivate({ folder });
  if (!known.includes(name)) {
    const found = known.length === 0 ? "no CSV file" : known.join(", ");
    throw new Deno.errors.NotFound(`data/private/${name}: there is no such file, but ${found}`);
  }
  return new URL(encodeURIComponent(name), folder);
}

/**
 * A CSV file of `data/private/` as a table of texts, for example to infer a schema from.
 *
 * @throws `RangeError` for a name that leads elsewhere, `Deno.errors.NotFound` listing the existing
 * files; otherwise as `readTable`.
 */
export function readPrivateTable(name: string, options: PrivateOptions = {}): TextTable {
  return readTable(locate(name, options));
}

/**
 * A CSV file of `data/private/` as checked patients. Throws as `readPrivateTable` and
 * `readDataset`.
 *
 * @example
 * ```ts
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { readPrivate } from "heartbook/data/private.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => readPrivate("../cleveland.csv", heartSchema), RangeError, "bare name");
 * ```
 */
export function readPrivate(
  name: string,
  schema: FeatureSchema,
  options: DatasetOptions & PrivateOptions = {},
): Dataset {
  return readDataset(locate(name, options), schema, options);
}

/**
 * The files of `data/private/` that git would commit, or has already committed: there must be none.
 *
 * @param root Of the repository.
 * @throws `Error` with git's message if it cannot tell, such as outside a repository.
 */
export async function findTrackedPrivate(root: URL): Promise<string[]> {
  const git = new Deno.Command("git", {
    // Tracked files, and new files that git does not ignore.
    args: ["ls-files", "--cached", "--others", "--exclude-standard", "--", "data/private"],
    cwd: root,
  });
  const { success, stdout, stderr } = await git.output();
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).trim();
  if (!success) throw new Error(`git ls-files: ${decode(stderr)}`);
  return decode(stdout).split("\n").filter((line) => line !== "");
}
