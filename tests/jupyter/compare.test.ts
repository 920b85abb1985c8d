import { assertEquals } from "@std/assert";
import { compareNotebooks } from "heartbook/jupyter/compare.ts";
import type { Notebook, Output } from "heartbook/jupyter/notebook.ts";
import { codeCell, notebookOf } from "./notebook-of.ts";

const text = (plain: string): Output => ({
  output_type: "display_data",
  data: { "text/plain": plain },
  metadata: {},
});

function differences(before: readonly Output[], after: readonly Output[]): string[] {
  const notebook = (outputs: readonly Output[]): Notebook => ({
    ...notebookOf(),
    cells: [codeCell("const a = 1;"), codeCell("await show(a);", outputs)],
  });
  return compareNotebooks({
    committed: notebook(before),
    rerun: notebook(after),
    name: "a.ipynb",
  });
}

Deno.test("compareNotebooks() finds nothing between equal outputs, whatever the counts and versions", () => {
  const committed = notebookOf("1", " ");
  const rerun = {
    ...committed,
    metadata: { language_info: { version: "9.9" } },
    cells: [{ ...codeCell("1"), execution_count: 7 }, codeCell(" ")],
  };
  assertEquals(compareNotebooks({ committed, rerun, name: "a.ipynb" }), []);
  assertEquals(differences([text("a")], [text("a")]), []);
});

Deno.test("compareNotebooks() names notebook, cell, output, line, and both texts", () => {
  assertEquals(differences([text("a\nauc 0.91")], [text("a\nauc 0.92")]), [
    "a.ipynb, cell 2, output 1, text/plain: line 2\n" +
    "      file:  auc 0.91\n" +
    "      rerun: auc 0.92",
  ]);
});

Deno.test("compareNotebooks() says what is new, gone, longer or of another kind", () => {
  assertEquals(differences([], [text("a")]), [
    "a.ipynb, cell 2, output 1, display_data: is new",
  ]);
  assertEquals(differences([text("a")], []), [
    "a.ipynb, cell 2, output 1, display_data: is gone",
  ]);
  assertEquals(differences([text("a")], [text("a\nb")]), [
    "a.ipynb, cell 2, output 1, text/plain: line 2\n" +
    "      file:  (the end)\n" +
    "      rerun: b",
  ]);
  assertEquals(
    differences([text("a")], [{ ...text("a"), output_type: "execute_result" } as Output]),
    [
      "a.ipynb, cell 2, output 1: display_data became execute_result",
    ],
  );
});

Deno.test("compareNotebooks() shows the part of a long line that differs", () => {
  const long = "x".repeat(5000);
  const [difference] = differences([text(`${long}1${long}`)], [text(`${long}2${long}`)]);
  const [file, rerun] = difference.split("\n").slice(1);
  assertEquals([file.length < 150, file.includes("x1x"), rerun.includes("x2x")], [
    true,
    true,
    true,
  ]);
});

Deno.test("compareNotebooks() sees a changed number in JSON data and in metadata", () => {
  const figure = (value: number, width: number): Output => ({
    output_type: "display_data",
    data: { "application/json": { value } },
    metadata: { width },
  });
  assertEquals(differences([figure(1, 1)], [figure(2, 1)]).length, 1);
  assertEquals(differences([figure(1, 1)], [figure(1, 2)]).length, 1);
});

Deno.test("compareNotebooks() does not mind in which order keys are written", () => {
  const sized = (size: Record<string, number>): Output => ({
    output_type: "display_data",
    data: {},
    metadata: { "image/png": size },
  });
  const [asDrawn, asWritten] = [{ width: 640, height: 320 }, { height: 320, width: 640 }];
  assertEquals(differences([sized(asWritten)], [sized(asDrawn)]), []);
  assertEquals(differences([sized(asWritten)], [sized({ ...asDrawn, width: 1 })]).length, 1);
});
