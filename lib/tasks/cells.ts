/**
 * `deno task cells [names]`: type-checks and lints the cells of every notebook and holds them
 * against the notebook rules. Exit code 1 where there are problems; see `./command.ts` for others.
 */

import { checkCells } from "../jupyter/check-cells.ts";
import { notebooksCalled, runCommand } from "./command.ts";

const countNotebooks = (n: number): string => n === 1 ? "1 notebook" : `${n} notebooks`;

await runCommand({
  usage: "deno task cells [names]",
  options: {},
  takesNames: true,
}, async (_, { names, signal }) => {
  const paths = await notebooksCalled(names);
  // Ctrl-C ends the compiler, and this once the file that it was reading is gone again.
  const problems = await checkCells(paths);
  signal.throwIfAborted();
  if (problems.length > 0) throw new Error(problems.join("\n"));
  console.log(`${countNotebooks(paths.length)}: the cells are in order`);
});
