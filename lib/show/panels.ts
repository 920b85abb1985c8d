/** Several charts in one picture, each under its own heading. */
import { demandOptions } from "../demand.ts";
import type { Bundle } from "./bundle.ts";
import { type ChartWords, frame } from "./chart.ts";
import { drawLegend } from "./legend.ts";
import { takeSvg } from "./picture.ts";
import { layOnSheet } from "./sheet.ts";
import { childrenOf, element, readSvg, type SvgElement } from "./svg.ts";

/** Room for a heading above its chart. */
const HEADING = 24;

interface Panel {
  readonly heading: string;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly SvgElement[];
}

/** A chart taken off its sheet. */
function toPanel(heading: string, bundle: Bundle): Panel {
  const svg = readSvg(takeSvg(bundle));
  const [left, , width, height] = svg.getAttribute("viewBox")!.split(" ").map(Number);
  const [, ...marks] = childrenOf(svg);
  return { heading, width: width + 2 * left, height: height + 2 * left, marks };
}

/** What {@link panels} may be told. */
export interface PanelsOptions extends ChartWords {
  /** Charts in a row; 2 by default. */
  readonly columns?: number;
  /** What a colour stands for, above all charts: name to colour. */
  readonly legend?: Readonly<Record<string, string>>;
}

/**
 * Charts side by side in rows, as a single picture; one legend serves them all.
 *
 * @param charts By heading.
 * @throws `TypeError` for a bundle without a picture, `RangeError` for no charts.
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
 * assertEquals(both["image/svg+xml"]!.split("<svg").length - 1, 1);
 * ```
 */
export function panels(
  charts: Readonly<Record<string, Bundle>>,
  options: PanelsOptions,
): Bundle {
  demandOptions("panels", options, ["title", "about", "columns", "legend"]);
  const { columns = 2, legend, title, about } = options;
  const all = Object.entries(charts).map(([heading, bundle]) => toPanel(heading, bundle));
  if (all.length === 0) throw new RangeError("panels: expected charts, got none");
  const width = Math.max(...all.map((panel) => panel.width));
  const across = width * Math.min(columns, all.length);
  const rows = Array.from(
    { length: Math.ceil(all.length / columns) },
    (_, row) => all.slice(row * columns, (row + 1) * columns),
  );
  const above = legend === undefined ? [] : [drawLegend(legend, across)];
  let top = above.reduce((sum, { height }) => sum + height, 0);
  const drawn = rows.flatMap((row) => {
    const y = top;
    top += HEADING + Math.max(...row.map(({ height }) => height));
    return row.flatMap(({ heading, marks }, column) => [
      element(
        "text",
        { x: column * width + 4, y: y + 16, "font-size": 13, "font-weight": 600 },
        heading,
      ),
      element("g", { transform: `translate(${column * width},${y + HEADING})` }, ...marks),
    ]);
  });
  const parts = [...above.map(({ group }) => group), ...drawn];
  return frame(layOnSheet(parts, { width: across, height: top, about }), { title, about });
}
