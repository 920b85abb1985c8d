/** What was deleted against what was filled in, one panel per way of filling. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { restorationError, type RestoredCell } from "../../prepare/restore-cells.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, seriesColours } from "../palette.ts";
import { panels } from "../panels.ts";

/**
 * One panel per way of filling: each deleted number a dot, its truth across and what was filled in
 * upwards, both in standard deviations. On the diagonal stands what was restored.
 *
 * @param ways By name, from `restoreCells`; two or three fit side by side.
 * @throws `RangeError` for a way without cells.
 */
export function restorationChart(
  ways: Readonly<Record<string, readonly RestoredCell[]>>,
  options: Titled,
): Bundle {
  demandOptions("restorationChart", options, ["title"]);
  const { title } = options;
  const all = Object.values(ways).flat().flatMap(({ truth, filled }) => [truth, filled]);
  const domain = [Math.min(...all), Math.max(...all)];
  const drawn = Object.entries(ways).map(([name, cells], i) => {
    const error = restorationError(cells).toFixed(2);
    const picture = chart({
      width: 236,
      height: 250,
      marginTop: 4,
      marginLeft: 46,
      marginRight: 10,
      x: { label: "truth, standard deviations", domain, ticks: 5 },
      y: {
        label: i === 0 ? "filled in, standard deviations" : null,
        domain,
        ticks: 5,
        labelAnchor: "center",
      },
      marks: [
        Plot.line([[domain[0], domain[0]], [domain[1], domain[1]]], {
          stroke: guideColour,
          strokeDasharray: "4 4",
        }),
        Plot.dot(cells, {
          x: "truth",
          y: "filled",
          r: 2,
          fill: seriesColours[i],
          fillOpacity: 0.6,
        }),
      ],
    }, { title, about: `${name}: typical error ${error} standard deviations` });
    return [`${name}: error ${error}`, picture] as const;
  });
  return panels(Object.fromEntries(drawn), {
    title,
    columns: drawn.length,
    about: drawn.map(([heading]) => heading).join("; "),
  });
}
