/** Words before code, and a sentence after it. */
import type { CodeCell, Notebook, Output, TextCell } from "./notebook.ts";

/** Words that stand before code, headings and listings aside. */
const FEWEST_WORDS = 20;
const MOST_WORDS = 60;

function countWords(cell: TextCell): number {
  const prose = cell.source.replaceAll(/^#+ .*$/gm, "").replaceAll(/^```[^]*?^```/gm, "");
  return prose.match(/\S+/g)?.length ?? 0;
}

const isEmpty = (value: unknown): boolean => [value].flat().join("").trim() === "";

/** Whether there is anything to see: a finished progress bar is an output without content. */
function isSeen(output: Output): boolean {
  return output.output_type !== "display_data" || !Object.values(output.data).every(isEmpty);
}

/** The run of code cells that follow one text: what they show ends in words. */
function runProblems(cells: readonly CodeCell[], first: number): string[] {
  const last = cells.flatMap((cell) => cell.outputs.filter(isSeen)).at(-1);
  const isSaid = last === undefined || last.output_type !== "display_data" ||
    "text/markdown" in last.data;
  return isSaid ? [] : [
    `cells ${first} to ${first + cells.length - 1} end in a table or a picture; ` +
    "say in a sentence what was seen",
  ];
}

/**
 * Where words and code do not take turns as in this project's notebooks, one text each: before code
 * stand 20 to 60 words, and what a run of code cells shows ends in a sentence that says what was
 * seen. Only for notebooks that people write: one that a program wrote has its own measure.
 *
 * @example
 * ```ts
 * import { readNotebook } from "heartbook/jupyter/notebook.ts";
 * import { checkTurns } from "heartbook/jupyter/turn-rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const notebook = await readNotebook("notebooks/01-the-patients.ipynb");
 * assertEquals(checkTurns(notebook, { name: "01" }), []);
 * ```
 */
export function checkTurns(
  { cells }: Notebook,
  { name }: { readonly name: string },
): string[] {
  const full = cells.filter(({ source }) => source.trim() !== "");
  let count = 0;
  const problems = full.flatMap((cell, i) => {
    const next = full[i + 1];
    if (cell.cell_type === "code") {
      count++;
      if (full[i - 1]?.cell_type === "code") return [];
      const end = full.findIndex((other, j) => j > i && other.cell_type !== "code");
      const run = full.slice(i, end < 0 ? undefined : end) as CodeCell[];
      return runProblems(run, count);
    }
    const words = countWords(cell as TextCell);
    const isWithin = words >= FEWEST_WORDS && words <= MOST_WORDS;
    return next?.cell_type !== "code" || isWithin ? [] : [
      `${words} words before cell ${count + 1}; expected ${FEWEST_WORDS} to ${MOST_WORDS}`,
    ];
  });
  return problems.map((text) => `${name}, ${text}`);
}
