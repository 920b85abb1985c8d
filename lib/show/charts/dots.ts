/** Figures of several kinds on one line per name: dots that agree or do not. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, seriesColours } from "../palette.ts";
import { tellNumber } from "../tell.ts";

/** One dot. */
export interface DotPoint {
  readonly name: string;
  readonly value: number;
  /** What its colour tells. */
  readonly series: string;
}

/** How the dots are drawn. */
export interface DotsOptions extends Titled {
  /** What is measured, with its unit. */
  readonly label: string;
  /** Where there is no effect; drawn as a line. */
  readonly reference?: number;
}

/** What one series says of one name: its figure, or the least and the largest of several. */
function tellSeries(
  points: readonly DotPoint[],
  series: string,
  all: readonly string[],
): string[] {
  const values = points.filter((point) => point.series === series).map(({ value }) => value);
  if (values.length === 0) return [];
  const [least, most] = [Math.min(...values), Math.max(...values)].map(tellNumber);
  const told = least === most ? least : `${least} to ${most}`;
  return [all.length > 1 ? `${series} ${told}` : told];
}

/**
 * One line per name, in the order in which they first appear, a colour per series.
 *
 * @throws `RangeError` for no points, or more series than there are colours.
 */
export function dotsChart(points: readonly DotPoint[], options: DotsOptions): Bundle {
  demandOptions("dotsChart", options, ["title", "label", "reference"]);
  const { title, label, reference } = options;
  const names = [...new Set(points.map(({ name }) => name))];
  const series = [...new Set(points.map((point) => point.series))];
  if (series.length === 0 || series.length > seriesColours.length) {
    throw new RangeError(
      `dotsChart: expected 1 to ${seriesColours.length} series, got ${series.length}`,
    );
  }
  const crowded = points.length > 3 * names.length * series.length;
  return chart({
    height: 70 + 24 * names.length,
    marginLeft: Math.min(290, 20 + Math.max(...names.map((name) => 7 * name.length))),
    x: { label, grid: true, nice: true },
    y: { label: null, domain: names },
    color: {
      domain: series,
      range: seriesColours.slice(0, series.length),
      legend: series.length > 1,
    },
    marks: [
      Plot.ruleX(reference === undefined ? [] : [reference], { stroke: guideColour }),
      ...series.map((each, i) =>
        Plot.dot(points.filter((point) => point.series === each), {
          x: "value",
          y: "name",
          // Said outright, else a series called "LIME" is taken for the colour of that name.
          fill: { value: "series", scale: "color" },
          fillOpacity: crowded ? 0.5 : 1,
          r: crowded ? 2.5 : 4.5,
          dy: (i - (series.length - 1) / 2) * 5,
        })
      ),
    ],
  }, {
    title,
    about: `${label}. ` + names.map((name) => {
      const own = points.filter((point) => point.name === name);
      return `${name}: ${series.flatMap((each) => tellSeries(own, each, series)).join(", ")}`;
    }).join("; ") + ".",
  });
}
