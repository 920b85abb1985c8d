/** What the commands of this room share: their exit codes, Ctrl-C, and a line of progress. */

import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Progress, WorkOptions } from "../types.ts";

/** How a command is called. */
export interface Command<Options extends ParseArgsConfig["options"]> {
  /** Printed for `--help` and after wrong use. */
  readonly usage: string;
  readonly options: Options;
}

type Values<Options extends ParseArgsConfig["options"]> = ReturnType<
  typeof parseArgs<{ options: Options }>
>["values"];

/** Wrong use: what was asked for cannot be meant. */
export class UsageError extends Error {}

/** A whole number that was given as text; `UsageError` naming the option otherwise. */
export function readWhole(option: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError(`--${option}: expected a whole number, got "${text}"`);
}

/** An option that must be given; `UsageError` naming it otherwise. */
export function demandOption(option: string, text: string | undefined): string {
  if (text !== undefined) return text;
  throw new UsageError(`--${option}: expected a value, got none`);
}

/** Redraws one line on standard error, where that is a terminal. */
export function lineOfProgress(words: (done: number, total: number) => string): Progress {
  const encoder = new TextEncoder();
  return (done, total) => {
    if (!Deno.stderr.isTerminal()) return;
    const end = done === total ? "\n" : "";
    Deno.stderr.writeSync(encoder.encode(`\r\x1b[K${words(done, total)}${end}`));
  };
}

/**
 * Runs a command and ends the process. Exit code 0: done; 1: it failed; 2: wrong use; 130: Ctrl-C.
 */
export async function runCommand<const Options extends ParseArgsConfig["options"]>(
  { usage, options }: Command<Options>,
  run: (values: Values<Options>, work: Required<Pick<WorkOptions, "signal">>) => Promise<void>,
): Promise<never> {
  const interrupt = new AbortController();
  Deno.addSignalListener("SIGINT", () => interrupt.abort(new Error("stopped")));
  try {
    if (Deno.args.includes("--help")) console.log(usage);
    else await run(readValues(options), interrupt);
    Deno.exit(0);
  } catch (error) {
    const isUse = error instanceof UsageError;
    console.error(`${(error as Error).message}${isUse ? `\n\n${usage}` : ""}`);
    Deno.exit(interrupt.signal.aborted ? 130 : isUse ? 2 : 1);
  }
}

function readValues<const Options extends ParseArgsConfig["options"]>(
  options: Options,
): Values<Options> {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
