/** Notebooks run, checked and reported without a browser. */
export { compareNotebooks } from "./compare.ts";
export { executeNotebook, type ExecuteOptions } from "./execute.ts";
export { type Headline, headlines, headlineTable } from "./headlines.ts";
export { checkNotebookRules } from "./notebook-rules.ts";
export { type Cell, type Notebook, parseNotebook, readNotebook } from "./notebook.ts";
export { renderReport } from "./report.ts";
