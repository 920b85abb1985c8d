/**
 * The wire under Jupyter's messages: ZMTP 3.0 with the NULL mechanism over plain TCP, only as much
 * as a client of one kernel needs. Source: https://rfc.zeromq.org/spec/23/ (ZMTP 3.0).
 */

/** The client's half of a socket pair: requests go out on a DEALER, broadcasts come in on a SUB. */
export type SocketType = "DEALER" | "SUB";

/** An open connection that carries whole messages, each a list of frames. */
export interface Socket {
  /** Sends one message. */
  send(frames: readonly Uint8Array[]): Promise<void>;
  /** The next message, or `undefined` once the other side has hung up. */
  receive(): Promise<Uint8Array[] | undefined>;
  /** Hangs up; a `receive()` that waits ends with `undefined`. Closing twice is no error. */
  close(): void;
}

/** A source of bytes: what a `Deno.Conn` offers for reading. */
export interface Bytes {
  read(into: Uint8Array): Promise<number | null>;
}

/** No output of a cell is as long; what claims to be is not a kernel's. */
const MOST_BYTES = 2 ** 29;
const MORE = 1, LONG = 2, COMMAND = 4;
const GREETING_LENGTH = 64;
const SIGNATURE_END = 9;
const SUBSCRIBE_TO_ALL = Uint8Array.of(1);
const text = new TextEncoder();

/** What both sides say first: signature, version 3.0, mechanism NULL, not a server. */
export function greeting(): Uint8Array {
  const bytes = new Uint8Array(GREETING_LENGTH);
  bytes[0] = 0xff;
  bytes[SIGNATURE_END] = 0x7f;
  bytes[SIGNATURE_END + 1] = 3;
  bytes.set(text.encode("NULL"), SIGNATURE_END + 3);
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** One frame: a byte of flags, the length in one byte or in eight, the body. */
function frame(body: Uint8Array, flags: number): Uint8Array {
  if (body.length < 256) return concat([Uint8Array.of(flags, body.length), body]);
  const head = new DataView(new ArrayBuffer(9));
  head.setUint8(0, flags | LONG);
  head.setBigUint64(1, BigInt(body.length));
  return concat([new Uint8Array(head.buffer), body]);
}

/**
 * The bytes of one message.
 *
 * @example
 * ```ts
 * import { encodeMessage } from "heartbook/jupyter/zmtp.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const frames = [Uint8Array.of(7), Uint8Array.of(8, 9)];
 * assertEquals([...encodeMessage(frames)], [1, 1, 7, 0, 2, 8, 9]); // 1 = more frames follow
 * ```
 */
export function encodeMessage(frames: readonly Uint8Array[]): Uint8Array {
  return concat(frames.map((body, i) => frame(body, i < frames.length - 1 ? MORE : 0)));
}

/** The READY command, which tells the other side what kind of socket this is. */
export function ready(type: SocketType): Uint8Array {
  const short = (name: string): Uint8Array =>
    concat([Uint8Array.of(name.length), text.encode(name)]);
  const value = text.encode(type);
  const length = Uint8Array.of(0, 0, 0, value.length);
  return frame(concat([short("READY"), short("Socket-Type"), length, value]), COMMAND);
}

/** Exactly `length` bytes, or `undefined` when the stream ends before them. */
async function exactly(source: Bytes, length: number): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const got = await source.read(bytes.subarray(at));
    if (got === null) return undefined;
    at += got;
  }
  return bytes;
}

async function readFrame(
  source: Bytes,
): Promise<{ flags: number; body: Uint8Array } | undefined> {
  const flags = (await exactly(source, 1))?.[0];
  if (flags === undefined) return undefined;
  const size = await exactly(source, flags & LONG ? 8 : 1);
  if (size === undefined) return undefined;
  const length = size.length === 1 ? size[0] : Number(new DataView(size.buffer).getBigUint64(0));
  if (length > MOST_BYTES) {
    throw new RangeError(`ZMTP frame: expected at most ${MOST_BYTES} bytes, got ${length}`);
  }
  const body = await exactly(source, length);
  return body && { flags, body };
}

/**
 * The next message of a stream of bytes, commands (such as READY) passed over; `undefined` when
 * the stream has ended. `RangeError` for a frame that says it is longer than half a gibibyte.
 */
export async function readMessage(source: Bytes): Promise<Uint8Array[] | undefined> {
  const frames: Uint8Array[] = [];
  while (true) {
    const next = await readFrame(source);
    if (next === undefined) return undefined;
    if (next.flags & COMMAND) continue;
    frames.push(next.body);
    if (!(next.flags & MORE)) return frames;
  }
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

async function greet(connection: Deno.TcpConn, type: SocketType): Promise<void> {
  await writeAll(connection, greeting());
  const theirs = await exactly(connection, GREETING_LENGTH);
  if (theirs?.[0] !== 0xff || theirs[SIGNATURE_END + 1] < 3) {
    throw new SyntaxError("expected the greeting of a ZMTP 3 socket");
  }
  await writeAll(connection, ready(type));
  if (type === "SUB") await writeAll(connection, encodeMessage([SUBSCRIBE_TO_ALL]));
}

/**
 * Connects to a socket on this machine. A SUB is subscribed to everything.
 *
 * @param options.signal Hangs up when aborted, at whatever point.
 *
 * Errors: `Deno.errors.ConnectionRefused` when nothing listens on the port; `SyntaxError` when what
 * listens does not speak ZMTP 3.
 */
export async function connect(
  port: number,
  type: SocketType,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Socket> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  let open = true;
  function close(): void {
    if (open) connection.close();
    open = false;
  }
  options.signal?.addEventListener("abort", close, { once: true });
  try {
    options.signal?.throwIfAborted();
    connection.setNoDelay();
    await greet(connection, type);
  } catch (error) {
    close();
    throw error;
  }
  // One write at a time: two messages sent at once must not mingle their frames.
  let lastWrite = Promise.resolve();
  return {
    send(frames): Promise<void> {
      return lastWrite = lastWrite.then(() => writeAll(connection, encodeMessage(frames)));
    },
    async receive(): Promise<Uint8Array[] | undefined> {
      try {
        return await readMessage(connection);
      } catch (error) {
        if (!open || error instanceof Deno.errors.ConnectionReset) return undefined;
        throw error;
      }
    },
    close,
  };
}
