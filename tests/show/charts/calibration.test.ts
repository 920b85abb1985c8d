/** Calibration curves, read back by their own axes and in their words. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { calibrationCurve } from "heartbook/measure/calibration-curve.ts";
import { seeded } from "heartbook/random.ts";
import { calibrationPlacesChart } from "heartbook/show/charts/calibration-places.ts";
import { calibrationChart } from "heartbook/show/charts/calibration.ts";
import { outcomeColours, seriesColours } from "heartbook/show/palette.ts";
import type { Interval } from "heartbook/types.ts";
import {
  assertLeadsThrough,
  axisOf,
  dashed,
  type Drawn,
  drawnOf,
  lengthOf,
  only,
  readDrawing,
  textsOf,
  wordsOf,
} from "../drawing.ts";

const title = "A finding";
const random = seeded(1);
const label = Array.from({ length: 60 }, (_, i) => i % 2);
const noisy = label.map((each) => 1 / (1 + Math.exp(-(2 * each - 1 + random.normal()))));
const many = { label, p: noisy };
const { diseased: sick, healthy: well } = outcomeColours;
const interval = (estimate: number, low: number, high: number): Interval => ({
  ...{ estimate, low, high, level: 0.95, method: "" },
});

const curve = await calibrationCurve(many, { seed: 1, replicates: 20, stratified: true });

Deno.test("calibrationChart() draws the curve, its band, the diagonal and who was told what", () => {
  const drawing = readDrawing(calibrationChart(curve, { title, scored: many }));
  const line = only(drawing, "path", { stroke: seriesColours[2] });
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  assertLeadsThrough(
    drawing,
    line,
    curve.points.map(({ p, observed }) => [100 * p, 100 * observed] as const),
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

Deno.test("calibrationChart() tells observed shares at three predictions, in the words of the table", () => {
  const points = [0, 0.2, 0.5, 0.8, 1].map((p) => ({
    p,
    observed: Math.min(1, Math.max(0, 1.5 * p - 0.25)),
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
    const [top, bottom] = frames[0].points.map(([, at]) => at);
    for (const [, at] of own.flatMap(({ points }) => points)) {
      assert(at > top && at < bottom, "within its frame");
    }
  }
  assertThrows(() => calibrationPlacesChart({}, { title }), RangeError, "got none");
});
