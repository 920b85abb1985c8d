/** Table files scored and learned from, ours and theirs in turn, a process for each turn. */
import type { Progress } from "heartbook/types.ts";
import { join } from "node:path";
import { formatMegabytes, formatSeconds, judgeRatio, median } from "./numbers.ts";
import { runOurs, runTheirs, type Turn } from "./processes.ts";
import { writeMadeUpRows, writePatients } from "./table-files.ts";
import type { TableOfTexts } from "./text-table.ts";

/** What a script prints of its turn. */
export interface FileTurn {
  /** On the processor, all threads counted, from opening the file to the end. */
  readonly seconds: number;
  /** Bytes at their peak. */
  readonly memory: number | null;
  readonly found: string;
}

/** What is done with files: each a group of the bench. */
export type FileGroup = "score" | "train";

/** What is done with a file. */
const JOBS = {
  score: {
    group: "score",
    script: "score-turn",
    theirs: "score_turn",
    words: [],
    write: writePatients,
  },
  "train logistic": {
    group: "train",
    script: "train-file-turn",
    theirs: "train_file_turn",
    words: ["logistic"],
    write: writeMadeUpRows,
  },
  "train boosting": {
    group: "train",
    script: "train-file-turn",
    theirs: "train_file_turn",
    words: ["boosting"],
    write: writeMadeUpRows,
  },
} as const;

type JobName = keyof typeof JOBS;

const RIVALS: Readonly<Record<JobName, string>> = {
  score: "pandas, scikit-learn",
  "train logistic": "pandas, scikit-learn",
  "train boosting": "pandas, LightGBM",
};

/** The turns of both sides at one job and size. */
export interface MeasuredFile {
  readonly job: JobName;
  readonly rows: number;
  readonly ours: readonly FileTurn[];
  /** None without a Python; `null` where they ran out of memory. */
  readonly theirs: readonly FileTurn[] | null;
}

/** How many rows a file has. */
export const FILE_SIZES: readonly number[] = [100_000, 1_000_000, 10_000_000];

/** Files that take minutes are measured only where they are named. */
export const USUAL_FILE_SIZES: readonly number[] = FILE_SIZES.slice(0, 2);

/** Training so few rows is another part of the bench. */
const LEAST_ROWS: Readonly<Record<JobName, number>> = {
  score: 0,
  "train logistic": 1_000_000,
  "train boosting": 1_000_000,
};

export interface FilesOptions {
  readonly python: string | null;
  readonly rounds: number;
  readonly groups: readonly FileGroup[];
  readonly sizes: readonly number[];
  readonly progress: Progress;
}

/** What is left of a process without memory: a Python error, or nothing if the system ends it. */
const OUT_OF_MEMORY = /MemoryError|bad_alloc|Cannot allocate memory|failed:\s*$/;

/** Measures each job at each size; what is measured comes at once, as the next may take minutes. */
export async function* measureFiles(
  { python, rounds, groups, sizes, progress }: FilesOptions,
): AsyncGenerator<MeasuredFile> {
  const names = Object.keys(JOBS) as JobName[];
  const wanted = names.filter((job) => groups.includes(JOBS[job].group));
  const planned = sizes.flatMap((rows) =>
    wanted.filter((job) => rows >= LEAST_ROWS[job]).map((job) => ({ job, rows }))
  );
  const folder = await Deno.makeTempDir({ prefix: "heartbook-bench-" });
  try {
    const input = join(folder, "in.csv"), output = join(folder, "out.csv");
    let written: unknown;
    for (const [i, { job, rows }] of planned.entries()) {
      await progress(i, planned.length);
      const { script, theirs: theirScript, words, write } = JOBS[job];
      const file = `${write.name} ${rows}`;
      if (written !== file) await write(input, rows);
      written = file;
      const args = job === "score" ? [input, output] : [...words, input];
      const ours: FileTurn[] = [];
      let theirs: FileTurn[] | null = [];
      for (let round = 0; round < rounds; round++) {
        ours.push((await runOurs<FileTurn>(`./${script}.ts`, ...args)).report);
        if (python === null || theirs === null) continue;
        const turn = await takeTheirs(python, `${theirScript}.py`, args);
        theirs = turn === null ? null : [...theirs, turn.report];
      }
      yield { job, rows, ours, theirs };
    }
    await progress(planned.length, planned.length);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function takeTheirs(
  python: string,
  script: string,
  args: readonly string[],
): Promise<Turn<FileTurn> | null> {
  try {
    return await runTheirs<FileTurn>(python, script, ...args);
  } catch (error) {
    if (OUT_OF_MEMORY.test((error as Error).message)) return null;
    throw error;
  }
}

/** `measured` in place of what was measured of the same jobs and sizes before. */
export function mergeFiles<One extends MeasuredFile>(
  before: readonly One[],
  measured: readonly One[],
): One[] {
  const merged = new Map([...before, ...measured].map((one) => [`${one.job} ${one.rows}`, one]));
  const names = Object.keys(JOBS);
  return [...merged.values()].toSorted((a, b) =>
    names.indexOf(a.job) - names.indexOf(b.job) || a.rows - b.rows
  );
}

/** Medians, the largest memory, their ratios. */
export function filesTable(measured: readonly MeasuredFile[]): TableOfTexts {
  const seconds = (turns: readonly FileTurn[]): number | null =>
    median(turns.map((turn) => turn.seconds));
  const memory = (turns: readonly FileTurn[]): number | null => {
    const known = turns.map((turn) => turn.memory).filter((bytes) => bytes !== null);
    return known.length === 0 ? null : Math.max(...known);
  };
  return {
    headings: [
      "file",
      "rival",
      "rows",
      "turns",
      "ours",
      "theirs",
      "ours/theirs",
      "memory",
      "theirs",
      "found",
      "theirs",
    ],
    left: 2,
    rows: measured.map(({ job, rows, ours, theirs }) => {
      const failed = theirs === null ? "out of memory" : undefined, other = theirs ?? [];
      return [
        job,
        RIVALS[job],
        rows.toLocaleString("en"),
        String(ours.length),
        formatSeconds(seconds(ours)),
        failed ?? formatSeconds(seconds(other)),
        judgeRatio(seconds(ours), seconds(other)),
        formatMegabytes(memory(ours)),
        failed ?? formatMegabytes(memory(other)),
        ours[0].found,
        other[0]?.found ?? "–",
      ];
    }),
  };
}
