/** Precision against recall, for when the diseased are few. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { precisionRecallCurve } from "../../measure/curves.ts";
import { metrics } from "../../measure/metrics.ts";
import { percent } from "../../text.ts";
import type { Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour } from "../palette.ts";
import { labelSeries } from "../series.ts";

/** The best precision among the thresholds that find half of the diseased, and nine tenths. */
function tellPrecision(scored: Scored): string {
  const curve = precisionRecallCurve(scored);
  return [0.5, 0.9].map((least) => {
    const found = curve.filter((point) => point.recall >= least - 1e-12);
    return percent(Math.max(...found.map(({ precision }) => precision)));
  }).join(" and ");
}

/**
 * One step curve a model, with the average precision in the legend; the dashed line is the
 * precision of flagging at random, which is the share of the diseased among the first model's
 * patients.
 *
 * @throws `RangeError` for no model, or more than there are colours.
 */
export function precisionRecallChart(
  models: Readonly<Record<string, Scored>>,
  options: Titled,
): Bundle {
  demandOptions("precisionRecallChart", options, ["title"]);
  const { title } = options;
  const { labels, color } = labelSeries(
    models,
    (scored) => `average precision ${metrics.averagePrecision.score(scored).toFixed(3)}`,
  );
  const points = Object.values(models).flatMap((scored, i) =>
    precisionRecallCurve(scored).map((point) => ({ ...point, model: labels[i] }))
  );
  const [first] = Object.values(models);
  const prevalence = Array.from(first.label).filter((each) => each === 1).length /
    first.label.length;
  return chart({
    width: 520,
    height: 480,
    x: { label: "Diseased who are found, % (recall)", percent: true, domain: [0, 100] },
    y: { label: "Diseased among those flagged, % (precision)", percent: true, domain: [0, 100] },
    color,
    grid: true,
    marks: [
      Plot.ruleY([prevalence], { stroke: guideColour, strokeDasharray: "4 4" }),
      Plot.line(points, {
        x: "recall",
        y: "precision",
        stroke: "model",
        strokeWidth: 2.2,
        curve: "step-before",
      }),
    ],
  }, {
    title,
    about: "Precision where half and where 90 % are found. " +
      Object.values(models).map((scored, i) => `${labels[i]}: ${tellPrecision(scored)}`)
        .join("; ") +
      `. Dashed: ${percent(prevalence)}, as if flagged at random.`,
  });
}
