/** A threshold to play with: one slider, the point it gives on the ROC curve, and the people. */
import * as Plot from "@observablehq/plot";
import { type Confusion, confusionAt, recall, specificity } from "../../measure/confusion.ts";
import { rocCurve } from "../../measure/curves.ts";
import type { Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, frame } from "../chart.ts";
import { guideColour, outcomeColours } from "../palette.ts";
import { takeSvg } from "../picture.ts";
import { percent } from "../../text.ts";

/** What the explorer has to be told. */
export interface ExplorerOptions {
  /** The finding or the question, as a sentence. */
  readonly title: string;
  /** Where the slider starts, in [0, 1]. */
  readonly threshold: number;
  /** Tells two explorers in one notebook apart; a word of letters, digits and hyphens. */
  readonly name: string;
}

const SIZE = 360;
const MARGIN = { left: 50, right: 20, top: 24, bottom: 48 };
const PLACE_X = [MARGIN.left, SIZE - MARGIN.right];
const PLACE_Y = [SIZE - MARGIN.bottom, MARGIN.top];

/** The script as an expression: without the comment above it and the semicolon that ends it. */
const SCRIPT = Deno.readTextFileSync(new URL("./explorer.js", import.meta.url))
  .replace(/^\/\*\*[\s\S]*?\*\/\s*/, "").trim().replace(/;$/, "");

function drawCurve(scored: Scored, title: string): string {
  const svg = takeSvg(chart({
    width: SIZE,
    height: SIZE,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    // The script places its point by these ranges, so they are said rather than left to Plot.
    x: {
      label: "False alarms among the healthy, %",
      percent: true,
      domain: [0, 100],
      range: PLACE_X,
    },
    y: { label: "Diseased who are found, %", percent: true, domain: [0, 100], range: PLACE_Y },
    grid: true,
    marks: [
      Plot.line([[0, 0], [1, 1]], { stroke: guideColour, strokeDasharray: "4 4" }),
      Plot.line(rocCurve(scored), { x: "falsePositiveRate", y: "recall", strokeWidth: 2 }),
    ],
  }, { title, about: "ROC curve with a point that follows the slider." }));
  const point = `<circle data-part="point" r="7" fill="${outcomeColours.diseased}" ` +
    `stroke="#fff" stroke-width="2"></circle>`;
  return svg.trimEnd().replace(/<\/svg>$/, `${point}</svg>`);
}

function cell(part: string, count: number, words: string, style = ""): string {
  return `<td style="padding:8px 14px;text-align:left;${style}">` +
    `<b data-part="${part}" style="font-size:20px">${count}</b><br>${words}</td>`;
}

/** The words beside the curve, with the counts at the start so that they read without a script. */
function describePoint(at: Confusion): string {
  const wrong = "font-weight:600;background:#f3f3f3";
  const found = cell("found", at.truePositive, "diseased, found");
  const missed = cell("missed", at.falseNegative, "diseased, missed", wrong);
  const alarms = cell("alarms", at.falsePositive, "healthy, alarmed", wrong);
  const letGo = cell("letGo", at.trueNegative, "healthy, let go");
  return `<table style="border-collapse:collapse;color:#111"><tr>${found}${missed}</tr>` +
    `<tr>${alarms}${letGo}</tr></table>` +
    `<p>Recall <b data-part="recall">${percent(recall(at))}</b>, ` +
    `specificity <b data-part="specificity">${percent(specificity(at))}</b></p>`;
}

function describeSlider(threshold: number): string {
  const whole = Math.round(100 * threshold);
  return `<label style="display:block">A patient is called diseased from ` +
    `<b data-part="threshold">${whole} %</b> on <input data-part="slider" type="range" min="0" ` +
    `max="100" step="1" value="${whole}" style="width:100%"></label>`;
}

function callScript(id: string, scored: Scored): string {
  const sweep = rocCurve(scored).map((point) => ({
    // JSON has no Infinity; nobody's probability is above 1.
    threshold: Math.min(point.threshold, 2),
    found: point.truePositive,
    missed: point.falseNegative,
    alarms: point.falsePositive,
    letGo: point.trueNegative,
  }));
  const values = [sweep, PLACE_X, PLACE_Y].map((value) => JSON.stringify(value)).join(",");
  return `<script>(${SCRIPT})(document.getElementById("${id}"),${values});</script>`;
}

/**
 * A slider for the threshold that moves a point along the ROC curve and counts who is found,
 * missed, alarmed and let go. Self-contained HTML: no server, nothing fetched; it works with the
 * keyboard, and a screen reader hears the counts.
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
 * assertStringIncludes(thresholdExplorer(scored, options)["text/html"]!, 'type="range"');
 * ```
 */
export function thresholdExplorer(scored: Scored, options: ExplorerOptions): Bundle {
  const { title, threshold, name } = options;
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`threshold: expected 0 to 1, got ${threshold}`);
  }
  if (!/^[A-Za-z0-9-]+$/.test(name)) {
    throw new RangeError(`name: expected letters, digits and hyphens, got "${name}"`);
  }
  const id = `heartbook-explorer-${name}`;
  // The slider has whole percents, and the counts must be those of where it stands.
  const start = confusionAt(scored, Math.round(100 * threshold) / 100);
  const figure = frame(
    `<div id="${id}">${describeSlider(threshold)}` +
      `<div style="display:flex;flex-wrap:wrap;gap:16px;align-items:center">` +
      `<div style="flex:1 1 ${SIZE}px;max-width:${SIZE}px">${drawCurve(scored, title)}</div>` +
      `<div style="flex:1 1 240px">${describePoint(start)}</div></div></div>`,
    { title, about: "A slider for the threshold, the ROC curve and the confusion matrix." },
  );
  return { ...figure, "text/html": figure["text/html"] + callScript(id, scored) };
}
