/** What a notebook of this project looks like, as far as a program can tell. */

import { codeCells } from "./cell-module.ts";
import type { CellFacts } from "./cell-rules.ts";
import type { CodeCell, Notebook, TextCell } from "./notebook.ts";
import { typedNumber } from "./typed-numbers.ts";

/** Import statements of a notebook: about one per room. */
const MOST_IMPORTS = 12;
/** Lines with something on them that a code cell may have. */
const MOST_LINES = 30;
/** The most statements that half of the code cells may have. */
const MEDIAN_STATEMENTS = 3;

/** The one cell that may be longer: nothing but the imports. */
const isImports = (cell: CodeCell): boolean => /^(\s*import\b[^;]*;)+\s*$/.test(cell.source);

function importProblems(cells: readonly CodeCell[]): string[] {
  const count = cells.flatMap(({ source }) => source.match(/^import\b/gm) ?? []).length;
  return count <= MOST_IMPORTS ? [] : [
    `${count} import statements; at most ${MOST_IMPORTS}: import a room's mod.ts once`,
  ];
}

const countLines = (cell: CodeCell): number =>
  cell.source.split("\n").filter((line) => line.trim() !== "").length;

function sizeProblems(cells: readonly CodeCell[], facts: readonly CellFacts[]): string[] {
  const tooLong = cells.flatMap((cell, i) => {
    const count = countLines(cell);
    return count > MOST_LINES && !isImports(cell)
      ? [`cell ${i + 1} has ${count} lines of code; at most ${MOST_LINES}`]
      : [];
  });
  // The lower median: of an even number of cells, half may be longer.
  const counts = facts.map(({ statements }) => statements).toSorted((a, b) => a - b);
  const median = counts[Math.ceil(counts.length / 2) - 1] ?? 0;
  return median <= MEDIAN_STATEMENTS ? tooLong : [
    ...tooLong,
    `the median code cell has ${median} statements; at most ${MEDIAN_STATEMENTS}: ` +
    "loops, branches and reshaping belong in a named helper in lib/",
  ];
}

const COMPUTE = "compute it and `say` it, or leave it out (a number may stand in words where the " +
  "code states the same one, as a choice)";

function wordProblems(cell: TextCell, stated: readonly number[]): string[] {
  const headings = cell.source.match(/^##\s+.*$/gm) ?? [];
  const statements = headings
    .filter((heading) => !heading.trimEnd().endsWith("?"))
    .map((heading) => `the heading "${heading}" is not a question`);
  const result = typedNumber(cell.source, stated);
  return result === undefined
    ? statements
    : [...statements, `"${result}" is typed into the words; ${COMPUTE}`];
}

function textProblems({ texts }: Pick<CellFacts, "texts">, stated: readonly number[]): string[] {
  return texts.flatMap((text) => {
    const result = typedNumber(text, stated);
    return result === undefined
      ? []
      : [`"${result}" is typed into "${text.slice(0, 60)}"; ${COMPUTE}`];
  });
}

function outputProblems(cell: CodeCell): string[] {
  const kinds = new Set(cell.outputs.map((output) => output.output_type));
  return [
    ...kinds.has("execute_result")
      ? ["ends in a value, which notebooks may not show; write `await show(…)`"]
      : [],
    ...kinds.has("error") ? ["holds an error as its output"] : [],
  ];
}

/**
 * Where a notebook breaks a rule, one text each: code cells have a median of at most three
 * statements and, but for one of imports alone, at most 30 lines, with at most twelve import
 * statements in all; second-level headings are
 * questions; no result is typed into Markdown, titles or sentences ({@link typedNumber}); no stored
 * output is a bare value or an error.
 *
 * @param facts Of each code cell that is not empty, from `lintCells`.
 *
 * @example
 * ```ts
 * import { readNotebook } from "heartbook/jupyter/notebook.ts";
 * import { checkNotebookRules } from "heartbook/jupyter/notebook-rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const notebook = await readNotebook("tests/fixtures/notebooks/outputs.ipynb");
 * assertEquals(checkNotebookRules(notebook, { name: "outputs.ipynb", facts: [] }), []);
 * ```
 */
export function checkNotebookRules(
  notebook: Notebook,
  { name, facts }: { readonly name: string; readonly facts: readonly CellFacts[] },
): string[] {
  const stated = facts.flatMap(({ numbers }) => numbers);
  let cellsSoFar = 0;
  const inCells = notebook.cells.flatMap((cell) => {
    if (cell.source.trim() === "") return [];
    if (cell.cell_type === "code") {
      const texts = textProblems(facts[cellsSoFar] ?? { texts: [] }, stated);
      cellsSoFar++;
      return [
        ...outputProblems(cell).map((text) => `cell ${cellsSoFar} ${text}`),
        ...texts.map((text) => `cell ${cellsSoFar}: ${text}`),
      ];
    }
    return wordProblems(cell, stated).map((text) => `words before cell ${cellsSoFar + 1}: ${text}`);
  });
  const code = codeCells(notebook);
  return [
    ...importProblems(code),
    ...sizeProblems(code, facts),
    ...inCells,
  ]
    .map((text) => `${name}, ${text}`);
}
