/** An analysis written into a folder: schema, model, card, scores, notebook and report. */
import { join } from "node:path";
import { executeNotebook } from "../jupyter/execute.ts";
import { serialiseNotebook } from "../jupyter/notebook.ts";
import { renderReport } from "../jupyter/report.ts";
import { cardMarkdown } from "../ship/card/card.ts";
import { encodeModelFile } from "../ship/model-file/write.ts";
import { analyse, type AnalyseOptions, type Analysis } from "./analyse.ts";
import { readDraft, writeDraft } from "./draft-file.ts";
import { openFolder, type ResultFolder, storePath } from "./folder.ts";
import { importMapText } from "./import-map.ts";
import { analysisNotebook } from "./notebook.ts";
import { scoredCsv } from "./scored-csv.ts";
import type { AnalysisSettings } from "./settings.ts";
import { openStore } from "./store.ts";

/** The files of a folder of results, in the order in which they are written. */
export const RESULTS = [
  "deno.json",
  "model.json",
  "model.md",
  "scored.csv",
  "analysis.ipynb",
  "report.html",
] as const;

const SCHEMA = "schema.json";
/** Seconds that one cell may take: what it computes is in the folder already. */
const CELL_TIMEOUT = 1200;

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

/**
 * Analyses a table into a folder. A `schema.json` that stands there is read instead of drafting one;
 * else the draft is written before anything is computed, so that it can be corrected. Nothing that
 * somebody else wrote, or changed, is overwritten; each file is whole or not there; models that an
 * earlier run has compared are not compared again. A run that fails before it has written anything
 * leaves no folder behind that was not there.
 *
 * @throws as `openFolder`, `readDraft` and `analyse` do, and what a cell of the notebook throws.
 */
export async function analyseToFolder(
  settings: AnalysisSettings,
  folder: string,
  options: Omit<AnalyseOptions, "draft" | "store"> = {},
): Promise<Analysis> {
  const results = await openFolder(folder, RESULTS);
  try {
    return await analyseInto(results, settings, options);
  } catch (error) {
    await results.abandon();
    throw error;
  }
}

async function analyseInto(
  results: ResultFolder,
  settings: AnalysisSettings,
  options: Omit<AnalyseOptions, "draft" | "store">,
): Promise<Analysis> {
  const { seed = 1 } = settings;
  const { stage, signal } = options, folder = results.path;
  const schemaPath = join(folder, SCHEMA);
  const isCorrected = await exists(schemaPath) && !await results.isOwn(SCHEMA);
  const analysis = await analyse(settings, {
    ...options,
    draft: isCorrected ? await readDraft(schemaPath) : undefined,
    store: (opened) => openStore(storePath(results), opened, seed),
    opened: async (opened): Promise<void> => {
      await options.opened?.(opened);
      if (!isCorrected) await results.write(SCHEMA, writeDraft(opened.draft));
    },
  });
  await results.write("deno.json", await importMapText());
  await results.write("model.json", encodeModelFile(analysis.file));
  await results.write("model.md", cardMarkdown(analysis.file));
  await results.write("scored.csv", scoredCsv(analysis));
  const notebook = await executeNotebook(await analysisNotebook(settings, analysis, folder), {
    name: "analysis.ipynb",
    folder,
    timeout: CELL_TIMEOUT,
    signal,
    progress: stage?.("running the notebook"),
  });
  await results.write("analysis.ipynb", serialiseNotebook(notebook));
  await results.write("report.html", renderReport(notebook, analysis.file.card.title));
  return analysis;
}
