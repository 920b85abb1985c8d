/** The figures that a notebook puts forward, found in its outputs. */

import { alignColumns } from "../text.ts";
import { HEADLINE_MIME } from "../show/headline.ts";
import type { Notebook, Output } from "./notebook.ts";

/** One figure and what it is. */
export interface Headline {
  readonly label: string;
  readonly value: number | string;
}

const isHeadline = (data: unknown): data is Headline =>
  typeof data === "object" && data !== null && "label" in data && "value" in data;

function headlineOf(output: Output): Headline[] {
  const data = "data" in output ? output.data[HEADLINE_MIME] : undefined;
  return isHeadline(data) ? [data] : [];
}

/** The headline figures of a notebook, in the order of its outputs. */
export function headlines(notebook: Notebook): Headline[] {
  return notebook.cells.flatMap((cell) =>
    cell.cell_type === "code" ? cell.outputs.flatMap(headlineOf) : []
  );
}

/**
 * The figures as a table for the terminal: notebook, label, value.
 *
 * @example
 * ```ts
 * import { headlineTable } from "heartbook/jupyter/headlines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const figures = [{ notebook: "01-the-patients", label: "patients", value: 303 }];
 * assertEquals(headlineTable(figures), "01-the-patients  patients  303");
 * ```
 */
export function headlineTable(
  figures: readonly (Headline & { readonly notebook: string })[],
): string {
  return alignColumns(
    figures.map(({ notebook, label, value }) => [notebook, label, String(value)]),
  );
}
