/** Single fits at growing sizes, ours and the other libraries' in turn. */
import type { Progress } from "heartbook/types.ts";
import { type Fit, type PlannedFit, type Rival, RIVALS, seedsOf } from "./plan.ts";
import { writeMadeUp } from "./made-up.ts";
import { mean } from "heartbook/stats/moments.ts";
import { median } from "./numbers.ts";
import { type Answering, runOurs, startTheirs } from "./processes.ts";

/** What `./fits.ts` and `fits.py` print. */
export interface FitReport {
  /** Seconds of the first fit of its process. */
  readonly first: number;
  /** Seconds of a fit after others of its kind. */
  readonly seconds: number;
  /** On 2,000 rows that were not learned from, by seed. */
  readonly aucs: readonly number[];
  /** Bytes at the peak of the process by its first fit, or `null` where that cannot be told. */
  readonly memory: number | null;
}

/** The medians of one side. */
export interface Side extends Omit<FitReport, "aucs"> {
  /** The mean over all turns and their seeds. */
  readonly auc: number;
  /** How many turns they are of. */
  readonly turns: number;
}

/** A planned fit with what it took. */
export interface MeasuredFit extends PlannedFit {
  readonly ours: Side;
  /** By rival; empty where there is no Python. */
  readonly theirs: Readonly<Record<string, Side>>;
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
  await using libraries = new AsyncDisposableStack();
  const started = new Map<string, Answering>();
  // One process per library, so that none is charged with another's memory.
  const library = (name: string): Answering => {
    const running = started.get(name) ?? libraries.use(startTheirs(python!, "fits.py"));
    started.set(name, running);
    return running;
  };
  try {
    const measured: MeasuredFit[] = [];
    for (const { along, fit } of planned) {
      await progress(measured.length, planned.length);
      const rivals = python === null ? [] : rivalsOf(fit);
      const whole = { ...fit, data };
      await writeMadeUp(whole);
      measured.push({ along, fit, ...await takeTurns(whole, { rivals, rounds, library }) });
    }
    await progress(planned.length, planned.length);
    return measured;
  } finally {
    await Deno.remove(data, { recursive: true });
  }
}

function rivalsOf({ model, rows }: PlannedFit["fit"]): Rival[] {
  return RIVALS[model].filter(({ mostRows = Infinity }) => rows <= mostRows);
}

interface TurnOptions {
  readonly rivals: readonly Rival[];
  readonly rounds: number;
  readonly library: (name: string) => Answering;
}

async function takeTurns(
  fit: Omit<Fit, "seeds">,
  { rivals, rounds, library }: TurnOptions,
): Promise<Pick<MeasuredFit, "ours" | "theirs">> {
  const ours: FitReport[] = [];
  const theirs = new Map(rivals.map((rival) => [rival, [] as FitReport[]]));
  for (let round = 0; round < rounds; round++) {
    const own: Fit = { ...fit, seeds: seedsOf(fit.model, { round, rounds }) };
    ours.push((await runOurs<FitReport>("./fits.ts", JSON.stringify(own))).report);
    for (const rival of round === 0 ? rivals : inReach(theirs)) {
      const report = await library(rival.library).ask<FitReport>({ rival: rival.name, fit: own });
      theirs.get(rival)!.push(report);
    }
  }
  return {
    ours: middle(ours),
    theirs: Object.fromEntries([...theirs].map(([{ name }, turns]) => [name, middle(turns)])),
  };
}

/** So many times the time of the fastest, and a rival takes no further turns. */
const OUT_OF_REACH = 2;

/** Those that may still turn out to be the fastest, by the first fit or by later ones. */
export function inReach<Key>(theirs: ReadonlyMap<Key, readonly FitReport[]>): Key[] {
  const firsts = [...theirs].map(([key, [report]]) => ({ key, report }));
  const near = (time: (report: FitReport) => number): Key[] => {
    const most = OUT_OF_REACH * Math.min(...firsts.map(({ report }) => time(report)));
    return firsts.filter(({ report }) => time(report) <= most).map(({ key }) => key);
  };
  return [...new Set([...near(({ first }) => first), ...near(({ seconds }) => seconds)])];
}

/** The medians of times and memory. */
function middle(reports: readonly FitReport[]): Side {
  const memory = reports.map((report) => report.memory).filter((bytes) => bytes !== null);
  return {
    first: median(reports.map(({ first }) => first))!,
    seconds: median(reports.map(({ seconds }) => seconds))!,
    auc: mean(reports.flatMap(({ aucs }) => aucs)),
    memory: median(memory),
    turns: reports.length,
  };
}
