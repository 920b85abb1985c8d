/**
 * Jupyter's messages: four JSON parts, signed with the key that client and kernel share.
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html (protocol 5.3).
 */

/** Who sent a message, which kind it is, and the id that its replies refer to. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** One message of the protocol, whichever socket it travels on. */
export interface Message {
  readonly header: Header;
  /** The header of the request that caused it; empty for a request. */
  readonly parent_header: Partial<Header>;
  readonly metadata: Readonly<Record<string, unknown>>;
  // deno-lint-ignore no-explicit-any -- its shape hangs on `msg_type`; the readers narrow it
  readonly content: any;
}

const DELIMITER = "<IDS|MSG>";
const text = new TextEncoder();

/** The shared key, ready to sign and verify with HMAC-SHA256. */
export function signingKey(key: string): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", text.encode(key), algorithm, false, ["sign", "verify"]);
}

/** A request, with an id of its own. */
export function request(type: string, content: unknown): Message {
  const header = {
    msg_id: crypto.randomUUID(),
    msg_type: type,
    session: "heartbook",
    username: "heartbook",
    date: new Date().toISOString(),
    version: "5.3",
  };
  return { header, parent_header: {}, metadata: {}, content };
}

/** The bytes a signature covers: header, parent, metadata and content end to end. */
function signed(parts: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Blob(parts as Uint8Array<ArrayBuffer>[]).bytes();
}

/** A message as frames: delimiter, signature in hexadecimal, then the four parts. */
export async function encode(message: Message, key: CryptoKey): Promise<Uint8Array[]> {
  const { header, parent_header, metadata, content } = message;
  const parts = [header, parent_header, metadata, content]
    .map((part) => text.encode(JSON.stringify(part)));
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, await signed(parts)));
  return [text.encode(DELIMITER), text.encode(signature.toHex()), ...parts];
}

/**
 * The message in the frames; routing frames before the delimiter are passed over.
 *
 * Errors: `SyntaxError` when there is no delimiter, a part is missing or is not JSON, or the
 * signature is not the key's.
 *
 * @example
 * ```ts
 * import { decode, encode, request, signingKey } from "heartbook/jupyter/messages.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const key = await signingKey("shared by client and kernel");
 * const message = request("execute_request", { code: "1 + 1" });
 * assertEquals(await decode(await encode(message, key), key), message);
 * ```
 */
export async function decode(frames: readonly Uint8Array[], key: CryptoKey): Promise<Message> {
  const read = (frame: Uint8Array): string => new TextDecoder().decode(frame);
  const start = frames.findIndex((frame) => read(frame) === DELIMITER);
  const parts = frames.slice(start + 2, start + 6);
  if (start < 0 || parts.length < 4) {
    throw new SyntaxError(
      `kernel message: expected ${DELIMITER}, a signature and four parts, got ${frames.length} frames`,
    );
  }
  const signature = Uint8Array.fromHex(read(frames[start + 1]));
  if (!await crypto.subtle.verify("HMAC", key, signature, await signed(parts))) {
    throw new SyntaxError("kernel message: the signature does not belong to the shared key");
  }
  const [header, parent_header, metadata, content] = parts.map((part) => JSON.parse(read(part)));
  return { header, parent_header, metadata, content };
}
