/** What charts draw, read back by their own axes, and what they tell in words. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { calibrationCurve } from "heartbook/measure/calibration-curve.ts";
import { precisionRecallCurve, rocCurve } from "heartbook/measure/curves.ts";
import { decisionCurve } from "heartbook/measure/netbenefit.ts";
import { seeded } from "heartbook/random.ts";
import type { Bundle } from "heartbook/show/bundle.ts";
import { calibrationChart } from "heartbook/show/charts/calibration.ts";
import { decisionChart } from "heartbook/show/charts/decision.ts";
import { gridChart } from "heartbook/show/charts/grid.ts";
import { intervalsChart } from "heartbook/show/charts/intervals.ts";
import { lineOf, linesChart, withErrors } from "heartbook/show/charts/lines.ts";
import { metaAnalysisChart } from "heartbook/show/charts/meta-analysis.ts";
import { precisionRecallChart } from "heartbook/show/charts/precision-recall.ts";
import { rocChart } from "heartbook/show/charts/roc.ts";
import { sweepChart } from "heartbook/show/charts/sweep.ts";
import { treeChart } from "heartbook/show/charts/tree.ts";
import { guideColour, outcomeColours, seriesColours } from "heartbook/show/palette.ts";
import type { Interval } from "heartbook/types.ts";
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
const random = seeded(1);
const label = Array.from({ length: 60 }, (_, i) => i % 2);
const noisy = label.map((each) => 1 / (1 + Math.exp(-(2 * each - 1 + random.normal()))));
const many = { label, p: noisy };
const four = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };

/** The corners of what is drawn, by the axes. */
function valuesOf(drawing: Drawing, { points }: Drawn): [number, number][] {
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  return points.map(([a, b]) => [x(a), y(b)]);
}

/** How far a point is from the way between two others. */
function distance(
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const [dx, dy] = [bx - ax, by - ay], square = dx * dx + dy * dy;
  const share = square === 0
    ? 0
    : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(ax + share * dx - x, ay + share * dy - y);
}

/** That a path leads through these values, in this order, to within half a pixel or so. */
function assertLeadsThrough(
  drawing: Drawing,
  { points }: Drawn,
  wanted: readonly (readonly [x: number, y: number])[],
): void {
  const [toX, toY] = (["x", "y"] as const).map((along) => {
    const axis = axisOf(drawing, along);
    return (value: number): number => (value - axis(0)) / (axis(1) - axis(0));
  });
  let at = 0;
  for (const [x, y] of wanted) {
    const place = [toX(x), toY(y)] as const;
    while (at + 1 < points.length && distance(place, points[at], points[at + 1]) > 0.7) at++;
    assert(at + 1 < points.length, `no way to ${x}, ${y} (${place}) in ${JSON.stringify(points)}`);
  }
}

const textsOf = (drawing: Drawing): string[] => drawnOf(drawing, "text").map(({ text }) => text);

/** The one thing drawn like this. */
function only(drawing: Drawing, kind: Drawn["kind"], style: Record<string, string>): Drawn {
  const found = drawnOf(drawing, kind, style);
  assertEquals(found.length, 1, `${kind} ${JSON.stringify(style)}`);
  return found[0];
}

const dashed = { stroke: guideColour, "stroke-dasharray": "4 4" };

// ROC.

Deno.test("rocChart() draws each model's curve, chance between the corners, and where a threshold is", () => {
  const drawing = readDrawing(rocChart({ a: four, b: many }, { title, threshold: 0.4 }));
  Object.entries({ [seriesColours[0]]: four, [seriesColours[1]]: many }).forEach(
    ([stroke, scored]) => {
      assertLeadsThrough(
        drawing,
        only(drawing, "path", { stroke }),
        rocCurve(scored).map(({ falsePositiveRate: x, recall: y }) => [100 * x, 100 * y] as const),
      );
    },
  );
  assertLeadsThrough(drawing, only(drawing, "path", dashed), [[0, 0], [100, 100]]);
  // From 0.4 on both diseased are found, and one of two healthy alarmed.
  const [at] = drawnOf(drawing, "circle");
  const [[x, y]] = valuesOf(drawing, at);
  assertAlmostEquals(x, 50, 0.2);
  assertAlmostEquals(y, 100, 0.2);
  const words = drawnOf(drawing, "text").find(({ text }) => text === "at 40 % or above")!;
  assert(Math.hypot(words.x - at.x, words.y - at.y) < 20, "beside its point");
  assert(
    !textsOf(readDrawing(rocChart({ a: four }, { title }))).some((text) => /or above/.test(text)),
  );
});

