/**
 * `deno task bench`: how long Heartbook takes beside the fastest libraries. `--help` says what it
 * takes.
 *
 * This folder is a program, not a test: it stands under `tests/` because no user needs it. Its own
 * test is `bench.test.ts`.
 */
import { runProgram } from "heartbook/jupyter/lab.ts";
import { progress } from "heartbook/show/progress.ts";
import { join, relative } from "node:path";
import { batchesTable } from "./batches-table.ts";
import { type Arguments, type Group, readArguments, USAGE } from "./arguments.ts";
import {
  type FileGroup,
  filesTable,
  type MeasuredFile,
  measureFiles,
  mergeFiles,
} from "./files.ts";
import { goalsTable, rivalsTable } from "./fits-table.ts";
import { growths } from "./growth.ts";
import { growthText } from "./growth-text.ts";
import { jobTable } from "./job-table.ts";
import { jobsTable, measureJobs } from "./jobs.ts";
import { describeLoad, describeMachine } from "./machine.ts";
import { measureFits } from "./measured-fits.ts";
import { page } from "./page.ts";
import { planFits, planGrowth } from "./plan.ts";
import { findPython, versionsOf } from "./python.ts";
import { FILES, updateReadme } from "./readme.ts";
import { measureStarts, startsTable } from "./starts.ts";
import { mergeFits, readResults, type Section } from "./results.ts";
import { textTable } from "./text-table.ts";
import { measureJob } from "./whole-job.ts";

const ROOT = join(import.meta.dirname!, "../..");
const CACHE = join(ROOT, ".cache");

const FITS = `One fit to made-up numbers; of neighbours and detectors, with 2,000 questions. The
fastest rival stands beside ours; ✗ marks a missed goal: a ratio above 1.00, or an AUC lower by more
than .003. The first fit is that of a fresh process that has loaded its library. Memory is that of
the process by the end of its first fit, at the most rows; theirs is forked from one that has loaded
the library, which leaves out some of what loading takes. lbfgs, saga and SVC stop at their default tolerances. The AUC of
forests is a mean over 20 seeds or more. A rival that takes more than twice the time of the fastest
in its first turn takes no further turns.`;

const GROWTH =
  "How cost grows: o is ours, 1, 2 and so on are the rivals in the order of the table.";

interface Measuring extends Arguments {
  readonly python: string | null;
}

/** The groups that yield one table each. */
const SECTIONS: Readonly<
  Record<
    Exclude<Group, "fits" | "growth" | FileGroup>,
    (asked: Measuring) => Promise<Omit<Section, "load">>
  >
> = {
  job: async ({ python, rounds }) => ({
    about: "The whole job: five grids with all folds. pipe is what a user of scikit-learn writes " +
      "(Pipeline, ColumnTransformer, GridSearchCV, pandas), lean its estimators on arrays that " +
      "are encoded once a fold. Their saga is let on until its default tolerance is met; ours " +
      "goes further.",
    table: jobTable(await measureJob({ python, rounds, progress: progress("whole job") })),
  }),
  explain: async (asked) => ({
    about:
      "Exact SHAP values of the 303 patients by a forest of 100 trees; the background of the " +
      "second is every third patient.",
    table: jobsTable(await measureJobs("explain", asked)),
  }),
  uncertainty: async (asked) => ({
    about:
      "Bootstrap of an AUC beside NumPy (one sort, then only how often each patient is drawn " +
      "counts; the labels have no ties in their probabilities) and roc_auc_score in a loop; the " +
      "calibration curve with its band beside statsmodels' lowess in a loop, which fits lines where " +
      "ours fits parabolas.",
    table: jobsTable(await measureJobs("uncertainty", asked)),
  }),
  server: async () => ({
    about: "A server with 16 batches of 10,000 patients in flight all the time, and how long " +
      "`/health` takes to answer meanwhile. Goal: 99 of 100 within 50 ms.",
    table: await batchesTable(),
  }),
  start: async ({ rounds }) => ({
    about: "From starting the process to its first answer: /health of a server of the default " +
      "model, one patient scored. Goal: 300 ms.",
    table: startsTable(await measureStarts({ rounds: Math.max(9, rounds) })),
  }),
};

const isFileGroup = (group: Group): group is FileGroup => group === "score" || group === "train";

async function main(texts: readonly string[]): Promise<void> {
  const read = readArguments(texts);
  if (read.help) return console.log(USAGE);
  const python = await findPython({
    folder: join(CACHE, "bench-python"),
    tell: console.error,
    run: runProgram,
    named: Deno.env.get("HEARTBOOK_PYTHON"),
  });
  const asked = { ...read, python };
  const told: string[] = [];
  const tell = (text: string): void => {
    told.push(text);
    console.log(`${text}\n`);
  };
  const measuredOn = `${await describeMachine()}, Deno ${Deno.version.deno}` +
    (python ? `, ${await versionsOf(python)}` : "");
  await Deno.mkdir(CACHE, { recursive: true });
  const kept = join(CACHE, "bench.json");
  let results = await readResults(kept, measuredOn);
  const keep = async (more: Partial<typeof results>): Promise<void> => {
    results = { ...results, ...more };
    await Deno.writeTextFile(kept, JSON.stringify(results));
  };
  const [load] = Deno.loadavg();
  tell(`${measuredOn}\n${describeRun(asked, load)}`);

  for (const group of asked.groups) {
    if (group === "fits" || group === "growth" || isFileGroup(group)) continue;
    const section = await SECTIONS[group](asked);
    tell(`${section.about}\n\n${textTable(section.table)}`);
    await keep({ sections: { ...results.sections, [group]: { ...section, load } } });
  }
  const fileGroups = asked.groups.filter(isFileGroup);
  if (fileGroups.length > 0) {
    const wanted = { ...asked, groups: fileGroups, sizes: asked.fileSizes };
    const files: MeasuredFile[] = [];
    for await (const file of measureFiles({ ...wanted, progress: progress("files") })) {
      files.push(file);
      await keep({ files: mergeFiles(results.files ?? [], [{ ...file, load }]) });
    }
    tell(`${FILES}\n\n${textTable(filesTable(files))}`);
  }
  const planned = [
    ...(asked.groups.includes("fits") ? planFits(asked.models, asked.sizes) : []),
    ...(asked.groups.includes("growth") ? planGrowth(asked.models) : []),
  ];
  const measured = await measureFits(planned, { ...asked, progress: progress("fits") });
  await keep({ fits: mergeFits(results.fits, measured.map((fit) => ({ ...fit, load }))) });
  const byRows = measured.filter(({ along }) => along === "rows");
  if (byRows.length > 0) {
    tell(`${FITS}\n\n${textTable(goalsTable(byRows))}\n\n${textTable(rivalsTable(byRows))}`);
  }
  const grown = growths(measured);
  if (grown.length > 0) {
    console.log(`${GROWTH}\n\n${grown.map(growthText).join("\n\n")}\n`);
    const path = join(CACHE, "bench.html");
    await Deno.writeTextFile(path, page(told.join("\n\n"), grown));
    console.log(`As a page, with charts: ${relative(Deno.cwd(), path)}`);
  }
  if (asked.readme) {
    const readme = join(ROOT, "README.md");
    await Deno.writeTextFile(readme, updateReadme(await Deno.readTextFile(readme), results));
    console.log("written: README.md");
  }
}

function describeRun({ python, rounds }: Measuring, load: number): string {
  const lines = [
    (python ? "" : "Ours alone. ") +
    `One thread each, turn by turn. Rounds: ${rounds}; times are medians.`,
  ];
  return [...lines, ...describeLoad(load)].join("\n");
}

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
