/** Shares of the diseased, read back by their own axes and in their words. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { GroupShare } from "heartbook/describe/univariable-shares.ts";
import { sharesByBandChart } from "heartbook/show/charts/shares-by-band.ts";
import { sharesChart } from "heartbook/show/charts/shares.ts";
import { outcomeColours, seriesColours } from "heartbook/show/palette.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import { category, toDataset } from "../../prepare/small.ts";
import { axisOf, byHeight, drawnOf, find, readDrawing, wordsOf } from "../drawing.ts";

const title = "A finding";
const sick = outcomeColours.diseased;

const group = (name: string, diseased: number, total: number): GroupShare => ({
  ...{ group: name, diseased, total, share: wilson(diseased, total) },
} as GroupShare);

Deno.test("sharesChart() has a line for each level: its share, its interval, its counts in figures", () => {
  const levels = ["a", "a", "a", "a", "b", "b"].map((c) => ({ c }));
  const data = toDataset([category("c", ["a", "b"])], levels, [1, 0, 0, 0, 1, 0]);
  const bundle = sharesChart(data, ["c"], { title });
  assertEquals(wordsOf(bundle), "c: a: 1 of 4 diseased [5, 70]; c: b: 1 of 2 diseased [9, 91]");
  const drawing = readDrawing(bundle);
  const x = axisOf(drawing, "x");
  const dots = byHeight(drawnOf(drawing, "circle", { fill: sick }));
  [wilson(1, 4), wilson(1, 2)].forEach(({ estimate, low, high }, i) => {
    assertAlmostEquals(x(dots[i].x), 100 * estimate, 0.2);
    const line = byHeight(drawnOf(drawing, "line", { stroke: sick }))[i];
    assertAlmostEquals(line.y, dots[i].y, 0.6);
    assertAlmostEquals(x(line.points[0][0]), 100 * low, 0.2);
    assertAlmostEquals(x(line.points[1][0]), 100 * high, 0.2);
    const beside = drawnOf(drawing, "text").filter(({ y }) => Math.abs(y - dots[i].y) < 1);
    assertEquals(beside.map(({ text }) => text), [["a", "1 of 4, 25 %"], ["b", "1 of 2, 50 %"]][i]);
  });
  // Twice the patients, twice the area.
  assert(dots[0].radius > dots[1].radius);
  const all = drawnOf(drawing, "line", { "stroke-dasharray": "4 4" });
  assertAlmostEquals(x(all[0].x), 100 / 3, 0.2);
  assertAlmostEquals(x(find(drawing, "all: 33 %").x), 100 / 3, 0.2);
  assertEquals(drawnOf(drawing, "text", { "font-weight": "bold" }).map(({ text }) => text), ["c"]);
});

Deno.test("sharesByBandChart() draws each group's shares over the bands, side by side", () => {
  const series = {
    women: [group("under 50", 1, 4), group("50 and over", 3, 4)],
    men: [group("under 50", 2, 4), group("50 and over", 4, 5)],
  };
  const bundle = sharesByBandChart(series, { title, label: "Age, years" });
  assertEquals(
    wordsOf(bundle),
    "women under 50: 1 of 4 diseased; women 50 and over: 3 of 4 diseased; men under 50: 2 of 4 " +
      "diseased; men 50 and over: 4 of 5 diseased",
  );
  const drawing = readDrawing(bundle);
  const y = axisOf(drawing, "y");
  [seriesColours[3], seriesColours[2]].forEach((fill, i) => {
    const dots = drawnOf(drawing, "circle", { fill }).toSorted((a, b) => a.x - b.x);
    const lines = drawnOf(drawing, "line", { stroke: fill }).toSorted((a, b) => a.x - b.x);
    Object.values(series)[i].forEach(({ share, group: band, diseased, total }, k) => {
      assertAlmostEquals(y(dots[k].y), 100 * share.estimate, 0.3);
      assertAlmostEquals(lines[k].x, dots[k].x, 0.6);
      const ends = lines[k].points.map((point) => y(point[1])).toSorted((a, b) => a - b);
      assertAlmostEquals(ends[0], 100 * share.low, 0.3);
      assertAlmostEquals(ends[1], 100 * share.high, 0.3);
      const counts = drawnOf(drawing, "text", { fill: "#111" }).find(({ text, y: at }) =>
        text === `${diseased} of ${total}` && Math.abs(at - dots[k].y) < 1
      )!;
      // Outside the pair: to the left of the first group, to the right of the second.
      const anchor = i === 0 ? "end" : "start";
      assertEquals(counts.style["text-anchor"], anchor);
      assert(i === 0 ? counts.x < dots[k].x : counts.x > dots[k].x);
      assertEquals(Math.sign(dots[k].x - find(drawing, band).x), i === 0 ? -1 : 1);
    });
  });
  const one = readDrawing(sharesByBandChart({ women: series.women }, { title, label: "Age" }));
  const [dot] = drawnOf(one, "circle").toSorted((a, b) => a.x - b.x);
  assertAlmostEquals(dot.x, find(one, "under 50").x, 0.6);
});
