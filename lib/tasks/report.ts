/**
 * `deno task report [names] [--out folder]`: one HTML page per notebook, from the outputs it holds.
 * See `./command.ts` for the exit codes.
 */

import { basename, join } from "node:path";
import { NOTEBOOKS } from "../jupyter/find-notebooks.ts";
import { readNotebook } from "../jupyter/notebook.ts";
import { renderReport } from "../jupyter/report.ts";
import { notebooksCalled, runCommand } from "./command.ts";

await runCommand({
  usage: "deno task report [names] [--out folder]",
  options: { out: { type: "string", default: join(NOTEBOOKS, "../.cache/report") } },
  takesNames: true,
}, async ({ out }, { names }) => {
  const paths = await notebooksCalled(names);
  await Deno.mkdir(out, { recursive: true });
  for (const path of paths) {
    const name = basename(path, ".ipynb");
    const page = join(out, `${name}.html`);
    await Deno.writeTextFile(page, renderReport(await readNotebook(path), name));
    console.log(page);
  }
});
