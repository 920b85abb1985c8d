import { assertAlmostEquals, assertEquals } from "@std/assert";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import {
  findSentinels,
  plausibleEnds,
  plausibleRange,
  readWritten,
} from "heartbook/data/draft/numbers.ts";
import { parseTable } from "heartbook/data/table.ts";
import { quantile } from "heartbook/stats/quantile.ts";
import type { Feature } from "heartbook/types.ts";

Deno.test("findSentinels() finds what stands below numbers that are never below 0", () => {
  assertEquals(findSentinels([-9, 0, 1, 2, 3, 4]), [-9]);
  assertEquals(findSentinels([-9, -3, 1, 2, 3, 4]), []);
});

Deno.test("findSentinels() finds nines beyond the others by more than half of their spread", () => {
  // From 50 to 82 is 32: half of that again is 98.
  assertEquals(findSentinels([50, 60, 70, 80, 82, 99]), [99]);
  // From 50 to 84 is 34: half of that again is 101.
  assertEquals(findSentinels([50, 60, 70, 80, 84, 99]), []);
});

Deno.test("findSentinels() finds nothing where there are fewer than five others", () => {
  assertEquals(findSentinels([-9, 0, 1, 2, 3]), []);
});

Deno.test("plausibleRange() is twice as wide as what was seen, and not below 0 without cause", () => {
  assertEquals(plausibleRange(100, 200), [50, 250]);
  assertEquals(plausibleRange(1, 11), [0, 16]);
  assertEquals(plausibleRange(-1, 1), [-2, 2]);
});

