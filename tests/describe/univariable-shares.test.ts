import { assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import { sharesBy, sharesByLevel } from "heartbook/describe/univariable-shares.ts";
import { category, toDataset } from "../prepare/small.ts";

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
