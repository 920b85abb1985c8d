/** From bytes to a model file that is whole and fits together. Nothing in it is executed. */
import type { ModelFile } from "./model-file.ts";
import { checkedModelFile } from "./checks.ts";
import { withFile } from "./file-errors.ts";
import { canonicalText, checkBrackets, checkDepth, sha256 } from "./text.ts";

/** How much is read before it is refused. */
export interface ReadLimits {
  /** Most bytes; 64 MiB by default. */
  readonly maxBytes?: number;
}

const FORMAT = "heartbook model";
const MAX_BYTES = 64 * 2 ** 20;
/** Nothing in a model file nests deeper than ten. */
const MAX_DEPTH = 16;
/** A tree takes seven, a patient that others are filled in from takes one. */
const MAX_BRACKETS = 500_000;

function checkSize(bytes: number, { maxBytes = MAX_BYTES }: ReadLimits): void {
  if (bytes > maxBytes) {
    throw new RangeError(`expected at most ${maxBytes} bytes, got ${bytes}`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SyntaxError("expected UTF-8 text, got bytes that are not UTF-8");
  }
}

/** The JSON of a model file, or a sentence that says that it is not one. */
function parseJson(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const { message } = cause as Error;
    throw new SyntaxError(`expected a model file, got text that is not JSON: ${message}`, {
      cause,
    });
  }
  if (Object.hasOwn(Object(json), "format")) return json;
  throw new TypeError(`expected a model file, which says "format": "${FORMAT}", got other JSON`);
}

/** Where two texts part, as a character counted from 0. */
function firstDifference(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

/** The SHA-256 that belongs to a model file, whatever it says of itself. */
export function checksum(file: Omit<ModelFile, "contentSha256">): Promise<string> {
  return sha256(canonicalText({ ...file, contentSha256: undefined }));
}

/**
 * A model file from its bytes, every part checked: size, nesting, spelling, shape, whether the
 * parts fit each other, and the checksum. One changed byte is enough for it to be refused.
 *
 * @throws `SyntaxError` for text that is not as `writeModelFile` spells it, `TypeError` for a
 * wrong shape, `RangeError` for a wrong value, a checksum that differs or too many bytes. The
 * message names the field.
 */
export async function parseModelFile(
  bytes: Uint8Array,
  limits: ReadLimits = {},
): Promise<ModelFile> {
  checkSize(bytes.length, limits);
  const text = decode(bytes);
  checkDepth(text, MAX_DEPTH);
  checkBrackets(text, MAX_BRACKETS);
  const json = parseJson(text);
  const canonical = `${canonicalText(json)}\n`;
  const file = checkedModelFile(json);
  if (canonical !== text) {
    const place = firstDifference(canonical, text);
    throw new SyntaxError(
      `expected the spelling of a written model file, got another from character ${place}, ` +
        `"${text.slice(place, place + 20).replaceAll("\n", "\\n")}"`,
    );
  }
  const expected = await checksum(file);
  if (file.contentSha256 !== expected) {
    throw new RangeError(
      `contentSha256: expected ${expected}, as the content has it, got ${file.contentSha256}: ` +
        "the file was changed after it was written",
    );
  }
  return file;
}

/**
 * The model file at this path. See {@link parseModelFile} for what is refused; the message starts
 * with the path.
 *
 * @throws `Deno.errors.NotFound` naming the path.
 */
export async function readModelFile(path: string, limits: ReadLimits = {}): Promise<ModelFile> {
  return await withFile({ path }, async () => {
    // A file of any size is refused before its first byte is read.
    checkSize((await Deno.stat(path)).size, limits);
    return await parseModelFile(await Deno.readFile(path), limits);
  });
}
