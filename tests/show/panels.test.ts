import * as Plot from "@observablehq/plot";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { chart } from "heartbook/show/chart.ts";
import { panels } from "heartbook/show/panels.ts";
import { takeSvg } from "heartbook/show/picture.ts";

const words = { title: "A finding", about: "Dots." };
const dots = (width: number, height: number) =>
  chart({ width, height, marks: [Plot.dot([[1, 2]])] }, words);

Deno.test("panels() is one SVG, as wide as its widest columns and as high as its rows", () => {
  const three = panels({ a: dots(200, 100), b: dots(300, 150), "c & d": dots(100, 50) }, words);
  const svg = takeSvg(three);
  assertStringIncludes(svg, 'viewBox="-10 -10 620 268"'); // 24 above each row: 24 + 150 + 24 + 50; 10 around it all
  assertStringIncludes(svg, "c &amp; d");
  assertEquals(svg.includes("<style"), false);
});

Deno.test("panels() draws one legend for all, and lets no markup through", () => {
  const bundle = panels({ a: dots(200, 100) }, { ...words, legend: { "<b>": "#D55E00" } });
  assertStringIncludes(takeSvg(bundle), "&lt;b&gt;");
  assertStringIncludes(takeSvg(bundle), 'fill="#D55E00"');
});

Deno.test("panels() keeps the legend of each chart", () => {
  const marks = [Plot.dot([{ x: 1, c: "u" }], { x: "x", fill: "c" })];
  const own = chart({ color: { legend: true }, marks }, words);
  assertStringIncludes(takeSvg(panels({ own, dots: dots(200, 100) }, words)), ">u</text>");
});

Deno.test("panels() refuses no charts, and what has no picture", () => {
  assertThrows(() => panels({}, words), RangeError, "expected charts");
  const text = { "text/plain": "303 patients" };
  assertThrows(() => panels({ text }, words), TypeError, "expected a bundle with a picture");
});
