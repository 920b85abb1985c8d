/** Several charts in one picture, each under its own heading. */
import type { Bundle } from "./bundle.ts";
import { escapeHtml } from "./bundle.ts";
import { type ChartWords, frame } from "./chart.ts";
import { takeSvg } from "./picture.ts";

/** Room for a heading above its chart, and for the legend above them all. */
const HEADING = 24;
const LEGEND = 22;

interface Panel {
  readonly heading: string;
  readonly width: number;
  readonly height: number;
  /** The attributes that its marks inherit, and the marks. */
  readonly group: string;
}

function readNumber(tag: string, attribute: string): number {
  return Number(tag.match(new RegExp(`\\s${attribute}="([\\d.]+)"`))![1]);
}

function toPanel(heading: string, bundle: Bundle): Panel {
  const svg = takeSvg(bundle);
  const tag = svg.match(/^<svg[^>]*>/)![0];
  const inherited = [...tag.matchAll(/\s(?:class|fill|font-family|font-size|text-anchor)="[^"]*"/g)]
    .map(([attribute]) => attribute).join("");
  const marks = svg.slice(tag.length, svg.lastIndexOf("</svg>"));
  return {
    heading,
    width: readNumber(tag, "width"),
    height: readNumber(tag, "height"),
    // A nested <svg> would be stretched by the style sheet that Plot puts beside each chart.
    group: `<g${inherited} style="font-size:12px">${
      marks.replace(/<style>[^]*?<\/style>/, "")
    }</g>`,
  };
}

/** Swatches with their names, as wide as the names need. */
function drawLegend(legend: Readonly<Record<string, string>>): string {
  let x = 4;
  return Object.entries(legend).map(([name, colour]) => {
    const drawn = `<rect x="${x}" y="2" width="11" height="11" fill="${colour}"/>` +
      `<text x="${x + 16}" y="12" font-size="12">${escapeHtml(name)}</text>`;
    x += 40 + 6.6 * name.length;
    return drawn;
  }).join("");
}

/** What {@link panels} may be told. */
export interface PanelsOptions extends ChartWords {
  /** Charts in a row; 2 unless given. */
  readonly columns?: number;
  /** What a colour stands for, above all charts: name to colour. */
  readonly legend?: Readonly<Record<string, string>>;
}

/**
 * Charts side by side in rows, as a single SVG; one legend serves them all.
 *
 * @param charts By heading; each with one SVG.
 * @throws `TypeError` for a chart with a legend, `RangeError` for no charts.
 *
 * @example
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * import { chart } from "heartbook/show/chart.ts";
 * import { panels } from "heartbook/show/panels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const words = { title: "A finding", about: "Dots." };
 * const dots = chart({ width: 200, height: 100, marks: [Plot.dot([[1, 2]])] }, words);
 * const both = panels({ left: dots, right: dots }, words);
 * assertEquals(both["text/html"]!.split("<svg").length - 1, 1);
 * ```
 */
export function panels(
  charts: Readonly<Record<string, Bundle>>,
  options: PanelsOptions,
): Bundle {
  const { columns = 2, legend, title, about } = options;
  const all = Object.entries(charts).map(([heading, bundle]) => toPanel(heading, bundle));
  if (all.length === 0) throw new RangeError("panels: expected charts, got none");
  const width = Math.max(...all.map((panel) => panel.width));
  const rows = Array.from(
    { length: Math.ceil(all.length / columns) },
    (_, row) => all.slice(row * columns, (row + 1) * columns),
  );
  let top = legend === undefined ? 0 : LEGEND;
  const drawn = rows.map((row) => {
    const y = top;
    top += HEADING + Math.max(...row.map(({ height }) => height));
    return row.map(({ heading, group }, column) =>
      `<text x="${column * width + 4}" y="${y + 16}" font-size="13" font-weight="600">` +
      `${escapeHtml(heading)}</text>` +
      `<g transform="translate(${column * width},${y + HEADING})">${group}</g>`
    ).join("");
  }).join("");
  const across = width * Math.min(columns, all.length);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${top}" ` +
    `viewBox="0 0 ${across} ${top}" fill="currentColor" font-family="system-ui, sans-serif" ` +
    `style="max-width:100%;height:auto;background:#fff;color:#111" ` +
    `aria-description="${escapeHtml(about)}">${drawLegend(legend ?? {})}${drawn}</svg>`;
  return frame(svg, { title, about });
}
