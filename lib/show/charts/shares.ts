/** How many of each level are diseased, all categories in one picture. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { type GroupShare, sharesByLevel } from "../../describe/univariable-shares.ts";
import { percent } from "../../text.ts";
import type { Dataset } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, outcomeColours } from "../palette.ts";

/** A line of the chart: a category's name, or one of its levels. */
interface Line extends Partial<GroupShare> {
  readonly key: string;
  readonly text: string;
}

function toLines(dataset: Dataset, names: readonly string[]): Line[] {
  return names.flatMap((name) => {
    const feature = dataset.schema.features.find((each) => each.name === name);
    const shares = sharesByLevel(dataset, name);
    return [
      { key: name, text: feature!.label },
      ...shares.map((share) => ({ ...share, key: `${name}: ${share.group}`, text: share.group })),
    ];
  });
}

/**
 * Category by category and level by level, the share diseased with Wilson's 95 % interval, the
 * area of the dot as the number of patients; dashed: the share among all.
 *
 * @param names Categories of the data set, in the order to show them.
 * @throws `RangeError` for a name that is no category.
 */
export function sharesChart(
  dataset: Dataset,
  names: readonly string[],
  options: Titled,
): Bundle {
  demandOptions("sharesChart", options, ["title"]);
  const { title } = options;
  const lines = toLines(dataset, names);
  const levels = lines.filter((line) => line.share !== undefined) as Required<Line>[];
  const headings = lines.filter((line) => line.share === undefined);
  const overall = dataset.labels.filter((label) => label === 1).length / dataset.labels.length;
  return chart({
    height: 70 + 21 * lines.length,
    marginTop: 24,
    marginLeft: 140,
    marginRight: 120,
    x: { label: "Diseased, %", percent: true, domain: [0, 100], grid: true },
    y: { axis: null, domain: lines.map(({ key }) => key) },
    r: { range: [2, 9] },
    marks: [
      Plot.ruleX([overall], { stroke: guideColour, strokeDasharray: "4 4" }),
      Plot.text([overall], {
        x: (share: number) => share,
        text: () => `all: ${percent(overall)}`,
        frameAnchor: "top",
        dy: -14,
        fill: guideColour,
      }),
      Plot.ruleY(levels, {
        y: "key",
        x1: (line) => line.share.low,
        x2: (line) => line.share.high,
        stroke: outcomeColours.diseased,
        strokeWidth: 2,
      }),
      Plot.dot(levels, {
        y: "key",
        x: (line) => line.share.estimate,
        r: "total",
        fill: outcomeColours.diseased,
        stroke: "#fff",
      }),
      Plot.text(headings, {
        y: "key",
        text: "text",
        frameAnchor: "left",
        textAnchor: "start",
        dx: -132,
        fontWeight: "bold",
      }),
      Plot.text(levels, {
        y: "key",
        text: "text",
        frameAnchor: "left",
        textAnchor: "end",
        dx: -8,
      }),
      Plot.text(levels, {
        y: "key",
        text: (line) => `${line.diseased} of ${line.total}, ${percent(line.share.estimate)}`,
        frameAnchor: "right",
        textAnchor: "start",
        dx: 12,
      }),
    ],
  }, {
    title,
    about: levels.map(({ key, diseased, total, share: { low, high } }) =>
      `${key}: ${diseased} of ${total} diseased [${(100 * low).toFixed(0)}, ${
        (100 * high).toFixed(0)
      }]`
    ).join("; "),
  });
}
