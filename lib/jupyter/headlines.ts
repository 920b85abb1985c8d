/** What a notebook says of itself in its outputs: the figures it puts forward, or that it was skipped. */

import { alignColumns } from "../text.ts";
import { HEADLINE_MIME } from "../show/headline.ts";
import { SKIP_MIME } from "../show/skip.ts";
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

/** Why a cell with these outputs ended its notebook early; `undefined` where it did not. */
export function skipReason(outputs: readonly Output[]): string | undefined {
  const marks = outputs.flatMap((output) => "data" in output ? [output.data[SKIP_MIME]] : []);
  const mark = marks.find((data) => data !== undefined) as { reason?: unknown } | undefined;
  return mark === undefined ? undefined : String(mark?.reason);
}

/** Why the notebook was skipped; `undefined` where it ran through. */
export function whySkipped({ cells }: Notebook): string | undefined {
  return skipReason(cells.flatMap((cell) => cell.cell_type === "code" ? cell.outputs : []));
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