Deno.test("rocChart() draws the band of the first model", () => {
  const band = [0, 0.5, 1].map((falsePositiveRate) => ({
    falsePositiveRate,
    recall: 0.6,
    low: 0.5,
    high: 0.75,
  }));
  const drawing = readDrawing(rocChart({ a: four }, { title, band: band as never }));
  const area = only(drawing, "path", { fill: seriesColours[0] });
  assertLeadsThrough(drawing, area, [[0, 75], [50, 75], [100, 75], [100, 50], [0, 50]]);
});

Deno.test("rocChart() tells AUC, the shares found within 10 and 30 %, and the axes in the table's words", () => {
  const bundle = rocChart({ a: four }, { title });
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\nShare found at 10 % and at 30 % false alarms. a, AUC 0.750: 50 % and 50 %. ` +
      "The diagonal is guessing.",
  );
  const texts = textsOf(readDrawing(bundle));
  for (
    const each of [
      "Diseased who are found, % (recall)",
      "Healthy called diseased, % (1 − specificity)",
      "a, AUC 0.750",
    ]
  ) {
    assert(texts.includes(each), each);
  }
  const words = { positive: "malignant", negative: "benign" };
  const other = textsOf(readDrawing(rocChart({ a: four }, { title, words })));
  for (
    const each of [
      "Malignant: share found, % (recall)",
      "Benign: share called malignant, % (1 − specificity)",
    ]
  ) {
    assert(other.includes(each), each);
  }
  // At 10 % of false alarms one of ten healthy is alarmed: exactly there still counts.
  const ten = {
    label: [1, ...new Array(10).fill(0), 1],
    p: [0.9, 0.8, ...new Array(9).fill(0.1), 0.5],
  };
  assert(rocChart({ ten }, { title })["text/plain"].includes(": 100 % and 100 %"));
});

// Precision and recall.

Deno.test("precisionRecallChart() draws each curve and the share of the diseased, and tells both", () => {
  const bundle = precisionRecallChart({ a: many, b: four }, { title });
  const drawing = readDrawing(bundle);
  for (const [stroke, scored] of [[seriesColours[0], many], [seriesColours[1], four]] as const) {
    assertLeadsThrough(
      drawing,
      only(drawing, "path", { stroke }),
      precisionRecallCurve(scored).map(({ recall, precision }) =>
        [100 * recall, 100 * precision] as const
      ),
    );
  }
  const rule = only(drawing, "line", dashed);
  assertAlmostEquals(axisOf(drawing, "y")(rule.y), 50, 0.2);
  // One of one is diseased where half are found; two of three where all are.
  assert(bundle["text/plain"].includes(": 100 % and 67 %. Dashed: 50 %, as if flagged at random."));
  assert(textsOf(drawing).includes("b, average precision 0.833"));
});

// The threshold moved.

Deno.test("sweepChart() draws four steps over the threshold, and tells them where one is marked", () => {
  const bundle = sweepChart(four, { title, threshold: 0.6 });
  const drawing = readDrawing(bundle);
  const wanted = {
    recall: [[90, 50], [60, 50], [40, 100], [10, 100]],
    specificity: [[90, 100], [60, 50], [40, 50], [10, 0]],
    precision: [[90, 100], [60, 50], [40, 200 / 3], [10, 50]],
    "share flagged": [[90, 25], [60, 50], [40, 75], [10, 100]],
  } as const;
  Object.values(wanted).forEach((points, i) => {
    const drawn = only(drawing, "path", { stroke: seriesColours[i] });
    const isRising = drawn.points[0][0] < drawn.points.at(-1)![0];
    assertLeadsThrough(drawing, drawn, isRising ? points.toReversed() : points);
  });
  assertAlmostEquals(axisOf(drawing, "x")(only(drawing, "line", dashed).x), 60, 0.2);
  assert(bundle["text/plain"].endsWith(
    "At 60.0 % or above: recall 50 %, specificity 50 %, precision 50 %, share flagged 50 %.",
  ));
  const unmarked = sweepChart(four, { title })["text/plain"];
  assert(
    unmarked.endsWith(
      "At 25.0 % or above: recall 100 %, specificity 50 %, precision 67 %, share flagged 75 %. " +
        "At 50.0 % or above: recall 50 %, specificity 50 %, precision 50 %, share flagged 50 %. " +
        "At 75.0 % or above: recall 50 %, specificity 100 %, precision 100 %, share flagged 25 %.",
    ),
    unmarked,
  );
  // Nobody is flagged from 95 % on: there is no precision.
  assert(
    sweepChart(four, { title, threshold: 0.95 })["text/plain"].endsWith(
      "At 95.0 % or above: recall 0 %, specificity 100 %, share flagged 0 %.",
    ),
  );
  const words = { positive: "malignant", negative: "benign" };
  assert(
    textsOf(readDrawing(sweepChart(four, { title, words }))).includes(
      "Threshold: called malignant from this probability on, %",
    ),
  );
});

// Calibration.

const curve = await calibrationCurve(many, { seed: 1, replicates: 20, stratified: true });

Deno.test("calibrationChart() draws the curve, its band, the diagonal and who was told what", () => {
  const drawing = readDrawing(calibrationChart(curve, { title, scored: many }));
  const line = only(drawing, "path", { stroke: seriesColours[2] });
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  const inside = curve.points.filter(({ observed }) => observed >= 0 && observed <= 1);
  assertLeadsThrough(
    drawing,
    line,
    inside.map(({ p, observed }) => [100 * p, 100 * observed] as const),
  );
  assertLeadsThrough(drawing, only(drawing, "path", dashed), [[0, 0], [100, 100]]);
  const band = only(drawing, "path", { fill: seriesColours[2] });
  assertLeadsThrough(
    drawing,
    band,
    curve.points.map(({ p, high }) => [100 * p, 100 * high] as const),
  );
  // Bars in forty bins: as many diseased upwards, and healthy downwards, as there are, in one scale.
  const bars = (outcome: "diseased" | "healthy"): number[][] =>
    drawnOf(drawing, "line", { stroke: outcomeColours[outcome] }).concat(
      drawnOf(drawing, "path", { stroke: outcomeColours[outcome] }),
    ).map(({ points }) => [x(points[0][0]), y(points.at(-1)![1]) - y(points[0][1])]);
  const counts = (wanted: number): number[] => {
    const found = new Array(40).fill(0);
    many.p.forEach((p, i) => many.label[i] === wanted && found[Math.floor(40 * p)]++);
    return found;
  };
  const tallest = Math.max(...counts(0), ...counts(1));
  for (const [outcome, wanted, sign] of [["diseased", 1, 1], ["healthy", 0, -1]] as const) {
    const expected = counts(wanted).flatMap((count, bin) =>
      count === 0 ? [] : [[2.5 * (bin + 0.5), sign * 9 * count / tallest]]
    );
    const got = bars(outcome).toSorted((a, b) => a[0] - b[0]);
    assertEquals(got.length, expected.length);
    got.forEach(([at, height], i) => {
      assertAlmostEquals(at, expected[i][0], 0.2);
      assertAlmostEquals(height, expected[i][1], 0.3);
    });
  }
});

Deno.test("calibrationChart() tells observed shares within 0 and 100 %, in the words of the table", () => {
  const points = [0, 0.2, 0.5, 0.8, 1].map((p) => ({
    p,
    observed: 1.5 * p - 0.25,
    low: 0,
    high: 1,
  }));
  const ici: Interval = { estimate: 0.1234, low: 0.05, high: 0.2, level: 0.95, method: "" };
  const made = { ...curve, points, errors: { ...curve.errors, ici } };
  const bundle = calibrationChart(made, { title, scored: many });
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\nCalibration curve. predicted 20 %, observed 5 %; predicted 50 %, observed ` +
      "50 %; predicted 80 %, observed 95 %. Mean distance from the diagonal 0.123 [0.050, 0.200].",
  );
  const steep = {
    ...made,
    points: points.map((each) => ({ ...each, observed: 4 * each.p - 1.5 })),
  };
  assert(
    calibrationChart(steep, { title, scored: many })["text/plain"].includes(
      "predicted 20 %, observed 0 %; predicted 50 %, observed 50 %; predicted 80 %, observed 100 %",
    ),
  );
  const texts = textsOf(readDrawing(bundle));
  assert(texts.includes("Predicted probability of disease, %"));
  assert(texts.includes(`Observed share of the diseased, % (${curve.smoother})`));
  const words = { positive: "malignant", negative: "benign" };
  const other = textsOf(readDrawing(calibrationChart(curve, { title, scored: many, words })));
  for (
    const each of [
      'Predicted probability of "malignant", %',
      `Observed share of "malignant", % (${curve.smoother})`,
      "malignant",
      "benign",
    ]
  ) {
    assert(other.includes(each), each);
  }
});

