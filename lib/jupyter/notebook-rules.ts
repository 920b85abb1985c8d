/** What a notebook of this project looks like, as far as a program can tell. */

import { codeCells } from "./cell-module.ts";
import type { CodeCell, Notebook, TextCell } from "./notebook.ts";

/** Lines with something on them that a code cell may have. */
const MOST_LINES = 20;
/** The most that half of the code cells may have. */
const MEDIAN_LINES = 3;

/** The one cell that may be longer: nothing but the imports. */
const isImports = (cell: CodeCell): boolean => /^(\s*import\b[^;]*;)+\s*$/.test(cell.source);

const countLines = (cell: CodeCell): number =>
  cell.source.split("\n").filter((line) => line.trim() !== "").length;

function sizeProblems(cells: readonly CodeCell[]): string[] {
  const counts = cells.map(countLines);
  const tooLong = counts.flatMap((count, i) =>
    count > MOST_LINES && !isImports(cells[i])
      ? [`cell ${i + 1} has ${count} lines of code; at most ${MOST_LINES}`]
      : []
  );
  // The lower median: of an even number of cells, half may be longer.
  const median = counts.toSorted((a, b) => a - b)[Math.ceil(counts.length / 2) - 1] ?? 0;
  return median <= MEDIAN_LINES
    ? tooLong
    : [...tooLong, `the median code cell has ${median} lines; at most ${MEDIAN_LINES}`];
}

/** Code, links, images and addresses are not prose; nor is the number of a licence. */
const NOT_PROSE = [
  /^```[^]*?^```/gm,
  /`[^`]*`/g,
  /!?\[[^\]]*\]\([^)]*\)/g,
  /<?https?:\/\/\S+/g,
  /\bCC BY(-\w+)* \d\.\d/g,
];

/** A decimal number, a percentage, "n of m": the shapes that results come in. */
const RESULT = /(?<![\w.])\d*\.\d+|\d[\d\s]*(%|per ?cent\b)|\b\d+ (out )?of (the )?\d+/i;

/**
 * The digits in a Markdown text that look like a result, which a notebook computes and never types:
 * a decimal number, a percentage or "n of m" in the prose. Bare whole numbers (10 folds, the year
 * 1988) may stand; so may anything in code, in links and their texts, in addresses and in the name
 * of a Creative Commons licence. `undefined` where there are none.
 *
 * @example
 * ```ts
 * import { typedResult } from "heartbook/jupyter/notebook-rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(typedResult("The AUC is .91 here."), ".91");
 * assertEquals(typedResult("Ten folds, `l2: 0.1`, as in 1988."), undefined);
 * ```
 */
export function typedResult(markdown: string): string | undefined {
  const prose = NOT_PROSE.reduce((text, pattern) => text.replaceAll(pattern, " "), markdown);
  return prose.match(RESULT)?.[0];
}

function wordProblems(cell: TextCell): string[] {
  const headings = cell.source.match(/^##\s+.*$/gm) ?? [];
  const statements = headings
    .filter((heading) => !heading.trimEnd().endsWith("?"))
    .map((heading) => `the heading "${heading}" is not a question`);
  const result = typedResult(cell.source);
  return result === undefined
    ? statements
    : [...statements, `"${result}" is typed into the words; compute it and \`say\` it`];
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
 * Where a notebook breaks a rule, one text each: code cells have at most 20 lines, but for one of
 * imports alone, and a median of at most 3 (lines with something on them); second-level headings are questions; no result is typed
 * into Markdown ({@link typedResult}); no stored output is a bare value or an error.
 *
 * @param name What the texts call the notebook.
 *
 * @example
 * ```ts
 * import { readNotebook } from "heartbook/jupyter/notebook.ts";
 * import { checkNotebookRules } from "heartbook/jupyter/notebook-rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const notebook = await readNotebook("tests/fixtures/notebooks/outputs.ipynb");
 * assertEquals(checkNotebookRules(notebook, "outputs.ipynb"), [
 *   "outputs.ipynb, the median code cell has 4 lines; at most 3",
 * ]);
 * ```
 */
export function checkNotebookRules(notebook: Notebook, name: string): string[] {
  let cellsSoFar = 0;
  const inCells = notebook.cells.flatMap((cell) => {
    if (cell.source.trim() === "") return [];
    if (cell.cell_type === "code") {
      cellsSoFar++;
      return outputProblems(cell).map((text) => `cell ${cellsSoFar} ${text}`);
    }
    return wordProblems(cell).map((text) => `words before cell ${cellsSoFar + 1}: ${text}`);
  });
  return [...sizeProblems(codeCells(notebook)), ...inCells].map((text) => `${name}, ${text}`);
}
