/** Figures that change with a setting: lines with a band, one a series. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { SettingsScore } from "../../resample/tune.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { coloursOf, guideColour, seriesColours } from "../palette.ts";
import { tellCurve } from "../tell.ts";

/** A place on a line, with its band where there is one. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** How the axes are to be read. */
export interface LinesOptions extends Titled {
  /** What changes, with its unit. */
  readonly x: string;
  /** What is measured, with its unit. */
  readonly y: string;
  /** Settings that go by orders of magnitude want a logarithmic axis. */
  readonly logarithmic?: boolean;
  /** A level to compare with, drawn as a dashed line. */
  readonly reference?: number;
  /** Draw steps, for what stays as it is from one point to the next; default false. */
  readonly steps?: boolean;
  /** Draw a dot at each point; true by default. */
  readonly dots?: boolean;
}

/**
 * One line per series, in the order of its points, with a band where points have one. The legend is
 * left out where there is one series only; series beyond the seventh share the last colour.
 *
 * @throws `RangeError` for no points.
 */
export function linesChart(
  series: Readonly<Record<string, readonly LinePoint[]>>,
  options: LinesOptions,
): Bundle {
  demandOptions("linesChart", options, [
    "title",
    "x",
    "y",
    "logarithmic",
    "reference",
    "steps",
    "dots",
  ]);
  const { title, x, y, logarithmic = false, reference, steps = false, dots = true } = options;
  const names = Object.keys(series);
  const points = names.flatMap((name) => series[name].map((point) => ({ ...point, name })));
  if (points.length === 0) throw new RangeError("linesChart: expected points, got none");
  // Without a legend a colour says nothing.
  const colours = names.length > 1 ? coloursOf(names) : seriesColours.slice(0, 1);
  const banded = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  return chart({
    height: 340,
    x: { label: x, type: logarithmic ? "log" : "linear", nice: !logarithmic },
    y: { label: y, grid: true, nice: true },
    color: { domain: names, range: colours, legend: names.length > 1 },
    marks: [
      ...(reference === undefined
        ? []
        : [Plot.ruleY([reference], { stroke: guideColour, strokeDasharray: "4 4" })]),
      Plot.areaY(banded, {
        x: "x",
        y1: "low",
        y2: "high",
        z: "name",
        fill: "name",
        fillOpacity: 0.15,
      }),
      Plot.line(points, {
        x: "x",
        y: "y",
        z: "name",
        stroke: "name",
        strokeWidth: 2,
        curve: steps ? "step-after" : "linear",
      }),
      ...(dots ? [Plot.dot(points, { x: "x", y: "y", fill: "name", r: 3.5 })] : []),
    ],
  }, {
    title,
    about: `${y} against ${x}. ` +
      names.map((name) => `${name}: ${tellCurve(series[name])}`).join("; ") + ".",
  });
}

/** Scored settings as points of a line, with one standard error to either side as the band. */
export function withErrors<Settings>(
  tried: readonly SettingsScore<Settings>[],
  x: (settings: Settings) => number,
): LinePoint[] {
  return tried.map(({ settings, mean, standardError }) => ({
    x: x(settings),
    y: mean,
    low: mean - standardError,
    high: mean + standardError,
  }));
}

/** One point per item: where it stands, by default the item itself, and what is measured there. */
export function lineOf<Item>(
  items: readonly Item[],
  y: (item: Item) => number,
  x: (item: Item) => number = Number,
): LinePoint[] {
  return items.map((item) => ({ x: x(item), y: y(item) }));
}
