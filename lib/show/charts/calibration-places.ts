/** Calibration in several places, side by side. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { smoother, smoothObserved } from "../../measure/calibration-curve.ts";
import type { Validation } from "../../measure/validation.ts";
import type { Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, outcomeColours, seriesColours } from "../palette.ts";
import { writeInterval } from "../../text.ts";

/** Predictions in a place, and the figures of them. */
export interface CalibrationPlace {
  readonly scored: Scored;
  readonly validation: Pick<Validation, "patients" | "slope" | "observedToExpected">;
}

const POINTS = 40;

/** The curve over the middle of the predictions: at the very ends it hangs on single patients. */
function drawCurve({ label, p }: Scored): { p: number; observed: number }[] {
  const sorted = Float64Array.from(p).sort();
  const cut = Math.floor(sorted.length / 50);
  const from = sorted[cut], to = sorted[sorted.length - 1 - cut];
  const at = Array.from({ length: POINTS }, (_, i) => from + (to - from) * i / (POINTS - 1));
  const observed = smoothObserved({ label, p }, at);
  // A local parabola may leave [0, 1] by a little, which no share does.
  return at.map((each, i) => ({ p: each, observed: Math.min(1, Math.max(0, observed[i])) }));
}

/**
 * One small chart per place, all on the same axes: the smoothed share of the diseased against the
 * prediction, the diagonal of perfect calibration, each patient as a tick (diseased above, healthy
 * below), and slope and O:E with their intervals. The curve leaves out the outermost 2 % of
 * predictions at either end.
 *
 * @throws `RangeError` for no places, and as `smoothObserved` does.
 */
export function calibrationPlacesChart(
  places: Readonly<Record<string, CalibrationPlace>>,
  options: Titled,
): Bundle {
  demandOptions("calibrationPlacesChart", options, ["title"]);
  const { title } = options;
  const names = Object.keys(places);
  if (names.length === 0) throw new RangeError("calibrationPlacesChart: expected places, got none");
  const curves = names.flatMap((place) =>
    drawCurve(places[place].scored).map((point) => ({ ...point, place }))
  );
  const patients = names.flatMap((place) => {
    const { label, p } = places[place].scored;
    return Array.from(p, (each, i) => ({ place, p: each, diseased: label[i] === 1 }));
  });
  const words = names.map((place) => {
    const { slope, observedToExpected } = places[place].validation;
    const [written, ratio] = [slope, observedToExpected].map((interval) =>
      writeInterval(interval, { digits: 2 })
    );
    return { place, text: `slope ${written}\nO:E ${ratio}`, slope: written, ratio };
  });
  const percent = (share: number): number => 100 * share;
  const tick = (diseased: boolean): Plot.Markish =>
    Plot.ruleX(patients.filter((each) => each.diseased === diseased), {
      fx: "place",
      x: (each) => percent(each.p),
      y1: diseased ? 103 : -8,
      y2: diseased ? 108 : -3,
      stroke: diseased ? outcomeColours.diseased : outcomeColours.healthy,
      strokeOpacity: 0.5,
    });
  return chart({
    width: 40 + 220 * names.length,
    height: 316,
    marginTop: 50,
    // Room between two panels for the "100" of one axis and the "0" of the next.
    fx: { label: null, domain: names, padding: 0.16 },
    x: { label: "Predicted probability of disease, %", domain: [0, 100], ticks: [0, 50, 100] },
    y: {
      label: `Observed share of the diseased, % (${smoother})`,
      domain: [-9, 109],
      ticks: [0, 25, 50, 75, 100],
    },
    marks: [
      Plot.frame({ stroke: "#ccc" }),
      Plot.line(names.flatMap((place) => [0, 100].map((at) => ({ place, at }))), {
        fx: "place",
        x: "at",
        y: "at",
        stroke: guideColour,
        strokeDasharray: "4 4",
      }),
      tick(true),
      tick(false),
      Plot.line(curves, {
        fx: "place",
        x: ({ p }) => percent(p),
        y: ({ observed }) => percent(observed),
        stroke: seriesColours[2],
        strokeWidth: 2.5,
      }),
      Plot.text(words, {
        fx: "place",
        text: "text",
        x: 98,
        y: 4,
        textAnchor: "end",
        lineAnchor: "bottom",
        stroke: "#fff",
        fill: "#111",
        fontSize: 11,
        lineHeight: 1.3,
      }),
    ],
  }, {
    title,
    about: `Calibration curves. ` +
      words.map(({ place, slope, ratio }) => `${place}: slope ${slope}, O:E ${ratio}`).join("; "),
  });
}
