/** `deno fmt` on the cells of notebooks, cell by cell: on whole notebooks it fails falsely. */

import { join } from "node:path";
import { namePlace, type NotebookCode } from "./cell-module.ts";
import { runDeno } from "./run-deno.ts";

/** Columns that every viewer shows without cutting code off. */
const WIDTH = 100;

/**
 * The cells of notebooks as `deno fmt` writes them at 100 columns, without a newline at the end. A
 * cell that cannot be read stays as it is.
 */
export async function formatCells(notebooks: readonly NotebookCode[]): Promise<string[][]> {
  const folder = await Deno.makeTempDir({ prefix: "heartbook-" });
  const pathOf = (i: number, j: number): string => join(folder, `${i}-${j}.ts`);
  try {
    await Deno.writeTextFile(
      join(folder, "deno.json"),
      JSON.stringify({ fmt: { lineWidth: WIDTH } }),
    );
    for (const [i, { sources }] of notebooks.entries()) {
      for (const [j, source] of sources.entries()) {
        await Deno.writeTextFile(pathOf(i, j), `${source}\n`);
      }
    }
    await runDeno(["fmt", "--quiet", "--ext", "ts", "."], folder);
    return await Promise.all(
      notebooks.map(({ sources }, i) =>
        Promise.all(
          sources.map(async (_, j) => (await Deno.readTextFile(pathOf(i, j))).replace(/\n$/, "")),
        )
      ),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Where cells are not as `deno fmt` writes them, or wider than every viewer shows. */
export async function checkFormat(notebooks: readonly NotebookCode[]): Promise<string[]> {
  const formatted = await formatCells(notebooks);
  return notebooks.flatMap(({ name, sources }, i) =>
    sources.flatMap((source, j) => {
      const lines = source.split("\n");
      const wide = lines.findIndex((line) => line.length > WIDTH);
      const wanted = formatted[i][j].split("\n");
      const changed = lines.findIndex((line, k) => line !== wanted[k]);
      return [
        ...source === formatted[i][j] ? [] : [
          `${namePlace(name, { cell: j + 1, line: Math.max(changed, 0) + 1 })}: not formatted; ` +
          "`deno task cells --fix` does it",
        ],
        ...wide < 0 ? [] : [
          `${namePlace(name, { cell: j + 1, line: wide + 1 })}: ${lines[wide].length} columns; ` +
          `at most ${WIDTH}, so that no viewer cuts it off: break the text, or give a part a name`,
        ],
      ];
    })
  );
}
