/** The bench's results as one HTML page that needs nothing else. */
import { escapeHtml } from "heartbook/show/bundle.ts";
import { chart } from "heartbook/show/chart.ts";
import { figureHtml } from "heartbook/show/picture.ts";
import { seriesColours } from "heartbook/show/palette.ts";
import * as Plot from "@observablehq/plot";
import type { Growth } from "./growth.ts";

const STYLE = "body{font:15px system-ui,sans-serif;margin:2rem;color:#111;background:#fff}" +
  "pre{font-size:13px;overflow-x:auto}main{display:flex;flex-wrap:wrap}";

/** The page: the text that the terminal shows, and a chart for each growth. */
export function page(text: string, growths: readonly Growth[]): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Heartbook: speed</title>` +
    `<style>${STYLE}</style><h1>Speed</h1><pre>${escapeHtml(text)}</pre>` +
    `<main>${growths.map(growthChart).join("")}</main></html>\n`;
}

function growthChart({ name, along, points }: Growth): string {
  const ours = points.filter(({ side }) => side === "ours");
  const first = ours[0], last = ours.at(-1)!;
  const larger = Math.round(last.at / first.at), longer = (last.seconds / first.seconds).toFixed(1);
  const lines = { x: "at", y: "seconds", z: "side" } as const;
  return figureHtml(chart({
    width: 420,
    height: 280,
    x: { type: "log", label: along, tickFormat: "~s" },
    y: { type: "log", label: "seconds", grid: true, tickFormat: "~g" },
    color: { domain: [...new Set(points.map(({ side }) => side))], range: seriesColours },
    marks: [
      Plot.line(points, { ...lines, stroke: "side", marker: "dot" }),
      Plot.text(
        points,
        Plot.selectLast(
          { ...lines, text: "side", fill: "side", dy: -10, textAnchor: "end" } as const,
        ),
      ),
    ],
  }, {
    title: `${name}: ${larger} times the ${along}, ${longer} times the time`,
    about: `Seconds by ${along} of ours and scikit-learn's, both axes logarithmic.`,
  }));
}
