/**
 * What is chosen by eye in each chart, written down: how large its sheet is, what its axes would say
 * at the ends of the sheet (left to right, bottom to top), how many grid lines it has (upright,
 * level), how wide its pens are, how large its dots and letters, how many words are bold, and how
 * opaque its veils.
 */
import { assertEquals } from "@std/assert";
import { lookOf } from "./look.ts";
import { readDrawing } from "./drawing.ts";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { pickFeatures } from "heartbook/schema.ts";
import type { Bundle } from "heartbook/show/bundle.ts";
import { associations } from "heartbook/describe/associations.ts";
import { decisionCurve } from "heartbook/measure/netbenefit.ts";
import { associationsChart } from "heartbook/show/charts/associations.ts";
import { bothWaysChart } from "heartbook/show/charts/both-ways.ts";
import { calibrationPlacesChart } from "heartbook/show/charts/calibration-places.ts";
import { calibrationChart } from "heartbook/show/charts/calibration.ts";
import { confusionChart } from "heartbook/show/charts/confusion.ts";
import { decisionChart } from "heartbook/show/charts/decision.ts";
import { dependenceChart, jointChart } from "heartbook/show/charts/dependence.ts";
import { distributionsChart } from "heartbook/show/charts/distributions.ts";
import { dotsChart } from "heartbook/show/charts/dots.ts";
import { driftChart } from "heartbook/show/charts/drift.ts";
import { gridChart } from "heartbook/show/charts/grid.ts";
import { restorationChart } from "heartbook/show/charts/imputation.ts";
import { intervalsChart } from "heartbook/show/charts/intervals.ts";
import { leakChart } from "heartbook/show/charts/leak.ts";
import { linesChart } from "heartbook/show/charts/lines.ts";
import { metaAnalysisChart } from "heartbook/show/charts/meta-analysis.ts";
import { nomogramChart } from "heartbook/show/charts/nomogram.ts";
import { oddsChart } from "heartbook/show/charts/odds.ts";
import { pairsChart } from "heartbook/show/charts/pairs.ts";
import { peopleChart } from "heartbook/show/charts/people.ts";
import { precisionRecallChart } from "heartbook/show/charts/precision-recall.ts";
import { pyramidChart } from "heartbook/show/charts/pyramid.ts";
import { recallOfWhomChart } from "heartbook/show/charts/recall-of-whom.ts";
import { rocChart } from "heartbook/show/charts/roc.ts";
import { beeswarmChart, shapBarChart, waterfallChart } from "heartbook/show/charts/shap.ts";
import { sharesByBandChart } from "heartbook/show/charts/shares-by-band.ts";
import { sharesChart } from "heartbook/show/charts/shares.ts";
import { beatsChart, ecgChart } from "heartbook/show/charts/signals.ts";
import { spreadChart } from "heartbook/show/charts/spread.ts";
import { sweepChart } from "heartbook/show/charts/sweep.ts";
import { travelChart } from "heartbook/show/charts/travel.ts";
import { treeChart } from "heartbook/show/charts/tree.ts";
import { thresholdExplorer } from "heartbook/show/explorer/explorer.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import { outcomeColours } from "heartbook/show/palette.ts";
import { many } from "./scored-patients.ts";

