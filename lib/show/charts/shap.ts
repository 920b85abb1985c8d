/** SHAP values drawn: of everybody as bars or as a swarm of dots, of one patient as a waterfall. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Contribution, Explanation } from "../../explain/shap.ts";
import { labelFeature } from "../../schema.ts";
import { sigmoid } from "../../stats/log-odds.ts";
import { percent } from "../../text.ts";
import type { FeatureSchema, Row } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, outcomeColours, seriesColours } from "../palette.ts";
import { tellNumber } from "../tell.ts";

/** Where the features' names come from. */
export interface ShapChartOptions extends Titled {
  readonly schema: FeatureSchema;
  /** Features to draw, the weightiest first; default 13. */
  readonly most?: number;
}

function roomFor(labels: readonly string[]): number {
  return 20 + 6.8 * Math.max(...labels.map((label) => label.length));
}

/** Mean absolute contribution of each feature, the largest first. */
export function meanContributions(explanations: readonly Explanation[]): Contribution[] {
  if (explanations.length === 0) throw new RangeError("expected explanations, got none");
  return explanations[0].contributions.map(({ feature }, j) => {
    const sum = explanations.reduce((total, each) => {
      return total + Math.abs(each.contributions[j].value);
    }, 0);
    return { feature, value: sum / explanations.length };
  }).sort((a, b) => b.value - a.value);
}

/** One bar per feature: how far it moves a patient's prediction on average, either way. */
export function shapBarChart(
  explanations: readonly Explanation[],
  options: ShapChartOptions,
): Bundle {
  demandOptions("shapBarChart", options, ["title", "schema", "most"]);
  const { title, schema, most = 13 } = options;
  const means = meanContributions(explanations).slice(0, most)
    .map(({ feature, value }) => ({ name: labelFeature(schema, feature), value }));
  const { unit } = explanations[0];
  return chart({
    height: 60 + 24 * means.length,
    marginTop: 6,
    marginLeft: roomFor(means.map(({ name }) => name)),
    marginRight: 60,
    x: { label: `Mean distance moved (${unit})`, grid: true },
    y: { label: null, domain: means.map(({ name }) => name) },
    marks: [
      Plot.barX(means, { x: "value", y: "name", fill: seriesColours[0] }),
      Plot.text(means, {
        x: "value",
        y: "name",
        text: ({ value }) => value.toFixed(3),
        textAnchor: "start",
        dx: 4,
      }),
      Plot.ruleX([0]),
    ],
  }, {
    title,
    about: `Mean absolute SHAP value in ${unit}: ${
      means.map(({ name, value }) => `${name} ${value.toFixed(3)}`).join("; ")
    }.`,
  });
}

/** A dot of the swarm. */
interface Dot {
  readonly feature: string;
  readonly x: number;
  /** Where the patient's value stands among all, from 0 to 1; -1 where it is missing. */
  readonly rank: number;
  readonly lift: number;
}

/** Dots that would overlap are lifted, alternately above and below the line. */
function liftDots(values: readonly number[], width: number): number[] {
  const lifts = new Array<number>(values.length).fill(0);
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const placed: { x: number; lift: number }[] = [];
  for (const i of order) {
    const close = new Set<number>();
    for (let k = placed.length - 1; k >= 0 && values[i] - placed[k].x < width; k--) {
      close.add(placed[k].lift);
    }
    let lift = 0;
    for (let step = 1; close.has(lift); step++) {
      lift = (step % 2 === 1 ? 1 : -1) * Math.ceil(step / 2);
    }
    placed.push({ x: values[i], lift });
    lifts[i] = lift;
  }
  return lifts;
}

