/** The one pool of helper threads: started when there is work for it, and kept. */
import { Worker } from "node:worker_threads";
import { type FromHelper, receiveError, type ToHelper } from "./messages.ts";
import { helperFile } from "./threads.ts";

/** How a batch is told what to do, and tells of it. */
export interface BatchOptions {
  /** How many to ask. */
  readonly helpers: number;
  /** How many jobs a helper may have in hand now. */
  readonly ahead: () => number;
  readonly signal?: AbortSignal;
  /** The next job with its packed input. */
  readonly take: () => { readonly job: number; readonly input: unknown } | undefined;
  readonly finish: (job: number, output: unknown) => void;
  readonly fail: (job: number, error: Error) => void;
  /** The job could not be done in another thread. */
  readonly giveBack: (job: number) => void;
}

/** Jobs on which helpers work. */
export interface Batch {
  /** Whether a helper has a job before `end` in hand. */
  isBusy(end: number): boolean;
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
  packed: { readonly task: unknown; readonly shared: unknown },
  options: BatchOptions,
): Batch {
  const { ahead, signal, take, finish, fail, giveBack } = options;
  const batch = batches++;
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const inHand = new Map<Helper, Set<number>>();
  let wake = Promise.withResolvers<void>();
  const onAbort = (): void => {
    Atomics.store(stop, 0, 1);
    wake.reject(signal!.reason);
  };

  function feed(helper: Helper): void {
    const jobs = inHand.get(helper)!;
    while (jobs.size < ahead()) {
      const next = take();
      if (next === undefined) break;
      try {
        helper.worker.postMessage({ batch, ...next } satisfies ToHelper);
        jobs.add(next.job);
      } catch {
        giveBack(next.job);
      }
    }
    // While it has work, an answer is awaited, and the process must last.
    if (jobs.size > 0) helper.worker.ref();
    else helper.worker.unref();
  }

  function open(helper: Helper): void {
    inHand.set(helper, new Set());
    helper.worker.postMessage({ batch, ...packed, stop } satisfies ToHelper);
    feed(helper);
  }

  for (const helper of gather(options.helpers)) {
    helper.hear = (answer): void => {
      if (answer === "ready") return open(helper);
      if (answer === "gone") {
        for (const job of inHand.get(helper) ?? []) giveBack(job);
        inHand.delete(helper);
      } else {
        if (answer.batch !== batch) return;
        inHand.get(helper)!.delete(answer.job);
        if ("output" in answer) finish(answer.job, answer.output);
        else if ("error" in answer) fail(answer.job, receiveError(answer.error));
        else giveBack(answer.job);
        feed(helper);
      }
      wake.resolve();
    };
    if (helper.isReady) open(helper);
  }
  wake.promise.catch(() => {}); // `answer()` passes the rejection on.
  signal?.addEventListener("abort", onAbort, { once: true });

  return {
    isBusy: (end) => inHand.values().some((jobs) => jobs.values().some((job) => job < end)),
    async answer(): Promise<void> {
      await wake.promise;
      wake = Promise.withResolvers<void>();
      wake.promise.catch(() => {});
    },
    close(): void {
      signal?.removeEventListener("abort", onAbort);
      Atomics.store(stop, 0, 1);
      for (const helper of inHand.keys()) {
        helper.worker.postMessage({ batch, over: true } satisfies ToHelper);
        helper.worker.unref();
        helper.hear = undefined;
      }
      for (const helper of helpers) helper.hear = undefined;
    },
  };
}