const title = "A finding";
const patients = readHeart();
const { schema } = patients;
const interval = (estimate: number, low: number, high: number) => ({
  ...{ estimate, low, high, level: 0.95, method: "" },
});
const points = [0, 0.5, 1].map((p) => ({ p, observed: p, low: p / 2, high: (1 + p) / 2 }));
const ici = interval(0.1, 0.05, 0.2);
const curve = { smoother: "loess", points, errors: { ici }, level: 0.95 } as never;
const few = takeFeatures(patients, pickFeatures(schema, ["age", "chol", "thalach"]));
const confusion = { truePositive: 6, falseNegative: 2, falsePositive: 3, trueNegative: 9 };
const told = {
  ...{ recall: wilson(9, 10), specificity: wilson(6, 12), patients: 22, diseased: 10 },
};
const validation = { patients: 60, slope: interval(0.9, 0.5, 1.3), observedToExpected: ici };
const explain = (values: Readonly<Record<string, number>>) => ({
  ...{ unit: "log odds", base: -0.4, prediction: -0.4 },
  contributions: Object.entries(values).map(([feature, value]) => ({ feature, value })),
});
const reasons = [explain({ age: 0.5, sex: -1 }), explain({ age: -0.3, sex: 0.5 })] as never;
const rows = [{ age: 40, sex: "female" }, { age: null, sex: "male" }];
const beat = { second: 1, rr: 800, prematurity: 1, height: 1, width: 20, energy: 0.04 };
const kinds = { narrow: [beat], wide: [{ ...beat, second: 2, width: 160, energy: 0.08 }] };
const cells = [[-1, -0.5], [2, 1]].map(([truth, filled]) => ({ truth, filled })) as never;
const drift = {
  ...{ patients: 100, referencePatients: 303, alpha: 0.05, drifted: ["age"] },
  columns: ["age", "chol"].map((column, i) => ({
    ...{
      column,
      label: column,
      drifted: i === 0,
      stability: { index: 0.3 - 0.2 * i, limit: 0.2 },
      tests: [],
    },
  })),
} as never;
const grown = {
  feature: [0, -1, -1],
  threshold: [50, 0, 0],
  left: [1, -1, -1],
  right: [2, -1, -1],
  value: [0.4, 0.2, 0.8],
  weight: [10, 6, 4],
} as never;
const dependence = {
  ...{ feature: "age", values: [40, 50, 60], mean: [0.2, 0.4, 0.7], recorded: [41, 59] },
  curves: [[0.1, 0.3, 0.5], [0.3, 0.5, 0.9]],
} as never;
const score = {
  ...{ intercept: -2, perPoint: 0.5 },
  features: [
    { feature: "sex", bands: [{ label: "female", points: 0 }, { label: "male", points: 5 }] },
  ],
} as never;
const band = { group: "all", diseased: 1, total: 4, share: wilson(1, 4) };
const mixed = takeFeatures(patients, pickFeatures(schema, ["age", "chol", "sex", "cp"]));
const ageColumn = [{ kind: "number", feature: "age", mean: 0, scale: 1, fill: 50 }] as never;
const odds = [{ feature: "age", contrast: "per 10 years", ratio: interval(2, 1, 4) }];

