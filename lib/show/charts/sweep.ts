/** What moving the threshold does to recall, specificity, precision and the share flagged. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import {
  type Confusion,
  confusionAt,
  precision,
  recall,
  specificity,
} from "../../measure/confusion.ts";
import { sweepThresholds } from "../../measure/sweep.ts";
import { diseaseWords, type OutcomeWords } from "../../outcome-words.ts";
import { percent } from "../../text.ts";
import type { Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, seriesColours } from "../palette.ts";

const FIGURES = ["recall", "specificity", "precision", "share flagged"];
/** Thresholds at which the curves are told where none is marked. */
const TOLD = [0.25, 0.5, 0.75];

/** The four figures at a threshold; no precision where nobody is flagged. */
function figuresAt(scored: Scored, at: Confusion): number[] {
  const flagged = at.truePositive + at.falsePositive;
  return [
    recall(at),
    specificity(at),
    flagged === 0 ? NaN : precision(at),
    flagged / scored.p.length,
  ];
}

function tellAt(scored: Scored, threshold: number): string {
  const figures = figuresAt(scored, confusionAt(scored, threshold)).flatMap((value, i) =>
    Number.isNaN(value) ? [] : [`${FIGURES[i]} ${percent(value)}`]
  );
  return `At ${percent(threshold, { digits: 1 })} or above: ${figures.join(", ")}.`;
}

/**
 * Four curves over the threshold, each a step function; a marked threshold stands as a line.
 *
 * @throws what `sweepThresholds` throws.
 */
export function sweepChart(
  scored: Scored,
  options: Titled & { readonly threshold?: number; readonly words?: OutcomeWords },
): Bundle {
  demandOptions("sweepChart", options, ["title", "threshold", "words"]);
  const { words = diseaseWords } = options;
  // The first point flags nobody, so that there is no precision to draw.
  const points = sweepThresholds(scored).slice(1).flatMap((point) => {
    return figuresAt(scored, point).map((value, i) => ({
      threshold: point.threshold,
      value,
      figure: FIGURES[i],
    }));
  });
  const marked = options.threshold === undefined ? [] : [options.threshold];
  return chart({
    height: 360,
    x: { label: `Threshold: called ${words.positive} from this probability on, %`, percent: true },
    y: { label: "Share, %", percent: true, domain: [0, 100] },
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
    about: (marked.length === 0 ? TOLD : marked).map((at) => tellAt(scored, at)).join(" "),
  });
}
