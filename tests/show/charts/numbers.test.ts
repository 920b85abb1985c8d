/** How numbers are spread and go together, read back by their own axes and in their words. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { distributionsChart } from "heartbook/show/charts/distributions.ts";
import { restorationChart } from "heartbook/show/charts/imputation.ts";
import { pairsChart } from "heartbook/show/charts/pairs.ts";
import { spreadChart } from "heartbook/show/charts/spread.ts";
import { outcomeColours, seriesColours } from "heartbook/show/palette.ts";
import type { NumberFeature } from "heartbook/types.ts";
import { number, toDataset } from "../../prepare/small.ts";
import { axisOf, drawnOf, find, lengthOf, readDrawing, wordsOf } from "../drawing.ts";

const title = "A finding";
const { diseased: sick, healthy: well } = outcomeColours;

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
  // A count has a tick for each value.
  const counts = toDataset(
    [{ ...number("x"), whole: true, range: [0, 3] } as NumberFeature],
    [0, 1, 2, 3].map((x) => ({ x })),
    [
      ...[0, 1, 0, 1] as const,
    ],
  );
  const ticks = readDrawing(distributionsChart(counts, ["x"], { title }));
  for (const each of ["0", "1", "2", "3"]) find(ticks, each);
  // What patients stand on is thinner than what marks a median.
  const [base, ...medians] = drawnOf(drawing, "line", { stroke: "#111" })
    .toSorted((a, b) => Number(a.style["stroke-width"]) - Number(b.style["stroke-width"]));
  assertEquals(medians.length, 2);
  for (const each of medians) {
    assert(Number(base.style["stroke-width"]) < Number(each.style["stroke-width"]));
  }
  assertEquals(base.points[0][1], base.points[1][1]);
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

Deno.test("spreadChart() places each value in standard deviations, and marks the patient that it is given", () => {
  const data = toDataset(
    [number("x")],
    [1, 2, 3, 4, 10].map((x) => ({ x })),
    [0, 0, 1, 0, 1],
  );
  const outliers = [{ row: 4, feature: "x" }] as never;
  const bundle = spreadChart(data, { title, patient: 0, outliers });
  assertEquals(
    wordsOf(bundle),
    "All numbers in standard deviations, a dot per patient. Pointed out: x 2 patients, 1 to 10.",
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

Deno.test("spreadChart() sets equal values one by one above and below the line, in the order of the rows", () => {
  const values = [5, 5, 5, 5, 5, 0, 10];
  const data = toDataset(
    [number("x")],
    values.map((x) => ({ x })),
    [0, 1, 0, 0, 1, 0, 0],
  );
  const drawing = readDrawing(spreadChart(data, { title }));
  const dots = drawnOf(drawing, "circle");
  const x = axisOf(drawing, "x");
  const [line] = dots.filter((dot) => Math.abs(x(dot.x)) > 0.5).map(({ y }) => y);
  const middle = dots.filter((dot) => Math.abs(x(dot.x)) < 0.01);
  const heights = middle.map(({ y }) => y - line).toSorted((a, b) => a - b);
  const step = heights[3];
  heights.forEach((height, i) => assertAlmostEquals(height, (i - 2) * step, 0.15));
  // The second row is the first above the line, the fifth the second below it.
  const lifts = middle.filter(({ style }) => style.fill === sick)
    .map(({ y }) => Math.round((line - y) / step));
  assertEquals(lifts.toSorted((a, b) => a - b), [-2, 1]);
  // There is room for seven on either side: the sixteenth lies on the first.
  const sixteen = toDataset([number("x")], [0, ...new Array(16).fill(5), 10].map((x) => ({ x })));
  const full = readDrawing(spreadChart(sixteen, { title }));
  const places = drawnOf(full, "circle").map((dot) => `${Math.round(dot.x)} ${dot.y.toFixed(1)}`);
  assertEquals([places.length, new Set(places).size], [18, 17]);
});

Deno.test("spreadChart() lifts what is nearer than nine hundredths of a standard deviation", () => {
  // Halves of the patients at either end make the deviation one.
  const far = Array.from({ length: 400 }, (_, i) => i % 2 === 0 ? 101 : 99);
  const lifted = (apart: number): boolean => {
    const rows = [100, 100 + apart, ...far].map((x) => ({ x }));
    const drawing = readDrawing(spreadChart(toDataset([number("x")], rows), { title }));
    const x = axisOf(drawing, "x");
    const [a, b] = drawnOf(drawing, "circle").filter((dot) => Math.abs(x(dot.x)) < 0.3);
    return Math.abs(a.y - b.y) > 1;
  };
  assertEquals([lifted(0.085), lifted(0.095)], [true, false]);
});

Deno.test("spreadChart() writes the outermost value of those that would run into each other", () => {
  const few = [...new Array(50).fill(0), ...new Array(50).fill(2)];
  const written = (z: readonly number[], feature: string): string[] => {
    const rows = [...few, ...z].map((x, i) => ({ x, y: i < 100 ? x : i === 101 ? 9.5 : x }));
    const outliers = z.map((_, i) => ({ row: 100 + i, feature: i === 1 ? feature : "x" }));
    const drawing = readDrawing(
      spreadChart(toDataset([number("x"), number("y")], rows), {
        ...{ title, outliers: outliers as never },
      }),
    );
    return drawnOf(drawing, "text").filter(({ style }) => style.stroke === "#fff")
      .map(({ text }) => text).toSorted();
  };
  // Standard deviations of little more than one.
  assertEquals(written([8, 8.3], "x"), ["8.3"]);
  assertEquals(written([8.3, 8], "x"), ["8.3"]);
  assertEquals(written([8, 9.5], "x"), ["8", "9.5"]);
  assertEquals(written([-6, -6.3], "x"), ["-6.3"]);
  assertEquals(written([8, 8.3], "y"), ["8", "9.5"]);
});

Deno.test("pairsChart() names each number on the diagonal, with its unit below where it has one", () => {
  const aged = { ...number("age"), label: "Age", unit: "years" } as NumberFeature;
  const data = toDataset([aged, number("x")], [{ age: 1, x: 2 }, { age: 2, x: 1 }, {
    ...{ age: 3, x: 5 },
  }]);
  const texts = drawnOf(readDrawing(pairsChart(data, ["age", "x"], { title })), "text");
  const bold = texts.filter(({ style }) => style["font-weight"] === "bold").map(({ text }) => text);
  assertEquals(bold.map((text) => text.replace("\n", "")), ["Age(years)", "x"]);
  assertThrows(() => pairsChart(data, ["age", "weight"], { title }), RangeError, "weight");
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
