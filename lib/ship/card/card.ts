/** The model card as a page to read. */
import defer * as parser from "marked";
import { escapeHtml } from "../../show/bundle.ts";
import { calibrationChart } from "../../show/charts/calibration.ts";
import { figureHtml } from "../../show/picture.ts";
import { plain } from "./markdown.ts";
import { calibrationFinding, cardSections } from "./sections.ts";
import type { ModelFile } from "../model-file/model-file.ts";

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #111; background: #fff; margin: 0 auto;
  max-width: 46rem; padding: 1rem; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 0.2rem 0.7rem; border-bottom: 1px solid #ccc; vertical-align: top; }
th:not([align]) { text-align: left; }
td { overflow-wrap: anywhere; }
`;

/**
 * The model card in Markdown: use and misuse, patients, how it decides and how well, calibration,
 * reasons, limits and origin. Texts of the file stand there as texts, whatever is in them.
 */
export function cardMarkdown(file: ModelFile): string {
  const sections = cardSections(file).map(({ heading, markdown }) =>
    `## ${heading}\n\n${markdown}\n`
  );
  return [`# ${plain(file.card.title)}\n`, ...sections].join("\n");
}

/** The same as an HTML document of its own, with the calibration chart. It loads nothing. */
export function cardHtml(file: ModelFile): string {
  const { title, calibrationCurve: curve, outOfFold } = file.card;
  const chart = curve === null ? "" : figureHtml(calibrationChart(curve, {
    title: calibrationFinding(curve),
    scored: outOfFold,
  }));
  const marked = new parser.Marked({ async: false });
  const sections = cardSections(file).map(({ heading, markdown }) => {
    const html = (marked.parse(markdown) as string)
      .replaceAll("<table>", '<div class="wide"><table>')
      .replaceAll("</table>", "</table></div>");
    return `<section><h2>${heading}</h2>${html}${heading === "Calibration" ? chart : ""}</section>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>${escapeHtml(title)}: model card</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${escapeHtml(title)}</h1>${sections.join("")}</main></body></html>\n`;
}
