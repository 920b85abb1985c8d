/** Columns that are only known once the outcome is: by their name, or by what they give away. */
import type { Cell, Label } from "../../types.ts";
import { asNumbers } from "../audit/as-numbers.ts";
import { separateOutcomes } from "../audit/separation.ts";
import { isKnownLater } from "./names.ts";

/** From here on a column is the outcome by another name. */
const GIVES_AWAY = 0.995;
/** Rows of each outcome without which nothing is read into a column. */
const ENOUGH = 10;

/** How well values tell the outcomes apart, from 0.5 to 1; 0.5 where there are too few. */
function separation(values: readonly number[], labels: readonly Label[]): number {
  const ones = labels.filter((label) => label === 1).length;
  if (Math.min(ones, labels.length - ones) < ENOUGH) return 0.5;
  const { auc } = separateOutcomes(values, labels);
  return Math.max(auc, 1 - auc);
}

/**
 * Why a column is taken for known only after the outcome, or `undefined` where it is not: it is
 * called so, it separates the outcomes all but perfectly, or it is recorded for one outcome alone.
 *
 * @param cells One a row, `null` where nothing is recorded.
 * @param labels One a cell.
 */
export function whyKnownLater(
  name: string,
  cells: readonly Cell[],
  labels: readonly Label[],
): string | undefined {
  if (isKnownLater(name)) return "its name says that it is known only after the outcome";
  const recorded = cells.map((cell) => Number(cell !== null));
  if (separation(recorded, labels) >= GIVES_AWAY) {
    return "it is recorded for one outcome and missing for the other";
  }
  const rows = cells.flatMap((cell, i) => cell === null ? [] : [i]);
  const known = rows.map((row) => labels[row]);
  const auc = separation(asNumbers(rows.map((row) => cells[row]!), known), known);
  return auc >= GIVES_AWAY
    ? `it separates the outcomes all by itself (AUC ${auc.toFixed(3)})`
    : undefined;
}
