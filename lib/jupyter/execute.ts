/** Runs a notebook from top to bottom in a fresh kernel. */

import { codeCells } from "./cell-module.ts";
import { describeFailure, type KernelError } from "./failure.ts";
import { type Kernel, startKernel, whenAborted } from "./kernel.ts";
import { skipReason } from "./headlines.ts";
import type { CodeCell, Notebook, Output } from "./notebook.ts";
import { collectOutputs, type OutputCollector } from "./outputs.ts";

/** How a notebook is run. */
export interface ExecuteOptions {
  /** The notebook's file name, for messages. */
  readonly name: string;
  /** The notebook's folder, from which its relative paths and the import map are found. */
  readonly folder: string;
  /** Seconds that one cell may take; 120. */
  readonly timeout?: number;
  /** Threads that the cells may keep busy; default as in this process. */
  readonly workers?: number;
  /** Called before each code cell with the number done and the number in all, and at the end. */
  readonly progress?: (done: number, total: number) => void;
  /** Ends the kernel and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

const FENCE = "heartbook_fence";

/**
 * What JupyterLab writes into a notebook that ran on this kernel, so that opening and saving it
 * there changes nothing.
 */
async function describeKernel(kernel: Kernel): Promise<Notebook["metadata"]> {
  const { content } = await kernel.ask("kernel_info_request", {});
  return {
    kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
    language_info: content.language_info,
  };
}

/** What one cell came to: its outputs, and the kernel's word on an error if there was one. */
interface CellResult {
  readonly outputs: Output[];
  readonly error?: KernelError;
}

async function runCell(
  kernel: Kernel,
  collector: OutputCollector,
  source: string,
): Promise<CellResult> {
  const outputs = collector.nextCell();
  const token = crypto.randomUUID();
  const fence = Promise.withResolvers<void>();
  const stopListening = kernel.listen((message) => {
    if (message.header.msg_type === FENCE && message.content.token === token) fence.resolve();
    else collector.take(message);
  });
  try {
    const execute = (code: string, silent: boolean): ReturnType<Kernel["ask"]> =>
      kernel.ask("execute_request", {
        code,
        silent,
        store_history: !silent,
        user_expressions: {},
        allow_stdin: false,
        stop_on_error: false,
      });
    const reply = await execute(source, false);
    // The reply can overtake the outputs. A broadcast queues up behind them: once it is here, so
    // are they all.
    await execute(
      `await globalThis.Deno.jupyter.broadcast("${FENCE}", { token: "${token}" })`,
      true,
    );
    await Promise.race([fence.promise, kernel.death]);
    return reply.content.status === "error" ? { outputs, error: reply.content } : { outputs };
  } finally {
    stopListening();
  }
}

/**
 * The notebook with its code cells run in order, their outputs and counts 1, 2, … in place, and
 * the metadata of the Deno kernel. Cells of white space are not run; nor are those after a cell
 * that skips the rest (see `skip` in `show/`). The given notebook is left as it was.
 *
 * Errors: an `Error` whose message names the notebook, the cell by the number in its bracket, the
 * line, the source and the trace, when a cell fails, runs out of time or ends the kernel; the
 * reason of `signal` when that is aborted. The kernel is gone in every case.
 *
 * @example
 * ```ts
 * import { executeNotebook } from "heartbook/jupyter/execute.ts";
 * import { readNotebook } from "heartbook/jupyter/notebook.ts";
 *
 * const folder = "tests/fixtures/notebooks";
 * const notebook = await readNotebook(`${folder}/outputs.ipynb`);
 * const { cells } = await executeNotebook(notebook, { name: "outputs.ipynb", folder });
 * ```
 */
export async function executeNotebook(
  notebook: Notebook,
  options: ExecuteOptions,
): Promise<Notebook> {
  const { name, folder, workers, timeout = 120, progress, signal } = options;
  const cells = codeCells(notebook);
  const code = { name, folder, sources: cells.map((cell) => cell.source) };
  const collector = collectOutputs();
  const kernel = await startKernel({ folder, workers, signal });
  const run = new Map<CodeCell, CodeCell>();
  let described: Notebook["metadata"] = {};
  try {
    described = await Promise.race([describeKernel(kernel), kernel.death]);
    for (const [i, cell] of cells.entries()) {
      progress?.(i, cells.length);
      const fail = async (reason: KernelError | string): Promise<never> => {
        throw new Error(await describeFailure({ notebook: code, cell: i + 1, reason }));
      };
      // Not AbortSignal.timeout: a listener on that keeps the process alive until it fires.
      const clock = new AbortController();
      const timer = setTimeout(() => clock.abort(), timeout * 1000);
      const stop = AbortSignal.any([clock.signal, ...(signal ? [signal] : [])]);
      let result: CellResult;
      try {
        result = await Promise.race([runCell(kernel, collector, cell.source), whenAborted(stop)]);
      } catch (error) {
        signal?.throwIfAborted();
        if (clock.signal.aborted) {
          return await fail(`ran longer than ${timeout} s; its kernel was ended`);
        }
        return await fail((error as Error).message);
      } finally {
        clearTimeout(timer);
      }
      const skipped = skipReason(result.outputs) !== undefined;
      if (result.error && !skipped) await fail(result.error);
      run.set(cell, { ...cell, execution_count: i + 1, outputs: result.outputs });
      if (skipped) break;
    }
    if (run.size === cells.length) progress?.(cells.length, cells.length);
  } finally {
    await kernel.stop();
  }
  return {
    ...notebook,
    metadata: { ...notebook.metadata, ...described },
    cells: notebook.cells.map((cell) =>
      cell.cell_type === "code"
        ? run.get(cell) ?? { ...cell, execution_count: null, outputs: [] }
        : cell
    ),
  };
}
