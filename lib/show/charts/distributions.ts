/** How numbers are spread among the diseased and the others: a square is a patient. */
import { demandName, demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { median } from "../../stats/quantile.ts";
import type { Dataset, Label } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { outcomeColours } from "../palette.ts";
import { panels } from "../panels.ts";
import { nameAxis } from "../name-axis.ts";
import { tellNumber } from "../tell.ts";
import { type Stack, type StackedNumber, stackNumber } from "./stacks.ts";

const WIDTH = 336;
const MARGIN = 12;
/** Side of a square with the gap beside it, in pixels. */
const PITCH = 4.4;
/** Room for the axis, in pixels. */
const AXIS = 46;
const LABELS = [1, 0] as const;
/** Healthy downwards, diseased upwards. */
const SIDE = [-1, 1] as const;
const COLOURS = [outcomeColours.healthy, outcomeColours.diseased] as const;

function tallest({ stacks }: StackedNumber, label: Label): number {
  return Math.max(...stacks.filter((stack) => stack.label === label).map(({ count }) => count));
}

function medianOf({ patients }: StackedNumber, label: Label): number {
  return median(patients.filter((each) => each.label === label).map(({ value }) => value));
}

/** The line at the median of one outcome, with its value at the end. */
function markMedian(binned: StackedNumber, label: Label, end: number): Plot.Markish[] {
  const { domain } = binned;
  const x = medianOf(binned, label);
  const isRight = x > (domain[0] + domain[1]) / 2;
  const line = [{ x, from: 0.4 * SIDE[label], to: end - 1.5 * SIDE[label] }];
  return [
    Plot.ruleX(line, { x: "x", y1: "from", y2: "to", stroke: "#111", strokeWidth: 1.6 }),
    Plot.text(line, {
      x: "x",
      y: "to",
      text: () => `median ${Number(x.toFixed(2))}`,
      textAnchor: isRight ? "end" : "start",
      dx: isRight ? -4 : 4,
      dy: 2 * SIDE[label],
      stroke: "#fff",
      strokeWidth: 3,
      fill: COLOURS[label],
      fontWeight: "bold",
    }),
  ];
}

function drawNumber(binned: StackedNumber, up: number, title: string): Bundle {
  const { feature, stacks, domain } = binned;
  const down = tallest(binned, 0) + 4;
  return chart({
    width: WIDTH,
    height: (up + down) * PITCH + AXIS,
    marginTop: 0,
    marginLeft: MARGIN,
    marginRight: MARGIN,
    marginBottom: AXIS,
    x: {
      domain,
      label: feature.unit === "" ? "number" : feature.unit,
      ticks: Number.isInteger(domain[0]) ? 6 : domain[1] - domain[0],
      labelOffset: 38,
    },
    y: { domain: [-down, up], axis: null },
    marks: [
      ...LABELS.map((label) =>
        Plot.ruleX(stacks.filter((stack) => stack.label === label), {
          x: "x",
          y1: () => 0.4 * SIDE[label],
          y2: (stack: Stack) => (stack.count + 0.4) * SIDE[label],
          stroke: COLOURS[label],
          strokeWidth: PITCH - 1,
          // A dash is a square: a line a stack instead of a mark a patient keeps the picture small.
          strokeDasharray: `${PITCH - 1} 1`,
        })
      ),
      Plot.ruleY([0], { stroke: "#111", strokeWidth: 0.6 }),
      ...markMedian(binned, 1, up),
      ...markMedian(binned, 0, -down),
    ],
  }, { title, about: `${nameAxis(feature)}, a square per patient, the diseased above the axis.` });
}

/**
 * One panel per number: the diseased upwards and the others downwards from the axis, a square a
 * patient, with both medians. Patients without a recorded value are left out.
 *
 * @param names Numbers of the data set, in the order to show them.
 * @throws `RangeError` for a name that is no number, or is recorded for one outcome only.
 */
export function distributionsChart(
  dataset: Dataset,
  names: readonly string[],
  options: Titled,
): Bundle {
  demandOptions("distributionsChart", options, ["title"]);
  const { title } = options;
  const binned = names.map((name) => {
    demandName("feature", name, dataset.schema.features.map((each) => each.name));
    const feature = dataset.schema.features.find((each) => each.name === name);
    if (feature?.kind !== "number") throw new RangeError(`feature "${name}": expected a number`);
    return stackNumber(dataset, feature, { width: WIDTH - 2 * MARGIN, pitch: PITCH });
  });
  const up = Math.max(...binned.map((each) => tallest(each, 1))) + 4;
  const charts = binned.map((each) => [each.feature.label, drawNumber(each, up, title)] as const);
  return panels(Object.fromEntries(charts), {
    title,
    legend: { "diseased, above the line": COLOURS[1], "not diseased, below it": COLOURS[0] },
    about: "A square is a patient, the diseased above the axis, the others below. Medians: " +
      binned.map((each) =>
        `${nameAxis(each.feature)}, diseased ${tellNumber(medianOf(each, 1))}, not diseased ` +
        tellNumber(medianOf(each, 0))
      ).join("; ") + ".",
  });
}
