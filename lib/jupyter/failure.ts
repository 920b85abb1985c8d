/** What a reader is told when a cell fails. */

import { namePlace, type NotebookCode } from "./cell-module.ts";
import { typeCheck } from "./type-check.ts";
import { offendingLine } from "./trace.ts";

/** A cell that failed, and the kernel's or the runner's reason. */
export interface CellFailure {
  /** The notebook's code, up to the failing cell at least. */
  readonly notebook: NotebookCode;
  /** The number of the cell, from 1. */
  readonly cell: number;
  /** The error as the kernel replied it, or the runner's words. */
  readonly reason: string | KernelError;
}

/** An error as a kernel replies it. */
export interface KernelError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** What the kernel calls a cell when it looks for the cell's imports. */
const KERNEL_MODULE = /file:\S*\$deno\$repl\.mts/;
const FRAME = /^\s+at /;
/** The cell itself: the place says it better. */
const CELL_FRAME = /^\s+at (async )?<anonymous>:\d+:\d+$/;

/** The lines numbered, with `>` before the one at fault. */
function listing(source: string, fault?: number): string {
  const lines = source.split("\n");
  const width = String(lines.length).length;
  return lines.map((line, i) => {
    const mark = i + 1 === fault ? ">" : " ";
    return `  ${mark} ${String(i + 1).padStart(width)}  ${line}`.trimEnd();
  }).join("\n");
}

/** The kernel says nothing of a text that it cannot read or of a package that is not there. */
async function explainSilence({ notebook, cell }: CellFailure): Promise<string> {
  const sources = notebook.sources.slice(0, cell);
  return await typeCheck([{ ...notebook, sources }]) ??
    "The kernel gave no reason, and `deno check` finds nothing wrong with the cell.";
}

/**
 * Notebook, cell, line and error; then the source with the line marked; then the trace. A failure
 * without a word from the kernel is explained with what `deno check` says of the cells so far.
 */
export async function describeFailure(failure: CellFailure): Promise<string> {
  const { notebook, cell, reason } = failure;
  const source = notebook.sources[cell - 1];
  const where = `${notebook.name}, cell ${cell}`;
  if (typeof reason === "string") return `${where}: ${reason}\n\n${listing(source)}`;
  const { ename, evalue, traceback } = reason;
  if (traceback.length === 0) {
    return `${where} cannot be run:\n\n${listing(source)}\n\n${await explainSilence(failure)}`;
  }
  const line = await offendingLine(source, traceback);
  const place = line === undefined ? where : namePlace(notebook.name, { cell, line });
  const message = evalue.replace(KERNEL_MODULE, notebook.name);
  const trace = traceback.join("\n").split("\n")
    .filter((text) => FRAME.test(text) && !CELL_FRAME.test(text));
  return [`${place}: ${ename}: ${message}`, listing(source, line), trace.join("\n")]
    .filter(Boolean).join("\n\n");
}
