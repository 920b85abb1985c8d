/** The folder that an analysis writes to: what is in it that was not written by one stays as it is. */
import { join } from "node:path";
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
  await Deno.mkdir(join(path, NOTES), { recursive: true });
  const notesPath = join(path, NOTES, "written.json");
  const notes = await readNotes(notesPath);

  const isOwn = async (name: string): Promise<boolean> => {
    const bytes = await readBytes(join(path, name));
    return bytes === undefined || notes[name] === await sha256(bytes);
  };
  for (const name of names) {
    if (await isOwn(name)) continue;
    throw new Deno.errors.AlreadyExists(
      `${join(path, name)}: is there already and was not written by an analysis, or was changed ` +
        "since; move it away, or choose another folder",
    );
  }
  const note = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    notes[name] = await sha256(bytes);
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
    adopt: async (name): Promise<void> => await note(name, (await readBytes(join(path, name)))!),
  };
}
