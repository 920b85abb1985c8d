/** Downloads files with known content: checked, resumable, and never left half-written. */
import type { Progress } from "../types.ts";

/** A remote file, and how to verify it. */
export interface RemoteFile {
  /** Its file name in the folder. */
  readonly name: string;
  readonly url: string;
  /** SHA-256 of its bytes, as 64 hexadecimal digits. */
  readonly sha256: string;
  /** Its size in bytes. */
  readonly bytes: number;
}

/** Where to save it, and how to report progress. */
export interface DownloadOptions {
  readonly folder: string;
  /** In bytes. */
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/** The SHA-256 of some bytes, as 64 hexadecimal digits. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/**
 * Why these bytes are not the file, or `undefined` if they are.
 *
 * @example
 * ```ts
 * import { whyNotFile } from "heartbook/data/download.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = { name: "a.csv", url: "http://127.0.0.1/a.csv", sha256: "0".repeat(64), bytes: 9 };
 * assertEquals(
 *   await whyNotFile(new Uint8Array(4), file),
 *   "expected 9 bytes, got 4: the file is cut short",
 * );
 * ```
 */
export async function whyNotFile(
  bytes: Uint8Array<ArrayBuffer>,
  file: Pick<RemoteFile, "sha256" | "bytes">,
): Promise<string | undefined> {
  if (bytes.length !== file.bytes) {
    const how = bytes.length < file.bytes ? "cut short" : "another one";
    return `expected ${file.bytes} bytes, got ${bytes.length}: the file is ${how}`;
  }
  const got = await sha256Of(bytes);
  return got === file.sha256 ? undefined : `expected sha256 ${file.sha256}, got ${got}`;
}

async function ask(file: RemoteFile, from: number, signal?: AbortSignal): Promise<Response> {
  const headers = from > 0 ? { range: `bytes=${from}-` } : undefined;
  try {
    return await fetch(file.url, { headers, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(
      `${file.name}: ${new URL(file.url).host} cannot be reached; ` +
        "is this machine online? What is here already was left as it is.",
      { cause: error },
    );
  }
}

/** Appends each chunk to the partial file at once, so that a broken connection loses nothing. */
async function save(
  { body }: Response,
  part: string,
  options: { readonly from: number; readonly report: (bytes: number) => unknown },
): Promise<void> {
  let { from } = options;
  const append = from > 0;
  using out = await Deno.open(part, { write: true, create: true, append, truncate: !append });
  for await (const chunk of body ?? []) {
    let written = 0;
    while (written < chunk.length) written += await out.write(chunk.subarray(written));
    from += chunk.length;
    await options.report(from);
  }
}

/** One request: the whole file, or the part still missing. */
async function fetchPart(file: RemoteFile, part: string, options: DownloadOptions): Promise<void> {
  const { progress, signal } = options;
  const there = (await readIfThere(part))?.length ?? 0;
  const asked = there < file.bytes ? there : 0;
  const response = await ask(file, asked, signal);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${file.name}: ${file.url} answered ${response.status}`);
  }
  // A server without range support sends the whole file again.
  const resumed = response.status === 206 &&
    response.headers.get("content-range")?.startsWith(`bytes ${asked}-`);
  const report = (bytes: number): unknown => progress?.(bytes, file.bytes);
  try {
    await save(response, part, { from: resumed ? asked : 0, report });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Deno.errors.PermissionDenied) throw error;
    const bytes = (await readIfThere(part))?.length ?? 0;
    throw new Error(
      `${file.name}: the connection broke after ${bytes} of ${file.bytes} bytes; ` +
        "the same command goes on from there",
      { cause: error },
    );
  }
}

/**
 * Downloads a file into a folder, unless it is already there. It is written beside its final place,
 * under the name with `.part`, checked, and then moved: under its own name there is either the
 * right file or none. A partial file of an earlier attempt is resumed.
 *
 * @returns Whether it was downloaded or already there.
 * @throws `Error` in one sentence if the host cannot be reached or returns an error, if the
 * connection breaks (the partial file is kept), or if the bytes differ from those expected (they
 * are removed).
 */
export async function download(
  file: RemoteFile,
  options: DownloadOptions,
): Promise<"fetched" | "there"> {
  const path = `${options.folder}/${file.name}`;
  const before = await readIfThere(path);
  if (before !== undefined && await whyNotFile(before, file) === undefined) return "there";
  await Deno.mkdir(options.folder, { recursive: true });
  const part = `${path}.part`;
  await fetchPart(file, part, options);
  const bytes = await readIfThere(part);
  const wrong = await whyNotFile(bytes ?? new Uint8Array(), file);
  if (wrong !== undefined) {
    await Deno.remove(part);
    throw new Error(`${file.name}: ${wrong}; nothing was kept of it`);
  }
  await Deno.rename(part, path);
  return "fetched";
}
