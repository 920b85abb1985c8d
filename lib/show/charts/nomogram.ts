/** A nomogram: a ruler per feature to read points off, and one from their sum to the probability. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { pointsProbability, type PointsScore } from "../../explain/points.ts";
import type { FeatureSchema } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { nameAxis } from "../name-axis.ts";
import { guideColour, outcomeColours } from "../palette.ts";

/** A mark on a ruler. */
interface Mark {
  readonly ruler: string;
  readonly x: number;
  readonly text: string;
  /** Marks of the same points stand in turn above and below. */
  readonly above: boolean;
}

const TOTAL = "Sum of points";
const CHANCE = "Probability of disease";

/**
 * One ruler per feature that earns points, the widest first; below them the sum, and the probability
 * that it stands for. The last two have a scale of their own, from no points to all.
 */
export function nomogramChart(
  score: PointsScore,
  options: Titled & { readonly schema: FeatureSchema },
): Bundle {
  demandOptions("nomogramChart", options, ["title", "schema"]);
  const { title, schema } = options;
  const features = score.features
    .map(({ feature, bands }) => ({
      bands,
      name: nameAxis(schema.features.find(({ name }) => name === feature)!),
      most: Math.max(...bands.map(({ points }) => points)),
    }))
    .filter(({ most }) => most > 0)
    .sort((a, b) => b.most - a.most);
  const widest = Math.max(...features.map(({ most }) => most));
  const all = features.reduce((sum, { most }) => sum + most, 0);
  const marks = features.flatMap(({ name, bands }): Mark[] =>
    [...Map.groupBy(bands, ({ points }) => points)].sort(([a], [b]) => a - b)
      .map(([points, same], i) => ({
        ruler: name,
        x: points / widest,
        text: same.map(({ label }) => label).join(", "),
        above: i % 2 === 0,
      }))
  );
  const steps = Array.from({ length: all + 1 }, (_, points) => points);
  const every = Math.ceil(all / 12);
  const sums = steps.filter((points) => points % every === 0).map((points): Mark => ({
    ruler: TOTAL,
    x: points / all,
    text: String(points),
    above: true,
  }));
  const chances = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99].flatMap((p): Mark[] => {
    const points = (Math.log(p / (1 - p)) - score.intercept) / score.perPoint;
    if (points < 0 || points > all) return [];
    return [{ ruler: CHANCE, x: points / all, text: `${100 * p} %`, above: false }];
  });
  const rulers = [...features.map(({ name }) => name), TOTAL, CHANCE];
  const lines = rulers.map((ruler) => ({
    ruler,
    to: features.find(({ name }) => name === ruler)?.most ?? widest,
  }));
  const shown = [...marks, ...sums, ...chances];
  return chart({
    width: 720,
    height: 40 + 46 * rulers.length,
    marginLeft: 230,
    marginRight: 60,
    marginTop: 24,
    marginBottom: 20,
    x: {
      axis: "top",
      label: null,
      domain: [0, 1],
      ticks: Array.from({ length: widest + 1 }, (_, points) => points / widest),
      tickFormat: (share: number) => String(Math.round(share * widest)),
      grid: true,
    },
    y: { label: null, domain: rulers, tickSize: 0 },
    marks: [
      Plot.ruleY(lines, {
        y: "ruler",
        x1: 0,
        x2: ({ to }) => to / widest,
        stroke: ({ ruler }) => ruler === CHANCE ? outcomeColours.diseased : guideColour,
        strokeWidth: 2,
      }),
      Plot.dot(shown, { x: "x", y: "ruler", r: 3, fill: "#111" }),
      ...[true, false].flatMap((above) =>
        [true, false].map((isFirst) =>
          Plot.text(shown.filter((mark) => mark.above === above && (mark.x === 0) === isFirst), {
            x: "x",
            y: "ruler",
            text: "text",
            textAnchor: isFirst ? "start" : "middle",
            dx: isFirst ? -3 : 0,
            dy: above ? -11 : 12,
            fontSize: 10.5,
            stroke: "#fff",
            strokeWidth: 3,
            fill: "#111",
          })
        )
      ),
    ],
  }, {
    title,
    about: `Points: ${
      features.map(({ name, bands }) =>
        `${name}: ${bands.map(({ label, points }) => `${label} ${points}`).join(", ")}`
      ).join("; ")
    }. ${all} points stand for ${(100 * pointsProbability(score, all)).toFixed(0)} %.`,
  });
}
