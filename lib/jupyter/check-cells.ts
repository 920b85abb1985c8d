/** Everything that can be said of notebooks without running them. */

import { basename, dirname } from "node:path";
import { codeCells, type NotebookCode } from "./cell-module.ts";
import { checkFormat, formatCells } from "./format-cells.ts";
import { lintCells } from "./lint-cells.ts";
import { type Notebook, readNotebook, writeNotebook } from "./notebook.ts";
import { checkNotebookRules } from "./notebook-rules.ts";
import { typeCheck } from "./type-check.ts";

interface Opened extends NotebookCode {
  readonly path: string;
  readonly notebook: Notebook;
}

function openAll(paths: readonly string[]): Promise<Opened[]> {
  return Promise.all(paths.map(async (path) => {
    const notebook = await readNotebook(path);
    const sources = codeCells(notebook).map((cell) => cell.source);
    return { path, notebook, name: basename(path), folder: dirname(path), sources };
  }));
}

/**
 * Type-checks, lints and measures the cells of the notebooks at these paths and holds them against
 * the notebook rules. One text a problem, naming notebook, cell and line; empty when all is well.
 *
 * Errors: those of reading a notebook.
 */
export async function checkCells(paths: readonly string[]): Promise<string[]> {
  const notebooks = await openAll(paths);
  const types = await typeCheck(notebooks);
  const { problems, facts } = await lintCells(notebooks);
  return [
    ...notebooks.flatMap(({ notebook, name }, i) =>
      checkNotebookRules(notebook, { name, facts: facts[i] })
    ),
    ...await checkFormat(notebooks),
    ...problems,
    ...types === undefined ? [] : [types],
  ];
}

/** Writes the cells of the notebooks at these paths as `deno fmt` does; outputs stay. */
export async function fixFormat(paths: readonly string[]): Promise<void> {
  const notebooks = await openAll(paths);
  const formatted = await formatCells(notebooks);
  for (const [i, { path, notebook }] of notebooks.entries()) {
    const sources = formatted[i].values();
    const cells = notebook.cells.map((cell) =>
      cell.cell_type === "code" && cell.source.trim() !== ""
        ? { ...cell, source: sources.next().value! }
        : cell
    );
    await writeNotebook(path, { ...notebook, cells });
  }
}
