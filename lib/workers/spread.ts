/** Jobs spread over the cores: this thread begins at once, and helpers join when they are up. */
import type { WorkOptions } from "../types.ts";
import { makeBoard, takeFirst } from "./board.ts";
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
  // Neighbouring jobs often share what they prepare, so this thread takes them from the front and
  // the helpers from the back.
  const board = makeBoard(inputs.length);
  const outputs = new Array<Output>(inputs.length), isDone = new Uint8Array(inputs.length);
  let done = 0, told = 0;
  let failed: { readonly job: number; readonly error: unknown } | undefined;
  const finish = (job: number, output: Output): void => {
    outputs[job] = output;
    isDone[job] = 1;
    done++;
  };
  // Helpers go from the back to the front, so all that they take later comes before it.
  const fail = (job: number, error: unknown): void => {
    if (failed === undefined || job < failed.job) failed = { job, error };
  };

  let known = 0;
  /** The first job that has no answer, while its answer still matters. */
  const findOpen = (): number | undefined => {
    while (isDone[known] === 1) known++;
    return known < (failed?.job ?? inputs.length) ? known : undefined;
  };

  const threads = spreading || inputs.length < 2 ? 1 : threadCount();
  let leaves = threads > 1;
  let batch: Batch | undefined;
  const askForHelp = (): void => {
    if (!leaves || batch !== undefined || worked < WORTH_HELP_MS) return;
    try {
      batch = openBatch({ board, packed: pack([task, shared, inputs]) }, {
        helpers: threads - 1,
        signal,
        finish: (job, output) => finish(job, output as Output),
        fail,
      });
    } catch {
      // A closure stays, but what its jobs spread may leave.
      leaves = spreading = false;
    }
  };

  if (leaves) spreading = true;
  try {
    while (true) {
      signal?.throwIfAborted();
      askForHelp();
      let job = takeFirst(board);
      if (job === undefined) {
        const open = findOpen();
        if (open === undefined) break;
        // A helper has it. When all have left, or ended, it is done here.
        if (batch?.isHelped()) await batch.answer();
        else job = open;
      }
      if (job !== undefined) {
        const start = performance.now();
        try {
          finish(job, await task(inputs[job], { shared, signal }));
        } catch (error) {
          signal?.throwIfAborted();
          // All jobs before it are done.
          fail(job, error);
          break;
        }
        worked += performance.now() - start;
        if (batch !== undefined) await hearAll(() => done + (failed ? 1 : 0));
      }
      for (; told < done; told++) await progress?.(told + 1, inputs.length);
    }
  } finally {
    if (leaves) spreading = false;
    batch?.close();
  }
  if (failed !== undefined) throw failed.error;
  return outputs;
}
