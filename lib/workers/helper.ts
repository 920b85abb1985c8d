/** A helper's own thread: does the jobs it is sent, one after the other. */
import { parentPort } from "node:worker_threads";
import { type FromHelper, sendError, type ToHelper } from "./messages.ts";
import { unpack } from "./origin.ts";
import type { Task } from "./spread.ts";

interface Batch {
  readonly task: Task<unknown, unknown, unknown>;
  readonly shared: unknown;
  readonly signal: AbortSignal;
}

const port = parentPort!;
const batches = new Map<number, Promise<Batch>>();

/** A signal that a fit can ask while it keeps this thread from hearing of anything. */
function signalOf(stop: Int32Array): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const look = (): void => {
    if (Atomics.load(stop, 0) !== 0 && !controller.signal.aborted) controller.abort();
  };
  const throwIfAborted = signal.throwIfAborted.bind(signal);
  Object.defineProperty(signal, "throwIfAborted", {
    value: (): void => {
      look();
      throwIfAborted();
    },
  });
  return signal;
}

async function open({ task, shared, stop }: Extract<ToHelper, { task: unknown }>): Promise<Batch> {
  const [theTask, theShared] = await unpack([task, shared]) as [Batch["task"], unknown];
  return { task: theTask, shared: theShared, signal: signalOf(stop) };
}

async function work({ batch, job, input }: Extract<ToHelper, { job: number }>): Promise<void> {
  let ready;
  try {
    const opened = batches.get(batch);
    if (opened === undefined) return;
    ready = { ...await opened, own: await unpack(input) };
  } catch {
    return port.postMessage({ batch, job, unable: true } satisfies FromHelper);
  }
  const { task, own, shared, signal } = ready;
  let answer: FromHelper;
  try {
    signal.throwIfAborted();
    answer = { batch, job, output: await task(own, { shared, signal }) };
  } catch (error) {
    answer = { batch, job, error: sendError(error) };
  }
  try {
    port.postMessage(answer);
  } catch {
    port.postMessage({ batch, job, unable: true } satisfies FromHelper);
  }
}

let last = Promise.resolve();

port.on("message", (message: ToHelper) => {
  if ("task" in message) {
    const opened = open(message);
    opened.catch(() => {}); // Every job of the batch hears of it.
    batches.set(message.batch, opened);
  } else if ("over" in message) {
    last = last.then(() => void batches.delete(message.batch));
  } else {
    last = last.then(() => work(message));
  }
});
port.postMessage({ ready: true } satisfies FromHelper);
