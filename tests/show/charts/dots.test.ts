/** Dots on lines, read back by their own axis and in their words. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { dotsChart } from "heartbook/show/charts/dots.ts";
import { guideColour, seriesColours } from "heartbook/show/palette.ts";
import {
  axisOf,
  byHeight,
  type Drawn,
  drawnOf,
  find,
  readDrawing,
  textsOf,
  wordsOf,
} from "../drawing.ts";

const title = "A finding";

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
