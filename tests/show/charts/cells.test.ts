/** Figures in cells, read back where their row and column meet. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { associationsChart } from "heartbook/show/charts/associations.ts";
import { jointChart } from "heartbook/show/charts/dependence.ts";
import { gridChart } from "heartbook/show/charts/grid.ts";
import { type Drawn, drawnOf, find, only, readDrawing, wordsOf } from "../drawing.ts";

const title = "A finding";
const { schema } = readHeart();

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
  // The frame ends where the next cell begins, half a pixel outside of its own.
  const own = drawnOf(drawing, "rect").find((rect) =>
    rect.style.fill?.startsWith("rgb") && contains(rect, best)
  )!;
  const half = Number(framed.style["stroke-width"]) / 2;
  assertAlmostEquals(framed.points[0][0] - half, own.points[0][0] - 0.5, 0.1);
  assertAlmostEquals(framed.points[1][1] + half, own.points[1][1] + 0.5, 0.1);
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

Deno.test("jointChart() keeps levels in the order of their cells, the first at the bottom", () => {
  const levels = ["normal", "fixed defect", "reversible defect"];
  const cells = levels.map((y) => ({ x: 40, y, value: 0.5 })) as never;
  const drawing = readDrawing(jointChart(cells, { title, schema, features: ["age", "thal"] }));
  const heights = levels.map((level) => find(drawing, level).y);
  assertEquals(heights, heights.toSorted((a, b) => b - a));
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
  // The larger, the darker, in steps of a tenth.
  const shadeOf = (value: number): number => {
    const one = all.map((each) => each.value === -0.39 ? { ...each, value } : each);
    const shaded = readDrawing(associationsChart(one as never, { title }));
    const { x, y } = find(shaded, `−${Math.abs(value).toFixed(2).slice(1)}`);
    const cell = drawnOf(shaded, "rect").find(({ points: [a, b], style }) =>
      style.fill !== "#fff" && a[0] < x && x < b[0] && a[1] < y && y < b[1]
    )!;
    const parts = /^#(..)(..)(..)$/.exec(cell.style.fill)!.slice(1);
    return parts.reduce((sum, part) => sum + Number.parseInt(part, 16), 0);
  };
  const shades = [-0.05, -0.1, -0.19, -0.2, -0.3, -0.4, -0.49, -0.51].map(shadeOf);
  assertEquals(shades, shades.toSorted((a, b) => b - a));
  assertEquals(new Set(shades).size, 6);
  assertEquals([shades[1] === shades[2], shades[5] === shades[6]], [true, true]);
  const even = all.map((each) => each.value === -0.39 ? { ...each, value: -0.004 } : each)
    .map((each) => each.value === 0.05 ? { ...each, value: 0.004 } : each);
  const near = wordsOf(associationsChart(even as never, { title }));
  assert(
    near.startsWith("y and x: Pearson .00;") && near.includes("c and y: correlation ratio .00"),
  );
  assertThrows(
    () => associationsChart(all.filter(({ a, b }) => a !== "y" && b !== "y") as never, { title }),
    RangeError,
    "at least two numbers",
  );
});
