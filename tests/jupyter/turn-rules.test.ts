import { assertEquals } from "@std/assert";
import type { Cell } from "heartbook/jupyter/notebook.ts";
import { checkTurns } from "heartbook/jupyter/turn-rules.ts";
import { codeCell, notebookOf } from "./notebook-of.ts";

const words = (source: string): Cell => ({
  cell_type: "markdown",
  id: "words",
  metadata: {},
  source,
});

const filler = (count: number): string => "word ".repeat(count);

const code = codeCell("0;");

function check(...cells: Cell[]): string[] {
  return checkTurns({ ...notebookOf(), cells }, { name: "a.ipynb" });
}

Deno.test("before code stand 20 to 60 words, not counting headings and listings", () => {
  assertEquals(check(words(filler(20)), code, words(filler(60)), code), []);
  assertEquals(
    check(
      words(`## A heading?\n\n${filler(19)}`),
      code,
      words(filler(61)),
      code,
    ),
    [
      "a.ipynb, 19 words before cell 1; expected 20 to 60",
      "a.ipynb, 61 words before cell 2; expected 20 to 60",
    ],
  );
  assertEquals(check(words("Two texts"), words(filler(20)), code, words("The end.")), []);
});

Deno.test("what a run of code cells shows ends in words; finished progress bars do not count", () => {
  const shown = (data: Record<string, unknown>): Cell =>
    codeCell("0;", [{ output_type: "display_data", data, metadata: {} }]);
  const picture = shown({ "image/png": "AAAA", "text/plain": "a chart" });
  const sentence = shown({ "text/markdown": "It rises.", "text/plain": "It rises." });
  const finished = shown({ "text/html": "", "text/plain": "" });
  assertEquals(check(picture, sentence, words(filler(20)), finished), []);
  assertEquals(check(sentence, finished), []);
  assertEquals(check(sentence, picture, finished, words(filler(20)), sentence), [
    "a.ipynb, cells 1 to 3 end in a table or a picture; say in a sentence what was seen",
  ]);
});
