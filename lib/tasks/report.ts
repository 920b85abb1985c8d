/**
 * `deno task report [names] [--out folder]`: one HTML page per notebook, from the outputs it holds,
 * and an index of them.
 * See `./command.ts` for the exit codes.
 */

import { basename, join } from "node:path";
import { NOTEBOOKS } from "../jupyter/find-notebooks.ts";
import { readNotebook } from "../jupyter/notebook.ts";
import { type Listed, renderIndex, renderReport } from "../jupyter/report.ts";
import { notebooksCalled, runCommand } from "./command.ts";

await runCommand({
  usage: "deno task report [names] [--out folder]",
  options: { out: { type: "string", default: join(NOTEBOOKS, "../.cache/report") } },
  takesNames: true,
}, async ({ out }, { names }) => {
  const paths = await notebooksCalled(names);
  await Deno.mkdir(out, { recursive: true });
  const listed: Listed[] = [];
  for (const path of paths) {
    const name = basename(path, ".ipynb");
    const notebook = await readNotebook(path);
    listed.push({ name, notebook });
    const page = join(out, `${name}.html`);
    await Deno.writeTextFile(page, renderReport(notebook, name));
    console.log(page);
  }
  const index = join(out, "index.html");
  await Deno.writeTextFile(index, renderIndex(listed));
  console.log(index);
});
