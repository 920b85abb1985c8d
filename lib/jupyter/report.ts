/** A notebook as one HTML page that needs nothing but itself. */
import { marked } from "marked";
import { escapeHtml } from "../show/bundle.ts";
import { headlines } from "./headlines.ts";
import type { Cell, Notebook, Output } from "./notebook.ts";
import { picturesOf } from "./pictures.ts";

const STYLE = `
  :root { color-scheme: light dark; }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 17px/1.55 system-ui, sans-serif; }
  body { background: #fff; color: #111; }
  a { color: #0b57a4; }
  @media screen and (prefers-color-scheme: dark) {
    body { background: #161616; color: #eee; }
    a { color: #8ab4f8; }
  }
  nav, details { font-size: .85rem; }
  nav ol { columns: 2; }
  details { margin: .6rem 0; }
  summary { cursor: pointer; }
  pre { overflow-x: auto; padding: .7rem; border: 1px solid #8885; border-radius: 4px; }
  table { border-collapse: collapse; font-size: .85rem; display: block; overflow-x: auto; }
  th, td { padding: .2rem .6rem; border-bottom: 1px solid #8885; }
  svg, img { max-width: 100%; height: auto; }
  figure { margin: .5rem 0 1.5rem; break-inside: avoid; }
  article { display: grid; grid-template-columns: 14rem 1fr; gap: 1.5rem; margin: 2rem 0; }
  article h2 { margin: 0; }
  @media (max-width: 40rem) { article { grid-template-columns: 1fr; } nav ol { columns: 1; } }
  @media print {
    :root { color-scheme: light; }
    body { max-width: none; font-size: 11pt; }
    details, nav { display: none; }
    h2 { break-after: avoid; }
  }
`;

const joined = (value: unknown): string => Array.isArray(value) ? value.join("") : String(value);

/**
 * A picture as a file of its own inside the page: its names, fonts and styles stay apart from those
 * of the others.
 */
function renderPicture(svg: string, told: string): string {
  const address = svg.replace(/[%#<>"&\n]/g, encodeURIComponent);
  const alternative = escapeHtml(told.replace(/^\[chart\] .*\n/, ""));
  return `<figure><img alt="${alternative}" src="data:image/svg+xml,${address}"></figure>`;
}

/** The richest form of an output that a page can show. */
function renderOutput(output: Output): string {
  if (output.output_type === "stream") return `<pre tabindex="0">${escapeHtml(output.text)}</pre>`;
  if (output.output_type === "error") return `<pre tabindex="0">${escapeHtml(output.evalue)}</pre>`;
  const { data } = output;
  if (data["image/svg+xml"] !== undefined) {
    return renderPicture(joined(data["image/svg+xml"]), joined(data["text/plain"] ?? ""));
  }
  if (data["text/html"] !== undefined) {
    // What scrolls sideways must do so by keyboard too.
    return joined(data["text/html"]).replace(/^<table>/, '<table tabindex="0">');
  }
  if (data["text/markdown"] !== undefined) {
    return marked.parse(joined(data["text/markdown"]), { async: false });
  }
  return `<pre tabindex="0">${escapeHtml(joined(data["text/plain"] ?? ""))}</pre>`;
}

const HEADING = /^## +(.*)$/gm;

/** A heading's place in the page: "Who was examined?" is at "who-was-examined". */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function renderCell(cell: Cell): string {
  if (cell.cell_type !== "code") {
    const numbered = cell.source.replace(
      HEADING,
      (_, heading) => `<h2 id="${anchor(heading)}">${escapeHtml(heading)}</h2>\n`,
    );
    return marked.parse(numbered, { async: false });
  }
  const code =
    `<details><summary>code</summary><pre tabindex="0"><code>${
      escapeHtml(cell.source)
    }</code></pre>` +
    `</details>`;
  return [code, ...cell.outputs.map(renderOutput)].join("\n");
}

/** The questions of a notebook, in its order. */
function questions({ cells }: Notebook): string[] {
  return cells.flatMap((cell) =>
    cell.cell_type === "markdown"
      ? [...cell.source.matchAll(HEADING)].map(([, heading]) => heading)
      : []
  );
}

function contents(notebook: Notebook): string {
  const lines = questions(notebook)
    .map((heading) => `<li><a href="#${anchor(heading)}">${escapeHtml(heading)}</a></li>`);
  return lines.length === 0 ? "" : `<nav aria-label="Contents"><ol>${lines.join("")}</ol></nav>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/**
 * The page: contents, words and outputs in order, the code folded away, charts and the threshold
 * explorer as in the notebook, in light, in dark and on paper. Nothing is fetched.
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
  const [first, ...rest] = notebook.cells.map(renderCell);
  return page(title, [first ?? "", contents(notebook), ...rest].join("\n"));
}

/** A notebook's line in the index. */
export interface Listed {
  /** The name of its page, without the ending. */
  readonly name: string;
  readonly notebook: Notebook;
}

/** "# The patients" of a notebook, or its name. */
function headingOf({ name, notebook }: Listed): string {
  const [first] = notebook.cells;
  return first?.source.match(/^# +(.*)$/m)?.[1] ?? name;
}

/**
 * The page that leads to the others: of each notebook its title, its first picture, its headline
 * figures.
 */
export function renderIndex(listed: readonly Listed[]): string {
  const entries = listed.map((each) => {
    const [picture] = picturesOf(each.notebook);
    const image = picture === undefined
      ? "<span></span>"
      : `<img alt="" src="data:image/png;base64,${picture.png}">`;
    const figures = headlines(each.notebook).map(({ label, value }) =>
      `<li>${escapeHtml(label)}: <b>${escapeHtml(String(value))}</b></li>`
    );
    return `<article>${image}<div><h2><a href="${encodeURIComponent(each.name)}.html">` +
      `${escapeHtml(headingOf(each))}</a></h2><ul>${figures.join("")}</ul></div></article>`;
  });
  return page("Heartbook", `<h1>Heartbook</h1>\n${entries.join("\n")}`);
}
