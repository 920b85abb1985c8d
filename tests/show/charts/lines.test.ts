/** Lines through points, read back by their own axes. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { lineOf, linesChart, withErrors } from "heartbook/show/charts/lines.ts";
import { seriesColours } from "heartbook/show/palette.ts";
import {
  assertLeadsThrough,
  axisOf,
  dashed,
  drawnOf,
  only,
  readDrawing,
  textsOf,
  valuesOf,
} from "../drawing.ts";

const title = "A finding";

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
    assertEquals(line.points.length, each.length, "straight from one point to the next");
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
