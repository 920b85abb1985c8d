/** A newer model taken up while the old one goes on answering. */
import type { ModelFile } from "../model-file/model-file.ts";
import { readModelFile } from "../model-file/read.ts";
import type { ReadAnswer } from "./read-worker.ts";

/** How a file is watched. */
export interface ReloadOptions {
  /** Told in one line of each model that was taken up or refused. */
  readonly log: (line: string) => void;
  /** Time between two looks; one second by default. */
  readonly milliseconds?: number;
}

/** The model of a file, as it is now. */
export interface Watched {
  /** The last model that was whole. Requests that have begun keep the one they began with. */
  readonly current: () => ModelFile;
  /** Why the file is no longer to be relied on; `undefined` where it is there. */
  readonly trouble: () => string | undefined;
  /** Looks at once; done when a new model, if there is one, is taken up or refused. */
  readonly look: () => Promise<void>;
  readonly stop: () => void;
}

/** What changes when a file does; "" where there is none. */
async function marksOf(path: string): Promise<string> {
  try {
    const { mtime, size, ino } = await Deno.stat(path);
    return `${mtime?.getTime()} ${size} ${ino}`;
  } catch {
    return "";
  }
}

/** Longer than the largest model takes, in milliseconds. */
const LONGEST_READ = 30_000;

/** Reads a model file in a thread of its own, so that nobody waits for what may be megabytes. */
async function readAside(path: string): Promise<ModelFile> {
  const worker = new Worker(new URL("./read-worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<ModelFile>();
  const late = setTimeout(() => reject(new Error(`${path}: took too long to read`)), LONGEST_READ);
  worker.onmessage = ({ data }: MessageEvent<ReadAnswer>): void =>
    "file" in data ? resolve(data.file) : reject(new Error(data.message));
  worker.onerror = (event): void => {
    event.preventDefault();
    reject(new Error(`${path}: ${event.message}`));
  };
  worker.postMessage(path);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    worker.terminate();
  }
}

/**
 * Reads a model file and goes on looking at the file's time, size and identity, since messages from
 * the file system do not come from every disk. A file that is gone, half written or wrong in any way
 * is refused with a line in the log, and the model before it stays; nothing else has to be done for
 * it to be looked at again than to write it again.
 *
 * @throws what `readModelFile` throws, for the first model only.
 */
export async function watchModelFile(path: string, options: ReloadOptions): Promise<Watched> {
  const { log, milliseconds = 1000 } = options;
  let marks = await marksOf(path);
  let file = await readModelFile(path);
  let looking: Promise<void> | undefined;

  async function takeUp(): Promise<void> {
    const seen = await marksOf(path);
    if (seen === marks) return;
    marks = seen;
    try {
      const next = await readAside(path);
      if (next.contentSha256 === file.contentSha256) return;
      file = next;
      log(`a new model answers: ${next.contentSha256.slice(0, 12)}`);
    } catch (error) {
      const { message } = error as Error;
      log(`a new model was refused, ${file.contentSha256.slice(0, 12)} goes on: ${message}`);
    }
  }

  function look(): Promise<void> {
    looking ??= takeUp().finally(() => looking = undefined);
    return looking;
  }

  const timer = setInterval(look, milliseconds);
  return {
    current: () => file,
    trouble: () => marks === "" ? "the model's file is gone" : undefined,
    look,
    stop: () => clearInterval(timer),
  };
}
