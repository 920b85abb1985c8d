/** The whole job on the 303 patients, ours and scikit-learn's in turn. */
import type { Progress } from "heartbook/types.ts";
import { runOurs, runTheirs, type Turn } from "./processes.ts";

/** What `./grids.ts` and `grids.py` print. */
export interface GridReport {
  readonly parts: Readonly<Record<string, GridPart>>;
  /** Bytes, or `null` where that cannot be told. */
  readonly memory: number | null;
}

/** One grid. */
export interface GridPart {
  readonly seconds: number;
  /** Mean AUC over the folds for each of the settings. */
  readonly aucs: readonly number[];
}

/** Whose turn it can be: `pipe` and `lean` are the two ways of writing it with scikit-learn. */
export type Side = "ours" | "pipe" | "lean";

/** The turns of each side; none where there is no scikit-learn. */
export type WholeJob = Readonly<Record<Side, readonly Turn<GridReport>[]>>;

/**
 * Beside the whole job: ours gives probabilities, which their support vector machine does only if
 * asked, and then takes longer.
 */
export const FAIR_SVM = "svm with probabilities";

export interface JobOptions {
  readonly python: string | null;
  /** Turns of `pipe` and of `lean`; ours stands before each of them. */
  readonly rounds: number;
  readonly progress: Progress;
}

/** Ours, pipe, ours, lean and so on, so that a busy machine is as busy for all of them. */
export async function measureJob({ python, rounds, progress }: JobOptions): Promise<WholeJob> {
  const job = { ours: [], pipe: [], lean: [] } as Record<Side, Turn<GridReport>[]>;
  for (let round = 0; round < rounds; round++) {
    for (const side of ["pipe", "lean"] as const) {
      await progress(2 * round + (side === "pipe" ? 0 : 1), 2 * rounds);
      job.ours.push(await runOurs("./grids.ts"));
      if (python !== null) job[side].push(await takeTheirs(python, side));
    }
  }
  await progress(2 * rounds, 2 * rounds);
  return job;
}

async function takeTheirs(python: string, side: Side): Promise<Turn<GridReport>> {
  const { report, ...turn } = await runTheirs<GridReport>(python, "grids.py", side);
  const fair = await runTheirs<GridReport>(python, "grids.py", side, FAIR_SVM);
  return { ...turn, report: { ...report, parts: { ...report.parts, ...fair.report.parts } } };
}
