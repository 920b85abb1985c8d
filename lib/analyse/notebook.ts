/** The notebook of an analysis: the same steps as cells, to go on working in. */
import { relative, resolve } from "node:path";
import { formatCells } from "../jupyter/format-cells.ts";
import type { Cell, Notebook } from "../jupyter/notebook.ts";
import type { Analysis } from "./analyse.ts";
import { TUNING_ROWS } from "./models.ts";
import type { AnalysisSettings } from "./settings.ts";

/** What cells may call, by the room that has it. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  analyse: [
    ...["againstBest", "aucIntervals", "betterThanNothing", "cardTable", "chooseModel"],
    ...["compareModels", "comparisonTable", "decisionSentence", "dependencePanels", "doubtsTable"],
    ...[
      "importances",
      "lossFinding",
      "lossIntervals",
      "madeFrom",
      "openStore",
      "openTable",
      "readDraft",
    ],
    "rowsSentence",
  ],
  choose: ["atRecallFloor"],
  ship: ["readModelFile"],
  show: [
    ...["calibrationChart", "claim", "codebookTable", "confusionChart", "findingsTable"],
    ...["headline", "intervalsChart", "percent", "progress", "rocChart", "say", "sentence"],
    ...["show", "sweepChart"],
  ],
};

/** One import a room, of the names that these cells call. */
function importCell(drafts: readonly Draft[]): string {
  const code = drafts.filter(([kind]) => kind === "code").map(([, text]) => text).join("\n");
  const imports = Object.entries(ROOMS).flatMap(([room, names]) => {
    const used = names.filter((name) => new RegExp(`\\b${name}[(\`]`).test(code));
    return used.length === 0
      ? []
      : [`import { ${used.join(", ")} } from "heartbook/${room}/mod.ts";`];
  });
  return imports.join("\n");
}

/** A cell of words, or one of code. */
type Draft = readonly [kind: "words" | "code", text: string];

/** A value as it stands in a cell: keys without quotes, long lists broken. */
function literal(value: unknown): string {
  const text = JSON.stringify(value).replace(/"([A-Za-z_]\w*)":/g, "$1: ").replaceAll(",", ", ");
  return text.replace(/^\{/, "{ ").replace(/\}$/, " }");
}

function settingsCell(settings: AnalysisSettings, analysis: Analysis, folder: string): string {
  const { recall = 0.9, seed = 1, group, rows } = settings;
  const table = relative(resolve(folder), resolve(settings.table));
  const entries = {
    table,
    outcome: settings.outcome,
    recall,
    seed,
    folds: analysis.opened.splits.length,
    models: analysis.models,
    ...(group === undefined ? {} : { group }),
    ...(rows === undefined ? {} : { rows }),
  };
  const lines = Object.entries(entries).map(([key, value]) => `  ${key}: ${literal(value)},`);
  return `const settings = {\n${lines.join("\n")}\n} as const;`;
}

/** The models that took too long, as the command told them. */
function leftOutCell({ leftOut }: Analysis): Draft {
  const lines = leftOut.map(({ seen, assumed }) => `  ${JSON.stringify(`${seen}: ${assumed}.`)},`);
  return [
    "code",
    `const leftOut = [\n${lines.join("\n")}\n];\nawait say\`\${leftOut.join(" ")}\`;`,
  ];
}

