/** A notebook's code cells as one TypeScript module, and the way back from its lines to cells. */

import type { CodeCell, Notebook } from "./notebook.ts";

/** The code of a notebook, and what its imports resolve from. */
export interface NotebookCode {
  /** The notebook's file name, for messages. */
  readonly name: string;
  /** The notebook's folder. */
  readonly folder: string;
  /** The texts of its code cells. */
  readonly sources: readonly string[];
}

/** A place as a reader finds it: the number in the cell's bracket and the line, both from 1. */
export interface Place {
  readonly cell: number;
  readonly line: number;
}

/**
 * The code cells that a run executes: those with more than white space in them. Their numbers,
 * from 1, are those that a fresh kernel puts in the brackets.
 */
export function codeCells(notebook: Notebook): CodeCell[] {
  return notebook.cells.filter((cell): cell is CodeCell =>
    cell.cell_type === "code" && cell.source.trim() !== ""
  );
}

/** The text of one module that holds all cells. */
export function joinCells(sources: readonly string[]): string {
  // Without an export a text that imports nothing would not be a module and could not `await`.
  return [...sources, "export {};", ""].join("\n");
}

/**
 * The place that line `n`, from 1, of the joined cells comes from; past their end, the end of the
 * last cell, because that is where something left open is missed.
 *
 * @example
 * ```ts
 * import { placeInCells } from "heartbook/jupyter/cell-module.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sources = ["const a = 1;", "const b = a;\nconsole.log(b);"];
 * assertEquals(placeInCells(sources, 3), { cell: 2, line: 2 });
 * ```
 */
export function placeInCells(sources: readonly string[], n: number): Place {
  let line = n;
  let last = 1;
  for (const [i, source] of sources.entries()) {
    last = source.split("\n").length;
    if (line <= last) return { cell: i + 1, line };
    line -= last;
  }
  return { cell: sources.length, line: last };
}

/** A place in words: "01-the-patients.ipynb, cell 3, line 2". */
export function namePlace(name: string, { cell, line }: Place): string {
  return `${name}, cell ${cell}, line ${line}`;
}
