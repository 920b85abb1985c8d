/** Is it worth acting on the model? Net benefit over the thresholds at which one would act. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { DecisionPoint } from "../../measure/netbenefit.ts";
import { percent } from "../../text.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour } from "../palette.ts";
import { labelSeries } from "../series.ts";

/** Net benefit at the ends and in the middle of the thresholds. */
function tellDecision(models: Readonly<Record<string, readonly DecisionPoint[]>>): string {
  const [first] = Object.values(models);
  return [0, Math.floor(first.length / 2), first.length - 1].map((at) => {
    const all = Object.entries(models).map(([name, curve]) =>
      `${name} ${curve[at].netBenefit.toFixed(3)}`
    );
    const everybody = `treating everybody ${first[at].treatAll.toFixed(3)}`;
    return `Net benefit at ${percent(first[at].threshold)}: ${[...all, everybody].join(", ")}`;
  }).join(". ").replaceAll("-", "−") + ". Treating nobody is 0.";
}

/**
 * One curve per model beside treating everybody and treating nobody.
 *
 * @param models From `decisionCurve`, all over the same thresholds; at most seven.
 * @throws `RangeError` for no model, or more than there are colours.
 */
export function decisionChart(
  models: Readonly<Record<string, readonly DecisionPoint[]>>,
  options: Titled,
): Bundle {
  demandOptions("decisionChart", options, ["title"]);
  const { title } = options;
  const { labels: names, color } = labelSeries(models);
  const [first] = Object.values(models);
  const points = names.flatMap((model) => models[model].map((point) => ({ ...point, model })));
  const best = Math.max(...points.map(({ netBenefit }) => netBenefit));
  return chart({
    height: 380,
    marginRight: 90,
    x: { label: "Threshold: one would act from this probability on, %", percent: true },
    y: {
      label: "Net benefit, diseased found per patient",
      domain: [-0.05, best * 1.05],
      grid: true,
    },
    color,
    marks: [
      Plot.ruleY([0], { stroke: guideColour }),
      Plot.line(first, {
        x: "threshold",
        y: "treatAll",
        stroke: guideColour,
        strokeDasharray: "4 4",
        clip: true,
      }),
      Plot.text([{ x: first.at(-1)!.threshold, y: 0, text: "treat nobody" }], {
        x: "x",
        y: "y",
        text: "text",
        dx: 6,
        textAnchor: "start",
      }),
      Plot.text(first.filter(({ treatAll }) => treatAll > 0).slice(-1), {
        x: "threshold",
        y: "treatAll",
        text: () => "treat everybody",
        dx: -6,
        dy: -4,
        textAnchor: "end",
        stroke: "#fff",
        fill: "#111",
      }),
      Plot.line(points, {
        x: "threshold",
        y: "netBenefit",
        stroke: "model",
        strokeWidth: 2.2,
        clip: true,
      }),
    ],
  }, {
    title,
    about: tellDecision(models),
  });
}
