/** What moving the threshold does to recall, specificity, precision and the share flagged. */
import * as Plot from "@observablehq/plot";
import { precision, recall, specificity } from "../../measure/confusion.ts";
import { sweepThresholds } from "../../measure/sweep.ts";
import { diseaseWords, type OutcomeWords } from "../../outcome-words.ts";
import type { Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, seriesColours } from "../palette.ts";

const FIGURES = ["recall", "specificity", "precision", "share flagged"];

/**
 * Four curves over the threshold, each a step function; a marked threshold stands as a line.
 *
 * @throws what `sweepThresholds` throws.
 */
export function sweepChart(
  scored: Scored,
  options: Titled & { readonly threshold?: number; readonly words?: OutcomeWords },
): Bundle {
  const { words = diseaseWords } = options;
  // The first point flags nobody, so that there is no precision to draw.
  const points = sweepThresholds(scored).slice(1).flatMap((point) => {
    const flagged = point.truePositive + point.falsePositive;
    const values = [recall(point), specificity(point), precision(point), flagged / scored.p.length];
    return values.map((value, i) => ({ threshold: point.threshold, value, figure: FIGURES[i] }));
  });
  const marked = options.threshold === undefined ? [] : [options.threshold];
  return chart({
    height: 360,
    x: { label: `Threshold: called ${words.positive} from this probability on, %`, percent: true },
    y: { label: "%", percent: true, domain: [0, 100] },
    color: { domain: FIGURES, range: seriesColours.slice(0, FIGURES.length), legend: true },
    grid: true,
    marks: [
      Plot.ruleX(marked, { stroke: guideColour, strokeDasharray: "4 4" }),
      Plot.line(points, {
        x: "threshold",
        y: "value",
        z: "figure",
        stroke: "figure",
        strokeWidth: 2,
        curve: "step-after",
      }),
    ],
  }, {
    title: options.title,
    about: `${FIGURES.join(", ")} against the threshold.`,
  });
}