// Net benefit.

Deno.test("decisionChart() draws net benefit beside treating everybody and nobody, and tells three places", () => {
  const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5];
  const a = decisionCurve(many, thresholds), b = decisionCurve(four, thresholds);
  const bundle = decisionChart({ a, b }, { title });
  const drawing = readDrawing(bundle);
  [a, b].forEach((points, i) => {
    assertLeadsThrough(
      drawing,
      only(drawing, "path", { stroke: seriesColours[i] }),
      points.map(({ threshold, netBenefit }) => [100 * threshold, netBenefit] as const),
    );
  });
  assertLeadsThrough(
    drawing,
    only(drawing, "path", dashed),
    a.map(({ threshold, treatAll }) => [100 * threshold, treatAll] as const),
  );
  const nobody = drawnOf(drawing, "text").find(({ text }) => text === "treat nobody")!;
  assertAlmostEquals(axisOf(drawing, "y")(nobody.y), 0, 0.002);
  const all = drawnOf(drawing, "text").find(({ text }) => text === "treat everybody")!;
  const last = a.findLast(({ treatAll }) => treatAll > 0)!;
  assert(Math.abs(axisOf(drawing, "x")(all.x) - 100 * last.threshold) < 2);
  assert(Math.abs(axisOf(drawing, "y")(all.y) - last.treatAll) < 0.02);
  const at = (k: number): string =>
    `Net benefit at ${100 * thresholds[k]} %: a ${a[k].netBenefit.toFixed(3)}, ` +
    `b ${b[k].netBenefit.toFixed(3)}, treating everybody ${a[k].treatAll.toFixed(3)}`;
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\n${[0, 2, 4].map(at).join(". ")}. Treating nobody is 0.`.replaceAll("-", "−"),
  );
});

// Lines.

Deno.test("linesChart() draws a line, a band and dots for each series, and one level to compare with", () => {
  const series = {
    a: [{ x: 1, y: 2, low: 1, high: 3 }, { x: 2, y: 4, low: 3, high: 6 }, {
      x: 5,
      y: 1,
      low: 0,
      high: 2,
    }],
    b: [{ x: 1, y: 5 }, { x: 5, y: 0 }],
  };
  const drawing = readDrawing(
    linesChart(series, { title, x: "dose, mg", y: "found", reference: 3 }),
  );
  const points = Object.values(series).map((each) => each.map(({ x, y }) => [x, y] as const));
  points.forEach((each, i) => {
    const line = only(drawing, "path", { stroke: seriesColours[i], fill: "none" });
    assertLeadsThrough(drawing, line, each);
    const dots = drawnOf(drawing, "circle", { fill: seriesColours[i] });
    assertEquals(dots.length, each.length);
    dots.forEach((dot, k) => {
      const [[x, y]] = valuesOf(drawing, dot);
      assertAlmostEquals(x, each[k][0], 0.02);
      assertAlmostEquals(y, each[k][1], 0.02);
    });
  });
  const band = only(drawing, "path", { fill: seriesColours[0], "fill-opacity": "0.15" });
  assertLeadsThrough(drawing, band, [[1, 3], [2, 6], [5, 2], [5, 0], [2, 3], [1, 1]]);
  assertAlmostEquals(axisOf(drawing, "y")(only(drawing, "line", dashed).y), 3, 0.02);
  const texts = textsOf(drawing);
  for (const each of ["a", "b", "dose, mg", "found"]) assert(texts.includes(each), each);
});

Deno.test("linesChart() draws steps where asked, no dots where not wanted, no legend for one", () => {
  const one = { only: [{ x: 1, y: 2 }, { x: 2, y: 4 }] };
  const steps = readDrawing(linesChart(one, { title, x: "x", y: "y", steps: true, dots: false }));
  assertLeadsThrough(steps, only(steps, "path", { stroke: seriesColours[0] }), [[1, 2], [2, 2], [
    2,
    4,
  ]]);
  assertEquals(drawnOf(steps, "circle"), []);
  assert(!textsOf(steps).includes("only"));
  assertEquals(drawnOf(steps, "line", dashed), []);
  const log = readDrawing(
    linesChart({ a: [1, 10, 100].map((x) => ({ x, y: x })) }, {
      title,
      x: "x",
      y: "y",
      logarithmic: true,
    }),
  );
  const places = drawnOf(log, "circle").map(({ x }) => x);
  assertAlmostEquals(places[1] - places[0], places[2] - places[1], 0.2);
  const eight = Object.fromEntries("abcdefgh".split("").map((name, i) => [name, [{ x: i, y: i }]]));
  const all = readDrawing(linesChart(eight, { title, x: "x", y: "y" }));
  assertEquals(drawnOf(all, "circle", { fill: seriesColours[6] }).length, 2);
});

Deno.test("withErrors() and lineOf() make points of what was tried", () => {
  const tried = [{ settings: { l2: 3 }, mean: 0.8, standardError: 0.05, scores: [] }];
  const [point] = withErrors(tried, ({ l2 }) => l2);
  assertEquals([point.x, point.y], [3, 0.8]);
  assertAlmostEquals(point.low!, 0.75, 1e-12);
  assertAlmostEquals(point.high!, 0.85, 1e-12);
  assertEquals(lineOf([5, 6], (item) => item ** 2), [{ x: 5, y: 25 }, { x: 6, y: 36 }]);
  assertEquals(lineOf([5], (item) => item, () => 1), [{ x: 1, y: 5 }]);
});

// Intervals.

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

// Hospitals.

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

// Cells.

Deno.test("gridChart() writes each figure into its cell, dark for high, and frames the best", () => {
  const cells = [
    { x: 1, y: "linear", value: 0.8 },
    { x: 2, y: "linear", value: 0.9 },
    { x: 1, y: "RBF", value: 0.846 },
    { x: 2, y: "RBF", value: 0.861 },
  ];
  const bundle = gridChart(cells, { title, x: "C", y: "kernel", digits: 2 });
  const drawing = readDrawing(bundle);
  const figure = (text: string): Drawn =>
    drawnOf(drawing, "text").find((each) => each.text === text)!;
  const [low, best, mid, upper] = ["0.80", "0.90", "0.85", "0.86"].map(figure);
  assertEquals([low, best, mid, upper].map(({ style }) => style.fill), [
    ...["#111", "#fff", "#111", "#fff"],
  ]);
  assertAlmostEquals(low.y, best.y, 0.6);
  assertAlmostEquals(low.x, mid.x, 0.6);
  assert(low.x < best.x);
  assertAlmostEquals(low.x, figure("1").x, 0.6);
  assertAlmostEquals(best.x, figure("2").x, 0.6);
  assertAlmostEquals(mid.y, figure("RBF").y, 0.6);
  const contains = ({ points: [a, b] }: Drawn, { x, y }: Drawn): boolean =>
    a[0] < x && x < b[0] && a[1] < y && y < b[1];
  const framed = only(drawing, "rect", { stroke: "#D55E00" });
  assertEquals([low, best, mid].map((each) => contains(framed, each)), [false, true, false]);
  const shade = (each: Drawn): string =>
    drawnOf(drawing, "rect").find((rect) =>
      rect.style.fill?.startsWith("rgb") && contains(rect, each)
    )!
      .style.fill;
  const light = (fill: string): number => Number(/\d+/.exec(fill)![0]);
  assert(light(shade(best)) < light(shade(mid)) && light(shade(mid)) < light(shade(low)));
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\nkernel and C: linear and 1 0.80; linear and 2 0.90; RBF and 1 0.85; ` +
      "RBF and 2 0.86.",
  );
});

