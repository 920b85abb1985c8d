/** The one pool of helper threads: started when there is work for it, and kept. */
import { Worker } from "node:worker_threads";
import { stop } from "./board.ts";
import { type FromHelper, receiveError, type ToHelper } from "./messages.ts";
import { helperFile } from "./threads.ts";

/** How a batch tells of its jobs. */
export interface BatchOptions {
  /** How many to ask. */
  readonly helpers: number;
  readonly signal?: AbortSignal;
  readonly finish: (job: number, output: unknown) => void;
  readonly fail: (job: number, error: Error) => void;
}

/** Jobs on which helpers work. */
export interface Batch {
  /** Whether a helper may still answer. */
  isHelped(): boolean;
  /** Resolves at the next answer of any helper; rejects with the signal's reason. */
  answer(): Promise<void>;
  /** Ends it: what helpers still answer is ignored. */
  close(): void;
}

interface Helper {
  readonly worker: Worker;
  isReady: boolean;
  isGone: boolean;
  /** The batch in hand hears its answers. */
  hear?: (answer: Exclude<FromHelper, { ready: true }> | "ready" | "gone") => void;
}

const helpers: Helper[] = [];
let batches = 0;

function startHelper(): Helper {
  const worker = new Worker(helperFile);
  const helper: Helper = { worker, isReady: false, isGone: false };
  const leave = (): void => {
    helper.isGone = true;
    helper.hear?.("gone");
  };
  worker.on("message", (message: FromHelper) => {
    if (!("ready" in message)) return helper.hear?.(message);
    helper.isReady = true;
    helper.hear?.("ready");
  });
  worker.on("error", leave);
  worker.on("exit", leave);
  // It must not keep a process or a test alive that has nothing else to do.
  worker.unref();
  return helper;
}

/** `count` helpers, those that failed left out: a machine that cannot start them does without. */
function gather(count: number): Helper[] {
  try {
    while (helpers.length < count) helpers.push(startHelper());
  } catch {
    return [];
  }
  return helpers.slice(0, count).filter(({ isGone }) => !isGone);
}

/** Opens a batch on the helpers; they take jobs as soon as they are up. */
export function openBatch(
  work: Omit<ToHelper, "batch">,
  { helpers: count, signal, finish, fail }: BatchOptions,
): Batch {
  const batch = batches++;
  const atWork = new Set<Helper>();
  let wake = Promise.withResolvers<void>();
  const onAbort = (): void => {
    stop(work.board);
    wake.reject(signal!.reason);
  };

  function open(helper: Helper): void {
    try {
      helper.worker.postMessage({ batch, ...work } satisfies ToHelper);
    } catch {
      return; // What cannot be copied stays here.
    }
    atWork.add(helper);
    // Its answers are awaited, and the process must last.
    helper.worker.ref();
  }

  function leave(helper: Helper): void {
    atWork.delete(helper);
    helper.worker.unref();
  }

  const asked = gather(count);
  for (const helper of asked) {
    if (helper.isReady) open(helper);
    helper.hear = (answer): void => {
      if (answer === "ready") return open(helper);
      if (answer === "gone") leave(helper);
      else if (answer.batch !== batch) return;
      else if ("output" in answer) finish(answer.job, answer.output);
      else if ("error" in answer) fail(answer.job, receiveError(answer.error));
      else leave(helper);
      wake.resolve();
    };
  }
  wake.promise.catch(() => {}); // `answer()` passes the rejection on.
  signal?.addEventListener("abort", onAbort, { once: true });

  return {
    isHelped: () => atWork.size > 0,
    async answer(): Promise<void> {
      await wake.promise;
      wake = Promise.withResolvers<void>();
      wake.promise.catch(() => {});
    },
    close(): void {
      signal?.removeEventListener("abort", onAbort);
      stop(work.board);
      for (const helper of asked) {
        helper.hear = undefined;
        leave(helper);
      }
    },
  };
}
