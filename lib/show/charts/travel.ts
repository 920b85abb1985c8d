/** What becomes of recall and specificity as a threshold travels. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Validation } from "../../measure/validation.ts";
import { percent } from "../../text.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, outcomeColours } from "../palette.ts";

/** The figures of one place. */
export type TravelPlace = Pick<Validation, "recall" | "specificity" | "patients" | "diseased">;

/**
 * Recall and specificity side by side, a row per place with its interval, the home first. The
 * dashed line is the recall that was promised.
 *
 * @throws `RangeError` for no places.
 */
export function travelChart(
  places: Readonly<Record<string, TravelPlace>>,
  options: Titled & { readonly promised: number },
): Bundle {
  demandOptions("travelChart", options, ["title", "promised"]);
  const { title, promised } = options;
  const names = Object.keys(places);
  if (names.length === 0) throw new RangeError("travelChart: expected places, got none");
  const figures = ["recall", "specificity"] as const;
  const rows = names.flatMap((place) =>
    figures.map((figure) => {
      const { estimate, low, high } = places[place][figure];
      const { patients, diseased } = places[place];
      const of = figure === "recall" ? diseased : patients - diseased;
      const written = `${Math.round(estimate * of)} of ${of}`;
      return { place, figure, estimate: 100 * estimate, low: 100 * low, high: 100 * high, written };
    })
  );
  return chart({
    height: 80 + 34 * names.length,
    marginTop: 30,
    marginLeft: 100,
    marginRight: 20,
    width: 680,
    fx: { label: null, domain: figures, padding: 0.2 },
    x: {
      label: "Share of the diseased found, of the healthy ruled out, %",
      domain: [0, 100],
      grid: true,
      ticks: 5,
    },
    y: { label: null, domain: names },
    color: { domain: figures, range: [outcomeColours.diseased, outcomeColours.healthy] },
    marks: [
      Plot.ruleX([{ figure: "recall", at: 100 * promised }], {
        fx: "figure",
        x: "at",
        stroke: guideColour,
        strokeDasharray: "4 4",
      }),
      Plot.ruleY(rows, {
        fx: "figure",
        y: "place",
        x1: "low",
        x2: "high",
        stroke: "figure",
        strokeWidth: 2.5,
      }),
      Plot.dot(rows, { fx: "figure", y: "place", x: "estimate", fill: "figure", r: 5 }),
      Plot.text(rows, {
        fx: "figure",
        y: "place",
        x: "estimate",
        text: "written",
        dy: -11,
        fontSize: 11,
        stroke: "#fff",
        fill: "#111",
      }),
    ],
  }, {
    title,
    about: `Promised recall: ${percent(promised)}. ` +
      names.map((place) =>
        `${place}: ` +
        rows.filter((row) => row.place === place).map(({ figure, written, estimate }) =>
          `${figure} ${percent(estimate / 100)} (${written})`
        ).join(", ")
      ).join("; "),
  });
}
