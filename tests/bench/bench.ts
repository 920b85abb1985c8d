/**
 * `deno task bench`: how long Heartbook takes beside scikit-learn. `--help` says what it takes.
 *
 * This folder is a program, not a test: it stands under `tests/` because no user needs it. Its own
 * test is `bench.test.ts`.
 */
import { runProgram } from "heartbook/jupyter/lab.ts";
import { progress } from "heartbook/show/progress.ts";
import { join, relative } from "node:path";
import { explainTable, measureExplain } from "./explain-table.ts";
import { readArguments, USAGE } from "./arguments.ts";
import { fitsTable } from "./fits-table.ts";
import { growths } from "./growth.ts";
import { growthText } from "./growth-text.ts";
import { jobTable } from "./job-table.ts";
import { measureFits } from "./measured-fits.ts";
import { page } from "./page.ts";
import { MODELS, planFits } from "./plan.ts";
import { findScikitLearn, versionsOf } from "./python.ts";
import { measureJob } from "./whole-job.ts";

const CACHE = join(import.meta.dirname!, "../../.cache");

const JOB = `The whole job: five grids with all folds. pipe is what a user of scikit-learn writes
(Pipeline, ColumnTransformer, GridSearchCV, pandas), lean its estimators on arrays that are encoded
once a fold. Their saga is let on until its default tolerance is met; ours goes further.`;

const SHAP = "Exact SHAP values of every patient; the background of the second is every third.";

const FITS = `One fit to made-up numbers, loaded and warmed up; of neighbours, 2,000 questions.
Memory is that of the process. lbfgs, saga and SVC stop at their default tolerances. AUC is that of
2,000 other rows, gap how far theirs is from it.`;

const GROWTH = "How cost grows: o is ours, 1 and 2 are scikit-learn's in the order of the table.";

async function main(texts: readonly string[]): Promise<void> {
  const { help, quick, rounds, models } = readArguments(texts);
  if (help) return console.log(USAGE);
  const python = await findScikitLearn({
    folder: join(CACHE, "bench-python"),
    tell: console.error,
    run: runProgram,
    named: Deno.env.get("HEARTBOOK_PYTHON"),
  });
  const told: string[] = [];
  const tell = (text: string): void => {
    told.push(text);
    console.log(`${text}\n`);
  };
  tell(await describeRun(python, rounds));

  if (!models) {
    const job = await measureJob({ python, rounds, progress: progress("whole job") });
    tell(`${JOB}\n\n${jobTable(job)}`);
    tell(`${SHAP}\n\n${explainTable(await measureExplain({ python, rounds }))}`);
  }
  const planned = planFits(models ?? MODELS, quick);
  const measured = await measureFits(planned, {
    python,
    rounds,
    progress: progress("single fits"),
  });
  tell(`${FITS}\n\n${fitsTable(measured.filter(({ along }) => along === "rows"))}`);

  const grown = growths(measured);
  if (grown.length > 0) console.log(`${GROWTH}\n\n${grown.map(growthText).join("\n\n")}\n`);
  const path = join(CACHE, "bench.html");
  await Deno.mkdir(CACHE, { recursive: true });
  await Deno.writeTextFile(path, page(told.join("\n\n"), grown));
  console.log(`As a page, with charts: ${relative(Deno.cwd(), path)}`);
}

async function describeRun(python: string | null, rounds: number): Promise<string> {
  const [load] = Deno.loadavg(), cores = navigator.hardwareConcurrency;
  const lines = [
    `Heartbook on Deno ${Deno.version.deno}, ` +
    (python ? `beside ${await versionsOf(python)}` : "alone, as there is no scikit-learn"),
    `One thread each, turn by turn. Rounds: ${rounds}; times are medians.`,
  ];
  if (load > cores / 2) {
    lines.push(`The machine is busy (load ${load.toFixed(1)}, ${cores} cores): times are longer.`);
  }
  return lines.join("\n");
}

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
