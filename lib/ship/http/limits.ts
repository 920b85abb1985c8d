/** What a body may cost: its bytes and its time. */
import { refusal } from "./problem.ts";

/** How much and how long. */
export interface BodyLimits {
  readonly bytes: number;
  /** From the first byte asked for to the last one that came. */
  readonly milliseconds: number;
  /** Aborted once the server stops: what is not there by then is not waited for. */
  readonly stopping?: AbortSignal;
}

/** What the server takes by default. */
export interface Limits {
  /** Patients in one request. */
  readonly batch: number;
  /** Bytes of a body. */
  readonly bytes: number;
  /** Bytes of a body with patients: 10,000 of them take about 2.5 MB. */
  readonly batchBytes: number;
  /** Batches that are worked on at the same time; more are told to come again. */
  readonly batches: number;
  /** Time for the head of a request to arrive. */
  readonly headMilliseconds: number;
  /** Time for a body to arrive. */
  readonly bodyMilliseconds: number;
  /** Time for all answers of a batch. */
  readonly answerMilliseconds: number;
  /** Time that requests in flight get once the server has been told to stop. */
  readonly stopMilliseconds: number;
  /** Objects and arrays within each other. */
  readonly depth: number;
}

const MEGABYTE = 1_000_000;

export const defaultLimits: Limits = {
  batch: 10_000,
  bytes: MEGABYTE,
  batchBytes: 4 * MEGABYTE,
  batches: 16,
  headMilliseconds: 10_000,
  bodyMilliseconds: 10_000,
  answerMilliseconds: 60_000,
  stopMilliseconds: 10_000,
  depth: 8,
};

/** The next chunk, or a refusal when it does not come in time or the server stops. */
async function readInTime<T>(
  read: Promise<T>,
  { until, stopping }: { readonly until: number; readonly stopping?: AbortSignal },
): Promise<T> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(refusal({ status: 408, detail: "the body took too long to arrive" }));
  }, Math.max(0, until - performance.now()));
  const stop = (): void =>
    reject(refusal({
      status: 503,
      detail: "the server stops, and the body had not arrived; ask again",
      headers: { "retry-after": "1" },
    }));
  stopping?.addEventListener("abort", stop);
  if (stopping?.aborted) stop();
  try {
    return await Promise.race([read, never]);
  } finally {
    clearTimeout(timer);
    stopping?.removeEventListener("abort", stop);
  }
}

function checkSize(bytes: number, limits: BodyLimits): void {
  if (bytes <= limits.bytes) return;
  throw refusal({
    status: 413,
    detail: `expected a body of at most ${limits.bytes} bytes, got more`,
  });
}

/** How far a body that was refused is read on, for clients that send all of it before they listen. */
const DRAINED: BodyLimits = { bytes: 32 * MEGABYTE, milliseconds: 5000 };

type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

/** Reads to the end, or as far as the limits go, where `take` may throw. */
async function readAll(
  reader: Reader,
  limits: BodyLimits,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  const until = performance.now() + limits.milliseconds;
  let bytes = 0;
  while (true) {
    // A client that hangs up half way is not our error.
    const next = reader.read().catch(() => {
      throw refusal({ status: 400, detail: "the body broke off" });
    });
    const { done, value } = await readInTime(next, { until, stopping: limits.stopping });
    if (done) return;
    bytes += value.byteLength;
    checkSize(bytes, limits);
    take(value);
  }
}

/**
 * A request's body as text, read no further than it may be long. What is refused is read on a
 * little and then left where it is, which stops its sender: cancelled, or never read, it would be
 * taken in and thrown away for as long as it comes.
 *
 * @throws the refusal to answer with: 413 for too many bytes, 408 for too slow ones, 400 for bytes
 * that are not UTF-8 or that break off.
 *
 * @example
 * ```ts
 * import { readBody } from "heartbook/ship/http/limits.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const request = new Request("http://localhost/", { method: "POST", body: "four" });
 * const limits = { bytes: 3, milliseconds: 1000 };
 * await assertRejects(() => readBody(request, limits), Error, "at most 3 bytes");
 * ```
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<string> {
  return decodeBody(await readBytes(request, limits));
}

/** A request's body in the pieces in which it came. Throws as {@link readBody}, except 400. */
export async function readBytes(request: Request, limits: BodyLimits): Promise<Uint8Array[]> {
  const reader = request.body?.getReader();
  const pieces: Uint8Array[] = [];
  if (reader === undefined) return pieces;
  try {
    checkSize(Number(request.headers.get("content-length") ?? 0), limits);
    await readAll(reader, limits, (piece) => void pieces.push(piece));
    return pieces;
  } catch (error) {
    readAll(reader, DRAINED, () => {}).catch(() => {});
    throw error;
  }
}

/** The text of a body; a refusal, 400, where it is not UTF-8. */
export function decodeBody(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    const text = pieces.map((piece) => decoder.decode(piece, { stream: true }));
    return text.join("") + decoder.decode();
  } catch {
    throw refusal({ status: 400, detail: "expected UTF-8 text, got other bytes" });
  }
}
