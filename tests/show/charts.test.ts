import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { tree } from "heartbook/learners/tree.ts";
import { calibrationCurve } from "heartbook/measure/calibration-curve.ts";
import { decisionCurve } from "heartbook/measure/netbenefit.ts";
import type { TreeModel } from "heartbook/models/tree/tree.ts";
import { seeded } from "heartbook/random.ts";
import type { Bundle } from "heartbook/show/bundle.ts";
import { calibrationChart } from "heartbook/show/charts/calibration.ts";
import { decisionChart } from "heartbook/show/charts/decision.ts";
import { gridChart } from "heartbook/show/charts/grid.ts";
import { intervalsChart } from "heartbook/show/charts/intervals.ts";
import { linesChart } from "heartbook/show/charts/lines.ts";
import { precisionRecallChart } from "heartbook/show/charts/precision-recall.ts";
import { rocChart } from "heartbook/show/charts/roc.ts";
import { sweepChart } from "heartbook/show/charts/sweep.ts";
import { treeChart } from "heartbook/show/charts/tree.ts";
import { thresholdExplorer } from "heartbook/show/explorer/explorer.ts";
import { DOMParser } from "linkedom";

const title = "A finding";
const random = seeded(1);
const label = Array.from({ length: 60 }, (_, i) => i % 2);
const p = label.map((each) => 1 / (1 + Math.exp(-(2 * each - 1 + random.normal()))));
const scored = { label, p };
const curve = await calibrationCurve(scored, { seed: 1, replicates: 20, stratified: true });
const patients = readHeart();
const grown = await tree({ maxDepth: 2 })(patients);
const interval = { estimate: 0.1, low: -0.1, high: 0.3, level: 0.95, method: "bootstrap" };

const charts: Record<string, () => Bundle> = {
  roc: () => rocChart({ a: scored, b: scored }, { title, threshold: 0.4 }),
  "precision-recall": () => precisionRecallChart({ a: scored }, { title }),
  sweep: () => sweepChart(scored, { title, threshold: 0.4 }),
  calibration: () => calibrationChart(curve, { title, scored }),
  decision: () => decisionChart({ a: decisionCurve(scored, [0.1, 0.2, 0.3]) }, { title }),
  intervals: () => intervalsChart({ a: interval }, { title, label: "Difference", reference: 0 }),
  lines: () => linesChart({ a: [{ x: 1, y: 2 }, { x: 2, y: 3 }] }, { title, x: "x", y: "y" }),
  grid: () =>
    gridChart([{ x: 1, y: "a", value: 0.8 }, { x: 2, y: "a", value: 0.9 }], {
      title,
      x: "C",
      y: "kernel",
    }),
  tree: () =>
    treeChart((grown.model as TreeModel).tree, {
      title,
      columns: grown.preprocessor.columns,
      schema: patients.schema,
    }),
  explorer: () => thresholdExplorer(scored, { title, threshold: 0.4, name: "test" }),
};

for (const [name, draw] of Object.entries(charts)) {
  Deno.test(`the ${name} chart is drawn, the same twice, with its finding and without NaN`, () => {
    // Plot numbers its clip paths within a process; a fresh kernel starts anew.
    const bundle = draw();
    const svg = bundle["image/svg+xml"]!.replace(/plot-clip-\d+/g, "clip");
    assertEquals(draw()["image/svg+xml"]!.replace(/plot-clip-\d+/g, "clip"), svg);
    assertEquals(bundle.title, title);
    assertStringIncludes(svg, 'xmlns="http://www.w3.org/2000/svg"');
    assertEquals(svg.includes("NaN"), false);
  });
}

Deno.test("charts of several models refuse none and more than there are colours", () => {
  const many = Object.fromEntries("abcdefgh".split("").map((name) => [name, scored]));
  assertThrows(() => rocChart({}, { title }), RangeError, "expected 1 to 7 series, got 0");
  assertThrows(() => precisionRecallChart(many, { title }), RangeError, "got 8");
  assertThrows(() => decisionChart({}, { title }), RangeError, "got 0");
  assertThrows(() => linesChart({}, { title, x: "x", y: "y" }), RangeError, "expected points");
  assertThrows(() => intervalsChart({}, { title, label: "x" }), RangeError, "got 0");
  assertThrows(() => gridChart([], { title, x: "x", y: "y" }), RangeError, "expected cells");
});

Deno.test("the threshold explorer counts people in its picture, and refuses what is no place", () => {
  const four = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };
  const bundle = thresholdExplorer(four, { title, threshold: 0.5, name: "four" });
  for (const name of ["diseased, found", "diseased, missed", "healthy, alarmed"]) {
    assertStringIncludes(bundle["image/svg+xml"]!, `1 ${name}`);
    assertStringIncludes(bundle["text/plain"], `1 ${name}`);
  }
  const explore = (threshold: number, name: string): Bundle =>
    thresholdExplorer(scored, { title, threshold, name });
  assertThrows(() => explore(1.2, "x"), RangeError, "threshold: expected 0 to 1, got 1.2");
  assertThrows(() => explore(NaN, "x"), RangeError, "threshold");
  assertThrows(() => explore(0.5, '"><script>'), RangeError, "name: expected letters");
});

Deno.test("the moving part of the explorer is one line until its script runs", () => {
  const { below } = charts.explorer();
  const html = below!["text/html"]!;
  const document = new DOMParser().parseFromString(html, "text/html");
  for (const script of document.querySelectorAll("script")) script.remove();
  assertEquals(document.querySelectorAll("input, svg, table").length, 0);
  assertEquals(
    document.querySelector("div")!.textContent,
    "Trust the notebook or run the cell to move the threshold.",
  );
});

Deno.test("the explorer's slider starts at the exact threshold, and keeps its keys to itself", () => {
  const html = charts.explorer().below!["text/html"]!;
  assertStringIncludes(html, 'value=\\"0.4\\"');
  assertStringIncludes(html, 'step=\\"any\\"');
  assertStringIncludes(html, 'data-lm-suppress-shortcuts=\\"true\\"');
});

Deno.test("a tree's questions come in words, units and levels", () => {
  const html = charts.tree()["image/svg+xml"]!;
  assertStringIncludes(html, "Thallium scan");
  assertStringIncludes(html, "not normal?");
  assertStringIncludes(html, "patients");
});

Deno.test("the explorer has a place for each count that its script fills in", () => {
  const html = charts.explorer().below!["text/html"]!;
  for (const part of ["found", "missed", "alarms", "ruledOut", "point"]) {
    assertStringIncludes(html.replaceAll("\\", ""), `data-part="${part}"`);
  }
});

Deno.test("a misspelt option is told, with the nearest there is", () => {
  const misspelt = { titel: "A finding" } as unknown as { title: string };
  assertThrows(
    () => rocChart({ a: scored }, misspelt),
    RangeError,
    'rocChart: option "titel": unknown name; the nearest are title, ',
  );
  assertThrows(() => decisionChart({}, misspelt), RangeError, "the nearest is title");
  assertThrows(
    () => thresholdExplorer(scored, { title, treshold: 0.4, name: "x" } as never),
    RangeError,
    'thresholdExplorer: option "treshold": unknown name; the nearest are threshold,',
  );
  assertThrows(() => sweepChart(scored, "A finding" as never), TypeError, "sweepChart: expected");
});
