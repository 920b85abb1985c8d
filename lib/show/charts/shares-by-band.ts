/** How many are diseased over bands of age, group by group. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { GroupShare } from "../../describe/univariable-shares.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { seriesColours } from "../palette.ts";

/** Two groups that are no outcomes: neither of those colours. */
const COLOURS = [seriesColours[3], seriesColours[2]];

/**
 * The share diseased over bands of a number, one line per group, with Wilson's intervals and counts.
 *
 * @param series One or two groups by name, such as "women": shares from `sharesByBand`.
 * @param options `label` is what the bands are of, with its unit.
 * @throws `RangeError` for more groups.
 */
export function sharesByBandChart(
  series: Readonly<Record<string, readonly GroupShare[]>>,
  options: Titled & { readonly label: string },
): Bundle {
  demandOptions("sharesByBandChart", options, ["title", "label"]);
  const { title, label } = options;
  const names = Object.keys(series);
  if (names.length < 1 || names.length > COLOURS.length) {
    throw new RangeError(`sharesByBandChart: expected one or two groups, got ${names.length}`);
  }
  const bands = Object.values(series)[0].map(({ group }) => group);
  const drawn = names.flatMap((name) =>
    series[name].map(({ group, diseased, total, share }) => ({
      name,
      band: group,
      counts: `${diseased} of ${total}`,
      ...share,
    }))
  );
  return chart({
    height: 360,
    marginTop: 30,
    marginLeft: 56,
    x: { domain: bands, label, type: "point", padding: 0.6 },
    y: { label: "Diseased, %", percent: true, domain: [0, 100], grid: true },
    color: { domain: names, range: COLOURS, legend: true },
    marks: names.flatMap((name, i) => {
      const own = drawn.filter((each) => each.name === name);
      const dx = (i - (names.length - 1) / 2) * 14;
      return [
        Plot.ruleX(own, { x: "band", y1: "low", y2: "high", stroke: "name", strokeWidth: 2.2, dx }),
        Plot.dot(own, { x: "band", y: "estimate", fill: "name", r: 5, dx }),
        Plot.text(own, {
          x: "band",
          y: "estimate",
          text: "counts",
          dx: dx + (i === 0 ? -9 : 9),
          textAnchor: i === 0 ? "end" : "start",
          // Black, since the purple of the dots is too pale for letters.
          fill: "#111",
          stroke: "#fff",
          strokeWidth: 3,
        }),
      ];
    }),
  }, {
    title,
    about: drawn.map(({ name, band, counts }) => `${name} ${band}: ${counts} diseased`).join("; "),
  });
}