Deno.test("draftSchema() takes -9 among a few whole numbers for not recorded, not for a level", () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${i},${i / 8},${i % 10 === 0 ? -9 : i % 3},${i % 2 ? "yes" : "no"}`,
  );
  const { schema } = draftSchema(parseTable(`id,dose,stage,died\n${rows.join("\n")}\n`, "my.csv"), {
    outcome: "died",
    positive: "yes",
  });
  const stage = schema.features.find(({ name }) => name === "stage")!;
  assertEquals(stage.kind === "category" && stage.levels.toSorted(), ["0", "1", "2"]);
  assertEquals(stage.missing, ["-9"]);
});

Deno.test("draftSchema() takes ten whole numbers for levels, and eleven for amounts", () => {
  const kindOf = (levels: number): string => {
    const rows = Array.from(
      { length: 110 },
      (_, i) => `${i},${i / 8},${i % levels},${i % 3 ? "yes" : "no"}`,
    );
    const table = parseTable(`id,dose,stage,died\n${rows.join("\n")}\n`, "my.csv");
    const { schema } = draftSchema(table, { outcome: "died", positive: "yes" });
    return schema.features.find(({ name }) => name === "stage")!.kind;
  };
  assertEquals([kindOf(10), kindOf(11)], ["category", "number"]);
});

/** The column named x of a table with these cells in it. */
function draftX(cells: readonly (string | number)[]): {
  feature: Feature;
  doubts: readonly { readonly seen: string; readonly assumed: string }[];
} {
  const rows = cells.map((cell, i) => `"${cell}",${i % 2 ? "yes" : "no"}`);
  const { schema, doubts } = draftSchema(parseTable(`x,died\n${rows.join("\n")}\n`, "my.csv"), {
    outcome: "died",
    positive: "yes",
  });
  return {
    feature: schema.features.find(({ name }) => name === "x")!,
    doubts: doubts.filter(({ column }) => column === "x"),
  };
}

const halves = Array.from({ length: 40 }, (_, i) => 10 + i / 2);

Deno.test("draftNumber() of a clean column has a range and nothing that needs a doubt", () => {
  const { feature, doubts } = draftX(halves);
  assertEquals(feature, {
    kind: "number",
    name: "x",
    label: "x",
    unit: "",
    range: [0.25, 39.3],
    about: "A number, recorded in 40 rows.",
  });
  assertEquals(doubts, []);
});

Deno.test("draftNumber() of whole numbers has whole ends", () => {
  const { feature } = draftX(Array.from({ length: 82 }, (_, i) => 20 + i % 41));
  assertEquals(feature.kind === "number" && [feature.whole, ...feature.range], [true, 0, 80]);
});

Deno.test("draftNumber() takes each odd text for what people mean by it, with a doubt for each", () => {
  const { feature, doubts } = draftX([...halves, -9, -9, 4000.5, "<5", "unclear", "inf", "12,5"]);
  assertEquals(feature, {
    kind: "number",
    name: "x",
    label: "x",
    unit: "",
    range: [0, 41.8],
    missing: ["-9", "4000.5", "unclear", "inf"],
    codes: { "<5": 5 },
    decimal: ",",
    about: "A number, recorded in 42 rows.",
  });
  assertEquals(doubts.map(({ seen }) => seen), [
    '"-9" in 2 rows, apart from all other values',
    '"4000.5" in 1 row, far from all others (5 to 29.5)',
    '"inf" in 1 row, which is no measurement',
    '"unclear" in 1 row among numbers',
    '"<5" in 1 row: only a bound is known',
    '"12,5" in 1 row: decimals after a comma',
  ]);
});

Deno.test("draftNumber() takes a few far values for typing errors only where they stand apart", () => {
  const missing = (...more: number[]): readonly string[] | undefined =>
    draftX([...halves, ...more]).feature.missing;
  // The others reach from 10 to 29.5: further from them than 19.5 is apart.
  assertEquals(missing(500.5), ["500.5"]);
  assertEquals(missing(-500.5), ["-500.5"]);
  // Far values that lead there step by step, or are many, are a long tail.
  assertEquals(missing(500.5, 600.5, 700.5, 800.5), undefined);
  assertEquals(missing(500.5, 600.5, 700.5), ["500.5", "600.5", "700.5"]);
});

Deno.test("readWritten() tells numbers, decimal commas, bounds, infinity and text apart", () => {
  const kinds = (...texts: string[]): unknown[] =>
    texts.map((text) => [readWritten(text).kind, readWritten(text).value]);
  assertEquals(kinds("1.5", "-3", "+.5", "2.", "1e3", "1E-2"), [
    ...[["number", 1.5], ["number", -3], ["number", 0.5]],
    ...[["number", 2], ["number", 1000], ["number", 0.01]],
  ]);
  assertEquals(kinds("1,5", "-0,25"), [["comma", 1.5], ["comma", -0.25]]);
  assertEquals(kinds("<5", "> 1,5", ">=300", "< =-2"), [
    ...[["bound", 5], ["bound", 1.5], ["bound", 300], ["bound", -2]],
  ]);
  assertEquals(kinds("inf", "-Infinity", "1e999"), new Array(3).fill(["infinite", undefined]));
  assertEquals(kinds("", "abc", "1,5,2", "<", "1 2", "e5"), new Array(6).fill(["text", undefined]));
});

Deno.test("plausibleEnds() lies five widths of the middle half beyond it, or three in logarithms", () => {
  // From 1 to 100 the quarters are 25.75 and 75.25, apart by 49.5; half of nine tenths less one is less.
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  const [low, high] = plausibleEnds(hundred.map((value) => value - 50));
  assertAlmostEquals(low, 25.75 - 50 - 5 * 49.5, 1e-9);
  assertAlmostEquals(high, 75.25 - 50 + 5 * 49.5, 1e-9);
  const powers = hundred.map((value) => 2 ** (value / 5));
  const [first, third] = [0.25, 0.75].map((at) => quantile(powers.map(Math.log), at));
  assertAlmostEquals(Math.log(plausibleEnds(powers)[1]), third + 3 * (third - first), 1e-9);
});

Deno.test("plausibleEnds() knows none of fewer than ten values, or where nearly all are alike", () => {
  assertEquals(plausibleEnds([1, 2, 3, 4, 5, 6, 7, 8, 1000]), [-1e15, 1e15]);
  assertEquals(plausibleEnds([...new Array(30).fill(5), 1000]), [-1e15, 1e15]);
});

Deno.test("findSentinels() knows each number that people write for what was not recorded", () => {
  for (const value of [-9999, -999, -99, -9, -8, -7, -1, 99, 999, 9999, 99999]) {
    const sorted = [0, 1, 2, 3, 4, 5, value].toSorted((a, b) => a - b);
    assertEquals(findSentinels(sorted), [value]);
  }
  for (const value of [-2, -10, -6, 98, 100, 998, 10_000]) {
    const sorted = [0, 1, 2, 3, 4, 5, value].toSorted((a, b) => a - b);
    assertEquals(findSentinels(sorted), []);
  }
});
