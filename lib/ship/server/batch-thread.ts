/** Large batches answered beside the server, whose own thread stays free for everybody else. */
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AnswerBatch } from "../api/service.ts";
import { streamPieces } from "../api/stream.ts";
import type { ServiceLog } from "../api/watch.ts";
import type { ModelFile } from "../model-file/model-file.ts";
import type { BatchAnswer, BatchMessage } from "./batch-worker.ts";

/** The thread and what it is asked. */
export interface BatchThread {
  readonly answer: AnswerBatch;
  readonly stop: () => void;
}

/** A body whose answer is not there yet. */
interface Waiting extends PromiseWithResolvers<readonly Uint8Array[]> {
  readonly file: ModelFile;
  readonly watch?: Pick<ServiceLog, "log">;
}

function joinPieces(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.byteLength;
  }
  return joined;
}

/**
 * A thread that starts with the first batch, and again with the next one should it ever end. It
 * answers as the server's own thread would, refusals and log included.
 */
export function makeBatchThread(): BatchThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined, knows: ModelFile | undefined;
  let last = 0;

  const tell = (message: BatchMessage, transfer: Transferable[] = []): void =>
    worker?.postMessage(message, transfer);

  async function keep(id: number, { asked }: BatchAnswer & { kind: "to log" }): Promise<void> {
    const { file, watch, reject } = waiting.get(id)!;
    try {
      tell({ kind: "logged", id, ids: await watch!.log(file, asked) });
    } catch (error) {
      waiting.delete(id);
      reject(error);
      tell({ kind: "logged", id, ids: null });
    }
  }

  function hear({ data }: MessageEvent<BatchAnswer>): void {
    const { id } = data, asking = waiting.get(id);
    // Nobody waits any more where the log failed.
    if (asking === undefined) return;
    if (data.kind === "to log") return void keep(id, data);
    waiting.delete(id);
    if (data.kind === "answered") asking.resolve(data.pieces);
    else if (data.kind === "failed") asking.reject(data.error);
    else {
      const { status, text, headers } = data.refused;
      const res = new Response(text, { status, headers });
      asking.reject(new HTTPException(status as ContentfulStatusCode, { res }));
    }
  }

  function stop(): void {
    worker?.terminate();
    worker = knows = undefined;
    for (const { reject } of waiting.values()) reject(new Error("the thread of batches ended"));
    waiting.clear();
  }

  function start(): void {
    worker = new Worker(new URL("./batch-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = hear;
    worker.onerror = (event): void => {
      event.preventDefault();
      stop();
    };
  }

  return {
    async answer({ file, limits, watch }, pieces): Promise<ReadableStream<Uint8Array>> {
      if (worker === undefined) start();
      if (knows !== file) tell({ kind: "model", file, limits });
      knows = file;
      const id = ++last;
      const asking = { file, watch, ...Promise.withResolvers<readonly Uint8Array[]>() };
      waiting.set(id, asking);
      // Copied, since pieces may be parts of buffers that others still read.
      const body = joinPieces(pieces);
      tell({ kind: "body", id, body, logged: watch !== undefined }, [body.buffer]);
      return streamPieces(await asking.promise);
    },
    stop,
  };
}
