/** A threshold to play with: one slider, the point it gives on the ROC curve, and the people. */
import { demandOptions } from "../../demand.ts";
import { type Confusion, confusionAt, recall, specificity } from "../../measure/confusion.ts";
import { rocCurve } from "../../measure/curves.ts";
import type { Scored } from "../../types.ts";
import { type Bundle, escapeHtml } from "../bundle.ts";
import { chart } from "../chart.ts";
import { outcomeColours } from "../palette.ts";
import { takeSvg } from "../picture.ts";
import { percent } from "../../text.ts";
import { element, readSvg, writeSvg } from "../svg.ts";
import { countNames, curveChart, curveOptions, placeX, placeY } from "./curve.ts";

/** What the explorer has to be told. */
export interface ExplorerOptions {
  /** The finding or the question, as a sentence. */
  readonly title: string;
  /** Where the slider starts, in [0, 1]. */
  readonly threshold: number;
  /** Tells two explorers on one page apart; a word of letters, digits and hyphens. */
  readonly name: string;
}

/** The script as an expression: without the comment above it and the semicolon that ends it. */
const SCRIPT = Deno.readTextFileSync(new URL("./explorer.client.js", import.meta.url))
  .replace(/^\/\*\*[\s\S]*?\*\/\s*/, "").trim().replace(/;$/, "");

/** The curve with a point in it that the script moves. */
function drawCurve(scored: Scored): string {
  const words = { title: "ROC curve", about: "ROC curve with a point that follows the slider." };
  const svg = readSvg(takeSvg(chart(curveOptions(scored, 0), words)));
  const look = { r: 7, fill: outcomeColours.diseased, stroke: "#fff", "stroke-width": 2 };
  svg.append(element("circle", { "data-part": "point", ...look }));
  return writeSvg(svg);
}

const PARTS = ["found", "missed", "alarms", "ruledOut"];

/** The counts; each cell has a ground and a colour of its own, which no theme's table changes. */
function describePoint(at: Confusion): string {
  const cells = countNames(at).map(({ count, name }, i) => {
    const mistake = i === 1 || i === 2;
    const look = `padding:8px 14px;text-align:left;color:#111;background:${
      mistake ? "#f3f3f3;font-weight:600" : "#fff"
    }`;
    return `<td style="${look}"><b data-part="${PARTS[i]}" style="font-size:20px">${count}</b>` +
      `<br>${name}</td>`;
  });
  const rows = [cells.slice(0, 2), cells.slice(2)].map((row) => `<tr>${row.join("")}</tr>`);
  return `<table style="border-collapse:collapse">${rows.join("")}</table>` +
    `<p>Recall <b data-part="recall">${percent(recall(at))}</b>, ` +
    `specificity <b data-part="specificity">${percent(specificity(at))}</b></p>`;
}

function describeSlider(threshold: number): string {
  // JupyterLab takes the arrow keys, and letters as commands, unless the very input forbids it.
  return `<label style="display:block">A patient is called diseased from ` +
    `<b data-part="threshold">${percent(threshold, { digits: 1 })}</b> on ` +
    `<input data-part="slider" data-lm-suppress-shortcuts="true" type="range" min="0" max="1" ` +
    `step="any" value="${threshold}" style="width:100%"></label>`;
}

function toSweep(scored: Scored): unknown {
  return rocCurve(scored).map((point) => ({
    // JSON has no Infinity; nobody's probability is above 1.
    threshold: Math.min(point.threshold, 2),
    found: point.truePositive,
    missed: point.falseNegative,
    alarms: point.falsePositive,
    ruledOut: point.trueNegative,
  }));
}

/** A value as script; no text in it can end the element that the script stands in. */
function writeValue(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/**
 * The part that moves, as HTML by itself: no server, nothing fetched; it works with the keyboard,
 * and a screen reader hears the counts. Where scripts do not run there is one line in its place.
 *
 * @param otherwise That line.
 * @throws as {@link thresholdExplorer} does.
 */
export function explorerHtml(
  scored: Scored,
  options: ExplorerOptions & { readonly otherwise: string },
): string {
  const { threshold, name, otherwise } = options;
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`threshold: expected 0 to 1, got ${threshold}`);
  }
  if (!/^[A-Za-z0-9-]+$/.test(name)) {
    throw new RangeError(`name: expected letters, digits and hyphens, got "${name}"`);
  }
  const id = `heartbook-explorer-${name}`;
  const content = `<div style="background:#fff;color:#111;padding:12px 16px;max-width:720px;` +
    `font-family:system-ui,sans-serif">${describeSlider(threshold)}` +
    `<div style="display:flex;flex-wrap:wrap;gap:16px;align-items:center">` +
    `<div style="flex:1 1 360px;max-width:380px">${drawCurve(scored)}</div>` +
    `<div style="flex:1 1 240px">${
      describePoint(confusionAt(scored, threshold))
    }</div></div></div>`;
  const values = [content, toSweep(scored), placeX, placeY].map(writeValue).join(",");
  return `<div id="${id}">${escapeHtml(otherwise)}</div>` +
    `<script>(${SCRIPT})(document.getElementById("${id}"),${values});</script>`;
}

/**
 * A picture of the ROC curve with the chosen threshold and whom it finds, misses, alarms and rules
 * out; below it a slider that moves the threshold, where the notebook is trusted or was run.
 *
 * @throws `RangeError` for a threshold outside [0, 1] or a name that could break out of HTML, and
 * what `rocCurve` throws.
 *
 * @example
 * ```ts
 * import { thresholdExplorer } from "heartbook/show/explorer/explorer.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const scored = { label: [1, 0, 1, 0], p: [0.9, 0.2, 0.4, 0.6] };
 * const options = { title: "Where to draw the line?", threshold: 0.5, name: "example" };
 * const { below } = thresholdExplorer(scored, options);
 * assertStringIncludes(below!["text/html"]!, 'type=\\"range\\"');
 * ```
 */
export function thresholdExplorer(scored: Scored, options: ExplorerOptions): Bundle {
  demandOptions("thresholdExplorer", options, ["title", "threshold", "name"]);
  const otherwise = "Trust the notebook or run the cell to move the threshold.";
  const html = explorerHtml(scored, { ...options, otherwise });
  return { ...curveChart(scored, options), below: { "text/html": html, "text/plain": otherwise } };
}
