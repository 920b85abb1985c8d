/** Charts of patients, reasons and places, read back by their own axes and in their words. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { GroupShare } from "heartbook/describe/univariable-shares.ts";
import type { Explanation } from "heartbook/explain/shap.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { associationsChart } from "heartbook/show/charts/associations.ts";
import { calibrationPlacesChart } from "heartbook/show/charts/calibration-places.ts";
import { dependenceChart, jointChart } from "heartbook/show/charts/dependence.ts";
import { distributionsChart } from "heartbook/show/charts/distributions.ts";
import { dotsChart } from "heartbook/show/charts/dots.ts";
import { restorationChart } from "heartbook/show/charts/imputation.ts";
import { leakChart } from "heartbook/show/charts/leak.ts";
import { nomogramChart } from "heartbook/show/charts/nomogram.ts";
import { pairsChart } from "heartbook/show/charts/pairs.ts";
import { pyramidChart } from "heartbook/show/charts/pyramid.ts";
import { beeswarmChart, shapBarChart, waterfallChart } from "heartbook/show/charts/shap.ts";
import { sharesByBandChart } from "heartbook/show/charts/shares-by-band.ts";
import { sharesChart } from "heartbook/show/charts/shares.ts";
import { spreadChart } from "heartbook/show/charts/spread.ts";
import { travelChart } from "heartbook/show/charts/travel.ts";
import { curveChart, placeX, placeY } from "heartbook/show/explorer/curve.ts";
import { guideColour, outcomeColours, seriesColours } from "heartbook/show/palette.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import { logit, sigmoid } from "heartbook/stats/log-odds.ts";
import { pickFeatures } from "heartbook/schema.ts";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import type { Dataset, Interval, Label } from "heartbook/types.ts";
import { category, number, toDataset } from "../../prepare/small.ts";
import {
  axisOf,
  type Drawing,
  type Drawn,
  drawnOf,
  oddLooks,
  outside,
  overlaps,
  readDrawing,
} from "../drawing.ts";

const title = "A finding";
const patients = readHeart();
const { diseased: sick, healthy: well } = outcomeColours;
const interval = (estimate: number, low: number, high: number): Interval => ({
  ...{ estimate, low, high, level: 0.95, method: "" },
});
const textsOf = (drawing: Drawing): string[] => drawnOf(drawing, "text").map(({ text }) => text);
const wordsOf = (bundle: { "text/plain"?: string }): string =>
  bundle["text/plain"]!.slice(`[chart] ${title}\n`.length);
const byHeight = (things: readonly Drawn[]): Drawn[] => things.toSorted((a, b) => a.y - b.y);
const lengthOf = ({ points }: Drawn): number =>
  Math.hypot(points.at(-1)![0] - points[0][0], points.at(-1)![1] - points[0][1]);
const find = (drawing: Drawing, wanted: string): Drawn => {
  const found = drawnOf(drawing, "text").find(({ text }) => text === wanted);
  assert(found !== undefined, `${wanted} in ${textsOf(drawing).join("|")}`);
  return found!;
};

// Shares.

const group = (name: string, diseased: number, total: number): GroupShare => ({
  ...{ group: name, diseased, total, share: wilson(diseased, total) },
} as GroupShare);

Deno.test("sharesChart() has a line for each level: its share, its interval, its counts in figures", () => {
  const levels = ["a", "a", "a", "a", "b", "b"].map((c) => ({ c }));
  const data = toDataset([category("c", ["a", "b"])], levels, [1, 0, 0, 0, 1, 0]);
  const bundle = sharesChart(data, ["c"], { title });
  assertEquals(wordsOf(bundle), "c: a: 1 of 4 diseased [5, 70]; c: b: 1 of 2 diseased [9, 91]");
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const dots = byHeight(drawnOf(drawing, "circle", { fill: sick }));
  [wilson(1, 4), wilson(1, 2)].forEach(({ estimate, low, high }, i) => {
    assertAlmostEquals(x(dots[i].x), 100 * estimate, 0.2);
    const line = byHeight(drawnOf(drawing, "line", { stroke: sick }))[i];
    assertAlmostEquals(line.y, dots[i].y, 0.6);
    assertAlmostEquals(x(line.points[0][0]), 100 * low, 0.2);
    assertAlmostEquals(x(line.points[1][0]), 100 * high, 0.2);
    const beside = drawnOf(drawing, "text").filter(({ y }) => Math.abs(y - dots[i].y) < 1);
    assertEquals(beside.map(({ text }) => text), [["a", "1 of 4, 25 %"], ["b", "1 of 2, 50 %"]][i]);
  });
  // Twice the patients, twice the area.
  assert(dots[0].radius > dots[1].radius);
  const all = drawnOf(drawing, "line", { "stroke-dasharray": "4 4" });
  assertAlmostEquals(x(all[0].x), 100 / 3, 0.2);
  assertAlmostEquals(x(find(drawing, "all: 33 %").x), 100 / 3, 0.2);
  assertEquals(drawnOf(drawing, "text", { "font-weight": "bold" }).map(({ text }) => text), ["c"]);
});

Deno.test("sharesByBandChart() draws each group's shares over the bands, side by side", () => {
  const series = {
    women: [group("under 50", 1, 4), group("50 and over", 3, 4)],
    men: [group("under 50", 2, 4), group("50 and over", 4, 5)],
  };
  const bundle = sharesByBandChart(series, { title, label: "Age, years" });
  assertEquals(
    wordsOf(bundle),
    "women under 50: 1 of 4 diseased; women 50 and over: 3 of 4 diseased; men under 50: 2 of 4 " +
      "diseased; men 50 and over: 4 of 5 diseased",
  );
  const drawing = readDrawing(bundle);
  const y = axisOf(drawing, "y");
  [seriesColours[3], seriesColours[2]].forEach((fill, i) => {
    const dots = drawnOf(drawing, "circle", { fill }).toSorted((a, b) => a.x - b.x);
    const lines = drawnOf(drawing, "line", { stroke: fill }).toSorted((a, b) => a.x - b.x);
    Object.values(series)[i].forEach(({ share, group: band, diseased, total }, k) => {
      assertAlmostEquals(y(dots[k].y), 100 * share.estimate, 0.3);
      assertAlmostEquals(lines[k].x, dots[k].x, 0.6);
      const ends = lines[k].points.map((point) => y(point[1])).toSorted((a, b) => a - b);
      assertAlmostEquals(ends[0], 100 * share.low, 0.3);
      assertAlmostEquals(ends[1], 100 * share.high, 0.3);
      const counts = drawnOf(drawing, "text", { fill }).find(({ text, y: at }) =>
        text === `${diseased} of ${total}` && Math.abs(at - dots[k].y) < 1
      )!;
      // Outside the pair: to the left of the first group, to the right of the second.
      const anchor = i === 0 ? "end" : "start";
      assertEquals(counts.style["text-anchor"], anchor);
      assert(i === 0 ? counts.x < dots[k].x : counts.x > dots[k].x);
      assertEquals(Math.sign(dots[k].x - find(drawing, band).x), i === 0 ? -1 : 1);
    });
  });
  const one = readDrawing(sharesByBandChart({ women: series.women }, { title, label: "Age" }));
  const [dot] = drawnOf(one, "circle").toSorted((a, b) => a.x - b.x);
  assertAlmostEquals(dot.x, find(one, "under 50").x, 0.6);
});

// Dots.

Deno.test("dotsChart() draws a dot for each figure, a colour for each series, and tells their range", () => {
  const points = [
    { name: "age", value: 1, series: "SHAP" },
    { name: "age", value: 2, series: "LIME" },
    { name: "chol", value: -1.5, series: "SHAP" },
    { name: "age", value: 4, series: "LIME" },
  ];
  const bundle = dotsChart(points, { title, label: "Effect", reference: 0 });
  assertEquals(wordsOf(bundle), "Effect. age: SHAP 1, LIME 2 to 4; chol: SHAP −1.5.");
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const valuesOf = (fill: string): number[] =>
    drawnOf(drawing, "circle", { fill }).map((dot) => Math.round(100 * x(dot.x)) / 100);
  assertEquals(valuesOf(seriesColours[0]).toSorted(), [-1.5, 1]);
  assertEquals(valuesOf(seriesColours[1]).toSorted(), [2, 4]);
  assertAlmostEquals(x(drawnOf(drawing, "line", { stroke: guideColour })[0].x), 0, 0.02);
  const [shap] = byHeight(drawnOf(drawing, "circle", { fill: seriesColours[0] }));
  const [lime] = byHeight(drawnOf(drawing, "circle", { fill: seriesColours[1] }));
  assertAlmostEquals((shap.y + lime.y) / 2, find(drawing, "age").y, 0.6);
  assert(shap.y < lime.y);
  const lone = dotsChart([{ name: "a", value: 1, series: "x" }], { title, label: "E" });
  assertEquals(wordsOf(lone), "E. a: 1.");
  assert(!textsOf(readDrawing(lone)).includes("x"));
  assertEquals(drawnOf(readDrawing(lone), "line", { stroke: guideColour }), []);
  // More than three dots a line and series are smaller and pale.
  const many = (count: number): Drawn =>
    drawnOf(
      readDrawing(dotsChart(
        Array.from({ length: count }, (_, value) => ({ name: "a", value, series: "x" })),
        { title, label: "E" },
      )),
      "circle",
    )[0];
  assert(many(4).radius < many(3).radius);
  assertEquals([many(3).style["fill-opacity"], many(4).style["fill-opacity"]], [undefined, "0.5"]);
  assertThrows(() => dotsChart([], { title, label: "E" }), RangeError, "got 0");
  const eight = Array.from({ length: 8 }, (_, i) => ({ name: "a", value: 1, series: `s${i}` }));
  dotsChart(eight.slice(1), { title, label: "E" });
  assertThrows(() => dotsChart(eight, { title, label: "E" }), RangeError, "1 to 7 series, got 8");
});

// Places.

Deno.test("travelChart() draws recall and specificity of each place beside what was promised", () => {
  const place = (found: number, diseased: number, spared: number, healthy: number) => ({
    ...{ recall: wilson(found, diseased), specificity: wilson(spared, healthy) },
    ...{ patients: diseased + healthy, diseased },
  });
  const places = { home: place(9, 10, 6, 12), away: place(5, 10, 8, 10) };
  const bundle = travelChart(places, { title, promised: 0.9 });
  assertEquals(
    wordsOf(bundle),
    "Promised recall: 90 %. home: recall 90 % (9 of 10), specificity 50 % (6 of 12); away: recall " +
      "50 % (5 of 10), specificity 80 % (8 of 10)",
  );
  const drawing = readDrawing(bundle);
  const middle = drawing.box.right / 2 + 30;
  ([[sick, "recall"], [well, "specificity"]] as const).forEach(([fill, figure], i) => {
    const x = axisOf(drawing, "x", i === 0 ? { to: middle } : { from: middle });
    const dots = byHeight(drawnOf(drawing, "circle", { fill }));
    Object.entries(places).forEach(([name, found], k) => {
      const { estimate, low, high } = found[figure];
      assertAlmostEquals(x(dots[k].x), 100 * estimate, 0.4);
      assertAlmostEquals(find(drawing, name).y, dots[k].y, 0.6);
      const line = byHeight(drawnOf(drawing, "line", { stroke: fill }))[k];
      assertAlmostEquals(x(line.points[0][0]), 100 * low, 0.4);
      assertAlmostEquals(x(line.points[1][0]), 100 * high, 0.4);
    });
    if (i === 0) {
      const [promised] = drawnOf(drawing, "line", { "stroke-dasharray": "4 4" });
      assertAlmostEquals(x(promised.x), 90, 0.4);
    }
  });
  for (const words of ["9 of 10", "6 of 12"]) find(drawing, words);
  assertThrows(() => travelChart({}, { title, promised: 0.9 }), RangeError, "got none");
});

Deno.test("calibrationPlacesChart() writes slope and O:E into each panel, and a tick for each patient", () => {
  const scored = {
    label: Array.from({ length: 60 }, (_, i) => Number(i % 3 === 0 || i > 40)),
    p: Array.from({ length: 60 }, (_, i) => (i + 0.5) / 60),
  };
  const validation = {
    patients: 60,
    slope: interval(0.9, 0.5, 1.3),
    observedToExpected: interval(1.1, 0.8, 1.4),
  };
  const bundle = calibrationPlacesChart({
    here: { scored, validation },
    there: { scored, validation },
  }, {
    title,
  });
  assertEquals(
    wordsOf(bundle),
    "Calibration curves. here: slope 0.90 [0.50, 1.30], O:E 1.10 [0.80, 1.40]; there: slope 0.90 " +
      "[0.50, 1.30], O:E 1.10 [0.80, 1.40]",
  );
  const drawing = readDrawing(bundle);
  const y = axisOf(drawing, "y");
  const frames = drawnOf(drawing, "rect", { stroke: "#ccc" });
  assertEquals(frames.length, 2);
  const [left, right] = [frames[0].points[0][0], frames[0].points[1][0]];
  const x = axisOf(drawing, "x", { from: left - 2, to: right + 2 });
  const curves = drawnOf(drawing, "path", { stroke: seriesColours[2] })
    .toSorted((a, b) => a.x - b.x);
  assertEquals(curves.length, 2);
  // The outermost 2 %, one patient of 60, are left out at either end.
  assertAlmostEquals(x(curves[0].points[0][0]), 100 * scored.p[1], 0.5);
  assertAlmostEquals(x(curves[0].points.at(-1)![0]), 100 * scored.p[58], 0.5);
  for (const [, at] of curves[0].points) assert(y(at) > -0.5 && y(at) < 100.5);
  const diagonals = drawnOf(drawing, "path", { "stroke-dasharray": "4 4" });
  assertEquals(diagonals.length, 2);
  const [from, to] = diagonals.toSorted((a, b) => a.x - b.x)[0].points;
  assertAlmostEquals(x(from[0]), 0, 0.5);
  assertAlmostEquals(y(from[1]), 0, 0.5);
  assertAlmostEquals(x(to[0]), 100, 0.5);
  assertAlmostEquals(y(to[1]), 100, 0.5);
  const ticks = (stroke: string): Drawn[] =>
    drawing.all.filter((each) => each.style.stroke === stroke && lengthOf(each) > 5);
  for (const [stroke, wanted, sign] of [[sick, 1, 1], [well, 0, -1]] as const) {
    const own = ticks(stroke).filter(({ x: at }) => at < right + 1);
    const count = scored.label.filter((each) => each === wanted).length;
    assertEquals(own.length, count);
    for (const each of own) assert(sign > 0 ? y(each.y) > 100 : y(each.y) < 0);
  }
  assertThrows(() => calibrationPlacesChart({}, { title }), RangeError, "got none");
});

// Reasons.

const schema = patients.schema;
const explanation = (unit: Explanation["unit"], base: number, values: Record<string, number>) => ({
  ...{ unit, base },
  contributions: Object.entries(values).map(([feature, value]) => ({ feature, value })),
  prediction: Object.values(values).reduce((sum, value) => sum + value, base),
});

Deno.test("shapBarChart() has a bar as long as each feature's mean distance, the longest first", () => {
  const told = [
    explanation("log odds", 0, { age: 0.5, chol: -1, sex: 0.1 }),
    explanation("log odds", 0, { age: -0.3, chol: 0.5, sex: 0.1 }),
  ];
  const bundle = shapBarChart(told, { title, schema });
  assertEquals(
    wordsOf(bundle),
    "Mean absolute SHAP value in log odds: Cholesterol 0.750; Age 0.400; Sex 0.100.",
  );
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const bars = byHeight(drawnOf(drawing, "rect", { fill: seriesColours[0] }));
  [["Cholesterol", 0.75], ["Age", 0.4], ["Sex", 0.1]].forEach(([name, value], i) => {
    const [a, b] = bars[i].points;
    assertAlmostEquals(x(a[0]), 0, 0.005);
    assertAlmostEquals(x(b[0]), value as number, 0.005);
    assertAlmostEquals((a[1] + b[1]) / 2, find(drawing, name as string).y, 0.6);
    const figure = find(drawing, (value as number).toFixed(3));
    assert(figure.x >= b[0] && figure.x < b[0] + 10);
  });
  assertEquals(wordsOf(shapBarChart(told, { title, schema, most: 1 })).includes("Age"), false);
  assertThrows(() => shapBarChart([], { title, schema }), RangeError, "got none");
});

Deno.test("waterfallChart() leads from the usual prediction to this patient's, step by step", () => {
  const row = { age: 63, sex: "male", chol: 233, thal: null };
  for (const sign of [1, -1]) {
    const told = explanation("log odds", -0.4, {
      age: 0.3 * sign,
      thal: -0.9 * sign,
      chol: 0.05,
      sex: 0.02,
    });
    const bundle = waterfallChart(told, { title, schema, row, most: 2 });
    const percent = (z: number): string => `${Math.round(100 * sigmoid(z))} %`;
    const write = (value: number): string =>
      `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
    assertEquals(
      wordsOf(bundle),
      `From ${percent(-0.4)} to ${percent(told.prediction)}: Thallium scan: not recorded ` +
        `${write(-0.9 * sign)}; Age: 63 years ${write(0.3 * sign)}; 2 others +0.07.`,
    );
    const drawing = readDrawing(bundle);
    const x = axisOf(drawing, "x");
    const bars = byHeight(
      drawing.all.filter(({ kind, style, points }) =>
        kind === "rect" && (style.fill === sick || style.fill === well) &&
        points[1][1] - points[0][1] > 12
      ),
    );
    let at = -0.4;
    [-0.9 * sign, 0.3 * sign, 0.07].forEach((value, i) => {
      const [from, to] = bars[i].points.map(([px]) => x(px)).toSorted((a, b) => a - b);
      assertAlmostEquals(from, Math.min(at, at + value), 0.01);
      assertAlmostEquals(to, Math.max(at, at + value), 0.01);
      assertEquals(bars[i].style.fill, value < 0 ? well : sick);
      const figure = find(drawing, write(value));
      assert(x(figure.x) >= to - 0.01 && figure.x < bars[i].points[1][0] + 10);
      at += value;
    });
    const usual = find(drawing, `usual: ${percent(-0.4)}`);
    const here = find(drawing, `this patient: ${percent(told.prediction)}`);
    assert(sign < 0 ? usual.x < here.x : here.x < usual.x, "they lean away from each other");
    const rules = drawnOf(drawing, "line", { "stroke-dasharray": "4 4" }).map((each) => x(each.x));
    assertAlmostEquals(Math.min(...rules), Math.min(-0.4, told.prediction), 0.01);
    assertAlmostEquals(Math.max(...rules), Math.max(-0.4, told.prediction), 0.01);
  }
  const tiny = explanation("probability", 0.4, { sex: 0.001 });
  const told = wordsOf(waterfallChart(tiny, { title, schema, row }));
  assertEquals(told, "From 40 % to 40 %: Sex: male 0.00.");
});

Deno.test("beeswarmChart() has a dot for each patient and feature, where the contribution is", () => {
  const rows = [40, 50, 60, 70].map((age, i) => ({
    ...{ age, sex: i < 2 ? "female" : "male", chol: i === 3 ? null : 200 },
  }));
  const told = [-0.4, -0.1, 0.2, 0.5].map((value) =>
    explanation("log odds", 0, { age: value, sex: value / 2, chol: 0 })
  );
  const bundle = beeswarmChart(told, { title, schema, rows, most: 2 });
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const dots = drawnOf(drawing, "circle");
  assertEquals(dots.length, 8);
  const values = dots.map((dot) => Math.round(100 * x(dot.x)) / 100).toSorted((a, b) => a - b);
  assertEquals(values, [-0.4, -0.2, -0.1, -0.05, 0.1, 0.2, 0.25, 0.5]);
  const colourAt = (value: number): string =>
    dots.find((dot) => Math.abs(x(dot.x) - value) < 0.005)!.style.fill;
  // Ages in rank: 0, a third, two thirds, 1; a low value is blue, a high one red.
  assertEquals([-0.4, -0.1, 0.2, 0.5].map(colourAt), ["#0072B2", "#56B4E9", "#E69F00", "#D55E00"]);
  assertEquals([-0.2, 0.25].map(colourAt), ["#0072B2", "#D55E00"]);
  const [age, sex] = ["Age", "Sex"].map((name) => find(drawing, name));
  assert(age.y < sex.y, "the weightier first");
  for (const words of ["● high value", "● low value"]) find(drawing, words);
  // Who does not record a number moves nobody else's rank.
  const gap = drawnOf(
    readDrawing(beeswarmChart(told, {
      ...{ title, schema, most: 1 },
      rows: [40, 50, 60, null].map((age) => ({ age })),
    })),
    "circle",
  ).toSorted((a, b) => a.x - b.x);
  assertEquals(gap.slice(0, 3).map(({ style }) => style.fill), ["#0072B2", "#c9c9c9", "#D55E00"]);
  // Dots at one place are lifted apart, alternately to either side.
  const same = [1, 1, 1, 0].map((value) => explanation("log odds", 0, { age: value }));
  const swarm = drawnOf(readDrawing(beeswarmChart(same, { title, schema, rows })), "circle");
  const heights = swarm.map(({ y }) => y).toSorted((a, b) => a - b);
  assertEquals(new Set(heights).size, 3);
  assertAlmostEquals(heights[0] + heights[3], 2 * heights[1], 0.6);
});

Deno.test("dependenceChart() draws the mean on the patients' curves, and tells it", () => {
  const curves = [[0.1, 0.3, 0.5], [0.3, 0.5, 0.9]];
  const dependence = {
    feature: "age",
    values: [40, 50, 60],
    mean: [0.2, 0.4, 0.7],
    curves,
    recorded: [41, 59],
  } as never;
  const bundle = dependenceChart(dependence, { title, schema });
  assertEquals(
    wordsOf(bundle),
    "Predicted probability against Age (years), on average: 0.2 at 40, 0.7 at 60. The grey lines " +
      "are single patients.",
  );
  const drawing = readDrawing(bundle);
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  const [mean] = drawnOf(drawing, "path", { stroke: seriesColours[1] });
  mean.points.forEach(([px, py], i) => {
    assertAlmostEquals(x(px), [40, 50, 60][i], 0.2);
    assertAlmostEquals(y(py), [0.2, 0.4, 0.7][i], 0.005);
  });
  const single = drawing.all.filter(({ style, kind }) =>
    kind === "path" && style.stroke === guideColour
  );
  assertEquals(single.length, 2);
  const rug = drawnOf(drawing, "line", { "stroke-opacity": "0.25" }).map((each) =>
    Math.round(x(each.x))
  );
  assertEquals(rug.toSorted(), [41, 59]);
  const many = { ...(dependence as object), curves: new Array(250).fill(curves[0]) } as never;
  const thin = dependenceChart(many, { title, schema, y: "Risk" });
  assert(wordsOf(thin).startsWith("Risk against"));
  assert(wordsOf(thin).endsWith("The grey lines are 100 of the 250 patients, from low to high."));
  const level = { ...(dependence as object), feature: "sex", values: ["female", "male"] };
  const dots = readDrawing(dependenceChart(
    { ...level, mean: [0.25, 0.5], curves: [], recorded: ["male"] } as never,
    { title, schema },
  ));
  const places = drawnOf(dots, "circle", { fill: seriesColours[1] });
  assertEquals(places.map((dot) => Math.round(100 * axisOf(dots, "y")(dot.y))), [25, 50]);
});

Deno.test("jointChart() writes the probability into each cell, and tells all", () => {
  const cells = [{ x: 40, y: "female", value: 0.1 }, { x: 60, y: "male", value: 0.756 }] as never;
  const bundle = jointChart(cells, { title, schema, features: ["age", "sex"] });
  assertEquals(
    wordsOf(bundle),
    "Mean probability by Age (years) and Sex: 40 and female 10 %; 60 and male 76 %.",
  );
  const drawing = readDrawing(bundle);
  assertAlmostEquals(find(drawing, "10").x, find(drawing, "40").x, 0.6);
  assertAlmostEquals(find(drawing, "76").y, find(drawing, "male").y, 0.6);
});

// A leak.

Deno.test("leakChart() draws the true figure in its interval, and the leak beside it", () => {
  const models = { tree: { honest: interval(0.75, 0.7, 0.8), leaking: 0.98 } };
  const names = { honest: "patients", leaking: "copies" };
  const bundle = leakChart(models, { title, label: "Accuracy, %", names });
  assertEquals(
    wordsOf(bundle),
    "tree: patients 75 % [70, 80], copies 98 %",
  );
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const [honest] = drawnOf(drawing, "circle", { fill: seriesColours[0] });
  const [leaking] = drawnOf(drawing, "circle", { fill: seriesColours[1] });
  assertAlmostEquals(x(honest.x), 75, 0.2);
  assertAlmostEquals(x(leaking.x), 98, 0.2);
  const [line] = drawnOf(drawing, "line", { stroke: seriesColours[0] });
  assertAlmostEquals(x(line.points[0][0]), 70, 0.2);
  assertAlmostEquals(x(line.points[1][0]), 80, 0.2);
  const grid = drawing.all.filter(({ style }) => style["stroke-opacity"] === "0.1");
  assert(grid.length > 3, "lines to read values by");
  const plain = leakChart(models, { title, label: "AUC", names, percent: false, domain: [0, 1] });
  assertEquals(wordsOf(plain), "tree: patients 0.75 [0.70, 0.80], copies 0.98");
  assertAlmostEquals(
    axisOf(readDrawing(plain), "x")(
      drawnOf(readDrawing(plain), "circle", { fill: seriesColours[0] })[0].x,
    ),
    0.75,
    0.003,
  );
  assertThrows(() => leakChart({}, { title, label: "x", names }), RangeError, "got none");
});

// Points.

Deno.test("nomogramChart() has a ruler for each feature that earns points, the sum, and what it means", () => {
  const score = {
    intercept: -2,
    perPoint: 0.5,
    features: [
      {
        feature: "age",
        bands: [{ label: "under 50", points: 0 }, { label: "50 and over", points: 3 }],
      },
      { feature: "sex", bands: [{ label: "female", points: 0 }, { label: "male", points: 5 }] },
      { feature: "chol", bands: [{ label: "any", points: 0 }] },
    ],
  } as never;
  const bundle = nomogramChart(score, { title, schema });
  assertEquals(
    wordsOf(bundle),
    "Points: Sex: female 0, male 5; Age (years): under 50 0, 50 and over 3. 8 points stand for 88 %.",
  );
  const drawing = readDrawing(bundle);
  const [sex, age] = ["Sex", "Age (years)"].map((name) => find(drawing, name));
  const [sum, chance] = ["Sum of points", "Probability of disease"].map((name) =>
    find(drawing, name)
  );
  assert(sex.y < age.y && age.y < sum.y && sum.y < chance.y);
  const rulers = byHeight(
    drawing.all.filter(({ kind, style }) =>
      kind === "line" && [guideColour, sick].includes(style.stroke)
    ),
  );
  assertEquals(rulers.map(({ style }) => style.stroke), [
    guideColour,
    guideColour,
    guideColour,
    sick,
  ]);
  const whole = lengthOf(rulers[0]), from = rulers[0].points[0][0];
  [1, 3 / 5, 1, 1].forEach((share, i) =>
    assertAlmostEquals(lengthOf(rulers[i]), share * whole, 0.6)
  );
  const dotsOn = (name: Drawn): number[] =>
    drawnOf(drawing, "circle").filter(({ y }) => Math.abs(y - name.y) < 1)
      .map(({ x }) => Math.round(1000 * (x - from) / whole) / 1000).toSorted();
  assertEquals(dotsOn(sex), [0, 1]);
  assertEquals(dotsOn(age), [0, 0.6]);
  assertEquals(dotsOn(sum), [0, 1, 2, 3, 4, 5, 6, 7, 8].map((points) => points / 8));
  // From 12 % to 88 %: 25, 50 and 75 % are in between.
  assertEquals(
    dotsOn(chance).length,
    3,
  );
  [0.25, 0.5, 0.75].forEach((p, i) =>
    assertAlmostEquals(dotsOn(chance)[i], (logit(p) + 2) / 0.5 / 8, 0.002)
  );
  for (const words of ["25 %", "50 %", "75 %", "male", "50 and over"]) find(drawing, words);
  assert(!textsOf(drawing).some((text) => text.includes("Cholesterol")));
  const long = {
    ...(score as { features: never[] }),
    features: [
      { feature: "age", bands: [{ label: "a", points: 0 }, { label: "b", points: 25 }] },
    ],
  } as never;
  // Not more than thirteen marks: every third of 25.
  const marks = readDrawing(nomogramChart(long, { title, schema }));
  const sums = drawnOf(marks, "circle").filter(({ y }) =>
    Math.abs(y - find(marks, "Sum of points").y) < 1
  );
  assertEquals(sums.length, 9);
});

// Patients.

function small(rows: readonly (readonly [number, string, Label])[]): Dataset {
  return toDataset(
    [number("age"), category("sex", ["female", "male"])],
    rows.map(([age, sex]) => ({ age, sex })),
    rows.map(([, , label]) => label),
  );
}

Deno.test("pyramidChart() has women to the left and men to the right, the diseased at the middle", () => {
  const data = small([
    ...[[40, "female", 1], [44, "female", 0], [44, "female", 0], [45, "male", 1]] as const,
    ...[[49, "male", 1], [49, "male", 1], [41, "male", 0]] as const,
  ]);
  const bundle = pyramidChart(data, { title });
  assertEquals(
    wordsOf(bundle),
    "40–44: 1 diseased women, 2 not diseased women, 1 not diseased men; 45–49: 3 diseased men",
  );
  const drawing = readDrawing(bundle);
  for (const words of ["3 women", "4 men"]) find(drawing, words);
  const [upper, lower] = ["45–49", "40–44"].map((name) => find(drawing, name));
  assert(upper.y < lower.y, "the old above");
  const lines = (stroke: string): Drawn[] => drawnOf(drawing, "line", { stroke });
  const middle = upper.x;
  const at = (stroke: string, side: -1 | 1, row: Drawn): Drawn | undefined =>
    lines(stroke).find(({ y, points }) =>
      Math.abs(y - row.y) < 1 && Math.sign(points[0][0] + points[1][0] - 2 * middle) === side
    );
  const squares = (each: Drawn | undefined): number => each ? Math.round(lengthOf(each) / 8) : 0;
  assertEquals([squares(at(sick, -1, lower)), squares(at(well, -1, lower))], [1, 2]);
  assertEquals([squares(at(sick, 1, lower)), squares(at(well, 1, lower))], [0, 1]);
  assertEquals([squares(at(sick, 1, upper)), squares(at(sick, -1, upper))], [3, 0]);
  const near = ({ points }: Drawn): number =>
    Math.min(...points.map(([x]) => Math.abs(x - middle)));
  assert(near(at(sick, -1, lower)!) < near(at(well, -1, lower)!));
  const gap = small([[40, "male", 1], [51, "male", 0]]);
  assert(wordsOf(pyramidChart(gap, { title })).includes("45–49: nobody"));
  assertThrows(
    () => pyramidChart({ ...data, rows: data.rows.with(2, { age: null, sex: "male" }) }, { title }),
    RangeError,
    "row 2: expected age and sex",
  );
});

Deno.test("distributionsChart() marks the medians of both outcomes at their place", () => {
  const data = toDataset(
    [number("x")],
    [1, 2, 3, 4, 6, 8, 10, 14].map((x) => ({ x })),
    [0, 0, 0, 0, 1, 1, 1, 1],
  );
  const bundle = distributionsChart(data, ["x"], { title });
  assert(wordsOf(bundle).endsWith("Medians: x, diseased 9, not diseased 2.5."), wordsOf(bundle));
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const [high, low] = ["median 9", "median 2.5"].map((words) => find(drawing, words));
  assertEquals([high.style.fill, low.style.fill], [sick, well]);
  assert(high.y < low.y, "the diseased upwards");
  assert(Math.abs(x(high.x) - 9) < 0.6 && Math.abs(x(low.x) - 2.5) < 0.6);
  // Each leans into the picture.
  assertEquals([high.style["text-anchor"], low.style["text-anchor"]], ["end", "start"]);
  for (const [stroke, count] of [[sick, 4], [well, 4]] as const) {
    const squares = drawnOf(drawing, "line", { stroke }).reduce(
      (sum, each) => sum + Math.round(lengthOf(each) / 4.4),
      0,
    );
    assertEquals(squares, count);
  }
});

Deno.test("spreadChart() places each value in standard deviations, and points out whom it is told to", () => {
  const data = toDataset(
    [number("x")],
    [1, 2, 3, 4, 10].map((x) => ({ x })),
    [0, 0, 1, 0, 1],
  );
  const outliers = [{ row: 4, feature: "x" }] as never;
  const bundle = spreadChart(data, { title, patient: 0, outliers });
  assertEquals(
    wordsOf(bundle),
    "All numbers in standard deviations, a dot a patient. Pointed out: x 2 patients, 1 to 10.",
  );
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const scale = Math.sqrt(10);
  const places = drawnOf(drawing, "circle").map((dot) => x(dot.x)).toSorted((a, b) => a - b);
  [1, 2, 3, 4, 10].forEach((value, i) => assertAlmostEquals(places[i], (value - 4) / scale, 0.02));
  const large = drawnOf(drawing, "circle", { stroke: "#111" }).toSorted((a, b) => a.x - b.x);
  assertEquals(large.map(({ style }) => style.fill), [well, sick]);
  assert(large[0].radius > large[1].radius, "the patient larger than an outlier");
  for (const [i, words] of ["1", "10"].entries()) {
    assert(
      drawnOf(drawing, "text").some(({ text, x: at }) =>
        text === words && Math.abs(at - large[i].x) < 1
      ),
    );
  }
  assert(wordsOf(spreadChart(data, { title })).endsWith("Pointed out: nobody."));
  assert(wordsOf(spreadChart(data, { title, patient: 2 })).endsWith("Pointed out: x 3."));
});

Deno.test("associationsChart() writes each pair's figure where its columns meet", () => {
  const pair = (a: string, b: string, measure: string, value: number) => ({
    a,
    b,
    measure,
    value,
    n: 9,
  });
  const names = { x: "Pearson", y: "Pearson", c: "Cramér's V", d: "Cramér's V" };
  const values: Record<string, number> = {
    xy: -0.39,
    xc: 0.3,
    xd: 0.29,
    yc: 0.05,
    yd: 0.6,
    cd: 0.12,
  };
  const all = Object.keys(names).flatMap((a) =>
    Object.keys(names).map((b) => {
      const value = a === b ? 1 : values[a + b] ?? values[b + a];
      const kinds = [names[a as "x"], names[b as "x"]];
      return pair(a, b, kinds[0] === kinds[1] ? kinds[0] : "correlation ratio", value);
    })
  );
  const bundle = associationsChart(all as never, { title });
  assertEquals(
    wordsOf(bundle),
    "y and x: Pearson −.39; c and x: correlation ratio .30; c and y: correlation ratio .05; d and " +
      "x: correlation ratio .29; d and y: correlation ratio .60; d and c: Cramér's V .12",
  );
  const drawing = readDrawing(bundle);
  const at = (text: string): Drawn => find(drawing, text);
  assertAlmostEquals(at("−.39").x, at(".30").x, 0.6);
  assertAlmostEquals(at(".29").y, at(".60").y, 0.6);
  assertAlmostEquals(at(".29").y, at(".12").y, 0.6);
  // White where it is dark: from .3 on, whatever the sign.
  assertEquals([".30", "−.39", ".60"].map((text) => at(text).style.fill), ["#fff", "#fff", "#fff"]);
  assertEquals([".29", ".05", ".12"].map((text) => at(text).style.fill), ["#111", "#111", "#111"]);
  for (const words of ["two numbers: Pearson's correlation", "two categories: Cramér's V"]) {
    at(words);
  }
  assertThrows(
    () => associationsChart(all.filter(({ a, b }) => a !== "y" && b !== "y") as never, { title }),
    RangeError,
    "at least two numbers",
  );
});

Deno.test("pairsChart() writes correlations among all and within each outcome, and a dot for each patient", () => {
  const data = toDataset(
    [number("x"), number("y")],
    [[1, 1], [2, 3], [3, 2], [4, 9], [5, 7], [null, 4]].map(([x, y]) => ({ x, y })) as never,
    [0, 0, 0, 1, 1, 1],
  );
  const bundle = pairsChart(data, ["x", "y"], { title });
  assertEquals(wordsOf(bundle), "x and y: .83");
  const drawing = readDrawing(bundle);
  for (const words of [".83", "diseased −1.00", "not diseased .50"]) find(drawing, words);
  assertEquals(drawnOf(drawing, "circle", { fill: sick }).length, 2);
  assertEquals(drawnOf(drawing, "circle", { fill: well }).length, 3);
  const frames = drawnOf(drawing, "rect", { stroke: "#ccc" });
  const dots = drawnOf(drawing, "circle").toSorted((a, b) => a.x - b.x);
  const holding = frames.find(({ points: [a, b] }) =>
    dots.every(({ x, y }) => a[0] < x && x < b[0] && a[1] < y && y < b[1])
  );
  assert(holding !== undefined, "in one panel, below the diagonal");
  assert(dots[0].y === Math.max(...dots.map(({ y }) => y)), "upwards is more");
  const correlation = find(drawing, ".83");
  assert(correlation.x > holding!.points[1][0] && correlation.y < holding!.points[0][1]);
  const constant = toDataset([number("x"), number("y")], [{ x: 1, y: 1 }, { x: 2, y: 1 }]);
  assertThrows(
    () => pairsChart(constant, ["x", "y"], { title }),
    RangeError,
    "two different values",
  );
});

Deno.test("restorationChart() draws truth against what was filled in, on one diagonal", () => {
  const cells = [[-1, -0.5], [0, 0.2], [2, 1]].map(([truth, filled]) => ({
    truth,
    filled,
  })) as never;
  const bundle = restorationChart({ median: cells, neighbours: cells }, { title });
  const drawing = readDrawing(bundle);
  const error = Math.sqrt((0.25 + 0.04 + 1) / 3).toFixed(2);
  assertEquals(wordsOf(bundle), `median: error ${error}; neighbours: error ${error}`);
  const half = (drawing.box.left + drawing.box.right) / 2;
  const x = axisOf(drawing, "x", { to: half }), y = axisOf(drawing, "y");
  const dots = drawnOf(drawing, "circle", { fill: seriesColours[0] }).toSorted((a, b) => a.x - b.x);
  [[-1, -0.5], [0, 0.2], [2, 1]].forEach(([truth, filled], i) => {
    assertAlmostEquals(x(dots[i].x), truth, 0.03);
    assertAlmostEquals(y(dots[i].y), filled, 0.03);
  });
  const [from, to] = drawnOf(drawing, "path", { "stroke-dasharray": "4 4" })
    .toSorted((a, b) => a.x - b.x)[0].points;
  assertAlmostEquals(x(from[0]), y(from[1]), 0.05);
  assertAlmostEquals(x(to[0]), y(to[1]), 0.05);
});

// The explorer.

Deno.test("curveChart() stands where its script places the point, and counts people beside it", () => {
  const four = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };
  const bundle = curveChart(four, { title, threshold: 0.5 });
  assertEquals(
    wordsOf(bundle),
    "Called diseased at 50.0 % or above: 1 diseased, found; 1 diseased, missed; 1 healthy, alarmed; 1 " +
      "healthy, ruled out. Recall 50 %, specificity 50 %.",
  );
  const drawing = readDrawing(bundle);
  const [dot] = drawnOf(drawing, "circle", { fill: sick });
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  assertAlmostEquals(x(dot.x), 50, 0.2);
  assertAlmostEquals(y(dot.y), 50, 0.2);
  assertAlmostEquals(dot.x, (placeX[0] + placeX[1]) / 2, 0.6);
  assertAlmostEquals(dot.y, (placeY[0] + placeY[1]) / 2, 0.6);
  const [chance] = drawnOf(drawing, "path", { "stroke-dasharray": "4 4" });
  assertEquals(chance.points.map(([a, b]) => [Math.round(x(a)), Math.round(y(b))]), [[0, 0], [
    100,
    100,
  ]]);
});

const few = takeFeatures(patients, pickFeatures(schema, ["age", "chol", "thalach"]));
const sheets = {
  dots: dotsChart([{ name: "a", value: 1, series: "x" }, { name: "b", value: 2, series: "y" }], {
    ...{ title, label: "Effect", reference: 0 },
  }),
  "shares by band": sharesByBandChart({ women: [group("all", 1, 4)] }, { title, label: "Age" }),
  pairs: pairsChart(few, ["age", "chol", "thalach"], { title }),
  pyramid: pyramidChart(patients, { title }),
  spread: spreadChart(takeRows(few, few.rows.map((_, i) => i).slice(0, 60)), { title, patient: 3 }),
  shares: sharesChart(patients, ["cp", "fbs", "thal"], { title }),
  distributions: distributionsChart(patients, ["oldpeak", "age"], { title }),
};
for (const [name, bundle] of Object.entries(sheets)) {
  Deno.test(`the ${name} chart of the heart patients keeps all on its sheet, and no word on another`, () => {
    const drawing = readDrawing(bundle);
    assertEquals(outside(drawing), []);
    assertEquals(overlaps(drawing), []);
  });

  // The dots of the shares are as large as the groups that they stand for.
  if (name === "shares") continue;
  Deno.test(`the ${name} chart has lines, dots and words as wide as all others`, () => {
    assertEquals(oddLooks(readDrawing(bundle), seriesColours), []);
  });
}
