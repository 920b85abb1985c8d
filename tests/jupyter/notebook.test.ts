import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "node:path";
import {
  type Notebook,
  parseNotebook,
  readNotebook,
  serialiseNotebook,
  writeNotebook,
} from "heartbook/jupyter/notebook.ts";
import { codeCell, filesIn, notebookOf, withFolder } from "./notebook-of.ts";

const FIXTURE = "tests/fixtures/notebooks/outputs.ipynb";

function without(key: string, cell: Record<string, unknown>): string {
  const { [key]: _, ...rest } = cell;
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [rest] });
}

Deno.test("parseNotebook() says which file is not JSON, not a notebook, or too old", () => {
  const says = (text: string, message: string): void => {
    assertThrows(() => parseNotebook(text, "a.ipynb"), SyntaxError, message);
  };
  says("", "a.ipynb: not JSON");
  says('{ "cells": [', "a.ipynb: not JSON");
  says("[]", "a.ipynb: JSON but not a notebook");
  says('{ "cells": 3, "metadata": {} }', "a.ipynb: JSON but not a notebook");
  says(
    '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":2}',
    "expected notebook format 4.5",
  );
  says('{"cells":[],"metadata":{},"nbformat":3,"nbformat_minor":0}', "got 3.0");
  says('{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":1e999}', "got 4.Infinity");
});

Deno.test("parseNotebook() names the cell that is at fault", () => {
  const cell = { ...codeCell("1"), outputs: [] };
  for (const key of ["cell_type", "id", "metadata", "source", "outputs"]) {
    const error = assertThrows(() => parseNotebook(without(key, cell), "a.ipynb"), SyntaxError);
    assert(error.message.startsWith("a.ipynb, cell 1 of all: expected"), error.message);
  }
});

Deno.test("serialiseNotebook() gives back the bytes that Jupyter wrote", async () => {
  const text = await Deno.readTextFile(FIXTURE);
  assertEquals(serialiseNotebook(parseNotebook(text, "outputs.ipynb")), text);
  const reference = JSON.parse(await Deno.readTextFile("tests/reference/notebook-outputs.json"));
  assertEquals(
    serialiseNotebook(parseNotebook(reference.notebook, "outputs.ipynb")),
    reference.notebook,
  );
});

Deno.test("serialiseNotebook() cuts lines where Python's splitlines(True) does", () => {
  const cut = ["a\r\n", "b\r", "c\v", "d\f", "e\u2028", "f\x1c", "g\x85", "\n", "\n", "h"];
  const [cell] = JSON.parse(serialiseNotebook(notebookOf(cut.join("")))).cells;
  assertEquals(cell.source, cut);
  assertEquals(JSON.parse(serialiseNotebook(notebookOf(""))).cells[0].source, []);
});

Deno.test("writeNotebook() never lets a reader see half a file, and leaves only the file", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.ipynb");
    const long = (letter: string): Notebook => notebookOf(letter.repeat(2_000_000));
    await writeNotebook(path, long("a"));
    let writing = true;
    const writes = (async () => {
      for (const letter of "bcdefg") await writeNotebook(path, long(letter));
      writing = false;
    })();
    let reads = 0;
    for (; writing; reads++) {
      const { source } = (await readNotebook(path)).cells[0];
      assertEquals(source, source[0].repeat(2_000_000));
    }
    await writes;
    assert(reads > 1, `only ${reads} reads fell between the writes`);
    assertEquals(await filesIn(folder), [path]);
  });
});

Deno.test("writeNotebook() leaves nothing beside a file that it cannot replace", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.ipynb");
    await Deno.mkdir(path); // a folder of that name cannot be replaced by a file
    await assertRejects(() => writeNotebook(path, notebookOf("1")));
    assertEquals(await filesIn(folder), [path]);
  });
});
