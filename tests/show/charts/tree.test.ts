/** A tree, read back as questions, answers and leaves. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { treeChart } from "heartbook/show/charts/tree.ts";
import { outcomeColours } from "heartbook/show/palette.ts";
import { type Drawn, drawnOf, readDrawing } from "../drawing.ts";

const title = "A finding";

Deno.test("treeChart() puts questions above their answers, yes to the left, and counts at the leaves", () => {
  // thal normal? then age ≤ 55?
  const tree = {
    feature: [0, 1, -1, -1, -1],
    threshold: [0.5, 0, 0, 0, 0],
    left: [1, 2, -1, -1, -1],
    right: [4, 3, -1, -1, -1],
    value: [0.5, 0.25, 0.1, 0.5, 0.9],
    weight: [100, 60, 40, 20, 40],
  };
  const columns = [
    { kind: "level", feature: "thal", level: "normal", fill: "normal", mean: 0, scale: 1 },
    { kind: "number", feature: "age", fill: 50, mean: 55.04, scale: 9 },
  ] as const;
  const { schema } = readHeart();
  const bundle = treeChart(tree, { title, columns, schema, path: [0, 1, 3] });
  const drawing = readDrawing(bundle);
  const texts = drawnOf(drawing, "text");
  const at = (wanted: string): Drawn => texts.find(({ text }) => text === wanted)!;
  const words = texts.map(({ text }) => text).join("|").replaceAll("\n", " ");
  assert(words.includes("not normal?") && words.includes("≤ 55.04 years?"), words);
  const leaves = ["10 %", "50 %", "90 %"].map(at);
  assert(leaves[0].x < leaves[1].x && leaves[1].x < leaves[2].x);
  assertAlmostEquals(leaves[0].y, leaves[1].y, 0.6);
  assert(leaves[2].y < leaves[0].y, "a leaf of the first question stands higher");
  for (const [i, people] of ["4 of 40", "10 of 20", "36 of 40"].entries()) {
    const below = at(people);
    assertAlmostEquals(below.x, leaves[i].x, 0.6);
    assert(below.y > leaves[i].y && below.y - leaves[i].y < 45);
  }
  const inner = at("15 of 60"), root = at("50 of 100");
  assertAlmostEquals(inner.x, (leaves[0].x + leaves[1].x) / 2, 0.6);
  assertAlmostEquals(root.x, (inner.x + leaves[2].x) / 2, 0.6);
  assert(root.y < inner.y);
  const answers = texts.filter(({ text }) => text === "yes" || text === "no");
  assertEquals(answers.length, 4);
  for (const { text, x, y } of answers) {
    const parent = y < inner.y ? root : inner;
    assertEquals(text, x < parent.x ? "yes" : "no");
  }
  const links = drawing.all.filter(({ kind, style }) =>
    ["path", "line"].includes(kind) && ["#111", "#999"].includes(style.stroke)
  );
  assertEquals(links.map(({ style }) => style.stroke).toSorted(), ["#111", "#111", "#999", "#999"]);
  for (const { points } of links) assert(points[0][1] < points.at(-1)![1], "downwards");
  assertEquals(
    bundle["text/plain"],
    `[chart] ${title}\nA decision tree of 2 questions. The diseased among the patients in its ` +
      "3 leaves, from left to right: 4 of 40, 10 of 20, 36 of 40.",
  );
  // A leaf's square is pale where few are diseased; the white one behind it, as large, hides the links.
  const squaresOf = (fill: string): Drawn[] => drawnOf(drawing, "path", { fill });
  const squares = squaresOf(outcomeColours.diseased);
  assertEquals(squares.map(({ style }) => style["fill-opacity"]), ["0.1", "0.5", "0.9"]);
  assertEquals(squaresOf("#fff")[0].points, squares.flatMap(({ points }) => points));
  squares.forEach(({ points: [start, , end] }, i) => {
    assertAlmostEquals((start[0] + end[0]) / 2, leaves[i].x, 0.6);
    assertAlmostEquals((start[1] + end[1]) / 2, leaves[i].y, 0.6);
  });
});

Deno.test("treeChart() has the leaves of one question at the foot of its sheet, and answers in words", () => {
  const stump = {
    feature: [0, -1, -1],
    threshold: [0.25, 0, 0],
    left: [1, -1, -1],
    right: [2, -1, -1],
    value: [0.5, 0.25, 0.75],
    weight: [8, 4, 4],
  };
  const columns = [{ kind: "number", feature: "ca", fill: 0, mean: 0, scale: 2 }] as const;
  const drawing = readDrawing(treeChart(stump, { title, columns, schema: readHeart().schema }));
  const texts = drawnOf(drawing, "text");
  const words = texts.map(({ text }) => text).join("|");
  assert(words.includes("≤ 0.5?"), `a count has no unit: ${words}`);
  const [root, left, right] = ["4 of 8", "1 of 4", "3 of 4"].map((wanted) =>
    texts.find(({ text }) => text === wanted)!
  );
  assertAlmostEquals(left.y, right.y, 0.1);
  assert(drawing.box.bottom - left.y < 40 && root.y - drawing.box.top < 80);
  const links = drawnOf(drawing, "path", { stroke: "#999" });
  assertEquals(links.length, 2);
  // As far below the question as the words reach, and as far above the square.
  for (const { points } of links) {
    assertAlmostEquals(points[0][1] - root.y, 36 - 26, 0.6);
    assertAlmostEquals(left.y - 36 - points.at(-1)![1], 22, 0.6);
  }
  const answers = texts.filter(({ text }) => text === "yes" || text === "no");
  answers.forEach(({ x, y }, i) => {
    const { points } = links[i];
    assertAlmostEquals(x, (points[0][0] + points.at(-1)![0]) / 2, 0.6);
    assertAlmostEquals(y, (points[0][1] + points.at(-1)![1]) / 2, 0.6);
  });
});
