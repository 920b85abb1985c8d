/**
 * `deno task cells [names]`: type-checks and lints the cells of every notebook and holds them
 * against the notebook rules. Exit code 0: all is well; 1: there are problems; 2: wrong use;
 * 130: Ctrl-C.
 */

import { findNotebooks, NOTEBOOKS } from "../jupyter/find-notebooks.ts";
import { checkCells } from "../jupyter/check-cells.ts";

const countNotebooks = (n: number): string => n === 1 ? "1 notebook" : `${n} notebooks`;

async function main(): Promise<number> {
  let paths: string[];
  try {
    paths = await findNotebooks(Deno.args, NOTEBOOKS);
  } catch (error) {
    console.error(`${(error as Error).message}\n\ndeno task cells [names]`);
    return 2;
  }
  // Ctrl-C ends the compiler, and this once the file that it was reading is gone again.
  let stopped = false;
  Deno.addSignalListener("SIGINT", () => stopped = true);
  try {
    const problems = await checkCells(paths);
    if (stopped) return 130;
    if (problems.length > 0) console.error(problems.join("\n"));
    else console.log(`${countNotebooks(paths.length)}: the cells are in order`);
    return problems.length > 0 ? 1 : 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

Deno.exit(await main());
