/** The whole job as a table. */
import { formatGap, formatMegabytes, formatSeconds, judgeRatio, median } from "./numbers.ts";
import type { Turn } from "./processes.ts";
import type { TableOfTexts } from "./text-table.ts";
import { FAIR_SVM, type GridPart, type GridReport, type WholeJob } from "./whole-job.ts";

type Turns = readonly Turn<GridReport>[];

const HEADINGS = [
  "303 patients, all folds",
  "ours",
  "pipe",
  "lean",
  "ours/pipe",
  "ours/lean",
  "AUC gap, pipe",
  "lean",
];

/** Medians over the turns, their ratios, and the largest gap in AUC of any settings. */
export function jobTable(job: WholeJob): TableOfTexts {
  const { ours, pipe, lean } = job;
  const names = Object.keys(ours[0].report.parts);
  if (lean.length > 0) names.push(FAIR_SVM);
  const parts = names.map((name) => [
    name,
    ...cells(job, (turn) => partOf(turn, name).seconds, formatSeconds),
    formatGap(largestGap(ours, pipe, name)),
    formatGap(largestGap(ours, lean, name)),
  ]);
  const seconds = cells(job, (turn) => turn.seconds, formatSeconds);
  const memory = cells(job, (turn) => turn.report.memory, formatMegabytes);
  const process = ["process, start to end", ...seconds, "", ""];
  const peak = ["memory at its peak", ...memory, "", ""];
  return { headings: HEADINGS, rows: [...parts, process, peak] };
}

function cells(
  { ours, pipe, lean }: WholeJob,
  measure: (turn: Turn<GridReport>) => number | null,
  format: (value: number | null) => string,
): string[] {
  const middle = (turns: Turns): number | null =>
    median(turns.map(measure).filter((value) => value !== null));
  const [a, b, c] = [middle(ours), middle(pipe), middle(lean)];
  return [format(a), format(b), format(c), judgeRatio(a, b), judgeRatio(a, c)];
}

/** Ours has one support vector machine, which stands beside both of theirs. */
function partOf({ report: { parts } }: Turn<GridReport>, name: string): GridPart {
  return parts[name] ?? parts.svm;
}

function largestGap(ours: Turns, theirs: Turns, name: string): number | null {
  if (theirs.length === 0) return null;
  const others = partOf(theirs[0], name).aucs;
  return Math.max(...partOf(ours[0], name).aucs.map((auc, i) => Math.abs(auc - others[i])));
}
