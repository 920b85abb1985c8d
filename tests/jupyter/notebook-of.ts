/** Notebooks for tests, made of the texts of their cells. */

import {
  type CodeCell,
  type Notebook,
  type Output,
  writeNotebook,
} from "heartbook/jupyter/notebook.ts";
import { join } from "node:path";

export function codeCell(source: string, outputs: readonly Output[] = []): CodeCell {
  return {
    cell_type: "code",
    id: "code",
    metadata: {},
    source,
    execution_count: null,
    outputs,
  };
}

/** A notebook of code cells. */
export function notebookOf(...sources: string[]): Notebook {
  const cells = sources.map((source, i) => ({ ...codeCell(source), id: `cell-${i + 1}` }));
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

/** Lends a folder of its own to a test. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "heartbook-test-" });
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes a notebook of code cells and returns its path. */
export async function writeCells(path: string, ...sources: string[]): Promise<string> {
  await writeNotebook(path, notebookOf(...sources));
  return path;
}

/** The paths of what lies in a folder, hidden files too. */
export async function filesIn(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder), ({ name }) => join(folder, name))).sort();
}

/** Whether a process runs; one that has ended and that nobody has asked about does not. */
export async function isAlive(pid: number): Promise<boolean> {
  if (Deno.build.os === "linux") {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => "");
    return /\) [^Z]/.test(stat);
  }
  const asked = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", `${pid}`] }).output();
  return /^[^Z\s]/.test(new TextDecoder().decode(asked.stdout).trim());
}
