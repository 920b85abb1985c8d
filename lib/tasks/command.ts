/** What the commands of this room share: their exit codes, Ctrl-C, and a line of progress. */

import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Progress } from "../types.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** How a command is called. */
export interface Command<Known extends Options> {
  /** Printed for `--help` and after wrong use. */
  readonly usage: string;
  readonly options: Known;
  /** True where it takes names beside its options. */
  readonly takesNames?: boolean;
  /** What ends it early; Ctrl-C by default. */
  readonly signals?: readonly Deno.Signal[];
}

type Values<Known extends Options> = ReturnType<typeof parseArgs<{ options: Known }>>["values"];

/** What a running command is given besides its options. */
export interface Run {
  readonly names: readonly string[];
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What was typed, after the command's name; `heartbook` takes its own first word off. */
export const typed: { args: readonly string[]; program: string } = {
  args: Deno.args,
  program: "deno task",
};

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

/** The files of the notebooks that were named, or of all; `UsageError` for a name that fits none. */
export async function notebooksCalled(names: readonly string[]): Promise<string[]> {
  // Not above: a server that starts has no need of it.
  const { findNotebooks, NOTEBOOKS } = await import("../jupyter/find-notebooks.ts");
  return await findNotebooks(names, NOTEBOOKS).catch((error: Error) => {
    throw new UsageError(error.message);
  });
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
 * Runs a command and ends the process with the number that `run` returns, or 0: done; 1: it failed;
 * 2: wrong use; 130: Ctrl-C.
 */
export async function runCommand<const Known extends Options>(
  command: Command<Known>,
  run: (values: Values<Known>, work: Run) => Promise<number | void>,
): Promise<never> {
  const { signals = ["SIGINT"] } = command;
  const usage = command.usage.replaceAll("deno task", typed.program);
  const interrupt = new AbortController();
  for (const signal of signals) {
    Deno.addSignalListener(signal, () => interrupt.abort(new Error("stopped")));
  }
  try {
    if (typed.args.some((arg) => arg === "--help" || arg === "-h")) {
      console.log(usage);
      Deno.exit(0);
    }
    const { values, positionals } = readArguments(command);
    Deno.exit(await run(values, { names: positionals, signal: interrupt.signal }) ?? 0);
  } catch (error) {
    const isUse = error instanceof UsageError;
    console.error(`${(error as Error).message}${isUse ? `\n\n${usage}` : ""}`);
    Deno.exit(interrupt.signal.aborted ? 130 : isUse ? 2 : 1);
  }
}

function readArguments<const Known extends Options>(
  { options, takesNames = false }: Command<Known>,
): { readonly values: Values<Known>; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...typed.args], options, allowPositionals: takesNames });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