function cellsOf(settings: AnalysisSettings, analysis: Analysis, folder: string): Draft[] {
  const { words, draft, doubts, findings } = analysis.opened;
  const { name } = draft.schema;
  const curve = analysis.file.card.calibrationCurve;
  const isLong = analysis.opened.patients.rows.length > TUNING_ROWS;
  const some = isLong ? `, on ${TUNING_ROWS} of its rows drawn at random,` : "";
  return [
    [
      "words",
      `# ${words.positive[0].toUpperCase()}${words.positive.slice(1)} or ${words.negative}?\n\n` +
      `What the table \`${name}\` says about its column \`${draft.schema.outcome.name}\`: who is in ` +
      "it, what had to be assumed to read it, which model separates the outcomes, and at which " +
      "threshold to act. Every number is computed where it stands. Correct `schema.json` beside " +
      "this notebook and run the command again, or change the cells and go on from here.",
    ],
    ["code", ""], // the imports, once it is known what is called
    [
      "words",
      "## Which table, and what is asked of it?\n\nThe settings of this analysis. The table is read " +
      "as `schema.json` says; its rows are parted into folds with the same share of each outcome.",
    ],
    ["code", settingsCell(settings, analysis, folder)],
    [
      "code",
      'const opened = await openTable(settings, await readDraft("schema.json"));\n' +
      "const { patients, splits, words, doubts, findings } = opened;\n" +
      "await say`${rowsSentence(opened)}`;",
    ],
    ["code", "await show(codebookTable(patients.schema));"],
    [
      "words",
      "## What had to be assumed?\n\nA table never says everything. Each line names what was seen, " +
      "what was taken for granted, and how to have it otherwise.",
    ],
    [
      "code",
      doubts.length === 0
        ? 'await claim("Nothing had to be assumed.", doubts.length === 0);'
        : "await show(doubtsTable(doubts));",
    ],
    [
      "words",
      "## What is wrong with the table?\n\nThe audit looks for repeated rows, impossible values, " +
      "missing cells that go with the outcome, and columns that give the outcome away.",
    ],
    [
      "code",
      findings.length === 0
        ? 'await claim("The audit found nothing.", findings.length === 0);'
        : 'await show(findingsTable(findings, { caption: "What the audit found" }));',
    ],
    [
      "words",
      "## Which differences between models survive?\n\nEach model chooses its settings inside each " +
      `training part${some} and predicts rows that it never saw. What the command has computed ` +
      "already " +
      "is read from the folder; what was changed since is computed anew.",
    ],
    [
      "code",
      `const { models, seed, recall } = settings;\n` +
      'const store = await openStore(".heartbook", opened, seed);\n' +
      "const compared = await compareModels(patients, splits, {\n" +
      "  models,\n  seed,\n  store,\n" +
      '  progress: progress("nested cross-validation"),\n});',
    ],
    [
      "code",
      "await show(comparisonTable(compared));\n" +
      "await show(intervalsChart(aucIntervals(compared), {\n" +
      "  title: sentence`${Object.keys(aucIntervals(compared))[0]} has the highest AUC here`,\n" +
      '  label: "Area under the ROC curve",\n}));',
    ],
    ...analysis.leftOut.length === 0 ? [] : [leftOutCell(analysis)],
    [
      "words",
      "## Which model, at which threshold?\n\nThe models are ranked by how many of the other outcome " +
      "they rightly rule out while finding the wanted share. Of those that cannot be told apart from " +
      "the first, the simplest is taken.",
    ],
    [
      "code",
      "const chosen = await chooseModel(compared, { recall, seed });\n" +
      "const { choice, reason } = chosen;\n" +
      "await say`${reason[0].toUpperCase() + reason.slice(1)}.`;",
    ],
    [
      "code",
      "await claim(...betterThanNothing(compared, choice));\n" +
      "await claim(...againstBest(compared, choice));",
    ],
    [
      "code",
      "const { predictions: scored } = compared.models[choice]!;\n" +
      "const floor = atRecallFloor(scored, recall);\n" +
      "await show(rocChart({ [choice]: scored }, {\n" +
      "  title: sentence`A probability of ${floor.value} is one point on a curve of choices`,\n" +
      "  threshold: floor.value,\n  words,\n}));",
    ],
    [
      "code",
      "await show(sweepChart(scored, {\n" +
      "  title: sentence`To find ${percent(recall)}, act at ${percent(floor.value)} or above`,\n" +
      "  threshold: floor.value,\n  words,\n}));",
    ],
    [
      "words",
      "## What does the model in the file deliver?\n\n`model.json` holds the chosen model, fitted to " +
      "all rows, with a threshold chosen inside each training part and judged outside of it. Its " +
      "card is `model.md`.",
    ],
    [
      "code",
      'const file = await readModelFile("model.json");\n' +
      "await claim(...madeFrom(file, opened));\n" +
      "await say`${decisionSentence(file, opened)}`;",
    ],
    ["code", "await show(cardTable(file));"],
    [
      "code",
      "const { confusion } = file.threshold;\n" +
      "const { falseNegative: missed, falsePositive: alarms } = confusion;\n" +
      "await show(confusionChart(confusion, {\n" +
      "  title: sentence`Out of fold it misses ${missed} and raises ${alarms} false alarms`,\n" +
      "  words,\n}));",
    ],
    [
      "words",
      "## Can the probabilities be taken at their word?\n\nAmong rows with the same predicted " +
      "probability, that share should turn out so. The band is what could be chance.",
    ],
    curve === null
      ? [
        "code",
        'await claim("The model gives too few different probabilities for a curve.",\n' +
        "  file.card.calibrationCurve === null);",
      ]
      : [
        "code",
        "const curve = file.card.calibrationCurve!;\n" +
        "await show(calibrationChart(curve, {\n" +
        "  title: sentence`On average it is off by ${percent(curve.errors.ici.estimate, {\n" +
        "    digits: 1,\n  })}`,\n" +
        "  scored: file.card.outOfFold,\n  words,\n}));",
      ],
    [
      "words",
      "## What does the model look at?\n\nA column is dealt anew among rows that the model never saw; " +
      "what the ranking loses is what the model leans on it. It says nothing about causes, and of " +
      "two columns that say the same each alone looks dispensable.",
    ],
    [
      "code",
      "const found = await importances(opened, compared.models[choice]!, { choice, seed });\n" +
      "const [most] = Object.keys(lossIntervals(found, patients));",
    ],
    [
      "code",
      "await show(intervalsChart(lossIntervals(found, patients), {\n" +
      "  title: lossFinding(found, { ...patients, choice }),\n" +
      '  label: "Loss of AUC",\n  reference: 0,\n  digits: 3,\n}));',
    ],
    [
      "code",
      "const names = found.slice(0, 4).map(({ name }) => name);\n" +
      "await show(dependencePanels(file, opened, {\n  names,\n  seed,\n" +
      "  title: sentence`How the prediction moves with ${most} and the next columns`,\n}));",
    ],
    [
      "code",
      'await headline("Choice", choice);\n' +
      'await headline("Rows", patients.rows.length);',
    ],
  ];
}

/** A notebook of these cells, laid out as `deno fmt` does, not run yet. */
async function toNotebook(drafts: readonly Draft[], folder: string): Promise<Notebook> {
  const imports = importCell(drafts);
  const sources = drafts.filter(([kind]) => kind === "code").map(([, text]) => text || imports);
  const [formatted] = await formatCells([{ name: "analysis.ipynb", folder, sources }]);
  let next = 0;
  const cells = drafts.map(([kind, text], i): Cell => {
    const id = `analysis-${String(i + 1).padStart(2, "0")}`;
    if (kind === "words") return { cell_type: "markdown", id, metadata: {}, source: text };
    const source = formatted[next++];
    return { cell_type: "code", id, metadata: {}, source, execution_count: null, outputs: [] };
  });
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

/**
 * The notebook of an analysis, its cells not yet run: it opens the table by the `schema.json` in
 * its folder and finds the finished comparisons there.
 *
 * @param folder The folder that it will stand in.
 */
export async function analysisNotebook(
  settings: AnalysisSettings,
  analysis: Analysis,
  folder: string,
): Promise<Notebook> {
  return await toNotebook(cellsOf(settings, analysis, folder), folder);
}
