/** Single fits as a table. */
import type { MeasuredFit } from "./measured-fits.ts";
import { formatGap, formatMegabytes, formatRatio, formatSeconds } from "./numbers.ts";
import { hasTrees } from "./plan.ts";
import { textTable } from "./text-table.ts";

const HEADINGS = [
  "one fit",
  "beside",
  "rows",
  "columns",
  "trees",
  "ours",
  "theirs",
  "ratio",
  "memory",
  "theirs",
  "ratio",
  "AUC",
  "gap",
];

/** One line for each fit and rival. */
export function fitsTable(measured: readonly MeasuredFit[]): string {
  return textTable(HEADINGS, measured.flatMap(lines), { left: 2 });
}

function lines({ fit, ours, theirs }: MeasuredFit): string[][] {
  const rivals = Object.entries(theirs);
  const pairs = rivals.length > 0 ? rivals : [["–", null] as const];
  return pairs.map(([rival, other]) => [
    fit.model,
    rival,
    fit.rows.toLocaleString("en"),
    String(fit.columns),
    hasTrees(fit.model) ? String(fit.trees) : "",
    formatSeconds(ours.seconds),
    formatSeconds(other && other.seconds),
    formatRatio(ours.seconds, other && other.seconds),
    formatMegabytes(ours.memory),
    formatMegabytes(other && other.memory),
    formatRatio(ours.memory, other && other.memory),
    ours.auc.toFixed(4),
    formatGap(other && Math.abs(ours.auc - other.auc)),
  ]);
}
