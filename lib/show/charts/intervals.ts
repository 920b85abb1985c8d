/** Estimates with their intervals, one a row: the forest plot. */
import * as Plot from "@observablehq/plot";
import type { Interval } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, seriesColours } from "../palette.ts";

/** How the axis is to be read. */
export interface IntervalsOptions extends Titled {
  /** What is estimated, with its unit. */
  readonly label: string;
  /** Where there is no difference: 0, or 1 for ratios. Drawn as a line. */
  readonly reference?: number;
  /** Ratios want a logarithmic axis. */
  readonly logarithmic?: boolean;
  /** Decimals in the written figures; 2 unless given. */
  readonly digits?: number;
}

/**
 * One row an entry, in the order given: the estimate as a dot, its interval as a line, both
 * written out at the right.
 *
 * @throws `RangeError` for no entries.
 */
export function intervalsChart(
  entries: Readonly<Record<string, Interval>>,
  options: IntervalsOptions,
): Bundle {
  const rows = Object.entries(entries).map(([name, interval]) => ({ name, ...interval }));
  if (rows.length === 0) throw new RangeError("intervalsChart: expected entries, got none");
  const { title, label, reference, logarithmic = false, digits = 2 } = options;
  const write = ({ estimate, low, high }: Interval): string =>
    `${estimate.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
  const longest = Math.max(...rows.map(({ name }) => name.length));
  return chart({
    height: 80 + 28 * rows.length,
    marginLeft: Math.min(260, 24 + 7 * longest),
    marginRight: 150,
    x: { label, grid: true, type: logarithmic ? "log" : "linear", nice: true, ticks: 5 },
    y: { label: null, domain: rows.map(({ name }) => name) },
    marks: [
      ...(reference === undefined
        ? []
        : [Plot.ruleX([reference], { stroke: guideColour, strokeDasharray: "4 4" })]),
      Plot.ruleY(rows, {
        y: "name",
        x1: "low",
        x2: "high",
        strokeWidth: 2,
        stroke: seriesColours[0],
      }),
      Plot.dot(rows, { y: "name", x: "estimate", r: 4.5, fill: seriesColours[0] }),
      Plot.text(rows, {
        y: "name",
        text: write,
        frameAnchor: "right",
        textAnchor: "start",
        dx: 12,
      }),
    ],
  }, {
    title,
    about: `${label}: ${rows.map((row) => `${row.name} ${write(row)}`).join("; ")}.`,
  });
}
