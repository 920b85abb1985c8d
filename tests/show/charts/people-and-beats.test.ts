/** Blocks of people, panels and signals, counted and measured in their SVG. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as Plot from "@observablehq/plot";
import { chart } from "heartbook/show/chart.ts";
import { bothWaysChart } from "heartbook/show/charts/both-ways.ts";
import { peopleChart } from "heartbook/show/charts/people.ts";
import { recallOfWhomChart } from "heartbook/show/charts/recall-of-whom.ts";
import { beatsChart, ecgChart } from "heartbook/show/charts/signals.ts";
import { outcomeColours } from "heartbook/show/palette.ts";
import { panels } from "heartbook/show/panels.ts";
import {
  axisOf,
  type Drawing,
  type Drawn,
  drawnOf,
  find,
  lengthOf,
  outside,
  readDrawing,
  wordsOf,
} from "../drawing.ts";
import { category, toDataset } from "../../prepare/small.ts";

const title = "A finding";
const { diseased: sick, healthy: well } = outcomeColours;
/** The squares of columns, each of eight pixels with its gap. */
const squaresOf = (columns: readonly Drawn[]): number =>
  columns.reduce((sum, each) => sum + Math.round(lengthOf(each) / 8), 0);
const columnsOf = (drawing: Drawing, stroke: string): Drawn[] =>
  drawnOf(drawing, "line", { stroke });

Deno.test("peopleChart() deals people row by row over eighteen columns, part after part", () => {
  const part = (count: number, colour: string, pale = false) => ({ count, colour, pale });
  const bundle = peopleChart([
    { name: "sick", note: "first", parts: [part(20, sick), part(5, sick, true)] },
    { name: "well", note: "second", parts: [part(3, well)] },
  ], { title });
  assertEquals(wordsOf(bundle), "25 sick: first; 3 well: second");
  const drawing = readDrawing(bundle);
  assertEquals([squaresOf(columnsOf(drawing, sick)), squaresOf(columnsOf(drawing, well))], [25, 3]);
  const strong = columnsOf(drawing, sick).filter(({ style }) => style["stroke-opacity"] !== "0.4");
  const pale = columnsOf(drawing, sick).filter(({ style }) => style["stroke-opacity"] === "0.4");
  assertEquals([squaresOf(strong), squaresOf(pale)], [20, 5]);
  // Twenty are one row of eighteen and two more; the next five stand behind those two.
  const xs = [...new Set(strong.map(({ x }) => x))].toSorted((a, b) => a - b);
  assertEquals(xs.length, 18);
  assertEquals(strong.filter((each) => Math.round(lengthOf(each) / 8) === 2).map(({ x }) => x), [
    ...xs.slice(0, 2),
  ]);
  assertEquals(pale.map(({ x }) => x).toSorted((a, b) => a - b), xs.slice(2, 7));
  assertAlmostEquals(xs[1] - xs[0], 8, 0.1);
  const [sickName, wellName] = [find(drawing, "25 sick"), find(drawing, "3 well")];
  assertEquals(sickName.style["font-weight"], "bold");
  assert(sickName.x < xs[1] && wellName.x > xs[17]);
  const wells = columnsOf(drawing, well).map(({ x }) => x).toSorted((a, b) => a - b);
  wells.forEach((x, i) => assertAlmostEquals(x, wellName.x + 8 * (i + 0.5), 0.1));
  assert(sickName.y < find(drawing, "first").y);
  assert(
    find(drawing, "first").y <
      Math.min(...strong.flatMap(({ points }) => points.map(([, y]) => y))),
  );
  assertEquals(outside(drawing), []);
});

Deno.test("bothWaysChart() counts the same people by level and by outcome, with Wilson's intervals", () => {
  const rows = ["f", "f", "f", "m", "m"].map((sex) => ({ sex }));
  const data = toDataset([category("sex", ["f", "m"])], rows, [1, 0, 0, 1, 1]);
  const bundle = bothWaysChart(data, "sex", { title, plural: ["women", "men"] });
  assertEquals(
    wordsOf(bundle),
    "women: 33 % diseased [6, 79]; men: 100 % diseased [34, 100]; diseased: 67 % men [21, 94]; not " +
      "diseased: 0 % men [0, 66]",
  );
  const drawing = readDrawing(bundle);
  // Each of five people stands there twice.
  assertEquals([squaresOf(columnsOf(drawing, sick)), squaresOf(columnsOf(drawing, well))], [6, 4]);
  const pale = [sick, well].map((stroke) =>
    squaresOf(columnsOf(drawing, stroke).filter(({ style }) => style["stroke-opacity"] === "0.4"))
  );
  assertEquals(pale, [2, 4]);
  for (
    const words of [
      "Of the women and men: who is diseased?",
      "Of each outcome: who are men?",
      "3 women",
      "2 men",
      "3 diseased",
      "2 not diseased",
      "diseased (women pale)",
    ]
  ) find(drawing, words);
});

