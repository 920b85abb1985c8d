/** All numbers on one scale, a dot per patient: who stands far out, and where one patient stands. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Outlier } from "../../prepare/outliers.ts";
import { recordedValues, standardise } from "../../prepare/recorded.ts";
import type { Dataset } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, outcomeColours } from "../palette.ts";
import { tellNumber } from "../tell.ts";

/** Whom to point out. */
export interface SpreadOptions extends Titled {
  /** Cells outside their fence, from `flagOutliers`: drawn dark and with their value. */
  readonly outliers?: readonly Outlier[];
  /** The row of one patient, drawn large and with the values. */
  readonly patient?: number;
}

const OUTCOMES = [
  { outcome: "diseased", colour: outcomeColours.diseased },
  { outcome: "not diseased", colour: outcomeColours.healthy },
] as const;

interface Dot {
  readonly feature: string;
  readonly row: number;
  readonly value: number;
  readonly z: number;
  readonly outcome: string;
}

/** A dot with its distance from the line, in dots. */
interface Placed extends Dot {
  readonly lift: number;
}

/** Distances below which two dots, or two written values, overlap, in standard deviations. */
const NEAR = 0.09;
const APART = 0.55;
/** Dots that fit above or below the line; more of one value lie on top of each other. */
const ROOM = 7;

/** Lifts dots that would overlap, alternately above and below the line. */
function beeswarm(dots: readonly Dot[]): Placed[] {
  const placed: Placed[] = [];
  for (const dot of dots.toSorted((a, b) => a.z - b.z || a.row - b.row)) {
    const close = placed.filter(({ z }) => dot.z - z < NEAR).map(({ lift }) => lift);
    let lift = 0;
    for (let step = 1; close.includes(lift); step++) {
      lift = (step % 2 === 1 ? 1 : -1) * Math.ceil(step / 2);
    }
    placed.push({ ...dot, lift });
  }
  return placed.map((dot) => ({ ...dot, lift: dot.lift % (ROOM + 1) }));
}

/** Which dots to write the value at: the outermost first, none that would run into another. */
function chooseWritten(pointed: readonly Placed[]): Placed[] {
  const written: Placed[] = [];
  const outermost = pointed.toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z) || b.lift - a.lift);
  for (const dot of outermost) {
    const isClear = written.every(({ feature, z }) =>
      feature !== dot.feature || Math.abs(z - dot.z) > APART
    );
    if (isClear) written.push(dot);
  }
  return written;
}

/** Who is pointed out on one line: the only value, or how many from which to which. */
function tellPointed(label: string, dots: readonly Dot[]): string[] {
  if (dots.length === 0) return [];
  const values = dots.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)].map(tellNumber);
  if (dots.length === 1) return [`${label} ${least}`];
  return [`${label} ${dots.length} patients, ${least === most ? least : `${least} to ${most}`}`];
}

/**
 * One line per number, its values in standard deviations from the mean (the population's, over the
 * recorded values), a dot per patient, coloured by outcome. Missing cells are left out.
 */
export function spreadChart(dataset: Dataset, options: SpreadOptions): Bundle {
  demandOptions("spreadChart", options, ["title", "outliers", "patient"]);
  const { title, outliers = [], patient } = options;
  const numbers = dataset.schema.features.filter(({ kind }) => kind === "number");
  const isOut = (dot: Dot): boolean =>
    outliers.some(({ row, feature }) => row === dot.row && feature === dot.feature);
  const dots = numbers.flatMap(({ name }) => {
    const { mean, scale } = standardise(recordedValues(dataset, name) as number[]);
    const own = dataset.rows.flatMap((row, i): Dot[] => {
      const value = row[name];
      if (value === null) return [];
      const outcome = dataset.labels[i] === 1 ? "diseased" : "not diseased";
      return [{ feature: name, row: i, value: +value, z: (+value - mean) / scale, outcome }];
    });
    return beeswarm(own);
  });
  const pointed = dots.filter((dot) => dot.row === patient || isOut(dot));
  const labels = new Map(numbers.map(({ name, label }) => [name, label]));
  const place = { x: "z", y: "lift", fy: "feature" };
  const drawn = chart({
    height: 60 + 66 * numbers.length,
    marginTop: 6,
    marginLeft: 150,
    marginRight: 24,
    x: { label: "Standard deviations from the mean", grid: true, inset: 16 },
    y: { axis: null, domain: [-ROOM - 1, ROOM + 1] },
    fy: { axis: null, domain: numbers.map(({ name }) => name), padding: 0.06 },
    color: {
      domain: OUTCOMES.map(({ outcome }) => outcome),
      range: OUTCOMES.map(({ colour }) => colour),
      legend: true,
    },
    marks: [
      Plot.ruleX([0], { stroke: guideColour, strokeDasharray: "4 4" }),
      ...OUTCOMES.map(({ outcome, colour }) =>
        Plot.dot(dots.filter((dot) => dot.outcome === outcome && !pointed.includes(dot)), {
          ...place,
          r: 1.8,
          fill: colour,
          fillOpacity: 0.5,
        })
      ),
      Plot.dot(pointed, {
        ...place,
        r: (dot) => dot.row === patient ? 5 : 3,
        fill: "outcome",
        stroke: "#111",
      }),
      Plot.text(chooseWritten(pointed), {
        ...place,
        text: ({ value }) => String(value),
        dy: -12,
        stroke: "#fff",
        strokeWidth: 3,
        fill: "#111",
      }),
      Plot.text(numbers, {
        fy: "name",
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        text: ({ name }) => labels.get(name)!,
      }),
    ],
  }, {
    title,
    about: `All numbers in standard deviations, a dot per patient. Pointed out: ${
      numbers.flatMap(({ name, label }) =>
        tellPointed(label, pointed.filter((dot) => dot.feature === name))
      ).join("; ") || "nobody"
    }.`,
  });
  return drawn;
}
