/** SHAP values for the 303 patients, ours and the package shap's in turn, as a table. */
import { formatSeconds, judgeRatio, median } from "./numbers.ts";
import { runOurs, runTheirs } from "./processes.ts";
import type { TableOfTexts } from "./text-table.ts";

/** What `./explain.ts` and `explain.py` print. */
type ExplainReport = Readonly<Record<"path-dependent" | "interventional", number>>;

/** The turns of each side; none of theirs where there is no shap. */
export interface ExplainTurns {
  readonly ours: readonly ExplainReport[];
  readonly theirs: readonly ExplainReport[];
}

/** Ours, theirs, ours and so on, so that a busy machine is as busy for both. */
export async function measureExplain(
  { python, rounds }: { readonly python: string | null; readonly rounds: number },
): Promise<ExplainTurns> {
  const ours: ExplainReport[] = [], theirs: ExplainReport[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push((await runOurs<ExplainReport>("./explain.ts")).report);
    if (python === null) continue;
    const { report } = await runTheirs<ExplainReport | null>(python, "explain.py");
    if (report !== null) theirs.push(report);
  }
  return { ours, theirs };
}

/** Medians over the turns and their ratio. */
export function explainTable({ ours, theirs }: ExplainTurns): TableOfTexts {
  const rows = (["path-dependent", "interventional"] as const).map((kind) => {
    const [a, b] = [ours, theirs].map((turns) => median(turns.map((turn) => turn[kind])));
    return [kind, formatSeconds(a), formatSeconds(b), judgeRatio(a, b)];
  });
  return { headings: ["forest of 100, 303 patients", "ours", "shap", "ours/shap"], rows };
}