/** Share of the recorded values below, ties half: what decides a dot's colour. */
function rankValues(schema: FeatureSchema, rows: readonly Row[], name: string): number[] {
  const feature = schema.features.find((each) => each.name === name);
  const numbers = rows.map((row) => {
    const cell = row[name];
    if (cell === null || cell === undefined) return NaN;
    return feature?.kind === "category" ? feature.levels.indexOf(String(cell)) : Number(cell);
  });
  const distinct = [...new Set(numbers.filter((each) => !Number.isNaN(each)))]
    .sort((a, b) => a - b);
  const last = Math.max(1, distinct.length - 1);
  return numbers.map((each) => Number.isNaN(each) ? -1 : distinct.indexOf(each) / last);
}

/** Of missing values, then of low to high ones. */
const COLOURS = ["#CC79A7", "#0072B2", "#56B4E9", "#c9c9c9", "#E69F00", "#D55E00"];
/** The ranks at which a colour ends and the next begins. */
const STEPS = [0, 0.2, 0.4, 0.6, 0.8];

/** Those of one colour are drawn together; the few that are missing last, so that they are seen. */
const turnOf = (rank: number): number =>
  rank < 0 ? COLOURS.length : STEPS.filter((step) => rank >= step).length;

/** What the colours stand for, written where there are no dots. */
function keyOf(dots: readonly Dot[]): { text: string; fill: string; dy: number }[] {
  const ends = [
    { text: "● high value", fill: COLOURS[5] },
    { text: "● low value", fill: COLOURS[1] },
  ];
  const missing = { text: "● not recorded", fill: COLOURS[0] };
  return dots.some(({ rank }) => rank < 0)
    ? [...ends, missing].map((each, i) => ({ ...each, dy: 12 * i - 12 }))
    : ends.map((each, i) => ({ ...each, dy: 16 * i - 8 }));
}

/**
 * The beeswarm: a line per feature, a dot per patient, to the right where the feature raised the
 * prediction; the colour tells whether the patient's value is low or high (of a category, an early
 * or a late level), or not recorded.
 *
 * @param rows The raw rows of the explained patients, in their order.
 */
export function beeswarmChart(
  explanations: readonly Explanation[],
  options: ShapChartOptions & { readonly rows: readonly Row[] },
): Bundle {
  demandOptions("beeswarmChart", options, ["title", "schema", "most", "rows"]);
  const { title, schema, rows, most = 13 } = options;
  const features = meanContributions(explanations).slice(0, most).map(({ feature }) => feature);
  const { unit, contributions } = explanations[0];
  const at = (feature: string): number =>
    contributions.findIndex((each) => each.feature === feature);
  const all = features.map((feature) => {
    const j = at(feature);
    return explanations.map((each) => each.contributions[j].value);
  });
  const range = Math.max(...all.flat()) - Math.min(...all.flat());
  const dots = features.flatMap((feature, f): Dot[] => {
    const ranks = rankValues(schema, rows, feature);
    const lifts = liftDots(all[f], range / 130);
    const tallest = Math.max(9, ...lifts.map(Math.abs));
    // Those of one colour one after the other, which makes them one mark of the picture.
    return all[f].map((x, i) => ({ feature, x, rank: ranks[i], lift: lifts[i] * 9 / tallest }))
      .sort((a, b) => turnOf(a.rank) - turnOf(b.rank));
  });
  return chart({
    height: 60 + 36 * features.length,
    marginTop: 6,
    marginLeft: roomFor(features.map((name) => labelFeature(schema, name))),
    x: { label: `SHAP value: how far it moves the prediction (${unit})`, grid: true },
    y: { axis: null, domain: [-10, 10] },
    fy: { axis: null, domain: features, padding: 0.04 },
    color: {
      type: "threshold",
      domain: STEPS,
      range: COLOURS,
    },
    marks: [
      Plot.ruleX([0], { stroke: guideColour }),
      Plot.dot(dots, { x: "x", y: "lift", fy: "feature", r: 1.8, fill: "rank" }),
      ...keyOf(dots).map(({ text, fill, dy }) =>
        Plot.text([features.at(-1)!], {
          fy: (name) => name,
          text: () => text,
          fill,
          frameAnchor: "right",
          dy,
        })
      ),
      Plot.text(features, {
        fy: (name) => name,
        text: (name) => labelFeature(schema, name),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
      }),
    ],
  }, {
    title,
    about: "A dot per patient and feature, blue for a low value and orange for a high one. " +
      `From the lowest to the highest SHAP value (${unit}): ${
        features.map((name, f) =>
          `${labelFeature(schema, name)} ${tellNumber(Math.min(...all[f]))} to ${
            tellNumber(Math.max(...all[f]))
          }`
        ).join("; ")
      }.`,
  });
}

