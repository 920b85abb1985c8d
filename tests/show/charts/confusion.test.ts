/** What the confusion chart draws, counted and measured in its SVG. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DOMParser } from "linkedom";
import type { Confusion } from "heartbook/measure/confusion.ts";
import type { Bundle } from "heartbook/show/bundle.ts";
import { confusionChart } from "heartbook/show/charts/confusion.ts";
import { outcomeColours } from "heartbook/show/palette.ts";

const confusion = { truePositive: 23, falseNegative: 2, falsePositive: 5, trueNegative: 41 };

interface Square {
  readonly colour: string | null;
  readonly opacity: string | null;
  readonly x: number;
  readonly y: number;
}

/** The squares of each cell, in the order in which they are drawn: all of a cell are one path. */
function squaresOf(bundle: Bundle): Square[][] {
  const document = new DOMParser().parseFromString(bundle["image/svg+xml"]!, "image/svg+xml");
  return [...document.querySelectorAll("path")].map((path) => {
    const [colour, opacity] = ["fill", "fill-opacity"].map((name) => path.getAttribute(name));
    let x = 0, y = 0;
    // "M" is where the first begins, "m" how far the next is from the one before.
    return [...path.getAttribute("d")!.matchAll(/m(-?[\d.]+)[ ,]?(-?[\d.]+)/gi)].map(
      ([, dx, dy]) => {
        [x, y] = [Math.round(10 * (x + Number(dx))) / 10, Math.round(10 * (y + Number(dy))) / 10];
        return { colour, opacity, x, y };
      },
    );
  });
}

Deno.test("confusionChart() draws a square for each patient, errors filled", () => {
  const squares = squaresOf(confusionChart(confusion, { title: "t" })).flat();
  const count = (colour: string, opacity: string | null): number =>
    squares.filter((each) => each.colour === colour && each.opacity === opacity).length;
  assertEquals(squares.length, 71);
  assertEquals([count(outcomeColours.diseased, "0.25"), count(outcomeColours.diseased, "1")], [
    23,
    2,
  ]);
  assertEquals([count(outcomeColours.healthy, "0.25"), count(outcomeColours.healthy, "1")], [
    41,
    5,
  ]);
});

Deno.test("confusionChart() lays a cell out in rows of twenty, downwards", () => {
  const cells = squaresOf(confusionChart(confusion, { title: "t" }));
  const found = cells.find((cell) => cell.length === 23)!;
  const rows = Map.groupBy(found, ({ y }) => y);
  assertEquals([...rows.values()].map((row) => row.length), [20, 3]);
  const [first, second] = [...rows.keys()];
  assert(first < second);
  const places = rows.get(first)!.map(({ x }) => x);
  assertEquals(places, places.toSorted((a, b) => a - b));
  assertEquals(rows.get(second)!.map(({ x }) => x), places.slice(0, 3));
});

Deno.test("confusionChart() tells the four counts in words", () => {
  const bundle = confusionChart(confusion, { title: "t" });
  for (const words of ["23 found", "2 missed", "5 false alarms", "41 ruled out"]) {
    assertStringIncludes(bundle["image/svg+xml"]!, words);
  }
  assertStringIncludes(
    bundle["text/plain"],
    "one square per patient. diseased: 23 found; diseased: 2 missed; " +
      "not diseased: 5 false alarms; not diseased: 41 ruled out.",
  );
});

Deno.test("confusionChart() takes one square for several where there are more than 1,500", () => {
  const squares = (counts: Confusion): number =>
    squaresOf(confusionChart(counts, { title: "t" })).flat().length;
  const even = (count: number): Confusion => ({
    truePositive: count,
    falseNegative: count,
    falsePositive: count,
    trueNegative: count,
  });
  assertEquals([squares(even(375)), squares(even(376)), squares(even(1000))], [1500, 752, 1332]);
});

Deno.test("confusionChart() speaks in the words of the table", () => {
  const words = { positive: "malignant", negative: "benign" };
  const svg = confusionChart(confusion, { title: "t", words })["image/svg+xml"]!;
  for (const each of ["called malignant", "called benign"]) assertStringIncludes(svg, each);
  assertEquals(svg.includes("called diseased"), false);
});

Deno.test("confusionChart() makes room for its largest cell, and for the longer of its words", () => {
  const boxOf = (
    changed: Partial<Confusion>,
    words?: { positive: string; negative: string },
  ): [number, number] => {
    const made = confusionChart({ ...confusion, ...changed }, {
      title: "t",
      ...words === undefined ? {} : { words },
    });
    const [, width, height] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(made["image/svg+xml"]!)!;
    return [Number(width), Number(height)];
  };
  // 41 are three rows of twenty, and each row more of one cell is one more of both.
  for (const cell of ["truePositive", "falseNegative", "falsePositive", "trueNegative"] as const) {
    assertEquals(boxOf({ [cell]: 60 }), boxOf({}));
    assertEquals(boxOf({ [cell]: 61 })[1] - boxOf({})[1], 28, cell);
  }
});
