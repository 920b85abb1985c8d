/** How predictions move with a feature: the mean curve on the curves it is the mean of. */
import * as Plot from "@observablehq/plot";
import type { Dependence, JointCell } from "../../explain/dependence.ts";
import type { FeatureSchema } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { nameAxis } from "../name-axis.ts";
import { guideColour, outcomeColours, seriesColours } from "../palette.ts";

/** How a dependence is drawn. */
export interface DependenceOptions extends Titled {
  readonly schema: FeatureSchema;
  readonly width?: number;
  /** What stands at the left; default "Predicted probability". */
  readonly y?: string;
}

/**
 * Partial dependence as a thick line on the curves of the patients, with a rug of the values that
 * were recorded. Categories become dots.
 */
export function dependenceChart(
  { feature: name, values, mean, curves, recorded }: Dependence,
  options: DependenceOptions,
): Bundle {
  const { title, schema, width = 640, y = "Predicted probability" } = options;
  const feature = schema.features.find((each) => each.name === name)!;
  const isNumber = feature.kind === "number";
  const single = curves.flatMap((curve, patient) =>
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
      ...(isNumber
        ? [
          Plot.tickX(recorded, {
            x: (value) => value,
            strokeOpacity: 0.25,
            inset: 0,
            y: null,
            insetTop: 234,
          }),
        ]
        : []),
    ],
  }, {
    title,
    about: `Partial dependence on ${nameAxis(feature)}: ${
      means.map(({ x, p }) =>
        `${typeof x === "number" ? Number(x.toPrecision(3)) : x} ${p.toFixed(2)}`
      ).join(", ")
    }. Grey lines are single patients.`,
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
  const { title, schema, features: [first, second] } = options;
  const label = (name: string): string =>
    nameAxis(schema.features.find((feature) => feature.name === name)!);
  const tickFormat = (value: number | string): string =>
    typeof value === "number" ? String(Number(value.toPrecision(3))) : value;
  return chart({
    height: 360,
    marginLeft: 130,
    x: { label: label(first), type: "band", tickFormat },
    y: { label: label(second), type: "band", tickFormat, reverse: true },
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
    about: `Mean probability in percent for each ${label(first)} and ${label(second)}.`,
  });
}
