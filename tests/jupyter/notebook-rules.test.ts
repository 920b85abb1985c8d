import { assertEquals } from "@std/assert";
import type { Cell } from "heartbook/jupyter/notebook.ts";
import { checkNotebookRules, typedResult } from "heartbook/jupyter/notebook-rules.ts";
import { codeCell, notebookOf } from "./notebook-of.ts";

const words = (source: string): Cell => ({
  cell_type: "markdown",
  id: "words",
  metadata: {},
  source,
});

const check = (...cells: Cell[]): string[] =>
  checkNotebookRules({ ...notebookOf(), cells }, "a.ipynb");

const lines = (count: number): Cell => codeCell("0;\n\n".repeat(count));

Deno.test("a code cell has 20 lines at most, empty ones not counted", () => {
  assertEquals(check(lines(1), lines(20)), []);
  assertEquals(check(lines(1), lines(21)), [
    "a.ipynb, cell 2 has 21 lines of code; at most 20",
  ]);
});

Deno.test("the median code cell has three lines at most", () => {
  assertEquals(check(lines(3), lines(3), lines(9)), []);
  assertEquals(check(lines(3), lines(4)), []);
  assertEquals(check(lines(3), lines(4), lines(4)), [
    "a.ipynb, the median code cell has 4 lines; at most 3",
  ]);
});

Deno.test("second-level headings are questions", () => {
  assertEquals(check(words("# The patients\n\n## Who are they?\n\n### At a glance")), []);
  assertEquals(check(lines(1), words("## Who they are\n\n## And why?")), [
    'a.ipynb, words before cell 2: the heading "## Who they are" is not a question',
  ]);
});

Deno.test("a result typed into words is refused", () => {
  const results = {
    "The AUC is 0.91.": "0.91",
    "The AUC is .91.": ".91",
    "It finds 90 % of them": "90 %",
    "It finds 90% of them": "90%",
    "ninety, or 90 percent": "90 percent",
    "139 of 303 are diseased": "139 of 303",
    "139 out of the 303": "139 out of the 303",
    "**0.5**": "0.5",
  };
  for (const [text, result] of Object.entries(results)) assertEquals(typedResult(text), result);
  assertEquals(check(words("The AUC is .91.")), [
    'a.ipynb, words before cell 1: ".91" is typed into the words; compute it and `say` it',
  ]);
});

Deno.test("whole numbers, years, code, links and licences are no results", () => {
  for (
    const text of [
      "Ten folds, or 10; the 13 predictors of 1988.",
      "At `0.5`, `x > 90 %` and\n\n```ts\nconst a = 0.5;\n```\n",
      "See [doi:10.24432/C52P4X](https://doi.org/10.24432/C52P4X) and https://a.org/1.5/90%25.",
      "![figure 1.2](a.svg), CC BY 4.0, CC BY-SA 4.0",
      "section 2. Then 3.",
      "scikit-learn's MT19937",
    ]
  ) assertEquals(typedResult(text), undefined, text);
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
