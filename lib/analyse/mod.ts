/** The whole craft on any table, step by step: what a generated notebook calls. */
export { analyse, type Analysis } from "./analyse.ts";
export { chooseModel, compareModels, type Comparison } from "./compare.ts";
export { type OpenedTable, openTable } from "./open.ts";
export { readDraft } from "./draft-file.ts";
export {
  againstBest,
  answer,
  betterThanNothing,
  decisionSentence,
  madeFrom,
  rowsSentence,
} from "./sentences.ts";
export { type AnalysisSettings } from "./settings.ts";
export { openStore } from "./store.ts";
export { aucIntervals, cardTable, comparisonTable, doubtsTable } from "./tables.ts";
export { trainChosen } from "./train.ts";
export { dependencePanels, importances, lossFinding, lossIntervals } from "./importance.ts";
