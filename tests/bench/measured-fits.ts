/** Single fits at growing sizes, ours and scikit-learn's in turn. */
import type { Progress } from "heartbook/types.ts";
import { type Fit, type PlannedFit, RIVALS } from "./plan.ts";
import { writeMadeUp } from "./made-up.ts";
import { median } from "./numbers.ts";
import { runOurs, runTheirs } from "./processes.ts";

/** What `./fits.ts` and `fits.py` print. */
export interface FitReport {
  readonly seconds: number;
  /** On 2,000 rows that were not learned from. */
  readonly auc: number;
  /** Bytes at the peak of the process, or `null` where that cannot be told. */
  readonly memory: number | null;
}

/** A planned fit with what it took. */
export interface MeasuredFit extends PlannedFit {
  readonly ours: FitReport;
  /** By rival; empty where there is no scikit-learn. */
  readonly theirs: Readonly<Record<string, FitReport>>;
}

export interface FitOptions {
  readonly python: string | null;
  /** Turns of each side. */
  readonly rounds: number;
  readonly progress: Progress;
}

/** Each fit in processes of its own: ours, then each rival, and again. */
export async function measureFits(
  planned: readonly PlannedFit[],
  { python, rounds, progress }: FitOptions,
): Promise<MeasuredFit[]> {
  const data = await Deno.makeTempDir({ prefix: "heartbook-bench-" });
  try {
    const measured: MeasuredFit[] = [];
    for (const { along, fit } of planned) {
      await progress(measured.length, planned.length);
      measured.push({ along, fit, ...await takeTurns({ ...fit, data }, python, rounds) });
    }
    await progress(planned.length, planned.length);
    return measured;
  } finally {
    await Deno.remove(data, { recursive: true });
  }
}

async function takeTurns(
  fit: Fit,
  python: string | null,
  rounds: number,
): Promise<Pick<MeasuredFit, "ours" | "theirs">> {
  await writeMadeUp(fit);
  const rivals = python === null ? [] : RIVALS[fit.model];
  const ours: FitReport[] = [], theirs = rivals.map((): FitReport[] => []);
  for (let round = 0; round < rounds; round++) {
    ours.push((await runOurs<FitReport>("./fits.ts", JSON.stringify(fit))).report);
    for (const [i, rival] of rivals.entries()) {
      const args = [rival, JSON.stringify(fit)];
      theirs[i].push((await runTheirs<FitReport>(python!, "fits.py", ...args)).report);
    }
  }
  return {
    ours: middle(ours),
    theirs: Object.fromEntries(rivals.map((rival, i) => [rival, middle(theirs[i])])),
  };
}

/** Time and memory vary from turn to turn; the AUC does not. */
function middle(reports: readonly FitReport[]): FitReport {
  const memory = reports.map((report) => report.memory).filter((bytes) => bytes !== null);
  return {
    seconds: median(reports.map(({ seconds }) => seconds))!,
    auc: reports[0].auc,
    memory: median(memory),
  };
}
