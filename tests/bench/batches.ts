/** How the server bears many large batches at once: rows a second, and what others wait meanwhile. */
import { readHeart } from "heartbook/heart/heart.ts";
import type { BatchOrder, BatchReport } from "./batch-client.ts";
import { startServer } from "./started.ts";

/** Patients in one request, and requests at once. */
export const BATCH = 10_000, AT_ONCE = 16;

/** What was measured of one kind of batch. */
export interface Batches extends BatchReport {
  /** Of /health while the batches ran, milliseconds, in ascending order. */
  readonly waits: readonly number[];
}

/** The Cleveland patients over and over. */
export function manyPatients(count: number): object[] {
  const { rows } = readHeart();
  return Array.from({ length: count }, (_, i) => rows[i % rows.length]);
}

/** Keeps {@link AT_ONCE} batches in flight for so many seconds, and asks for /health meanwhile. */
export async function measureBatches(
  model: string,
  { reasons, seconds }: Pick<BatchOrder, "reasons" | "seconds">,
): Promise<Batches> {
  await using server = await startServer(model);
  // In a thread of its own: what the client does must not be counted as the server's waiting.
  const client = new Worker(new URL("./batch-client.ts", import.meta.url), { type: "module" });
  const done = Promise.withResolvers<BatchReport>();
  client.onmessage = ({ data }: MessageEvent<BatchReport>): void => done.resolve(data);
  client.onerror = (event): void => done.reject(new Error(event.message));
  const body = JSON.stringify({ patients: manyPatients(BATCH), reasons });
  const order: BatchOrder = { url: server.url, body, reasons, seconds, atOnce: AT_ONCE };
  client.postMessage(order);
  const waits: number[] = [];
  let running = true;
  done.promise.finally(() => running = false);
  while (running) {
    const start = performance.now();
    const response = await fetch(`${server.url}health`);
    await response.body?.cancel();
    if (response.status !== 200) throw new Error(`/health: expected 200, got ${response.status}`);
    waits.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const report = await done.promise;
  client.terminate();
  return { ...report, waits: waits.toSorted((a, b) => a - b) };
}

/** The value that this share of the ascending values does not exceed. */
export function atShare(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
