/** Predicted against observed: is a patient told 30 % one of three in ten? */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { CalibrationCurve } from "../../measure/calibration-curve.ts";
import { diseaseWords, type OutcomeWords } from "../../outcome-words.ts";
import { percent } from "../../text.ts";
import type { Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, outcomeColours, seriesColours } from "../palette.ts";

/** Share of the chart's height that the patients below the curve take. */
const FLOOR = -0.22;

/** Bars of patients by predicted probability, the diseased upwards, the healthy downwards. */
function countBars(
  scored: Scored,
  words: OutcomeWords,
): { p: number; height: number; outcome: string }[] {
  const bins = 40;
  const counts = [0, 1].map((label) => {
    const ofLabel = new Array<number>(bins).fill(0);
    for (let i = 0; i < scored.p.length; i++) {
      if (scored.label[i] === label) ofLabel[Math.min(bins - 1, Math.floor(scored.p[i] * bins))]++;
    }
    return ofLabel;
  });
  const tallest = Math.max(...counts.flat());
  return counts.flatMap((ofLabel, label) =>
    ofLabel.map((count, bin) => ({
      p: (bin + 0.5) / bins,
      height: (label === 1 ? 1 : -1) * count / tallest,
      outcome: label === 1 ? words.positive : words.negative,
    }))
  ).filter(({ height }) => height !== 0);
}

/** The observed share at the point of the curve nearest to a prediction. */
function tellAt({ points }: CalibrationCurve, at: number): string {
  const { p, observed } = points.reduce((best, point) =>
    Math.abs(point.p - at) < Math.abs(best.p - at) ? point : best
  );
  return `predicted ${percent(p)}, observed ${percent(observed)}`;
}

/**
 * The smoothed calibration curve with its band, the diagonal of perfect calibration, and below it
 * how the predictions of the diseased (up) and of the others (down) are spread.
 *
 * @param curve From `calibrationCurve`; its smoother is named on the axis.
 * @param scored The predictions it was made from.
 */
export function calibrationChart(
  curve: CalibrationCurve,
  options: Titled & { readonly scored: Scored; readonly words?: OutcomeWords },
): Bundle {
  demandOptions("calibrationChart", options, ["title", "scored", "words"]);
  const { words = diseaseWords } = options;
  const middle = FLOOR / 2;
  const bars = countBars(options.scored, words).map((bar) => ({
    ...bar,
    end: middle + bar.height * (-FLOOR / 2 - 0.02),
  }));
  const { estimate, low, high } = curve.errors.ici;
  return chart({
    width: 520,
    height: 600,
    x: {
      label: options.words === undefined
        ? "Predicted probability of disease, %"
        : `Predicted probability of "${words.positive}", %`,
      percent: true,
      domain: [0, 100],
    },
    y: {
      label: options.words === undefined
        ? `Observed share of the diseased, % (${curve.smoother})`
        : `Observed share of "${words.positive}", % (${curve.smoother})`,
      percent: true,
      domain: [100 * FLOOR, 100],
      ticks: [0, 20, 40, 60, 80, 100],
    },
    color: {
      domain: [words.positive, words.negative],
      range: [outcomeColours.diseased, outcomeColours.healthy],
      legend: true,
    },
    marks: [
      Plot.line([[0, 0], [1, 1]], { stroke: guideColour, strokeDasharray: "4 4" }),
      Plot.areaY(curve.points, {
        x: "p",
        y1: "low",
        y2: "high",
        fill: seriesColours[2],
        fillOpacity: 0.2,
        clip: true,
      }),
      Plot.line(curve.points, {
        x: "p",
        y: "observed",
        stroke: seriesColours[2],
        strokeWidth: 2.5,
      }),
      Plot.ruleX(bars, { x: "p", y1: () => middle, y2: "end", stroke: "outcome", strokeWidth: 7 }),
      Plot.ruleY([middle], { stroke: "#111", strokeWidth: 0.5 }),
    ],
  }, {
    title: options.title,
    about: "Calibration curve. " + [0.2, 0.5, 0.8].map((at) => tellAt(curve, at)).join("; ") +
      `. Mean distance from the diagonal ${estimate.toFixed(3)} ` +
      `[${low.toFixed(3)}, ${high.toFixed(3)}].`,
  });
}
