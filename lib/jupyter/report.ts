/** A notebook as one HTML page that needs nothing but itself. */
import { marked } from "marked";
import { escapeHtml } from "../show/bundle.ts";
import type { Cell, Notebook, Output } from "./notebook.ts";

const STYLE = `
  :root { color-scheme: light dark; }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 17px/1.55 system-ui, sans-serif; }
  details { margin: .6rem 0; font-size: .85rem; }
  summary { cursor: pointer; opacity: .65; }
  pre { overflow-x: auto; padding: .7rem; border: 1px solid #8885; border-radius: 4px; }
  table { border-collapse: collapse; font-size: .85rem; display: block; overflow-x: auto; }
  th, td { padding: .2rem .6rem; border-bottom: 1px solid #8885; }
  figure { margin: 1rem 0; }
  svg { max-width: 100%; height: auto; }
`;

const joined = (value: unknown): string => Array.isArray(value) ? value.join("") : String(value);

/** The richest form of an output that a page can show. */
function renderOutput(output: Output): string {
  if (output.output_type === "stream") return `<pre>${escapeHtml(output.text)}</pre>`;
  if (output.output_type === "error") return `<pre>${escapeHtml(output.evalue)}</pre>`;
  const { data } = output;
  if (data["text/html"] !== undefined) return joined(data["text/html"]);
  if (data["text/markdown"] !== undefined) {
    return marked.parse(joined(data["text/markdown"]), { async: false });
  }
  if (data["image/svg+xml"] !== undefined) {
    return `<figure>${joined(data["image/svg+xml"])}</figure>`;
  }
  return `<pre>${escapeHtml(joined(data["text/plain"] ?? ""))}</pre>`;
}

function renderCell(cell: Cell): string {
  if (cell.cell_type !== "code") return marked.parse(cell.source, { async: false });
  const code =
    `<details><summary>code</summary><pre><code>${escapeHtml(cell.source)}</code></pre>` +
    `</details>`;
  return [code, ...cell.outputs.map(renderOutput)].join("\n");
}

/**
 * The page: words and outputs in order, the code folded away, charts and the threshold explorer
 * working as in the notebook. Nothing is fetched.
 *
 * The notebook's own HTML goes in as it is, so make pages only of notebooks that you trust.
 *
 * @param title What the browser's tab says.
 *
 * @example
 * ```ts
 * import { parseNotebook } from "heartbook/jupyter/notebook.ts";
 * import { renderReport } from "heartbook/jupyter/report.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const cell = { cell_type: "markdown", id: "a", metadata: {}, source: ["# Hearts"] };
 * const json = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] };
 * const notebook = parseNotebook(JSON.stringify(json), "hearts.ipynb");
 * assertStringIncludes(renderReport(notebook, "hearts"), "<h1>Hearts</h1>");
 * ```
 */
export function renderReport(notebook: Notebook, title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${notebook.cells.map(renderCell).join("\n")}
</body>
</html>
`;
}