Deno.test("recallOfWhomChart() draws mistakes dark, and gives the figure to those who are coded 1", () => {
  const confusion = { truePositive: 6, falseNegative: 2, falsePositive: 3, trueNegative: 9 };
  const rightly = recallOfWhomChart({ file: { confusion, codedOne: "diseased" } }, { title });
  assertEquals(wordsOf(rightly), "file: sick, 2 sent home: “recall” 75 %; healthy, 3 alarmed");
  const drawing = readDrawing(rightly);
  const counts = (stroke: string): number[] =>
    [false, true].map((isPale) =>
      squaresOf(
        columnsOf(drawing, stroke).filter(({ style }) =>
          (style["stroke-opacity"] === "0.4") === isPale
        ),
      )
    );
  assertEquals([counts(sick), counts(well)], [[2, 6], [3, 9]]);
  const wrongly = recallOfWhomChart({ file: { confusion, codedOne: "not diseased" } }, { title });
  assertEquals(wordsOf(wrongly), "file: sick, 3 sent home; healthy, 2 alarmed: “recall” 75 %");
});

Deno.test("panels() sets charts in rows under their headings, none on another", () => {
  const square = (fill: string) =>
    chart({ width: 100, height: 60, margin: 0, axis: null, marks: [Plot.frame({ fill })] }, {
      title,
      about: "A square.",
    });
  const colours = ["#000001", "#000002", "#000003", "#000004", "#000005"];
  const all = Object.fromEntries(colours.map((colour, i) => [`panel ${i}`, square(colour)]));
  for (const columns of [1, 2, 3]) {
    const drawing = readDrawing(panels(all, { title, about: "Squares.", columns }));
    const squares = colours.map((fill) => drawnOf(drawing, "rect", { fill })[0]);
    squares.forEach(({ points: [a, b] }, i) => {
      const heading = find(drawing, `panel ${i}`);
      assert(heading.y < a[1] && a[1] - heading.y < 24, "its heading above it");
      assert(heading.x >= a[0] - 1 && heading.x < b[0]);
      if (i % columns > 0) {
        assertAlmostEquals(a[1], squares[i - 1].points[0][1], 0.1);
        assert(a[0] >= squares[i - 1].points[1][0], "to the right");
      } else if (i > 0) {
        assert(heading.y > squares[i - 1].points[1][1], "below");
        assertAlmostEquals(a[0], squares[0].points[0][0], 0.1);
      }
    });
    assertEquals(outside(drawing), []);
  }
  const two = readDrawing(panels({ a: square("#000001"), b: square("#000002") }, {
    ...{ title, about: "Squares." },
  }));
  const [a, b] = ["#000001", "#000002"].map((fill) => drawnOf(two, "rect", { fill })[0]);
  assertAlmostEquals(a.y, b.y, 0.1);
});

const beat = { second: 1, rr: 800, prematurity: 1, height: 1, width: 20, energy: 0.04 };

Deno.test("ecgChart() draws the stretch that is asked for, and a mark above each beat in it", () => {
  const ecg = { values: Float64Array.from({ length: 60 }, (_, i) => i % 10), perSecond: 10 };
  const kinds = {
    narrow: [beat, { ...beat, second: 2 }, { ...beat, second: 4 }],
    wide: [{ ...beat, second: 3 }],
  };
  const bundle = ecgChart(ecg, kinds, { title, from: 1, to: 4 });
  assertEquals(wordsOf(bundle), "ECG from 1 to 4 seconds: 2 narrow, 1 wide beats.");
  const drawing = readDrawing(bundle);
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  const [line] = drawnOf(drawing, "path", { stroke: "#444" });
  assertAlmostEquals(x(line.points[0][0]), 1, 0.01);
  assertAlmostEquals(x(line.points.at(-1)![0]), 3.9, 0.01);
  for (const [px, py] of line.points) assertAlmostEquals(y(py), Math.round(10 * x(px)) % 10, 0.06);
  for (const fill of [well, sick]) assert(drawing.all.some(({ style }) => style.fill === fill));
  assertEquals(
    ecgChart(ecg, kinds, { title, from: 5, to: 9 })["text/plain"].includes("0 narrow"),
    true,
  );
});

Deno.test("beatsChart() places each beat by width and energy, both logarithmic", () => {
  const kinds = {
    narrow: [{ ...beat, width: 20, energy: 0.01 }, { ...beat, width: 40, energy: 0.02 }],
    wide: [{ ...beat, width: 160, energy: 0.08 }],
  };
  const bundle = beatsChart(kinds, { title });
  assertEquals(wordsOf(bundle), "A dot per beat, by width and energy: 2 narrow, 1 wide.");
  const drawing = readDrawing(bundle);
  const [narrow, wide] = [well, sick].map((fill) =>
    drawnOf(drawing, "circle", { fill }).toSorted((a, b) => a.x - b.x)
  );
  assertEquals([narrow.length, wide.length], [2, 1]);
  // Doubled, and doubled twice more.
  assertAlmostEquals(wide[0].x - narrow[1].x, 2 * (narrow[1].x - narrow[0].x), 0.4);
  assertAlmostEquals(narrow[1].y - wide[0].y, 2 * (narrow[0].y - narrow[1].y), 0.4);
  const x = axisOf(drawing, "x", { logarithmic: true });
  assertAlmostEquals(x(narrow[1].x) / 40, 1, 0.01);
  const y = axisOf(drawing, "y", { logarithmic: true });
  assertAlmostEquals(y(wide[0].y) / 80, 1, 0.01);
});
