/**
 * `deno task analyse --in my.csv --outcome died --out results/`: the whole craft on one table. See
 * `./command.ts` for the exit codes.
 */
import { analyseToFolder } from "../analyse/to-folder.ts";
import type { AnalysisSettings } from "../analyse/settings.ts";
import type { Doubt } from "../data/draft/doubt.ts";
import { demandOption, runCommand, UsageError } from "./command.ts";
import { readDuration, readList, readNumber, stages } from "./analyse-options.ts";

const USAGE = `deno task analyse --in my.csv --outcome died --out results/

  --in        the table: CSV (comma, semicolon, tab) or Parquet
  --outcome   the column to predict
  --out       the folder to write to: schema.json, model.json with its card model.md, scored.csv,
              analysis.ipynb, report.html
  --positive  the level to predict, such as yes; all others are its opposite
  --above     for a numeric outcome: values above this are positive
  --id        the column that names the patient; repeated ids stay together in the folds
  --ignore    columns to leave out: a,b
  --keep      columns to keep although they look like ids or known too late: a,b
  --numbers   columns of few whole numbers that are amounts, not levels: a,b
  --group     a category whose levels get figures of their own, such as sex
  --recall    the share of the positive outcome that must be found (0.9)
  --models    the models to compare: "elastic net,tree"
  --seed      the seed of all random numbers (1)
  --rows      the most rows to read; larger tables are sampled at random (200000)
  --budget    about how long the whole may take: 90s, 5m (5m)
  --yes       accept all assumptions without asking

A schema.json in the folder that you have corrected is read instead of drafting one.`;

function describeDoubt({ column, seen, assumed, otherwise }: Doubt): string {
  return `  ${column ?? "the file"}: ${seen}\n    assumed: ${assumed}\n    otherwise: ${otherwise}`;
}

/** Lists what was assumed, and asks at a terminal. */
function checkDoubts(doubts: readonly Doubt[], isSure: boolean): void {
  if (doubts.length === 0) return;
  console.log(
    `Assumptions, since the table does not say:\n${doubts.map(describeDoubt).join("\n")}\n`,
  );
  if (isSure || !Deno.stdin.isTerminal()) return;
  if (!confirm("Go on with these assumptions?")) {
    throw new UsageError("stopped: say otherwise as told above, or correct schema.json");
  }
}

await runCommand({
  usage: USAGE,
  options: {
    in: { type: "string" },
    outcome: { type: "string" },
    out: { type: "string" },
    positive: { type: "string" },
    above: { type: "string" },
    id: { type: "string" },
    ignore: { type: "string" },
    keep: { type: "string" },
    numbers: { type: "string" },
    group: { type: "string" },
    recall: { type: "string" },
    models: { type: "string" },
    seed: { type: "string" },
    rows: { type: "string" },
    budget: { type: "string" },
    yes: { type: "boolean", default: false },
  },
}, async ({ in: table, out, outcome, yes, ...given }, { signal }) => {
  const settings: AnalysisSettings = {
    table: demandOption("in", table),
    outcome: demandOption("outcome", outcome),
    positive: given.positive,
    above: readNumber("above", given.above),
    id: given.id,
    ignore: readList(given.ignore),
    keep: readList(given.keep),
    numbers: readList(given.numbers),
    group: given.group,
    recall: readNumber("recall", given.recall, { above: 0, below: 1 }),
    seed: readNumber("seed", given.seed, { whole: true, above: -1, below: 2 ** 32 }),
    rows: readNumber("rows", given.rows, { whole: true, above: 0 }),
    budget: readDuration("budget", given.budget),
    models: readList(given.models) as AnalysisSettings["models"],
  };
  const folder = demandOption("out", out);
  const { answer, leftOut } = await analyseToFolder(settings, folder, {
    signal,
    stage: stages(),
    opened: ({ doubts }) => checkDoubts(doubts, yes),
  });
  if (leftOut.length > 0) console.log(`\n${leftOut.map(describeDoubt).join("\n")}`);
  console.log(
    `\n${folder}: report.html, analysis.ipynb, model.json, model.md, scored.csv, schema.json`,
  );
  console.log(`\n${answer.join("\n")}`);
});
