/** Every pair of some numbers: dots below the diagonal, correlations above it. */
import { demandName, demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { pearson } from "../../describe/associations.ts";
import type { Dataset, Label, NumberFeature } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { outcomeColours } from "../palette.ts";
import { tellCorrelation } from "../tell.ts";

/** Who a dot or a correlation is about. */
const GROUPS = [
  { label: 1, name: "diseased", colour: outcomeColours.diseased, row: 0.36 },
  { label: 0, name: "not diseased", colour: outcomeColours.healthy, row: 0.18 },
] as const;

interface Dot {
  readonly fx: string;
  readonly fy: string;
  readonly x: number;
  readonly y: number;
  readonly label: Label;
}

/** Where a value stands between the smallest and the largest, from 0 to 1. */
function toPlace({ name }: NumberFeature, dataset: Dataset): (value: number) => number {
  const values = dataset.rows.map((row) => row[name]).filter((value) => value !== null) as number[];
  const low = Math.min(...values), high = Math.max(...values);
  if (!(low < high)) {
    throw new RangeError(`feature "${name}": expected two different values, got ${values[0]}`);
  }
  return (value) => (value - low) / (high - low);
}

function pairUp(dataset: Dataset, a: string, b: string, label?: Label): [number, number][] {
  return dataset.rows.flatMap((row, i): [number, number][] => {
    const wanted = label === undefined || dataset.labels[i] === label;
    return wanted && row[a] !== null && row[b] !== null ? [[Number(row[a]), Number(row[b])]] : [];
  });
}

/**
 * A scatter of each pair, a dot per patient; across the diagonal Pearson's correlation of that pair
 * among all patients, large, and within each outcome, small. Each axis goes from the smallest to
 * the largest recorded value. Patients without one of the two are left out of the pair.
 *
 * @param names At least two numbers of the data set.
 * @throws `RangeError` for a name that is no number, or a number that never differs.
 */
export function pairsChart(dataset: Dataset, names: readonly string[], options: Titled): Bundle {
  demandOptions("pairsChart", options, ["title"]);
  const { title } = options;
  const features = names.map((name) => {
    demandName("feature", name, dataset.schema.features.map((each) => each.name));
    const feature = dataset.schema.features.find((each) => each.name === name);
    if (feature?.kind !== "number") throw new RangeError(`feature "${name}": expected a number`);
    return feature;
  });
  const places = features.map((feature) => toPlace(feature, dataset));
  const below = features.flatMap((_, i) => features.slice(0, i).map((_, j) => ({ i, j })));
  const dots = below.flatMap(({ i, j }): Dot[] =>
    dataset.rows.flatMap((row, k) => {
      const x = row[names[j]], y = row[names[i]];
      if (x === null || y === null) return [];
      const label = dataset.labels[k];
      return [{ fx: names[j], fy: names[i], x: places[j](+x), y: places[i](+y), label }];
    })
  );
  const correlations = below.map(({ i, j }) => ({
    fx: names[i],
    fy: names[j],
    all: pearson(pairUp(dataset, names[j], names[i])),
    within: GROUPS.map(({ label }) => pearson(pairUp(dataset, names[j], names[i], label))),
  }));
  const diagonal = features.map(({ name, label, unit }) => ({ name, label, unit }));
  const size = Math.floor(660 / features.length);
  const drawn = chart({
    width: 30 + size * features.length,
    height: 26 + size * features.length * 0.86,
    margin: 4,
    marginBottom: 4,
    x: { axis: null, domain: [-0.06, 1.06] },
    y: { axis: null, domain: [-0.06, 1.06] },
    fx: { domain: names as string[], axis: null, padding: 0.04 },
    fy: { domain: names as string[], axis: null, padding: 0.04 },
    marks: [
      Plot.frame({ stroke: "#ccc" }),
      ...GROUPS.map(({ label, colour }) =>
        Plot.dot(dots.filter((dot) => dot.label === label), {
          fx: "fx",
          fy: "fy",
          x: "x",
          y: "y",
          r: 1.7,
          fill: colour,
          fillOpacity: 0.65,
        })
      ),
      Plot.text(diagonal, {
        fx: "name",
        fy: "name",
        frameAnchor: "middle",
        text: ({ label, unit }) => `${label}${unit === "" ? "" : `\n(${unit})`}`,
        fontWeight: "bold",
        lineWidth: 9,
      }),
      Plot.text(correlations, {
        fx: "fx",
        fy: "fy",
        x: 0.5,
        y: 0.68,
        text: ({ all }) => tellCorrelation(all),
        fontSize: 20,
      }),
      ...GROUPS.map(({ name, colour, row }, group) =>
        Plot.text(correlations, {
          fx: "fx",
          fy: "fy",
          x: 0.5,
          y: row,
          text: ({ within }) => `${name} ${tellCorrelation(within[group])}`,
          fill: colour,
        })
      ),
    ],
  }, {
    title,
    about: correlations.map(({ fx, fy, all }) => `${fy} and ${fx}: ${tellCorrelation(all)}`).join(
      "; ",
    ),
  });
  return drawn;
}
