/** Runs notebook files: two at a time, each written back or compared once it is through. */

import { basename, dirname } from "node:path";
import { codeCells } from "./cell-module.ts";
import { compareNotebooks } from "./compare.ts";
import { executeNotebook } from "./execute.ts";
import { type Headline, headlines, whySkipped } from "./headlines.ts";
import { readNotebook, writeNotebook } from "./notebook.ts";
import type { ProgressLines } from "./progress-lines.ts";
import { threadCount } from "../workers/threads.ts";

/** How notebook files are run. */
export interface RunOptions {
  /** Compare with the file instead of writing it. */
  readonly check: boolean;
  /** Seconds that one cell may take. */
  readonly timeout: number;
  /** Where progress is drawn. */
  readonly lines: ProgressLines;
  /** Ends the kernels and leaves the files as they are. */
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface RunResult {
  /** How reruns differ from the files; filled only by a check. */
  readonly differences: readonly string[];
  /** The headline figures, with their notebook. */
  readonly figures: readonly (Headline & { readonly notebook: string })[];
  /** The notebooks that lack something here: neither compared nor written. */
  readonly skipped: readonly { readonly notebook: string; readonly reason: string }[];
}

/** One kernel a core of a small machine: more of them only wait for each other. */
const AT_ONCE = 2;

/** The threads that are free, divided among notebooks that run side by side. */
function workersEach(beside: number): number {
  return Math.max(1, Math.floor(threadCount() / beside));
}

async function runFile(
  path: string,
  options: RunOptions & { readonly workers: number },
): Promise<RunResult> {
  const { check, timeout, lines, workers, signal } = options;
  const name = basename(path);
  const title = basename(path, ".ipynb");
  try {
    const committed = await readNotebook(path);
    const rerun = await executeNotebook(committed, {
      name,
      folder: dirname(path),
      timeout,
      workers,
      signal,
      progress: (done, total) => lines.step(title, done, total),
    });
    const reason = whySkipped(rerun);
    if (reason !== undefined) {
      lines.end(title, "skipped");
      return { differences: [], figures: [], skipped: [{ notebook: title, reason }] };
    }
    const differences = check ? compareNotebooks({ committed, rerun, name }) : [];
    if (!check) await writeNotebook(path, rerun);
    lines.end(title, !check ? "written" : differences.length > 0 ? "differs" : "same");
    return {
      differences,
      figures: headlines(rerun).map((headline) => ({ notebook: title, ...headline })),
      skipped: [],
    };
  } catch (error) {
    lines.end(title, signal.aborted ? "stopped" : "failed");
    throw error;
  }
}

/**
 * The paths with their numbers, those with the most code first: that is about the order of the time
 * they take, and if a long one began last, the other cores would wait for it.
 */
async function longestFirst(paths: readonly string[]): Promise<[number, string][]> {
  const lengths = await Promise.all(paths.map(async (path) => {
    const cells = codeCells(await readNotebook(path));
    return cells.reduce((sum, { source }) => sum + source.length, 0);
  }));
  return [...paths.entries()].toSorted(([a], [b]) => lengths[b] - lengths[a]);
}

/**
 * Runs the notebooks at these paths. The first failure ends the others and is thrown; differences
 * are gathered from all. No kernel is left when this settles.
 *
 * Errors: those of reading a notebook and of {@link executeNotebook}.
 */
export async function runNotebooks(
  paths: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, options.signal]);
  const results: RunResult[] = [];
  const waiting = await longestFirst(paths);
  let running = 0;

  async function work(): Promise<void> {
    for (let next; !signal.aborted && (next = waiting.shift());) {
      const [i, path] = next;
      running++;
      // Nobody waits for a core that the last notebook could use.
      const workers = workersEach(Math.min(AT_ONCE, running + waiting.length));
      try {
        results[i] = await runFile(path, { ...options, workers, signal });
      } catch (error) {
        // Only the first reason counts: aborting twice keeps it.
        stop.abort(error);
      }
      running--;
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
  signal.throwIfAborted();
  return {
    differences: results.flatMap((result) => result.differences),
    figures: results.flatMap((result) => result.figures),
    skipped: results.flatMap((result) => result.skipped),
  };
}
