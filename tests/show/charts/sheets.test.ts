/** What holds for each chart as a whole: its sheet, its words and its looks. */
import { assertEquals } from "@std/assert";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import type { GroupShare } from "heartbook/describe/univariable-shares.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { calibrationCurve } from "heartbook/measure/calibration-curve.ts";
import { confusionAt } from "heartbook/measure/confusion.ts";
import { decisionCurve } from "heartbook/measure/netbenefit.ts";
import { pickFeatures } from "heartbook/schema.ts";
import type { Bundle } from "heartbook/show/bundle.ts";
import { bothWaysChart } from "heartbook/show/charts/both-ways.ts";
import { calibrationChart } from "heartbook/show/charts/calibration.ts";
import { confusionChart } from "heartbook/show/charts/confusion.ts";
import { decisionChart } from "heartbook/show/charts/decision.ts";
import { distributionsChart } from "heartbook/show/charts/distributions.ts";
import { dotsChart } from "heartbook/show/charts/dots.ts";
import { intervalsChart } from "heartbook/show/charts/intervals.ts";
import { linesChart } from "heartbook/show/charts/lines.ts";
import { metaAnalysisChart } from "heartbook/show/charts/meta-analysis.ts";
import { pairsChart } from "heartbook/show/charts/pairs.ts";
import { precisionRecallChart } from "heartbook/show/charts/precision-recall.ts";
import { pyramidChart } from "heartbook/show/charts/pyramid.ts";
import { rocChart } from "heartbook/show/charts/roc.ts";
import { sharesByBandChart } from "heartbook/show/charts/shares-by-band.ts";
import { sharesChart } from "heartbook/show/charts/shares.ts";
import { spreadChart } from "heartbook/show/charts/spread.ts";
import { sweepChart } from "heartbook/show/charts/sweep.ts";
import { travelChart } from "heartbook/show/charts/travel.ts";
import { seriesColours } from "heartbook/show/palette.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import type { Interval } from "heartbook/types.ts";
import { oddLooks, outside, overlaps, readDrawing } from "../drawing.ts";
import { four, many } from "../scored-patients.ts";

const title = "A finding";
const patients = readHeart();
const interval = (estimate: number, low: number, high: number): Interval => ({
  ...{ estimate, low, high, level: 0.95, method: "" },
});

const group = (name: string, diseased: number, total: number): GroupShare => ({
  ...{ group: name, diseased, total, share: wilson(diseased, total) },
} as GroupShare);
const curve = await calibrationCurve(many, { seed: 1, replicates: 20, stratified: true });
const few = takeFeatures(patients, pickFeatures(patients.schema, ["age", "chol", "thalach"]));
const told = {
  ...{ recall: wilson(9, 10), specificity: wilson(6, 12), patients: 22, diseased: 10 },
};
const sheets: Readonly<Record<string, Bundle>> = {
  roc: rocChart({ a: many, b: four }, { title, threshold: 0.4 }),
  "precision-recall": precisionRecallChart({ a: many }, { title }),
  sweep: sweepChart(many, { title, threshold: 0.4 }),
  calibration: calibrationChart(curve, { title, scored: many }),
  decision: decisionChart({ a: decisionCurve(many, [0.1, 0.2, 0.3]) }, { title }),
  intervals: intervalsChart({ a: interval(1, 0, 2) }, { title, label: "x" }),
  lines: linesChart({ a: [{ x: 1, y: 2 }, { x: 2, y: 4 }] }, { title, x: "x", y: "y" }),
  "meta-analysis": metaAnalysisChart({ here: interval(0.8, 0.7, 0.9) }, {
    ...{ title, label: "AUC", domain: [0.5, 1] },
    across: { summary: interval(0.8, 0.7, 0.9), prediction: interval(0.8, 0.6, 0.9) } as never,
  }),
  dots: dotsChart([{ name: "a", value: 1, series: "x" }, { name: "b", value: 2, series: "y" }], {
    ...{ title, label: "Effect", reference: 0 },
  }),
  "shares by band": sharesByBandChart({ women: [group("all", 1, 4)] }, { title, label: "Age" }),
  pairs: pairsChart(few, ["age", "chol", "thalach"], { title }),
  pyramid: pyramidChart(patients, { title }),
  spread: spreadChart(takeRows(few, few.rows.map((_, i) => i).slice(0, 60)), { title, patient: 3 }),
  shares: sharesChart(patients, ["cp", "fbs", "thal"], { title }),
  distributions: distributionsChart(patients, ["oldpeak", "age"], { title }),
  "both ways": bothWaysChart(patients, "sex", { title, plural: ["women", "men"] }),
  confusion: confusionChart(confusionAt(many, 0.5), { title }),
  "confusion of long words": confusionChart(confusionAt(many, 0.5), {
    ...{ title, words: { positive: "died within a year of it", negative: "lived" } },
  }),
  travel: travelChart({ home: told }, { title, promised: 0.9 }),
};
for (const [name, bundle] of Object.entries(sheets)) {
  Deno.test(`the ${name} chart keeps everything on its sheet, and no word lies on another`, () => {
    const drawing = readDrawing(bundle);
    assertEquals(outside(drawing), []);
    assertEquals(overlaps(drawing), []);
  });

  // The dots of the shares are as large as the groups that they stand for; errors are thin outlines.
  if (name === "shares" || name.startsWith("confusion")) continue;
  Deno.test(`the ${name} chart has lines, dots and words as wide as all others`, () => {
    assertEquals(oddLooks(readDrawing(bundle), seriesColours), []);
  });
}
