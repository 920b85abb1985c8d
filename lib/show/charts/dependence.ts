/** How predictions move with a feature: the mean curve on the curves it is the mean of. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Dependence, JointCell } from "../../explain/dependence.ts";
import { percent } from "../../text.ts";
import { rowWords } from "../../outcome-words.ts";
import type { FeatureSchema } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { nameAxis } from "../name-axis.ts";
import { guideColour, outcomeColours, seriesColours } from "../palette.ts";
import { tellCurve } from "../tell.ts";

/** How a dependence is drawn. */
export interface DependenceOptions extends Titled {
  readonly schema: FeatureSchema;
  readonly width?: number;
  /** What stands at the left; default "Predicted probability". */
  readonly y?: string;
}

/** Curves of single patients that can be told apart, and that fit into a small picture. */
const MOST_CURVES = 100;

/** Curves evenly spaced in the order of their means, so that high and low ones are kept alike. */
function thinCurves<Curve extends ArrayLike<number>>(curves: readonly Curve[]): Curve[] {
  if (curves.length <= MOST_CURVES) return [...curves];
  const mean = (curve: Curve): number =>
    Array.from(curve).reduce((sum, p) => sum + p, 0) / curve.length;
  const ordered = curves.map((curve) => ({ curve, mean: mean(curve) }))
    .sort((a, b) => a.mean - b.mean);
  return Array.from(
    { length: MOST_CURVES },
    (_, i) => ordered[Math.floor((i + 0.5) * curves.length / MOST_CURVES)].curve,
  );
}

/**
 * Partial dependence as a thick line on the curves of the patients, with a rug of the values that
 * were recorded. Categories become dots. Of more than 100 patients 100 are drawn, evenly spaced in
 * the order of their mean predictions; the thick line is the mean of all.
 */
export function dependenceChart(
  { feature: name, values, mean, curves, recorded }: Dependence,
  options: DependenceOptions,
): Bundle {
  demandOptions("dependenceChart", options, ["title", "schema", "width", "y"]);
  const { title, schema, width = 640, y = "Predicted probability" } = options;
  const feature = schema.features.find((each) => each.name === name)!;
  const isNumber = feature.kind === "number";
  const drawn = thinCurves(curves);
  const single = drawn.flatMap((curve, patient) =>
    curve.map((p, i) => ({ x: values[i], p, patient }))
  );
  const means = mean.map((p, i) => ({ x: values[i], p }));
  return chart({
    width,
    height: 300,
    x: { label: nameAxis(feature), type: isNumber ? "linear" : "point", inset: 12 },
    y: { label: y, grid: true, domain: [0, 1] },
    marks: [
      Plot.line(single, {
        x: "x",
        y: "p",
        z: "patient",
        stroke: guideColour,
        strokeOpacity: 0.15,
        strokeWidth: 0.8,
      }),
      Plot.line(means, { x: "x", y: "p", stroke: seriesColours[1], strokeWidth: 3.5 }),
      Plot.dot(means, { x: "x", y: "p", fill: seriesColours[1], r: isNumber ? 0 : 5 }),
      Plot.ruleX(isNumber ? recorded : [], {
        x: (value) => value,
        y1: 0,
        y2: 0.03,
        strokeOpacity: 0.25,
      }),
    ],
  }, {
    title,
    about: `${y} against ${nameAxis(feature)}, on average: ${
      isNumber
        ? tellCurve(means.map(({ x, p }) => ({ x, y: p })))
        : means.map(({ x, p }) => `${x} ${p.toFixed(2)}`).join(", ")
    }. The grey lines are ${
      drawn.length === curves.length
        ? `single ${rowWords(schema).many}`
        : `${drawn.length} of the ${curves.length} ${rowWords(schema).many}, from low to high`
    }.`,
  });
}

/** The probability over two features, a cell per combination: the redder the likelier. */
export function jointChart(
  cells: readonly JointCell[],
  options: Titled & {
    readonly schema: FeatureSchema;
    readonly features: readonly [string, string];
  },
): Bundle {
  demandOptions("jointChart", options, ["title", "schema", "features"]);
  const { title, schema, features: [first, second] } = options;
  const label = (name: string): string =>
    nameAxis(schema.features.find((feature) => feature.name === name)!);
  const tickFormat = (value: number | string): string =>
    typeof value === "number" ? String(Number(value.toPrecision(3))) : value;
  // As the cells come: levels in the order of the schema, where the alphabet would mix them up.
  const inOrder = (values: readonly (number | string)[]): (number | string)[] => [
    ...new Set(values),
  ];
  return chart({
    height: 360,
    marginLeft: 130,
    x: { label: label(first), type: "band", tickFormat, domain: inOrder(cells.map(({ x }) => x)) },
    y: {
      label: label(second),
      type: "band",
      tickFormat,
      reverse: true,
      domain: inOrder(cells.map(({ y }) => y)),
    },
    color: {
      type: "linear",
      domain: [0, 0.5, 1],
      range: [outcomeColours.healthy, "#f4f4f4", outcomeColours.diseased],
    },
    marks: [
      Plot.cell(cells, { x: "x", y: "y", fill: "value" }),
      Plot.text(cells, { x: "x", y: "y", text: ({ value }) => (100 * value).toFixed(0) }),
    ],
  }, {
    title,
    about: `Mean probability by ${label(first)} and ${label(second)}: ${
      cells.map(({ x, y, value }) => `${tickFormat(x)} and ${tickFormat(y)} ${percent(value)}`)
        .join("; ")
    }.`,
  });
}
