/** Everything that can be said of notebooks without running them. */

import { basename, dirname } from "node:path";
import { codeCells } from "./cell-module.ts";
import { lintCells } from "./lint-cells.ts";
import { readNotebook } from "./notebook.ts";
import { checkNotebookRules } from "./notebook-rules.ts";
import { typeCheck } from "./type-check.ts";

/**
 * Type-checks and lints the cells of the notebooks at these paths and holds them against the
 * notebook rules. One text a problem, naming notebook, cell and line; empty when all is well.
 *
 * Errors: those of reading a notebook.
 */
export async function checkCells(paths: readonly string[]): Promise<string[]> {
  const notebooks = await Promise.all(paths.map(async (path) => {
    const notebook = await readNotebook(path);
    const sources = codeCells(notebook).map((cell) => cell.source);
    return { notebook, name: basename(path), folder: dirname(path), sources };
  }));
  const types = await typeCheck(notebooks);
  return [
    ...notebooks.flatMap(({ notebook, name }) => checkNotebookRules(notebook, name)),
    ...await lintCells(notebooks),
    ...types === undefined ? [] : [types],
  ];
}
