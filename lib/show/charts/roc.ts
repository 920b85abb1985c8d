/** ROC curves of one or several models in one chart. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { rocAuc } from "../../measure/auc.ts";
import { confusionAt, recall, specificity } from "../../measure/confusion.ts";
import { rocCurve } from "../../measure/curves.ts";
import type { RocBandPoint } from "../../measure/roc-band.ts";
import { percent } from "../../text.ts";
import type { OutcomeWords } from "../../outcome-words.ts";
import type { Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { coloursOf, guideColour } from "../palette.ts";
import { labelSeries } from "../series.ts";

/** What may be marked on the curves. */
export interface RocOptions extends Titled {
  /** The band of the first model's curve, from `rocBand`. */
  readonly band?: readonly RocBandPoint[];
  /** A threshold whose point is marked on the curve of the first model. */
  readonly threshold?: number;
  /** What the outcomes are called; default diseased and not diseased. */
  readonly words?: OutcomeWords;
}

/**
 * Recall against the false alarms among the healthy, one curve per model, its AUC in the legend.
 *
 * @param models At most seven, by name; each with predictions of both outcomes.
 * @throws `RangeError` for no model, or more than there are colours.
 */
export function rocChart(models: Readonly<Record<string, Scored>>, options: RocOptions): Bundle {
  demandOptions("rocChart", options, ["title", "band", "threshold", "words"]);
  const { words } = options;
  const { labels, color } = labelSeries(models, (scored) => `AUC ${rocAuc(scored).toFixed(3)}`);
  const points = Object.values(models).flatMap((scored, i) =>
    rocCurve(scored).map((point) => ({ ...point, model: labels[i] }))
  );
  return chart({
    width: 520,
    height: 520,
    x: { label: falseAlarmLabel(words), percent: true },
    y: { label: foundLabel(words), percent: true },
    color,
    grid: true,
    marks: [
      Plot.line([[0, 0], [1, 1]], { stroke: guideColour, strokeDasharray: "4 4" }),
      Plot.areaY(options.band ?? [], {
        x: "falsePositiveRate",
        y1: "low",
        y2: "high",
        fill: coloursOf(Object.keys(models))[0],
        fillOpacity: 0.15,
      }),
      Plot.line(points, {
        x: "falsePositiveRate",
        y: "recall",
        stroke: "model",
        strokeWidth: 2.2,
      }),
      ...markThreshold(Object.values(models)[0], options.threshold),
    ],
  }, {
    title: options.title,
    about: "Share found at 10 % and at 30 % false alarms. " +
      Object.values(models).map((scored, i) => `${labels[i]}: ${tellRoc(scored)}`).join("; ") +
      ". The diagonal is guessing.",
  });
}

/** The recall that a curve reaches within a tenth and within three tenths of false alarms. */
function tellRoc(scored: Scored): string {
  const curve = rocCurve(scored);
  return [0.1, 0.3].map((most) => {
    const within = curve.filter(({ falsePositiveRate }) => falsePositiveRate <= most + 1e-12);
    return percent(Math.max(...within.map((point) => point.recall)));
  }).join(" and ");
}

function foundLabel(words?: OutcomeWords): string {
  if (words === undefined) return "Diseased who are found, % (recall)";
  const { positive } = words;
  return `${positive[0].toUpperCase()}${positive.slice(1)}: share found, % (recall)`;
}

function falseAlarmLabel(words?: OutcomeWords): string {
  if (words === undefined) return "Healthy called diseased, % (1 − specificity)";
  const { positive, negative } = words;
  const name = `${negative[0].toUpperCase()}${negative.slice(1)}`;
  return `${name}: share called ${positive}, % (1 − specificity)`;
}

function markThreshold(scored: Scored, threshold: number | undefined): Plot.Markish[] {
  if (threshold === undefined) return [];
  const at = confusionAt(scored, threshold);
  const place = [{ x: 1 - specificity(at), y: recall(at) }];
  return [
    Plot.dot(place, { x: "x", y: "y", r: 6, fill: "#111", stroke: "#fff" }),
    Plot.text(place, {
      x: "x",
      y: "y",
      dx: 10,
      dy: 10,
      textAnchor: "start",
      stroke: "#fff",
      fill: "#111",
      text: () => `at ${percent(threshold)} or above`,
    }),
  ];
}
