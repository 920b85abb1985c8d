/** A helper's own thread: does jobs of the batches it is sent, one batch after the other. */
import { parentPort } from "node:worker_threads";
import { type Board, isStopped, takeLast } from "./board.ts";
import { type FromHelper, sendError, type ToHelper } from "./messages.ts";
import { unpack } from "./origin.ts";
import type { Task } from "./spread.ts";

const port = parentPort!;
const tell = (message: FromHelper): void => port.postMessage(message);

/** A signal that a fit can ask while it keeps this thread from hearing of anything. */
function signalOf(board: Board): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const look = (): void => {
    if (isStopped(board) && !controller.signal.aborted) controller.abort();
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

/** Takes jobs until none is left. One whose output cannot be sent is left to the caller. */
async function work({ batch, board, packed }: ToHelper): Promise<void> {
  const [task, shared, inputs] = await unpack(packed) as [
    Task<unknown, unknown, unknown>,
    unknown,
    readonly unknown[],
  ];
  const signal = signalOf(board);
  for (let job; (job = takeLast(board)) !== undefined;) {
    let answer: FromHelper;
    try {
      answer = { batch, job, output: await task(inputs[job], { shared, signal }) };
    } catch (error) {
      answer = { batch, job, error: sendError(error) };
    }
    tell(answer);
  }
}

let last = Promise.resolve();

port.on("message", (message: ToHelper) => {
  // A helper that cannot go on leaves the rest to others.
  last = last.then(() => work(message)).catch(() => {}).then(() =>
    tell({ batch: message.batch, left: true })
  );
});
tell({ ready: true });
