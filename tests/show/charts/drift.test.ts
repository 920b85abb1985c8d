/** Drift by columns, read back by its own axis. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { driftChart } from "heartbook/show/charts/drift.ts";
import { outcomeColours } from "heartbook/show/palette.ts";
import type { DriftReport } from "heartbook/watch/report.ts";
import { axisOf, byHeight, dashed, drawnOf, find, only, readDrawing, wordsOf } from "../drawing.ts";

const column = (label: string, drifted: boolean, [index, limit]: readonly [number, number]) => ({
  ...{ column: label, label, drifted, stability: { index, limit }, tests: [] },
});
const columns = [column("age", true, [0.3, 0.08]), column("chol", false, [0.02, 0.06])];
const report = {
  ...{ drifted: ["age"], patients: 100, referencePatients: 303, alpha: 0.05 },
  columns: [...columns, { ...column("fbs", false, [0, 0]), stability: null }],
} as unknown as DriftReport;

Deno.test("driftChart() has each column's index as a dot, on a bar up to what chance allows", () => {
  const drawing = readDrawing(driftChart(report, { title: "A finding" }));
  const x = axisOf(drawing, "x");
  const bars = byHeight(drawnOf(drawing, "rect", { fill: "#ddd" }));
  assertEquals(bars.length, 2);
  const { diseased, healthy } = outcomeColours;
  columns.forEach(({ label, drifted, stability: { index, limit } }, i) => {
    const dot = only(drawing, "circle", { fill: drifted ? diseased : healthy });
    assertAlmostEquals(x(dot.x), index, 0.002);
    assertAlmostEquals(dot.y, find(drawing, label).y, 0.6);
    const [start, end] = bars[i].points;
    assertAlmostEquals(x(start[0]), 0, 0.002);
    assertAlmostEquals(x(end[0]), limit, 0.002);
    assert(start[1] < dot.y && dot.y < end[1], "within its bar");
  });
  assertAlmostEquals(x(only(drawing, "line", dashed).x), 0.1, 0.002);
  const none = find(drawing, "one value only");
  assertAlmostEquals(none.y, find(drawing, "fbs").y, 0.6);
  assertEquals(none.style.fill, healthy);
  for (const words of ["has drifted", "as before"]) find(drawing, words);
});

Deno.test("driftChart() has the customary rule in sight where all columns lie far below it", () => {
  const steady = { ...report, drifted: [], columns: [column("chol", false, [0.01, 0.02])] };
  const bundle = driftChart(steady as unknown as DriftReport, { title: "A finding" });
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const right = x(drawing.box.right);
  assert(right > 0.12 && right < 0.14, `${right}`);
  assertEquals(
    wordsOf(bundle),
    "Population stability index of 1 columns, 100 recent patients against 303, each with a bar " +
      "up to what chance exceeds in any of them in 5 of 100 reports; none has drifted.",
  );
});
