/**
 * `deno task report [names] [--out folder]`: one HTML page a notebook, from the outputs it holds.
 * Exit code 0: written; 1: a notebook cannot be read; 2: wrong use.
 */
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { findNotebooks, NOTEBOOKS } from "../jupyter/find-notebooks.ts";
import { readNotebook } from "../jupyter/notebook.ts";
import { renderReport } from "../jupyter/report.ts";

async function main(): Promise<number> {
  let paths: string[];
  let folder: string;
  try {
    const { values, positionals } = parseArgs({
      args: Deno.args,
      allowPositionals: true,
      options: { out: { type: "string", default: join(NOTEBOOKS, "../.cache/report") } },
    });
    paths = await findNotebooks(positionals, NOTEBOOKS);
    folder = values.out;
  } catch (error) {
    console.error(`${(error as Error).message}\n\ndeno task report [names] [--out folder]`);
    return 2;
  }
  try {
    await Deno.mkdir(folder, { recursive: true });
    for (const path of paths) {
      const name = basename(path, ".ipynb");
      const page = join(folder, `${name}.html`);
      await Deno.writeTextFile(page, renderReport(await readNotebook(path), name));
      console.log(page);
    }
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

Deno.exit(await main());
