/** Jobs of one script, ours and theirs in turn, each side in a process of its own. */
import { formatSeconds, judgeRatio, median } from "./numbers.ts";
import { runOurs, runTheirs } from "./processes.ts";
import type { TableOfTexts } from "./text-table.ts";

/** What one side took for one job, and what it found, in few words. */
export interface JobReport {
  readonly seconds: number;
  readonly found: string;
}

/** What a script of ours prints, by job. */
type OurReport = Readonly<Record<string, JobReport>>;

/** What a script of theirs prints: by job and rival; none of a rival that is not installed. */
type TheirReport = Readonly<Record<string, Readonly<Record<string, JobReport>>>>;

/** The turns of each side; none of theirs where there is no Python. */
export interface JobTurns {
  readonly ours: readonly OurReport[];
  readonly theirs: readonly TheirReport[];
}

/** Ours, theirs, ours and so on, so that a busy machine is as busy for both. */
export async function measureJobs(
  script: string,
  { python, rounds }: { readonly python: string | null; readonly rounds: number },
): Promise<JobTurns> {
  const ours: OurReport[] = [], theirs: TheirReport[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push((await runOurs<OurReport>(`./${script}.ts`)).report);
    if (python === null) continue;
    theirs.push((await runTheirs<TheirReport>(python, `${script}.py`)).report);
  }
  return { ours, theirs };
}

/** Medians over the turns beside those of the fastest rival. */
export function jobsTable({ ours, theirs }: JobTurns): TableOfTexts {
  const rows = Object.keys(ours[0]).map((job) => {
    const rivals = Object.keys(theirs[0]?.[job] ?? {}).map((name) => ({
      name,
      seconds: median(theirs.map((turn) => turn[job][name].seconds))!,
      found: theirs[0][job][name].found,
    }));
    const [fastest] = rivals.toSorted((a, b) => a.seconds - b.seconds);
    const seconds = median(ours.map((turn) => turn[job].seconds))!;
    return [
      job,
      fastest?.name ?? "–",
      formatSeconds(seconds),
      formatSeconds(fastest?.seconds ?? null),
      judgeRatio(seconds, fastest?.seconds ?? null),
      ours[0][job].found,
      fastest?.found ?? "–",
    ];
  });
  return {
    headings: ["job", "fastest rival", "ours", "theirs", "ours/theirs", "found", "theirs"],
    rows,
    left: 2,
  };
}
