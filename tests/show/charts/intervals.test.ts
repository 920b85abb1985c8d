/** Estimates in their intervals, read back by their own axes and in their words. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { intervalsChart } from "heartbook/show/charts/intervals.ts";
import { leakChart } from "heartbook/show/charts/leak.ts";
import { metaAnalysisChart } from "heartbook/show/charts/meta-analysis.ts";
import { oddsChart } from "heartbook/show/charts/odds.ts";
import { travelChart } from "heartbook/show/charts/travel.ts";
import { outcomeColours, seriesColours } from "heartbook/show/palette.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import type { Interval } from "heartbook/types.ts";
import {
  axisOf,
  byHeight,
  dashed,
  type Drawing,
  drawnOf,
  find,
  only,
  outside,
  readDrawing,
  textsOf,
  wordsOf,
} from "../drawing.ts";

const title = "A finding";
const { diseased: sick, healthy: well } = outcomeColours;
const interval = (estimate: number, low: number, high: number): Interval => ({
  ...{ estimate, low, high, level: 0.95, method: "" },
});

Deno.test("intervalsChart() draws each estimate in its interval, and writes both", () => {
  const bundle = intervalsChart(
    { men: interval(0.1, -0.1, 0.3), women: interval(0.25, 0.2, 0.4) },
    { title, label: "Difference", reference: 0 },
  );
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const dots = drawnOf(drawing, "circle", { fill: seriesColours[0] });
  assertEquals(dots.length, 2);
  [[0.1, -0.1, 0.3], [0.25, 0.2, 0.4]].forEach(([estimate, low, high], i) => {
    assertAlmostEquals(x(dots[i].x), estimate, 0.002);
    const line = drawnOf(drawing, "line", { stroke: seriesColours[0] }).find(({ y }) =>
      Math.abs(y - dots[i].y) < 0.6
    )!;
    assertAlmostEquals(x(line.points[0][0]), low, 0.002);
    assertAlmostEquals(x(line.points[1][0]), high, 0.002);
    const beside = drawnOf(drawing, "text").filter(({ y }) => Math.abs(y - dots[i].y) < 0.6);
    assertEquals(
      beside.map(({ text }) => text),
      [
        ["men", "0.10 [−0.10, 0.30]"],
        ["women", "0.25 [0.20, 0.40]"],
      ][i],
    );
  });
  assertAlmostEquals(x(only(drawing, "line", dashed).x), 0, 0.002);
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\nDifference. men: 0.10 [−0.10, 0.30]; women: 0.25 [0.20, 0.40]`,
  );
});

Deno.test("intervalsChart() cuts at its domain, in percent too, and writes where an interval ends", () => {
  const bundle = intervalsChart({ a: interval(0.5, 0.1, 0.9) }, {
    ...{ title, label: "Share", percent: true, domain: [0.3, 0.8] as const },
  });
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const line = only(drawing, "line", { stroke: seriesColours[0] });
  assertAlmostEquals(x(line.points[0][0]), 30, 0.3);
  assertAlmostEquals(x(line.points[1][0]), 80, 0.3);
  assert(bundle["text/plain"].endsWith("a: 50 [10, 90]"), bundle["text/plain"]);
  // In percent it is the same picture with other words.
  const plain = readDrawing(intervalsChart({ a: interval(0.5, 0.1, 0.9) }, {
    ...{ title, label: "Share", domain: [0.3, 0.8] as const },
  }));
  const own = only(plain, "line", { stroke: seriesColours[0] });
  assertEquals(line.points.map(([at]) => at), own.points.map(([at]) => at));
});

Deno.test("intervalsChart() writes ratios with two digits that count, on a logarithmic axis", () => {
  const bundle = intervalsChart({ a: interval(2, 0.5, 12.4) }, {
    ...{ title, label: "Odds ratio", logarithmic: true, reference: 1 },
  });
  assert(bundle["text/plain"].endsWith("a: 2.0 [0.50, 12]"), bundle["text/plain"]);
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x", { logarithmic: true });
  assertAlmostEquals(x(drawnOf(drawing, "circle")[0].x), 2, 0.02);
  const line = only(drawing, "line", { stroke: seriesColours[0] });
  assertAlmostEquals(x(line.points[0][0]), 0.5, 0.01);
  assert(Math.abs(x(line.points[1][0]) / 12.4 - 1) < 0.02);
  assertAlmostEquals(x(only(drawing, "line", dashed).x), 1, 0.01);
});

Deno.test("intervalsChart() puts series one below the other, and headings at the left in bold", () => {
  const rows = [
    { text: "Sex", heading: true },
    { text: "male", intervals: { crude: interval(1, 0, 2), adjusted: interval(2, 1, 3) } },
    {
      text: "Age",
      heading: true,
      intervals: { crude: interval(3, 2, 4), adjusted: interval(1, 0, 2) },
    },
  ];
  const bundle = intervalsChart(rows, { title, label: "Effect", digits: 0 });
  const drawing = readDrawing(bundle);
  const [crude, adjusted] = [0, 1].map((i) =>
    drawnOf(drawing, "circle", { fill: seriesColours[i] }).toSorted((a, b) => a.y - b.y)
  );
  assertEquals([crude.length, adjusted.length], [2, 2]);
  crude.forEach((dot, i) => {
    assert(dot.y < adjusted[i].y, "in the order of the series");
    const row = drawnOf(drawing, "text").find(({ text }) => text === ["male", "Age"][i])!;
    assertAlmostEquals((dot.y + adjusted[i].y) / 2, row.y, 0.6);
  });
  const bold = drawnOf(drawing, "text", { "font-weight": "bold" }).map(({ text }) => text);
  assertEquals(bold, ["Sex", "Age"]);
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\nEffect. Sex, male, crude: 1 [0, 2]; Sex, male, adjusted: 2 [1, 3]; ` +
      "Age, crude: 3 [2, 4]; Age, adjusted: 1 [0, 2]",
  );
  // The figures written are those of the last series, in its colour.
  const written = drawnOf(drawing, "text", { fill: seriesColours[1] }).map(({ text }) => text);
  assertEquals(written, ["2 [1, 3]", "1 [0, 2]"]);
  const seven = Object.fromEntries("abcdefg".split("").map((name) => [name, interval(1, 0, 2)]));
  intervalsChart([{ text: "x", intervals: seven }], { title, label: "x" });
  assertThrows(
    () =>
      intervalsChart([{ text: "x", intervals: { ...seven, h: seven.a } }], { title, label: "x" }),
    RangeError,
    "expected 1 to 7 series, got 8",
  );
});

Deno.test("intervalsChart() leaves each row room for all its series, and one of a few lines no more", () => {
  const draw = (series: number, rows: number): Drawing => {
    const intervals = Object.fromEntries(
      "abcdefg".slice(0, series).split("").map((name, i) => [name, interval(i, i - 1, i + 1)]),
    );
    const texts = Array.from({ length: rows }, (_, row) => ({ text: `row ${row}`, intervals }));
    return readDrawing(intervalsChart(texts, { title, label: "x" }));
  };
  for (const series of [1, 2, 4, 7]) {
    const drawing = draw(series, 3);
    const [first, last] = [0, series - 1].map((i) =>
      drawnOf(drawing, "circle", { fill: seriesColours[i] }).toSorted((a, b) => a.y - b.y)
    );
    for (let row = 1; row < 3; row++) {
      const between = first[row].y - last[row - 1].y;
      assert(between > 5 && between < 30, `${series} series: ${between}`);
    }
    assertEquals(outside(drawing), []);
  }
  const long = draw(1, 12);
  assertAlmostEquals((long.box.bottom - draw(1, 6).box.bottom) / 6, 19, 0.5);
});

Deno.test("metaAnalysisChart() draws hospitals, their summary as a diamond, and what a next one may expect", () => {
  const across = {
    summary: interval(0.8, 0.7, 0.9),
    prediction: interval(0.8, 0.4, 0.95),
  } as never;
  const places = { Budapest: interval(0.85, 0.75, 0.9), Zurich: interval(0.7, 0.3, 0.95) };
  const options = { title, label: "AUC", across, reference: 0.5, domain: [0.5, 1] as const };
  const bundle = metaAnalysisChart(places, options);
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const dots = drawnOf(drawing, "circle").toSorted((a, b) => a.y - b.y);
  assertEquals(dots.length, 2);
  Object.entries(places).forEach(([name, { estimate, low, high }], i) => {
    assertAlmostEquals(x(dots[i].x), estimate, 0.003);
    const line = drawnOf(drawing, "line", { stroke: seriesColours[0] }).toSorted((a, b) =>
      a.y - b.y
    )[i];
    assertAlmostEquals(line.y, dots[i].y, 0.6);
    assertAlmostEquals(x(line.points[0][0]), Math.max(0.5, low), 0.003);
    assertAlmostEquals(x(line.points[1][0]), high, 0.003);
    const beside = drawnOf(drawing, "text").filter(({ y }) => Math.abs(y - dots[i].y) < 1);
    assert(beside.some(({ text }) => text === name));
    assert(beside.some(({ text }) => text.startsWith(estimate.toFixed(2))));
  });
  const diamond = only(drawing, "path", { fill: seriesColours[1] });
  const xs = diamond.points.map(([at]) => x(at)), ys = diamond.points.map(([, y]) => y);
  [0.7, 0.8, 0.9, 0.8].forEach((value, k) => assertAlmostEquals(xs[k], value, 0.003));
  const row = drawnOf(drawing, "text").find(({ text }) => text === "Summary")!.y;
  assertAlmostEquals(ys[0], row, 0.6);
  assertAlmostEquals(ys[1] + ys[3], 2 * row, 1);
  assert(ys[1] !== ys[3]);
  const next = only(drawing, "line", { stroke: seriesColours[4] });
  assertAlmostEquals(x(next.points[0][0]), 0.5, 0.003);
  assertAlmostEquals(x(next.points[1][0]), 0.95, 0.003);
  assertAlmostEquals(
    next.y,
    drawnOf(drawing, "text").find(({ text }) => text === "Next hospital")!.y,
    0.6,
  );
  const bold = drawnOf(drawing, "text", { "font-weight": "bold" }).map(({ text }) => text);
  assertEquals(bold, ["Summary", "Next hospital"]);
  assertAlmostEquals(x(only(drawing, "line", dashed).x), 0.5, 0.003);
  assert(bundle["text/plain"].includes("AUC. Budapest 0.85 [0.75, 0.90]; Zurich 0.70"));
  const none = metaAnalysisChart(places, {
    ...options,
    reference: undefined,
    across: { summary: interval(0.8, 0.7, 0.9), prediction: null } as never,
  });
  assert(!textsOf(readDrawing(none)).includes("Next hospital"));
  assertEquals(drawnOf(readDrawing(none), "line", dashed), []);
  assertThrows(() => metaAnalysisChart({}, options), RangeError, "expected places, got none");
});

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

Deno.test("leakChart() writes no figure below one as one", () => {
  const models = { forest: { honest: interval(0.9, 0.83, 0.95), leaking: 0.9997 } };
  const bundle = leakChart(models, {
    title,
    label: "AUC",
    names: { honest: "inside", leaking: "before" },
    percent: false,
  });
  assertEquals(textsOf(readDrawing(bundle)).filter((text) => /^[01]\.\d\d+$/.test(text)), [
    "0.90",
    "0.9997",
  ]);
});

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

Deno.test("oddsChart() has the strongest feature first, no effect at 1, and an axis of 0.1 to 30", () => {
  const odds = (feature: string, contrast: string, [low, estimate, high]: readonly number[]) => ({
    ...{ feature, contrast, ratio: interval(estimate, low, high) },
  });
  const all = [
    odds("age", "per 9 years", [1.1, 1.5, 2]),
    odds("sex", "male against female", [0.05, 0.2, 0.8]),
    odds("chol", "per 52 mg/dl", [1, 1.2, 50]),
  ] as never;
  const bundle = oddsChart({ all }, { title, schema: readHeart().schema });
  assertEquals(
    wordsOf(bundle),
    "Odds ratio of disease. Sex, male against female: 0.20 [0.05, 0.80]; Age, per 9 years: 1.5 " +
      "[1.1, 2.0]; Cholesterol, per 52 mg/dl: 1.2 [1.0, 50]",
  );
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x", { logarithmic: true });
  assertAlmostEquals(x(only(drawing, "line", dashed).x), 1, 0.01);
  const lines = byHeight(drawnOf(drawing, "line", { stroke: seriesColours[0] }));
  assertEquals(lines.length, 3);
  assertAlmostEquals(x(lines[0].points[0][0]), 0.1, 0.001);
  assertAlmostEquals(x(lines[2].points[1][0]), 30, 0.3);
  const bold = drawnOf(drawing, "text", { "font-weight": "bold" }).map(({ text }) => text);
  assertEquals(bold, ["Sex", "Age, per 9 years", "Cholesterol, per 52 mg/dl"]);
});

Deno.test("intervalsChart() has a legend where there is more than one series", () => {
  const names = (intervals: Readonly<Record<string, Interval>>): string[] => {
    const rows = [{ text: "recall", intervals }];
    return textsOf(readDrawing(intervalsChart(rows, { title, label: "x" })))
      .filter((text) => ["women", "men"].includes(text));
  };
  assertEquals(names({ women: interval(0.8, 0.7, 0.9) }), []);
  const both = { women: interval(0.8, 0.7, 0.9), men: interval(0.5, 0.4, 0.6) };
  assertEquals(names(both), ["women", "men"]);
});