// A tree.

Deno.test("treeChart() puts questions above their answers, yes to the left, and counts at the leaves", () => {
  // thal normal? then age ≤ 55?
  const tree = {
    feature: [0, 1, -1, -1, -1],
    threshold: [0.5, 0, 0, 0, 0],
    left: [1, 2, -1, -1, -1],
    right: [4, 3, -1, -1, -1],
    value: [0.5, 0.25, 0.1, 0.5, 0.9],
    weight: [100, 60, 40, 20, 40],
  };
  const columns = [
    { kind: "level", feature: "thal", level: "normal", fill: "normal", mean: 0, scale: 1 },
    { kind: "number", feature: "age", fill: 50, mean: 55.04, scale: 9 },
  ] as const;
  const { schema } = readHeart();
  const bundle = treeChart(tree, { title, columns, schema, path: [0, 1, 3] });
  const drawing = readDrawing(bundle);
  const texts = drawnOf(drawing, "text");
  const at = (wanted: string): Drawn => texts.find(({ text }) => text === wanted)!;
  const words = texts.map(({ text }) => text).join("|").replaceAll("\n", " ");
  assert(words.includes("not normal?") && words.includes("≤ 55.04 years?"), words);
  const leaves = ["10 %", "50 %", "90 %"].map(at);
  assert(leaves[0].x < leaves[1].x && leaves[1].x < leaves[2].x);
  assertAlmostEquals(leaves[0].y, leaves[1].y, 0.6);
  assert(leaves[2].y < leaves[0].y, "a leaf of the first question stands higher");
  for (const [i, people] of ["4 of 40", "10 of 20", "36 of 40"].entries()) {
    const below = at(people);
    assertAlmostEquals(below.x, leaves[i].x, 0.6);
    assert(below.y > leaves[i].y && below.y - leaves[i].y < 45);
  }
  const inner = at("15 of 60"), root = at("50 of 100");
  assertAlmostEquals(inner.x, (leaves[0].x + leaves[1].x) / 2, 0.6);
  assertAlmostEquals(root.x, (inner.x + leaves[2].x) / 2, 0.6);
  assert(root.y < inner.y);
  const answers = texts.filter(({ text }) => text === "yes" || text === "no");
  assertEquals(answers.length, 4);
  for (const { text, x, y } of answers) {
    const parent = y < inner.y ? root : inner;
    assertEquals(text, x < parent.x ? "yes" : "no");
  }
  const links = drawing.all.filter(({ kind, style }) =>
    ["path", "line"].includes(kind) && ["#111", "#999"].includes(style.stroke)
  );
  assertEquals(links.map(({ style }) => style.stroke).toSorted(), ["#111", "#111", "#999", "#999"]);
  for (const { points } of links) assert(points[0][1] < points.at(-1)![1], "downwards");
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\nA decision tree of 2 questions. The diseased among the patients in its ` +
      "3 leaves, from left to right: 4 of 40, 10 of 20, 36 of 40.",
  );
});

// All of them.

const drawn: Record<string, Bundle> = {
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
};
for (const [name, bundle] of Object.entries(drawn)) {
  Deno.test(`the ${name} chart keeps everything on its sheet, and no word lies on another`, () => {
    const drawing = readDrawing(bundle);
    assertEquals(outside(drawing), []);
    assertEquals(overlaps(drawing), []);
  });

  Deno.test(`the ${name} chart has lines, dots and words as wide as all others`, () => {
    assertEquals(oddLooks(readDrawing(bundle), seriesColours), []);
  });
}
