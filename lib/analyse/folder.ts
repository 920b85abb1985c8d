/** The folder that an analysis writes to: what is in it that was not written by one stays as it is. */
import { dirname, join, resolve } from "node:path";
import { sha256 } from "../ship/model-file/text.ts";
import { writeWhole } from "./write-whole.ts";

/** A folder in which only what an analysis wrote is replaced. */
export interface ResultFolder {
  readonly path: string;
  /** Whether a file is as this folder's last analysis wrote it. */
  readonly isOwn: (name: string) => Promise<boolean>;
  /** Writes a file that is either wholly there or not at all. */
  readonly write: (name: string, content: string | Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Takes note of a file that something else wrote for this analysis. */
  readonly adopt: (name: string) => Promise<void>;
  /** Takes away what opening it made, as far as nothing was put there. */
  readonly abandon: () => Promise<void>;
}

const NOTES = ".heartbook";

/** Where comparisons are kept. */
export function storePath({ path }: ResultFolder): string {
  return join(path, NOTES);
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function readNotes(path: string): Promise<Record<string, string>> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return {};
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {}; // Not whole: then nothing counts as written by an analysis.
  }
}

/** Makes a folder, and gives those that were not there: itself and what it is in, innermost first. */
async function makeFolders(path: string): Promise<string[]> {
  const made: string[] = [];
  let at = resolve(path);
  while (await Deno.stat(at).then(() => false, () => true) && dirname(at) !== at) {
    made.push(at);
    at = dirname(at);
  }
  await Deno.mkdir(path, { recursive: true });
  return made;
}

/** Removes folders, innermost first, up to one that is not empty. */
async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    try {
      await Deno.remove(folder);
    } catch {
      return;
    }
  }
}

/**
 * Opens or makes a folder for the results named; `schema.json`, which is read again, is not asked
 * about.
 *
 * @param names The files that are to be written.
 * @throws `TypeError` where the path is a file; `Deno.errors.AlreadyExists` naming the first file
 * that stands there and was not written, or was changed since, by somebody else.
 */
export async function openFolder(path: string, names: readonly string[]): Promise<ResultFolder> {
  const found = await Deno.stat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory) {
    throw new TypeError(`${path}: expected a folder to write to, got a file`);
  }
  const made = await makeFolders(join(path, NOTES));
  const notesPath = join(path, NOTES, "written.json");
  const notes = await readNotes(notesPath);

  const isOwn = async (name: string): Promise<boolean> => {
    const bytes = await readBytes(join(path, name));
    return bytes === undefined || notes[name] === await sha256(bytes);
  };
  for (const name of names) {
    if (await isOwn(name)) continue;
    await removeEmpty(made);
    throw new Deno.errors.AlreadyExists(
      `${join(path, name)}: is there already and was not written by an analysis, or was changed ` +
        "since; move it away, or choose another folder",
    );
  }
  const note = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    notes[name] = await sha256(bytes);
    // Another run that made the folder may have failed meanwhile and taken it away.
    await Deno.mkdir(dirname(notesPath), { recursive: true });
    await writeWhole(notesPath, `${JSON.stringify(notes, null, 2)}\n`);
  };
  return {
    path,
    isOwn,
    write: async (name, content): Promise<void> => {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      // Noted first: a run that is ended in between finds its own file, not somebody else's.
      const before = await readBytes(join(path, name));
      await note(name, bytes);
      try {
        await writeWhole(join(path, name), bytes);
      } catch (error) {
        if (before !== undefined) await note(name, before);
        throw error;
      }
    },
    abandon: () => removeEmpty(made),
    adopt: async (name): Promise<void> => await note(name, (await readBytes(join(path, name)))!),
  };
}
