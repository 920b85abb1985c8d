/**
 * `deno task cells [names] [--fix]`: type-checks and lints the cells of every notebook, holds them
 * against the notebook rules and checks their format, which `--fix` puts right first. Exit code 1
 * where there are problems; see `./command.ts` for others.
 */

import { basename } from "node:path";
import { checkCells, fixFormat } from "../jupyter/check-cells.ts";
import { readNotebook } from "../jupyter/notebook.ts";
import { checkTurns } from "../jupyter/turn-rules.ts";
import { countOf } from "../text.ts";
import { notebooksCalled, runCommand } from "./command.ts";

await runCommand({
  usage: "deno task cells [names] [--fix]",
  options: { fix: { type: "boolean", default: false } },
  takesNames: true,
}, async ({ fix }, { names, signal }) => {
  const paths = await notebooksCalled(names);
  if (fix) await fixFormat(paths);
  // Ctrl-C ends the compiler, and this once the file that it was reading is gone again.
  const problems = await checkCells(paths);
  for (const path of paths) {
    problems.push(...checkTurns(await readNotebook(path), { name: basename(path) }));
  }
  signal.throwIfAborted();
  if (problems.length > 0) throw new Error(problems.join("\n"));
  console.log(`${countOf(paths.length, "notebook")}: the cells are in order`);
});
