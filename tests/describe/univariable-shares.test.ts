import { assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import {
  answersByLevel,
  sharesBy,
  sharesByBand,
  sharesByLevel,
} from "heartbook/describe/univariable-shares.ts";
import { category, number, toDataset } from "../prepare/small.ts";

const small = toDataset(
  [category("c", ["u", "v", "w"])],
  [{ c: "v" }, { c: "u" }, { c: "v" }, { c: null }],
  [1, 0, 0, 1],
);

Deno.test("sharesBy() counts the diseased of each group in the order they appear", () => {
  assertEquals(sharesBy(small, ({ c }) => c === null ? null : String(c)), [
    { group: "v", diseased: 1, total: 2, share: wilson(1, 2) },
    { group: "u", diseased: 0, total: 1, share: wilson(0, 1) },
  ]);
});

Deno.test("sharesByLevel() keeps the schema's order and leaves the missing out", () => {
  const groups = sharesByLevel(small, "c", { level: 0.9 });
  assertEquals(groups.map(({ group }) => group), ["u", "v"]);
  assertEquals(groups[1].share, wilson(1, 2, { level: 0.9 }));
  const missing = sharesByLevel(readHeart(), "thal").reduce((sum, { total }) => sum + total, 0);
  assertEquals(missing, 301);
});

Deno.test("sharesByLevel() refuses a number", () => {
  assertThrows(() => sharesByLevel(readHeart(), "age"), RangeError, "column age");
});

const aged = toDataset(
  [number("age")],
  [{ age: 60 }, { age: 44 }, { age: 45 }, { age: 54 }, { age: null }, { age: 55 }],
  [1, 0, 1, 0, 1, 0],
);

Deno.test("sharesByBand() puts a value on an edge into the band above, the lowest band first", () => {
  assertEquals(sharesByBand(aged, "age", { edges: [45, 55], level: 0.9 }), [
    { group: "under 45", diseased: 0, total: 1, share: wilson(0, 1, { level: 0.9 }) },
    { group: "45–54", diseased: 1, total: 2, share: wilson(1, 2, { level: 0.9 }) },
    { group: "55 and over", diseased: 1, total: 2, share: wilson(1, 2, { level: 0.9 }) },
  ]);
  const one = sharesByBand(aged, "age", { edges: [45] });
  assertEquals(one.map(({ group, total }) => [group, total]), [["under 45", 1], [
    "45 and over",
    4,
  ]]);
});

Deno.test("sharesByBand() leaves empty bands out", () => {
  const groups = sharesByBand(aged, "age", { edges: [20, 50, 58, 90] });
  assertEquals(groups.map(({ group }) => group), ["20–49", "50–57", "58–89"]);
});

Deno.test("sharesByBand() refuses edges that do not rise", () => {
  for (const [edges, got] of [[[], "none"], [[45, 45], "45, 45"], [[40, 60, 50], "40, 60, 50"]]) {
    const message = `edges: expected numbers that rise, got ${got}`;
    const options = { edges: edges as number[] };
    assertThrows(() => sharesByBand(aged, "age", options), RangeError, message);
  }
});

Deno.test("answersByLevel() by hand: the answered of a level, by question", () => {
  const rows = [{ c: "u", x: 1 }, { c: "v", x: 5 }, { c: "v", x: null }, { c: "v", x: 9 }];
  const answered = toDataset([category("c", ["u", "v"]), number("x")], rows);
  const questions = {
    high: ({ x }: { readonly x?: unknown }) => x === null ? null : Number(x) > 4,
    highest: ({ x }: { readonly x?: unknown }) => x === null ? null : Number(x) > 8,
  };
  assertEquals(answersByLevel(answered, "c", { questions, level: 0.9 }), [
    {
      level: "u",
      shares: { high: wilson(0, 1, { level: 0.9 }), highest: wilson(0, 1, { level: 0.9 }) },
    },
    {
      level: "v",
      shares: { high: wilson(2, 2, { level: 0.9 }), highest: wilson(1, 2, { level: 0.9 }) },
    },
  ]);
});