const charts: Readonly<Record<string, () => Bundle>> = {
  associations: () => associationsChart(associations(mixed), { title }),
  "both ways": () => bothWaysChart(patients, "sex", { title, plural: ["women", "men"] }),
  calibration: () => calibrationChart(curve, { title, scored: many }),
  "calibration of places": () =>
    calibrationPlacesChart({ here: { scored: many, validation } }, { title }),
  confusion: () => confusionChart(confusion, { title }),
  decision: () => decisionChart({ a: decisionCurve(many, [0.1, 0.2, 0.3]) }, { title }),
  dependence: () => dependenceChart(dependence, { title, schema }),
  joint: () =>
    jointChart([{ x: 40, y: "female", value: 0.1 }] as never, {
      ...{ title, schema, features: ["age", "sex"] },
    }),
  distributions: () => distributionsChart(patients, ["oldpeak", "age"], { title }),
  dots: () =>
    dotsChart([{ name: "a", value: 1, series: "x" }, { name: "b", value: 2, series: "y" }], {
      ...{ title, label: "Effect", reference: 0 },
    }),
  drift: () => driftChart(drift, { title }),
  explorer: () => thresholdExplorer(many, { title, threshold: 0.4, name: "test" }),
  grid: () => gridChart([{ x: 1, y: "a", value: 0.8 }], { title, x: "C", y: "kernel" }),
  restoration: () => restorationChart({ median: cells }, { title }),
  intervals: () => intervalsChart({ a: interval(1, 0, 2) }, { title, label: "x" }),
  leak: () =>
    leakChart({ tree: { honest: interval(0.75, 0.7, 0.8), leaking: 0.98 } }, {
      ...{ title, label: "x", names: { honest: "patients", leaking: "copies" } },
    }),
  lines: () => linesChart({ a: [{ x: 1, y: 2 }, { x: 2, y: 4 }] }, { title, x: "x", y: "y" }),
  "meta-analysis": () =>
    metaAnalysisChart({ here: interval(0.8, 0.7, 0.9) }, {
      ...{ title, label: "AUC", domain: [0.5, 1] },
      across: { summary: interval(0.8, 0.7, 0.9), prediction: interval(0.8, 0.6, 0.9) } as never,
    }),
  nomogram: () => nomogramChart(score, { title, schema }),
  odds: () => oddsChart({ crude: odds } as never, { title, schema }),
  pairs: () => pairsChart(few, ["age", "chol", "thalach"], { title }),
  people: () =>
    peopleChart([
      {
        name: "sick",
        note: "first",
        parts: [{ count: 20, colour: outcomeColours.diseased, pale: false }],
      },
    ], { title }),
  "precision-recall": () => precisionRecallChart({ a: many }, { title }),
  pyramid: () => pyramidChart(patients, { title }),
  "recall of whom": () =>
    recallOfWhomChart({ file: { confusion, codedOne: "diseased" } }, { title }),
  roc: () => rocChart({ a: many }, { title, threshold: 0.4 }),
  beeswarm: () => beeswarmChart(reasons, { title, schema, rows }),
  "SHAP bars": () => shapBarChart(reasons, { title, schema }),
  waterfall: () =>
    waterfallChart(
      { ...reasons[0] as object, prediction: -0.9 } as never,
      { title, schema, row: rows[0] },
    ),
  "shares by band": () => sharesByBandChart({ women: [band] } as never, { title, label: "Age" }),
  shares: () => sharesChart(patients, ["cp", "fbs"], { title }),
  ECG: () =>
    ecgChart(
      { values: Float64Array.from({ length: 60 }, (_, i) => i % 10), perSecond: 10 },
      kinds,
      {
        ...{ title, from: 1, to: 4 },
      },
    ),
  beats: () => beatsChart(kinds, { title }),
  spread: () =>
    spreadChart(takeRows(few, Array.from({ length: 60 }, (_, i) => i)), { title, patient: 3 }),
  sweep: () => sweepChart(many, { title, threshold: 0.4 }),
  travel: () => travelChart({ home: told }, { title, promised: 0.9 }),
  tree: () => treeChart(grown, { title, schema, columns: ageColumn }),
};
const LOGARITHMIC = ["odds", "beats"];

