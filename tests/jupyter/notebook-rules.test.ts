import { assertEquals } from "@std/assert";
import type { Cell } from "heartbook/jupyter/notebook.ts";
import type { CellFacts } from "heartbook/jupyter/cell-rules.ts";
import { checkNotebookRules } from "heartbook/jupyter/notebook-rules.ts";
import { codeCell, notebookOf } from "./notebook-of.ts";

const words = (source: string): Cell => ({
  cell_type: "markdown",
  id: "words",
  metadata: {},
  source,
});

const NOTHING: CellFacts = { statements: 0, numbers: [], texts: [] };

function check(...cells: Cell[]): string[] {
  const facts = cells.filter(({ cell_type }) => cell_type === "code").map(() => NOTHING);
  return checkNotebookRules({ ...notebookOf(), cells }, { name: "a.ipynb", facts });
}

const lines = (count: number): Cell => codeCell("0;\n\n".repeat(count));

Deno.test("a code cell has 30 lines at most, empty ones not counted", () => {
  assertEquals(check(lines(1), lines(30)), []);
  assertEquals(check(lines(1), lines(31)), [
    "a.ipynb, cell 2 has 31 lines of code; at most 30",
  ]);
});

Deno.test("a notebook has twelve import statements at most", () => {
  const imports = (count: number): Cell => codeCell(`import { a } from "b";\n`.repeat(count));
  assertEquals(check(imports(12)), []);
  assertEquals(check(imports(7), imports(6)), [
    "a.ipynb, 13 import statements; at most 12: import a room's mod.ts once",
  ]);
});

Deno.test("the median code cell has three statements at most", () => {
  const withStatements = (...counts: number[]): string[] => {
    const facts = counts.map((statements) => ({ ...NOTHING, statements }));
    const cells = counts.map(() => lines(1));
    return checkNotebookRules({ ...notebookOf(), cells }, { name: "a.ipynb", facts });
  };
  assertEquals(withStatements(3, 3, 9), []);
  assertEquals(withStatements(3, 4), []);
  assertEquals(withStatements(3, 4, 4), [
    "a.ipynb, the median code cell has 4 statements; at most 3: loops, branches and reshaping " +
    "belong in a named helper in lib/",
  ]);
});

Deno.test("second-level headings are questions", () => {
  assertEquals(check(words("# The patients\n\n## Who are they?\n\n### At a glance")), []);
  assertEquals(check(lines(1), words("## Who they are\n\n## And why?")), [
    'a.ipynb, words before cell 2: the heading "## Who they are" is not a question',
  ]);
});

Deno.test("a number typed into words, a title or a sentence is refused", () => {
  const found = checkNotebookRules({
    ...notebookOf(),
    cells: [
      words("The AUC is .91."),
      codeCell("f();"),
      words("Ten folds."),
      codeCell("g();"),
    ],
  }, {
    name: "a.ipynb",
    facts: [{ ...NOTHING, numbers: [10] }, { ...NOTHING, texts: ["Six of seven agree", "…"] }],
  });
  const advice =
    "compute it and `say` it, or leave it out (a number may stand in words where the " +
    "code states the same one, as a choice)";
  assertEquals(found, [
    `a.ipynb, words before cell 1: ".91" is typed into the words; ${advice}`,
    `a.ipynb, cell 2: "Six of seven" is typed into "Six of seven agree"; ${advice}`,
  ]);
});

Deno.test("no stored output is a bare value or an error", () => {
  const value = {
    output_type: "execute_result",
    data: {},
    metadata: {},
    execution_count: 1,
  } as const;
  const error = { output_type: "error", ename: "Error", evalue: "", traceback: [] } as const;
  assertEquals(
    check(
      codeCell(" "),
      codeCell("f();", [value]),
      codeCell("g();", [{ ...error, traceback: [] }]),
    ),
    [
      "a.ipynb, cell 1 ends in a value, which notebooks may not show; write `await show(…)`",
      "a.ipynb, cell 2 holds an error as its output",
    ],
  );
});
