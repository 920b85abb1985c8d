/** The ROC curve that a threshold is chosen on, still or with a point that a script moves. */
import * as Plot from "@observablehq/plot";
import { type Confusion, confusionAt, recall, specificity } from "../../measure/confusion.ts";
import { rocCurve } from "../../measure/curves.ts";
import { percent } from "../../text.ts";
import type { Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, outcomeColours } from "../palette.ts";

const SIZE = 360;
const MARGIN = { left: 50, right: 20, top: 24, bottom: 48 };
/** Where 0 and 1 lie on each axis, in pixels: a script places its point by them. */
export const placeX = [MARGIN.left, SIZE - MARGIN.right] as const;
/** The same, upwards. */
export const placeY = [SIZE - MARGIN.bottom, MARGIN.top] as const;

/** The curve alone, with room to its right for words. */
export function curveOptions(scored: Scored, room: number): Plot.PlotOptions {
  return {
    width: SIZE + room,
    height: SIZE,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right + room,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: {
      label: "False alarms among the healthy, %",
      percent: true,
      domain: [0, 100],
      range: [...placeX],
    },
    y: {
      label: "Diseased who are found, %",
      percent: true,
      domain: [0, 100],
      range: [...placeY],
    },
    grid: true,
    marks: [
      Plot.line([[0, 0], [1, 1]], { stroke: guideColour, strokeDasharray: "4 4" }),
      Plot.line(rocCurve(scored), { x: "falsePositiveRate", y: "recall", strokeWidth: 2 }),
    ],
  };
}

/** What the four counts are called, everywhere the threshold is explored. */
export function countNames(at: Confusion): { readonly count: number; readonly name: string }[] {
  return [
    { count: at.truePositive, name: "diseased, found" },
    { count: at.falseNegative, name: "diseased, missed" },
    { count: at.falsePositive, name: "healthy, alarmed" },
    { count: at.trueNegative, name: "healthy, ruled out" },
  ];
}

/** The curve with the point of one threshold, and beside it how many people it finds and misses. */
export function curveChart(
  scored: Scored,
  { title, threshold }: Titled & { readonly threshold: number },
): Bundle {
  const at = confusionAt(scored, threshold);
  const point = { falsePositiveRate: 1 - specificity(at), recall: recall(at) };
  const counts = countNames(at).map(({ count, name }) => `${count} ${name}`);
  const shares = `Recall ${percent(point.recall)}, specificity ${
    percent(1 - point.falsePositiveRate)
  }`;
  const from = `Called diseased at ${percent(threshold, { digits: 1 })} or above`;
  const options = curveOptions(scored, 250);
  return chart({
    ...options,
    marks: [
      ...options.marks!,
      Plot.dot([point], {
        x: "falsePositiveRate",
        y: "recall",
        r: 6,
        fill: outcomeColours.diseased,
        stroke: "#fff",
        strokeWidth: 2,
      }),
      Plot.text([[from, ...counts, shares].join("\n")], {
        text: (words) => words,
        frameAnchor: "right",
        textAnchor: "start",
        dx: 24,
        lineHeight: 1.7,
        fontSize: 13,
      }),
    ],
  }, { title, about: `${from}: ${counts.join("; ")}. ${shares}.` });
}
