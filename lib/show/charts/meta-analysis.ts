/** One figure in several places, with their summary and what a next place may expect. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { AcrossPlaces } from "../../measure/across-places.ts";
import { writeInterval } from "../../text.ts";
import type { Interval } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, seriesColours } from "../palette.ts";

/** How the figure is to be read. */
export interface MetaAnalysisOptions extends Titled {
  /** What is estimated. */
  readonly label: string;
  /** From `acrossPlaces`. */
  readonly across: AcrossPlaces;
  /** The ideal, or where there is no difference; drawn as a line. */
  readonly reference?: number;
  /** The ends of the axis; a longer interval is cut there, and its figures say where it ends. */
  readonly domain: readonly [number, number];
}

/**
 * A row per place with its interval; below them the summary as a diamond as wide as its interval,
 * and the prediction interval for a next place as a bar.
 *
 * @throws `RangeError` for no places.
 */
export function metaAnalysisChart(
  places: Readonly<Record<string, Interval>>,
  options: MetaAnalysisOptions,
): Bundle {
  demandOptions("metaAnalysisChart", options, ["title", "label", "across", "reference", "domain"]);
  const { title, label, across, reference, domain: [from, to] } = options;
  const { summary, prediction } = across;
  const inside = (x: number): number => Math.min(to, Math.max(from, x));
  const entries = Object.entries(places);
  if (entries.length === 0) throw new RangeError("metaAnalysisChart: expected places, got none");
  const all = [
    ...entries,
    ["Summary", summary] as const,
    ...(prediction === null ? [] : [["Next hospital", prediction] as const]),
  ].map(([name, interval], at) => ({
    name,
    at,
    estimate: interval.estimate,
    low: inside(interval.low),
    high: inside(interval.high),
    written: writeInterval(interval, { digits: 2 }),
  }));
  const rows = all.slice(0, entries.length), next = all.slice(entries.length + 1);
  const { at, estimate, low, high } = all[entries.length];
  const diamond = [[low, at], [estimate, at - 0.28], [high, at], [estimate, at + 0.28]];
  const beside = { y: "at", frameAnchor: "left", textAnchor: "end", dx: -10 } as const;
  return chart({
    height: 60 + 30 * all.length,
    marginTop: 6,
    marginLeft: 110,
    marginRight: 150,
    x: { label, domain: [from, to], grid: true, ticks: 5 },
    y: { axis: null, domain: [all.length - 0.4, -0.6] },
    marks: [
      Plot.ruleX(reference === undefined ? [] : [reference], {
        stroke: guideColour,
        strokeDasharray: "4 4",
      }),
      Plot.ruleY(rows, {
        y: "at",
        x1: "low",
        x2: "high",
        stroke: seriesColours[0],
        strokeWidth: 2,
      }),
      Plot.dot(rows, { y: "at", x: "estimate", fill: seriesColours[0], r: 4.5 }),
      Plot.line(diamond, { curve: "linear-closed", fill: seriesColours[1], stroke: null }),
      Plot.ruleY(next, {
        y: "at",
        x1: "low",
        x2: "high",
        stroke: seriesColours[4],
        strokeWidth: 7,
      }),
      Plot.text(rows, { ...beside, text: "name" }),
      Plot.text(all.slice(rows.length), { ...beside, text: "name", fontWeight: "bold" }),
      Plot.text(all, {
        y: "at",
        text: "written",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 12,
      }),
    ],
  }, {
    title,
    about: `${label}. ${all.map(({ name, written }) => `${name} ${written}`).join("; ")}.`,
  });
}
