/** The explorer as a document of its own: its styles stand in its markup, which the page forbids. */
import { explorerHtml } from "../../show/explorer/explorer.ts";
import { refusal } from "../http/problem.ts";
import type { ModelFile } from "../model-file/model-file.ts";

const TITLE = "Recall against false alarms, at every threshold";

/**
 * The document.
 *
 * @throws the refusal to answer with, 404, for a model that keeps no predictions.
 */
export function explorerDocument({ card, threshold }: ModelFile): string {
  if (card.outOfFold.p.length === 0) {
    throw refusal({ status: 404, detail: "this model keeps no predictions to explore" });
  }
  const explorer = explorerHtml(card.outOfFold, {
    title: TITLE,
    threshold: threshold.value,
    name: "page",
    otherwise: "Moving the threshold needs JavaScript.",
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>Threshold explorer</title></head>` +
    `<body style="margin:0;background:#fff;color:#111;font-family:system-ui,sans-serif"><main>` +
    `<h1 style="font-size:1rem;margin:12px 16px 0">${TITLE}</h1>${explorer}</main></body></html>`;
}
