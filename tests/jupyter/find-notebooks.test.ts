import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { findNotebooks } from "heartbook/jupyter/find-notebooks.ts";
import { withFolder, writeCells } from "./notebook-of.ts";

Deno.test("findNotebooks() takes the beginning of a name, a path, or nothing for all", async () => {
  await withFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "notes.txt"), "");
    await Deno.mkdir(join(folder, ".ipynb_checkpoints"));
    const second = await writeCells(join(folder, "02-b.ipynb"));
    const first = await writeCells(join(folder, "01-a.ipynb"));
    assertEquals(await findNotebooks([], folder), [first, second]);
    for (const name of ["02", "02-b", "02-b.ipynb", second]) {
      assertEquals(await findNotebooks([name], folder), [second]);
    }
    assertEquals(await findNotebooks(["02", "0"], folder), [second, first]);
  });
});

Deno.test("findNotebooks() says which name fits nothing, and what there is", async () => {
  await withFolder(async (folder) => {
    const says = (names: string[], message: string): Promise<Error> =>
      assertRejects(() => findNotebooks(names, folder), RangeError, message);
    await says([], "there is no notebook (*.ipynb) in ");
    await writeCells(join(folder, "01-a.ipynb"));
    await says(["01", "7"], 'no notebook is called "7"; there are: 01-a');
    await says([`${folder}/7.ipynb`], "there is no file ");
  });
});
