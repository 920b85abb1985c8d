import { assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { splitByLevel, splitByOutcome } from "heartbook/data/split.ts";
import { category, toDataset } from "../prepare/small.ts";

const small = toDataset(
  [category("c", ["u", "v", "w"])],
  [{ c: "v" }, { c: "u" }, { c: null }, { c: "v" }],
);

Deno.test("splitByLevel() leaves out missing cells and levels without patients", () => {
  const parts = splitByLevel(small, "c");
  assertEquals(Object.keys(parts), ["u", "v"]);
  assertEquals(parts.v.ids, ["1", "4"]);
  assertThrows(() => splitByLevel(readHeart(), "age"), RangeError, "column age");
});

Deno.test("splitByOutcome() parts everybody, each once", () => {
  const { diseased, healthy } = splitByOutcome(readHeart());
  assertEquals([diseased.rows.length, healthy.rows.length], [139, 164]);
  assertEquals([new Set(diseased.labels), new Set(healthy.labels)], [new Set([1]), new Set([0])]);
  assertEquals(new Set([...diseased.ids, ...healthy.ids]).size, 303);
});
