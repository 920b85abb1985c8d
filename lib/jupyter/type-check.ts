/** `deno check` on the cells of notebooks. */

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { joinCells, namePlace, type NotebookCode, placeInCells } from "./cell-module.ts";
import { runDeno } from "./run-deno.ts";

/** What the compiler says around its findings. */
const NOISE =
  /^(error: Type checking failed\.|(Warning|Check|Download) .*)$\n?|^Stack backtrace:[^]*/gm;
const PLACE = /(file:\S+?):(\d+):(\d+)/g;
/** The line number that a syntax error prints before the line it quotes. */
const QUOTED_LINE = /^\d+ \| /gm;

/**
 * What `deno check` finds wrong with the cells of notebooks, its places given as notebook, cell
 * and line; `undefined` when it finds nothing. The cells of a notebook are checked as one module,
 * which for a moment lies in the notebook's folder: only there do relative imports and the
 * project's import map resolve as they do in the kernel.
 */
export async function typeCheck(notebooks: readonly NotebookCode[]): Promise<string | undefined> {
  const run = crypto.randomUUID();
  const modules = notebooks.map((notebook, i) => {
    // The compiler reports file by file in the order of their names.
    const path = resolve(notebook.folder, `.cells-${run}-${String(i).padStart(3, "0")}.ts`);
    return { notebook, path, url: pathToFileURL(path).href };
  });
  try {
    for (const { notebook, path } of modules) {
      await Deno.writeTextFile(path, joinCells(notebook.sources));
    }
    const paths = modules.map((module) => module.path);
    const { success, stderr } = await runDeno(["check", ...paths], notebooks[0]?.folder);
    if (success) return undefined;
    const placed = stderr.replace(PLACE, (all, url, line, column) => {
      const notebook = modules.find((module) => module.url === url)?.notebook;
      if (!notebook) return all;
      return `${namePlace(notebook.name, placeInCells(notebook.sources, +line))}, column ${column}`;
    });
    return modules
      .reduce((text, { url, notebook }) => text.replaceAll(url, notebook.name), placed)
      .replace(NOISE, "")
      .replace(QUOTED_LINE, (number) => " ".repeat(number.length - 2) + "| ")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  } finally {
    await Promise.allSettled(modules.map((module) => Deno.remove(module.path)));
  }
}
