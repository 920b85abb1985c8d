/** Which columns go together: a heat map for numbers and categories at once. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Association } from "../../describe/associations.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { tellCorrelation } from "../tell.ts";

/** Light to dark blue; the figures are white from the fourth on. */
const SHADES = ["#f3f7fc", "#d3e3f3", "#9dc3e3", "#4a8fc7", "#1f6fb2", "#08306b"] as const;
const LIMITS = [0.1, 0.2, 0.3, 0.4, 0.5] as const;
/** Stands between the numbers and the categories. */
const BETWEEN = " ";

/** Numbers first, so that each measure fills a block of its own. */
function orderColumns(associations: readonly Association[]): [numbers: string[], rest: string[]] {
  const own = associations.filter(({ a, b }) => a === b);
  const [numbers, rest] = [true, false].map((wanted) =>
    own.filter(({ measure }) => (measure === "Pearson") === wanted).map(({ a }) => a)
  );
  if (numbers.length < 2 || rest.length < 2) {
    throw new RangeError("associationsChart: expected at least two numbers and two categories");
  }
  return [numbers, rest];
}

/**
 * The lower triangle of all pairs, each with its figure; the depth of colour is its size, whatever
 * its sign. Numbers stand first, so that Pearson's correlations, the correlation ratios and
 * Cramér's V are a block each, which is named.
 *
 * @param associations From `associations()`.
 * @throws `RangeError` for fewer than two numbers or two categories, the outcome included.
 */
export function associationsChart(
  associations: readonly Association[],
  options: Titled,
): Bundle {
  demandOptions("associationsChart", options, ["title"]);
  const { title } = options;
  const [numbers, rest] = orderColumns(associations);
  const columns = [...numbers, BETWEEN, ...rest];
  const place = (name: string): number => columns.indexOf(name);
  const cells = associations.filter(({ a, b }) => place(b) < place(a));
  const blocks = [
    { x: numbers[1], y: numbers[0], text: "two numbers: Pearson's correlation" },
    { x: numbers[0], y: BETWEEN, text: "a number and a category: correlation ratio" },
    { x: rest[1], y: rest[0], text: "two categories: Cramér's V" },
  ];
  return chart({
    width: 80 + 40 * columns.length,
    height: 70 + 27 * columns.length,
    marginLeft: 70,
    marginRight: 4,
    marginBottom: 62,
    marginTop: 8,
    x: { domain: columns, label: null, tickRotate: -40, tickSize: 0 },
    y: { domain: columns, label: null, tickSize: 0 },
    color: { type: "threshold", domain: [...LIMITS], range: [...SHADES] },
    marks: [
      Plot.cell(cells, { x: "b", y: "a", fill: ({ value }) => Math.abs(value), inset: 0.5 }),
      Plot.text(cells, {
        x: "b",
        y: "a",
        text: ({ value }) => tellCorrelation(value),
        fill: ({ value }) => Math.abs(value) >= LIMITS[2] ? "#fff" : "#111",
      }),
      Plot.text(blocks, {
        x: "x",
        y: "y",
        text: "text",
        textAnchor: "start",
        dx: -17,
        fontStyle: "italic",
      }),
    ],
  }, {
    title,
    about: cells.map(({ a, b, measure, value }) =>
      `${a} and ${b}: ${measure} ${tellCorrelation(value)}`
    )
      .join("; "),
  });
}
