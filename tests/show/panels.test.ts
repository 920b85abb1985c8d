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
  assertStringIncludes(svg, 'width="600" height="248"'); // 24 above each row: 24 + 150 + 24 + 50
  assertStringIncludes(svg, "c &amp; d");
  assertEquals(svg.includes("<style"), false);
});

Deno.test("panels() draws one legend for all, and lets no markup through", () => {
  const bundle = panels({ a: dots(200, 100) }, { ...words, legend: { "<b>": "#D55E00" } });
  assertStringIncludes(takeSvg(bundle), "&lt;b&gt;");
  assertStringIncludes(takeSvg(bundle), 'fill="#D55E00"');
});

Deno.test("panels() refuses no charts, and a chart with a legend of its own", () => {
  assertThrows(() => panels({}, words), RangeError, "expected charts");
  const marks = [Plot.dot([{ x: 1, c: "u" }], { x: "x", fill: "c" })];
  const legend = chart({ color: { legend: true }, marks }, words);
  assertThrows(() => panels({ legend }, words), TypeError, "expected one SVG");
});