/** "+0.17", "−0.05"; no sign where nothing is left after rounding. */
function writeStep(value: number): string {
  const size = Math.abs(value).toFixed(2);
  return Number(size) === 0 ? size : `${value < 0 ? "−" : "+"}${size}`;
}

/** Whose waterfall it is. */
export interface WaterfallOptions extends ShapChartOptions {
  readonly row: Row;
}

/**
 * From the usual prediction to one patient's, feature by feature, the furthest first; those beyond
 * `most` (default 8) are one step.
 */
export function waterfallChart(explanation: Explanation, options: WaterfallOptions): Bundle {
  demandOptions("waterfallChart", options, ["title", "schema", "most", "row"]);
  const { title, schema, row, most = 8 } = options;
  const { unit, base, contributions, prediction } = explanation;
  const ordered = contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const rest = ordered.slice(most);
  const steps = ordered.slice(0, most).map(({ feature: name, value }) => {
    const feature = schema.features.find((each) => each.name === name);
    const unitOf = feature?.kind === "number" && feature.unit !== "" ? ` ${feature.unit}` : "";
    const cell = row[name] === null ? "not recorded" : `${row[name]}${unitOf}`;
    return { words: `${labelFeature(schema, name)}: ${cell}`, value };
  });
  if (rest.length > 0) {
    const value = rest.reduce((sum, each) => sum + each.value, 0);
    steps.push({ words: `${rest.length} others`, value });
  }
  let at = base;
  const bars = steps.map(({ words, value }) => {
    const from = at;
    at += value;
    return { words, value, from, to: at };
  });
  const toPercent = (value: number): string =>
    percent(unit === "log odds" ? sigmoid(value) : value);
  // Each label leans away from the other, so that they never meet.
  const [left, right] = prediction < base ? [prediction, base] : [base, prediction];
  const ends = [{ x: left, anchor: "end" }, { x: right, anchor: "start" }] as const;
  const write = (x: number): string =>
    x === base ? `usual: ${toPercent(base)}` : `this patient: ${toPercent(prediction)}`;
  return chart({
    height: 110 + 28 * bars.length,
    marginTop: 30,
    marginLeft: 260,
    marginRight: 50,
    x: { label: `Prediction (${unit})`, grid: true, inset: 30 },
    y: { label: null, domain: bars.map(({ words }) => words) },
    marks: [
      Plot.ruleX([base, prediction], { stroke: guideColour, strokeDasharray: "4 4" }),
      ...ends.map(({ x, anchor }) =>
        Plot.text([write(x)], {
          x: () => x,
          frameAnchor: "top",
          textAnchor: anchor,
          dx: anchor === "end" ? -3 : 3,
          dy: -18,
          fontWeight: "bold",
        })
      ),
      Plot.barX(bars, {
        x1: "from",
        x2: "to",
        y: "words",
        fill: ({ value }) => value < 0 ? outcomeColours.healthy : outcomeColours.diseased,
      }),
      Plot.text(bars, {
        x: ({ from, to }) => Math.max(from, to),
        y: "words",
        text: ({ value }) => writeStep(value),
        textAnchor: "start",
        dx: 4,
        stroke: "#fff",
        strokeWidth: 4,
        fill: "#111",
      }),
    ],
  }, {
    title,
    about: `From ${toPercent(base)} to ${toPercent(prediction)}: ${
      bars.map(({ words, value }) => `${words} ${writeStep(value)}`).join("; ")
    }.`,
  });
}
