/** `deno task picture`: updates the README's pictures and figures from the notebooks. */
import { basename, join } from "node:path";
import { findNotebooks, NOTEBOOKS } from "../jupyter/find-notebooks.ts";
import { readNotebook } from "../jupyter/notebook.ts";
import { type Notebooks, readmePictures, updateReadme } from "../jupyter/readme.ts";

/** All notebooks with what they hold. */
export async function readNotebooks(): Promise<Notebooks> {
  const paths = await findNotebooks([], NOTEBOOKS);
  return Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [basename(path, ".ipynb"), await readNotebook(path)]),
    ),
  );
}

if (import.meta.main) {
  const notebooks = await readNotebooks();
  for (const { file, bytes } of readmePictures(notebooks)) {
    await Deno.writeFile(join(NOTEBOOKS, "pictures", file), bytes);
    console.log(`written: notebooks/pictures/${file}`);
  }
  const readme = join(NOTEBOOKS, "..", "README.md");
  await Deno.writeTextFile(readme, updateReadme(await Deno.readTextFile(readme), notebooks));
  console.log("written: README.md");
}
