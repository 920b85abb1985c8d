/** Charts as files and as part of a page. */
import { type Bundle, escapeHtml } from "./bundle.ts";

/**
 * The chart's SVG alone, as the content of a file.
 *
 * @throws `TypeError` for a bundle without a picture, such as a table.
 *
 * @example
 * ```ts
 * import { confusionChart } from "heartbook/show/charts/confusion.ts";
 * import { takeSvg } from "heartbook/show/picture.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const counts = { truePositive: 9, falseNegative: 1, falsePositive: 4, trueNegative: 6 };
 * assertStringIncludes(takeSvg(confusionChart(counts, { title: "One is missed" })), "</svg>");
 * ```
 */
export function takeSvg(bundle: Bundle): string {
  const svg = bundle["image/svg+xml"];
  if (svg === undefined) throw new TypeError("expected a bundle with a picture, got one without");
  return svg;
}

const FRAME = "background:#fff;color:#111;padding:12px 16px;margin:0;max-width:720px";
const CAPTION = "font:600 1rem/1.4 system-ui,sans-serif;margin-bottom:8px";

/**
 * The chart as a figure of a page, with its finding as the caption: nothing else has to be loaded.
 *
 * @throws `TypeError` for a bundle without a picture.
 */
export function figureHtml(bundle: Bundle): string {
  const caption = `<figcaption style="${CAPTION}">${escapeHtml(bundle.title ?? "")}</figcaption>`;
  return `<figure style="${FRAME}">${caption}${takeSvg(bundle).trimEnd()}</figure>`;
}
