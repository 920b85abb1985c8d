/** The forest plot: estimates with their intervals, one or several per row, with headings if wanted. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Interval } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { coloursOf, guideColour, seriesColours } from "../palette.ts";

/** A line of the chart: a heading, a row with an interval for each series, or both in one. */
export interface IntervalRow {
  readonly text: string;
  /** Set in bold at the left: rows that follow without one belong to it. */
  readonly heading?: boolean;
  /** By the series' name. */
  readonly intervals?: Readonly<Record<string, Interval>>;
}

/** How the axis is to be read. */
export interface IntervalsOptions extends Titled {
  /** What is estimated, with its unit. */
  readonly label: string;
  /** Where there is no difference; drawn as a line. */
  readonly reference?: number;
  /** Ratios want a logarithmic axis. */
  readonly logarithmic?: boolean;
  /** The ends of the axis; a longer interval is cut there, and its figures say where it ends. */
  readonly domain?: readonly [number, number];
  /** Shares are drawn and written in percent. */
  readonly percent?: boolean;
  /** Decimals in the written figures; 2 by default. Ratios and shares choose their own. */
  readonly digits?: number;
}

function write(value: number, options: IntervalsOptions): string {
  const { percent = false, logarithmic = false, digits = 2 } = options;
  if (percent) return (100 * value).toFixed(0);
  // Two digits that count, "0.13" as well as "13": one less would hide half of a small ratio.
  if (logarithmic) return value.toFixed(value >= 10 ? 0 : value >= 1 ? 1 : 2);
  return value.toFixed(digits).replace("-", "−");
}

/** One row per name, for intervals of one series. */
export function toIntervalRows(intervals: Readonly<Record<string, Interval>>): IntervalRow[] {
  return Object.entries(intervals).map(([text, interval]) => ({
    text,
    intervals: { "": interval },
  }));
}

// `Array.isArray` alone does not narrow a readonly array.
const isRows: (entries: unknown) => entries is readonly IntervalRow[] = Array.isArray;

const LINE = 19;

/**
 * One line per row, in the order given: dots with their intervals, one colour per series; the figures of
 * one series, or of the second of two, written out at the right.
 *
 * @param entries Intervals by name, for one series without headings; or rows.
 * @throws `RangeError` for no intervals, or more series than there are colours.
 */
export function intervalsChart(
  entries: readonly IntervalRow[] | Readonly<Record<string, Interval>>,
  options: IntervalsOptions,
): Bundle {
  demandOptions("intervalsChart", options, [
    "title",
    "label",
    "reference",
    "logarithmic",
    "domain",
    "percent",
    "digits",
  ]);
  const rows = isRows(entries) ? entries : toIntervalRows(entries);
  const { title, label, reference, logarithmic = false, domain, percent = false } = options;
  const keyed = rows.map((row, i) => ({ ...row, key: String(i) }));
  const series = [...new Set(rows.flatMap(({ intervals = {} }) => Object.keys(intervals)))];
  if (series.length === 0 || series.length > seriesColours.length) {
    throw new RangeError(
      `intervalsChart: expected 1 to ${seriesColours.length} series, got ${series.length}`,
    );
  }
  const [from, to] = domain ?? [-Infinity, Infinity];
  let under = "";
  const drawn = keyed.flatMap(({ key, text, heading = false, intervals = {} }) => {
    if (heading) under = Object.keys(intervals).length === 0 ? `${text}, ` : "";
    return Object.entries(intervals).map(([name, { estimate, low, high }]) => ({
      key,
      told: under + text,
      name,
      estimate,
      low: Math.max(low, from),
      high: Math.min(high, to),
      written: `${write(estimate, options)} [${write(low, options)}, ${write(high, options)}]`,
    }));
  });
  const longest = Math.max(...drawn.map(({ written }) => written.length));
  const widths = rows.map(({ text, heading }) => text.length * (heading ? 7.4 : 6.6));
  const marginLeft = Math.min(290, 20 + Math.max(...widths));
  return chart({
    height: 62 + LINE * (series.length > 1 ? 0.65 + 0.3 * series.length : 1) * rows.length,
    marginTop: 6,
    marginLeft,
    // Long ones have four digits and minus signs, which are wider than other letters.
    marginRight: series.length > 2 ? 30 : Math.max(150, (longest > 22 ? 36 : 24) + 6.8 * longest),
    x: {
      label,
      grid: true,
      type: logarithmic ? "log" : "linear",
      percent,
      ...(domain === undefined
        ? { nice: true }
        : { domain: domain.map((end) => percent ? 100 * end : end) }),
      ticks: logarithmic ? 6 : 4,
      tickFormat: logarithmic ? String : undefined,
    },
    y: { axis: null, domain: keyed.map(({ key }) => key) },
    color: {
      domain: series,
      range: series.length > 1 ? coloursOf(series) : seriesColours.slice(0, 1),
      legend: series.length > 1,
    },
    marks: [
      Plot.ruleX(reference === undefined ? [] : [reference], {
        stroke: guideColour,
        strokeDasharray: "4 4",
      }),
      ...series.flatMap((name, i) => {
        const own = drawn.filter((each) => each.name === name);
        const dy = (i - (series.length - 1) / 2) * 8;
        return [
          Plot.ruleY(own, { y: "key", x1: "low", x2: "high", stroke: "name", strokeWidth: 2, dy }),
          Plot.dot(own, { y: "key", x: "estimate", fill: "name", r: 4, dy }),
        ];
      }),
      ...[true, false].map((wanted) =>
        Plot.text(keyed.filter(({ heading = false }) => heading === wanted), {
          y: "key",
          text: "text",
          frameAnchor: "left",
          textAnchor: wanted ? "start" : "end",
          dx: wanted ? 8 - marginLeft : -8,
          fontWeight: wanted ? "bold" : "normal",
        })
      ),
      Plot.text(series.length > 2 ? [] : drawn.filter(({ name }) => name === series.at(-1)), {
        y: "key",
        fill: series.length > 1 ? "name" : "#111",
        text: "written",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 12,
      }),
    ],
  }, {
    title,
    about: `${label}. ` +
      drawn.map(({ told, name, written }) =>
        series.length > 1 ? `${told}, ${name}: ${written}` : `${told}: ${written}`
      ).join("; "),
  });
}
