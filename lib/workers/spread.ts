/** Jobs spread over the cores: this thread begins at once, and helpers join when they are up. */
import type { WorkOptions } from "../types.ts";
import { type Batch, openBatch } from "./helpers.ts";
import { pack } from "./origin.ts";
import { threadCount } from "./threads.ts";

/** What a job gets besides its input. */
export interface TaskOptions<Shared> {
  /** What all jobs of the batch share. */
  readonly shared: Shared;
  readonly signal?: AbortSignal;
}

/**
 * One job: a function of its arguments alone, exported from its module and marked with
 * `comesFrom`, so that helpers find it. Input, shared and output are plain data, typed arrays, and
 * things whose origin is known.
 */
export type Task<Input, Shared, Output> = (
  input: Input,
  options: TaskOptions<Shared>,
) => Output | Promise<Output>;

/** What to share, and how to work. */
export interface SpreadOptions<Shared> extends WorkOptions {
  readonly shared: Shared;
}

/** Less work than this is over before a helper is up. */
const WORTH_HELP_MS = 100;

/** Milliseconds that jobs have taken in this thread so far. */
let worked = 0;
/** True while jobs go out: those that spread jobs of their own then do them themselves. */
let spreading = false;

function takeTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Lets the answers of helpers in. A turn may bring only one, so turns go on while there are any. */
async function hearAll(heard: () => number): Promise<void> {
  for (let before = NaN; heard() !== before;) {
    before = heard();
    await takeTurn();
  }
}

/**
 * The outputs of all jobs, in their order, the same whatever the number of threads that work on
 * them (see `threadCount`). If jobs fail, the error of the first of them in the list is thrown, as
 * if they had been done one after the other.
 *
 * Where the task, what is shared or an input holds a function of unknown origin, this thread does
 * all jobs.
 *
 * @throws what a job throws, with its type and message; the signal's reason when aborted.
 */
export async function spread<Input, Shared, Output>(
  task: Task<Input, Shared, Output>,
  inputs: readonly Input[],
  options: SpreadOptions<Shared>,
): Promise<Output[]> {
  const { shared, signal, progress } = options;
  const outputs = new Array<Output>(inputs.length);
  /** Jobs that helpers could not do. */
  const back: number[] = [];
  let next = 0, end = inputs.length, done = 0, told = 0;
  let failed: { readonly job: number; readonly error: unknown } | undefined;

  // Neighbouring jobs often share what they prepare, so this thread works from the front and the
  // helpers from the back. After an error only those before it still matter.
  const matters = (job: number): boolean =>
    next < end && (failed === undefined || job < failed.job);
  const takeFirst = (): number | undefined => matters(next) ? next++ : undefined;
  const takeLast = (): number | undefined => matters(end - 1) ? --end : undefined;
  const finish = (job: number, output: Output): void => {
    outputs[job] = output;
    done++;
  };
  const fail = (job: number, error: unknown): void => {
    if (failed === undefined || job < failed.job) failed = { job, error };
  };

  const threads = spreading || inputs.length < 2 ? 1 : threadCount();
  let leaves = threads > 1;
  let batch: Batch | undefined;
  const askForHelp = (): void => {
    if (!leaves || batch !== undefined || worked < WORTH_HELP_MS) return;
    try {
      const packed = inputs.map(pack);
      batch = openBatch({ task: pack(task), shared: pack(shared) }, {
        helpers: threads - 1,
        // Its answers are heard only between jobs here, so it has much in hand while much is left,
        // and little in the end, so that all finish together.
        ahead: () => Math.max(2, (end - next) / threads),
        signal,
        take: () => {
          const job = takeLast();
          return job === undefined ? undefined : { job, input: packed[job] };
        },
        finish: (job, output) => finish(job, output as Output),
        fail,
        giveBack: (job) => back.push(job),
      });
    } catch {
      // A closure, or what cannot be copied: it stays, but what its jobs spread may leave.
      leaves = spreading = false;
    }
  };

  if (leaves) spreading = true;
  try {
    while (true) {
      signal?.throwIfAborted();
      askForHelp();
      const job = back.shift() ?? takeFirst();
      if (job !== undefined) {
        const start = performance.now();
        try {
          finish(job, await task(inputs[job], { shared, signal }));
        } catch (error) {
          signal?.throwIfAborted();
          fail(job, error);
        }
        worked += performance.now() - start;
        if (batch !== undefined) await hearAll(() => done + back.length + (failed ? 1 : 0));
      } else if (batch?.isBusy(failed?.job ?? inputs.length)) {
        await batch.answer();
      } else break;
      for (; told < done; told++) await progress?.(told + 1, inputs.length);
    }
  } finally {
    if (leaves) spreading = false;
    batch?.close();
  }
  if (failed !== undefined) throw failed.error;
  return outputs;
}