const LOOKS: Readonly<Record<string, string>> = {
  "associations": "340 by 252; letters 12",
  "both ways": "724 by 208; pens 6.5; letters 12 13 14; bold 4; veils 0.4",
  "calibration":
    "540 by 640; x -10.9 to 107; y -35.5 to 114; pens 0.5 1 1.5 2.5 7; letters 12; veils 0.2",
  "calibration of places":
    "280 by 336; x -39.3 to 127; y -40.4 to 141; pens 1 1.5 2.5; letters 11 12; veils 0.5",
  "confusion": "640 by 198; pens 1.5; letters 12 15; bold 4; veils 0.25 1",
  "decision":
    "660 by 420; x 8.04 to 33.9; y -0.149 to 0.565; grid 0, 11; pens 1 1.5 2.2; letters 12; veils 0.1",
  "dependence":
    "660 by 320; x 37.8 to 61.5; y -0.259 to 1.17; grid 0, 6; pens 0.8 1 3.5; letters 12; veils 0.1 0.15 0.25",
  "joint": "660 by 380; pens 1; letters 12",
  "distributions": "692 by 291; x -2.72 to 82.7; pens 0.6 1 1.6 3.4; letters 12 13; bold 4",
  "dots": "660 by 158; x -0.125 to 2.1; grid 11, 0; pens 1; dots 4.5; letters 12; veils 0.1",
  "drift": "660 by 172; x -0.172 to 0.323; pens 1; dots 5; letters 12",
  "explorer":
    "630 by 380; x -20.7 to 197; y -20.1 to 112; grid 6, 11; pens 1 1.5 2; dots 6; letters 12 13; veils 0.1",
  "grid": "660 by 150; pens 1 3; letters 12",
  "restoration":
    "256 by 294; x -1.93 to 2.33; y -1.88 to 2.58; pens 1 1.5; dots 2; letters 12 13; veils 0.6",
  "intervals": "660 by 101; x -0.158 to 2.69; grid 5, 0; pens 1 2; dots 4; letters 12; veils 0.1",
  "leak": "660 by 152; x 44.3 to 105; grid 6, 0; pens 1 1.5 6; dots 6; letters 12; veils 0.1 0.3",
  "lines":
    "660 by 360; x 0.914 to 2.05; y 1.56 to 4.29; grid 0, 11; pens 1 2; dots 3.5; letters 12; veils 0.1",
  "meta-analysis":
    "660 by 170; x 0.342 to 1.21; grid 6, 0; pens 1 2 7; dots 4.5; letters 12; bold 2; veils 0.1",
  "nomogram":
    "740 by 198; x -2.79 to 5.81; grid 6, 0; pens 1 2; dots 3; letters 10.5 12; veils 0.1",
  "odds":
    "660 by 101; x 0.00756 to 425; grid 21, 0; pens 1 2; dots 4; letters 12; bold 1; veils 0.1",
  "pairs": "710 by 614; pens 1; dots 1.7; letters 12 20; bold 3; veils 0.65",
  "people": "196 by 84; pens 6.5; letters 12 14; bold 1",
  "precision-recall":
    "540 by 520; x -10.9 to 107; y -14.4 to 114; grid 6, 11; pens 1 2.2; letters 12; veils 0.1",
  "pyramid": "676 by 245; pens 6.6; letters 12 14; bold 2",
  "recall of whom": "372 by 140; pens 6.5; letters 12 13 14; bold 2; veils 0.4",
  "roc":
    "540 by 560; x -10.9 to 107; y -13.1 to 113; grid 6, 11; pens 1 1.5 2.2; dots 6; letters 12; veils 0.1",
  "beeswarm": "660 by 152; x -1.13 to 0.578; grid 16, 0; pens 1; dots 1.8; letters 12; veils 0.1",
  "SHAP bars": "660 by 128; x -0.0701 to 0.847; grid 8, 0; pens 1; letters 12; veils 0.1",
  "waterfall": "660 by 186; x -2.51 to -0.0667; grid 6, 0; pens 1; letters 12; bold 2; veils 0.1",
  "shares by band":
    "660 by 400; y -20.6 to 121; grid 0, 11; pens 1 2.2; dots 5; letters 12; veils 0.1",
  "shares":
    "660 by 258; x -39.5 to 134; grid 6, 0; pens 1 1.5 2; dots 4.09 4.92 5.08 6.04 7.23 9; letters 12; bold 2; veils 0.1",
  "ECG": "700 by 280; x 0.766 to 4.04; y -3.18 to 12.2; grid 0, 5; pens 1; letters 12; veils 0.1",
  "beats":
    "660 by 400; x 16.7 to 178; y 34.7 to 92.2; grid 9, 5; pens 1; dots 3; letters 12; veils 0.1 0.6",
  "spread":
    "660 by 298; x -4.43 to 4.09; grid 18, 0; pens 1 1.5; dots 1.8 3; letters 12; veils 0.1 0.5",
  "sweep": "660 by 400; x 3.16 to 100; y -20.4 to 120; grid 8, 11; pens 1 2; letters 12; veils 0.1",
  "travel": "700 by 134; x -19.6 to 105; grid 12, 0; pens 1 2.5; dots 5; letters 11 12; veils 0.1",
  "tree": "720 by 280; pens 1.5; letters 10.5 12; bold 2; veils 0.2 0.8",
};

for (const [name, draw] of Object.entries(charts)) {
  Deno.test(`the ${name} chart keeps its sheet, its axes' ends, its grid and its pens`, () => {
    const logarithmic = LOGARITHMIC.includes(name);
    assertEquals(lookOf(readDrawing(draw()), { logarithmic }), LOOKS[name]);
  });
}
